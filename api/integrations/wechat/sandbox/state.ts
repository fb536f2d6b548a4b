import { createFaultQueue } from './fault-queue';
import { createIdentities } from './identities';
import { createMediaDesk } from './media-desk';
import { createMessageDesk } from './message-desk';
import { createOneTimeCodes } from './one-time-codes';
import { createTokenOffice } from './token-office';
import { refuse } from './answer';
import { type SandboxAnswer, type SandboxRequest, type WechatSandboxOptions } from './types';

/** Everything the imitated WeChat remembers. */
export type SandboxState = ReturnType<typeof createSandboxState>;

/** One endpoint of the imitated API. */
export type Endpoint = (
  state: SandboxState,
  request: SandboxRequest,
) => SandboxAnswer | Promise<SandboxAnswer>;

export function createSandboxState(options: WechatSandboxOptions) {
  const now = options.now ?? Date.now;
  return {
    appId: options.appId,
    appSecret: options.appSecret,
    now,
    pages: options.pages,
    identities: createIdentities(options.appId, options.seed ?? 'lianxin', now),
    codes: createOneTimeCodes(now),
    tokens: createTokenOffice(now),
    desk: createMessageDesk(options.templates ?? []),
    media: createMediaDesk(options.appId, now),
    faults: createFaultQueue(),
  };
}

/** The refusal for a wrong app or secret, or null. The app is looked at first, as WeChat does. */
export function refuseCredentials(
  state: SandboxState,
  appId: string,
  appSecret: string,
): SandboxAnswer | null {
  if (appId === '') return refuse(41002);
  if (appSecret === '') return refuse(41004);
  if (appId !== state.appId) return refuse(40013);
  return appSecret === state.appSecret ? null : refuse(40125);
}

/** Guards an endpoint by the access token of the query. */
export function withAccessToken(endpoint: Endpoint): Endpoint {
  return (state, request) => {
    const token = request.query.get('access_token') ?? '';
    if (token === '') return refuse(41001);
    if (!/^[\w-]+$/.test(token)) return refuse(40014);
    const standing = state.tokens.check(token);
    if (standing === 'valid') return endpoint(state, request);
    return refuse(standing === 'expired' ? 42001 : 40001);
  };
}

/** Whether the page exists; without a list of pages every well-formed one does. */
export function isKnownPage(state: SandboxState, page: string): boolean {
  if (page.startsWith('/')) return false;
  return state.pages === undefined || state.pages.includes(page.split('?')[0] ?? '');
}
