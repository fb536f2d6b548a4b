/** Why something is not shown to the public. */
export const MODERATION_REASONS = [
  'abuse',
  'privacy',
  'porn',
  'fraud',
  'ad',
  'unlawful',
  'rumour',
  'other',
] as const;
export type ModerationReason = (typeof MODERATION_REASONS)[number];
export const MODERATION_REASON_NAMES: Record<ModerationReason, string> = {
  abuse: '辱骂他人',
  privacy: '涉及他人隐私',
  porn: '低俗色情',
  fraud: '疑似诈骗',
  ad: '广告推销',
  unlawful: '违法内容',
  rumour: '不实信息',
  other: '其他原因',
};

/** What brought an item before a moderator, beside the reasons above. */
export const FOUND_NAMES: Record<string, string> = {
  ...MODERATION_REASON_NAMES,
  photo: '照片公开前要看一眼',
  machine: '微信审核认为可疑',
  unchecked: '自动审核没有结果',
  report: '有居民举报',
  review: '本人申请复核',
};

/** `reported` is still shown; all others but `shown` are kept from the public. */
export const CARE_STATES = ['pending', 'reported', 'hidden', 'redacted', 'shown'] as const;
export type CareState = (typeof CARE_STATES)[number];
export const CARE_STATE_NAMES: Record<CareState, string> = {
  pending: '待审核',
  reported: '被举报',
  hidden: '已隐藏',
  redacted: '已遮盖部分内容',
  shown: '已公开',
};

/** What the public reads in place of words that are kept from it. */
export const WITHHELD_WORDS = {
  pending: '（这段文字正在审核，暂不公开）',
  hidden: '（这段文字不宜公开，已隐藏）',
} as const;

/** Words of an event by its number, the address, or a photo by its id. */
export const textItem = (seq: number) => `t${seq}`;
export const photoItem = (id: string) => `p${id}`;
export const ADDRESS_ITEM = 'a1';
