export { createMemoryTokenStore, type AccessTokenRecord, type AccessTokenStore } from './access-token-store';
export { NO_ERRCODE, type WechatCallInfo } from './call-api';
export { createWechatClient } from './client';
export type * from './client-types';
export { createMongoTokenStore } from './mongo-token-store';
export { isSignedPush, openPush } from './push-cipher';
export { WechatError, type WechatErrorCode } from './wechat-error';
