export { startWechatSandbox, type WechatSandbox } from './start-sandbox';
export type { SandboxFault, SandboxTemplate, SentSubscribeMessage, WechatSandboxOptions } from './types';
