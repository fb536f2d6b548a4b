/**
 * What went wrong, in the words the rest of the API decides by. WeChat's numbers stand in `error-codes.ts`.
 * - CODE_INVALID, CODE_USED: the one-time code is unknown, expired, of another app / already redeemed
 * - USER_BLOCKED: WeChat's risk control refuses this user's sign-in
 * - USER_INACTIVE: the user has not opened the mini-program within two hours (text check)
 * - RATE_LIMITED, QUOTA_SPENT: too many calls for now / the paid quota is used up
 * - BUSY, TIMEOUT, UNAVAILABLE, BAD_RESPONSE: WeChat is overloaded, silent, unreachable or incomprehensible
 * - MISCONFIGURED: AppID, secret, IP whitelist or permission is wrong; an admin must act
 * - TOKEN_REJECTED: the access token was refused even after renewal
 * - OPENID_INVALID, TEMPLATE_INVALID, FIELD_REJECTED, PAGE_INVALID, ARGUMENT_INVALID: our request is wrong (a bug or data fault)
 * - REJECTED: an errcode not listed
 */
export type WechatErrorCode =
  | 'CODE_INVALID'
  | 'CODE_USED'
  | 'USER_BLOCKED'
  | 'USER_INACTIVE'
  | 'RATE_LIMITED'
  | 'QUOTA_SPENT'
  | 'BUSY'
  | 'TIMEOUT'
  | 'UNAVAILABLE'
  | 'BAD_RESPONSE'
  | 'MISCONFIGURED'
  | 'TOKEN_REJECTED'
  | 'NOT_SUBSCRIBED'
  | 'OPENID_INVALID'
  | 'TEMPLATE_INVALID'
  | 'FIELD_REJECTED'
  | 'PAGE_INVALID'
  | 'ARGUMENT_INVALID'
  | 'REJECTED';

export interface WechatErrorFields {
  code: WechatErrorCode;
  /** The call that failed, e.g. `code2Session`. */
  api: string;
  /** WeChat's number, where it answered with one. */
  errcode?: number;
  /** The harmless part of WeChat's errmsg (request id, refused key), or the network's code. */
  detail?: string;
  /** Nothing of the request reached WeChat. */
  unsent?: boolean;
  /** Set when the circuit is open: milliseconds until the next call may go out. */
  retryAfterMs?: number;
}

const passing = new Set<WechatErrorCode>([
  'BUSY',
  'TIMEOUT',
  'UNAVAILABLE',
  'BAD_RESPONSE',
  'RATE_LIMITED',
  'TOKEN_REJECTED',
]);

/** Every failure of the WeChat client. Safe to log whole: no secret, token, session_key, code, openid or phone. */
export class WechatError extends Error {
  override readonly name = 'WechatError';
  readonly code: WechatErrorCode;
  readonly api: string;
  readonly errcode: number | undefined;
  readonly detail: string | undefined;
  readonly unsent: boolean;
  readonly retryAfterMs: number | undefined;
  /** Trying again later can help; calls with a one-time code need a fresh code for it. */
  readonly retryable: boolean;

  constructor(fields: WechatErrorFields) {
    super(
      `wechat ${fields.api}: ${fields.code}${fields.errcode === undefined ? '' : ` (${fields.errcode})`}`,
    );
    this.code = fields.code;
    this.api = fields.api;
    this.errcode = fields.errcode;
    this.detail = fields.detail;
    this.unsent = fields.unsent ?? false;
    this.retryAfterMs = fields.retryAfterMs;
    this.retryable = passing.has(fields.code);
  }
}
