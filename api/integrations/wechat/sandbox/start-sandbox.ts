import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { createSandboxServer } from './server';
import { type MediaOrder } from './media-desk';
import { type PushTarget } from './push-message';
import { createSandboxState } from './state';
import {
  type SandboxFault,
  type SandboxTemplate,
  type SentSubscribeMessage,
  type WechatSandboxOptions,
} from './types';

/** A running sandbox. The same is to be had over HTTP under `/__sandbox/`, see `control.ts`. */
export interface WechatSandbox {
  /** No trailing slash. */
  baseUrl: string;
  /** Ends open connections too. */
  stop(): Promise<void>;
  /** A code as wx.login gives it, for the user of that name; of another app when `appId` says so. */
  issueLoginCode(openidSeed: string, appId?: string): string;
  /** A code as the getPhoneNumber button gives it; of another app when `appId` says so. */
  issuePhoneCode(phone: string, appId?: string): string;
  openidOf(openidSeed: string): string;
  script(fault: SandboxFault): void;
  clearFaults(): void;
  addTemplate(template: SandboxTemplate): void;
  /** The user accepts `times` (default 1) messages of the template. */
  grant(openid: string, templateId: string, times?: number): void;
  /** Ends all access tokens at once, as a forced refresh elsewhere would. */
  revokeTokens(): void;
  sent(): SentSubscribeMessage[];
  /** Where pushed messages go and what signs them (消息推送). */
  pushTo(target: PushTarget): void;
  /** Orders to check a picture, oldest first. */
  mediaOrders(): MediaOrder[];
  /** Pushes the verdict of an order now. @returns the status of the answer */
  pushMediaVerdict(traceId: string, suggest: 'pass' | 'review' | 'risky'): Promise<number>;
  /** The user switches a template off or on in WeChat's settings, which is pushed. @returns the status of the answer */
  changeSubscription(openid: string, templateId: string, status: 'accept' | 'reject'): Promise<number>;
}

/**
 * Starts an HTTP server on loopback that answers like api.weixin.qq.com, errors included, for the calls that the
 * client makes. For demos and tests: it keeps everything in memory.
 * Sign-in also takes `sandbox-<name>-<nonce>` as js_code, and `sandbox-phone-<number>-<nonce>` as phone code.
 */
export async function startWechatSandbox(options: WechatSandboxOptions): Promise<WechatSandbox> {
  const state = createSandboxState(options);
  const host = options.host ?? '127.0.0.1';
  const server = createSandboxServer(state);
  server.listen(options.port ?? 0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://${host}:${port}`,
    async stop() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
    issueLoginCode: (openidSeed, appId = state.appId) => state.codes.issue('login', openidSeed, appId),
    issuePhoneCode: (phone, appId = state.appId) => state.codes.issue('phone', phone, appId),
    openidOf: (openidSeed) => state.identities.openidOf(openidSeed),
    script: (fault) => state.faults.add(fault),
    clearFaults: () => state.faults.clear(),
    addTemplate: (template) => state.desk.addTemplate(template),
    grant: (openid, templateId, times = 1) => state.desk.grant(openid, templateId, times),
    revokeTokens: () => state.tokens.revoke(),
    sent: () => state.desk.sent(),
    pushTo: (target) => state.media.pushTo(target),
    changeSubscription: (openid, templateId, status) =>
      state.media.changeSubscription(openid, templateId, status),
    mediaOrders: () => state.media.orders(),
    pushMediaVerdict: (traceId, suggest) => state.media.push(traceId, suggest),
  };
}
