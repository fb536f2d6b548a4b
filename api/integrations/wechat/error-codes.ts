import { type WechatErrorCode } from './wechat-error';

// Sources, all under https://developers.weixin.qq.com:
// /miniprogram/dev/OpenApiDoc/user-login/code2Session.html (-1, 40029, 40226, 45011)
// /doc/oplatform/Return_codes/Return_code_descriptions_new.html (40163 and the general codes)
// /doc/service/api/base/api_getstableaccesstoken.html (token, secret and whitelist codes)
// /minigame/dev/api-backend/open-api/subscribe-message/subscribeMessage.send.html (40003, 40037, 41030, 43101, 47003)
// /minigame/dev/api-backend/open-api/sec-check/security.msgSecCheck.html (40129, 43104, 44002, 47001, 61010)
// /miniprogram/dev/OpenApiDoc/qrcode-link/qr-code/getUnlimitedQRCode.html (40097, 40169, 41030, 45009)
const meanings: Readonly<Record<number, WechatErrorCode>> = {
  [-1]: 'BUSY',
  40001: 'TOKEN_REJECTED',
  40014: 'TOKEN_REJECTED',
  41001: 'TOKEN_REJECTED',
  42001: 'TOKEN_REJECTED',
  40002: 'MISCONFIGURED',
  40013: 'MISCONFIGURED',
  40125: 'MISCONFIGURED',
  40164: 'MISCONFIGURED',
  40243: 'MISCONFIGURED',
  41002: 'MISCONFIGURED',
  41004: 'MISCONFIGURED',
  48001: 'MISCONFIGURED',
  50002: 'MISCONFIGURED',
  40029: 'CODE_INVALID',
  41008: 'CODE_INVALID',
  40163: 'CODE_USED',
  40226: 'USER_BLOCKED',
  61010: 'USER_INACTIVE',
  45009: 'RATE_LIMITED',
  45011: 'RATE_LIMITED',
  43108: 'RATE_LIMITED',
  1400001: 'QUOTA_SPENT',
  43101: 'NOT_SUBSCRIBED',
  40003: 'OPENID_INVALID',
  43104: 'OPENID_INVALID',
  40037: 'TEMPLATE_INVALID',
  47003: 'FIELD_REJECTED',
  41030: 'PAGE_INVALID',
  40097: 'ARGUMENT_INVALID',
  40129: 'ARGUMENT_INVALID',
  40169: 'ARGUMENT_INVALID',
  44002: 'ARGUMENT_INVALID',
  47001: 'ARGUMENT_INVALID',
};

/**
 * Our word for WeChat's number. On the token call itself 40001 means a wrong AppSecret, not a stale token.
 * @param api name of the call that answered
 */
export function meaningOf(errcode: number, api: string): WechatErrorCode {
  if (errcode === 40001 && api === 'stableToken') return 'MISCONFIGURED';
  return meanings[errcode] ?? 'REJECTED';
}
