/** Why a case is declined (DOMAIN.md): the code is kept, the name is what residents read. */
export const DECLINE_REASON_NAMES = {
  not_government: '不属于政府职责',
  other_channel: '应走诉讼、仲裁、信访等法定途径',
  other_area: '不在本辖区',
  duplicate: '重复反映，已有同一件事在办',
  unclear: '情况不清，又联系不上反映人',
  resolved: '已经自行解决',
  other: '其他原因',
} as const;
export type DeclineReason = keyof typeof DECLINE_REASON_NAMES;
export const DECLINE_REASONS = Object.keys(DECLINE_REASON_NAMES) as [DeclineReason, ...DeclineReason[]];

/** Why whoever was given a case sends it back to the dispatch desk. */
export const RETURN_REASON_NAMES = {
  not_ours: '不属于我方职责',
  wrong_place: '地点不在我方管辖范围',
  need_lead: '需要其他单位牵头',
  unclear: '信息不足，无法办理',
  other: '其他原因',
} as const;
export type ReturnReason = keyof typeof RETURN_REASON_NAMES;
export const RETURN_REASONS = Object.keys(RETURN_REASON_NAMES) as [ReturnReason, ...ReturnReason[]];
