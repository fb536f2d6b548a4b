import {
  createWechatClient,
  WechatError,
  type WechatCallInfo,
  type WechatClient,
  type WechatClientOptions,
} from '..';
import { startWechatSandbox, type WechatSandbox } from '../sandbox';

export const APP_ID = 'wx0123456789abcdef';
export const APP_SECRET = 'f00dbabe+/cafe=0123456789abcdef';
export const TEMPLATE = { id: 'tmpl-case-progress', keys: ['thing1', 'phrase2', 'time3'] };
export const MESSAGE_DATA = { thing1: '路灯不亮', phrase2: '已受理', time3: '2026年11月22日 15:01' };

/** A sandbox and a client of it on one clock that tests move by hand. */
export interface WechatFixture {
  sandbox: WechatSandbox;
  client: WechatClient;
  calls: WechatCallInfo[];
  newClient(overrides?: Partial<WechatClientOptions>): WechatClient;
  advance(ms: number): void;
  now(): number;
  /** How many attempts a call took so far. */
  attempts(api: string): number;
}

export async function startFixture(): Promise<WechatFixture> {
  let offset = 0;
  const now = (): number => Date.now() + offset;
  const calls: WechatCallInfo[] = [];
  const sandbox = await startWechatSandbox({
    appId: APP_ID,
    appSecret: APP_SECRET,
    now,
    templates: [TEMPLATE, { id: 'tmpl-notice', keys: ['thing1'], kind: 'long_term' }],
    pages: ['pages/home/index', 'features/cases/pages/detail/index'],
  });
  const newClient = (overrides: Partial<WechatClientOptions> = {}): WechatClient =>
    createWechatClient({
      baseUrl: sandbox.baseUrl,
      appId: APP_ID,
      appSecret: APP_SECRET,
      now,
      timeoutMs: 2000,
      retry: { retries: 2, baseMs: 1, capMs: 2 },
      onCall: (info) => calls.push(info),
      ...overrides,
    });
  return {
    sandbox,
    client: newClient(),
    calls,
    newClient,
    advance: (ms) => void (offset += ms),
    now,
    attempts: (api) => calls.filter((call) => call.api === api).length,
  };
}

/** The WechatError a call ends in; anything else fails the test. */
export async function failure(call: Promise<unknown>): Promise<WechatError> {
  const caught: unknown = await call.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(caught instanceof WechatError)) throw new Error(`expected a WechatError, got ${String(caught)}`);
  return caught;
}
