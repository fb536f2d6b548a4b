export { createMemoryTokenStore, type AccessTokenRecord, type AccessTokenStore } from './access-token-store';
export { NO_ERRCODE, type WechatCallInfo } from './call-api';
export { createWechatClient } from './client';
export type * from './client-types';
export { WechatError, type WechatErrorCode } from './wechat-error';
