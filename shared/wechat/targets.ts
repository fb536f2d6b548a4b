/** What a mini-program code may lead to. */
export const WECHAT_CODE_KINDS = ['grid', 'case', 'notice'] as const;
export type WechatCodeKind = (typeof WECHAT_CODE_KINDS)[number];
