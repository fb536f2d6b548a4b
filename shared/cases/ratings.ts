import * as z from 'zod';
import { wordsSchema } from '../core/primitives';
import { DAY_MS } from '../time/shanghai';

const stars = z.int().min(1, '请点选 1–5 颗星').max(5, '请点选 1–5 颗星');

export const ratingBodySchema = z.strictObject({
  resolved: z.enum(['yes', 'partly', 'no'], '请选择问题是否解决'),
  response: stars.describe('响应速度'),
  attitude: stars.describe('服务态度'),
  result: stars.describe('处理结果'),
  tags: z
    .array(wordsSchema(1, 20, '标签'))
    .max(10, '标签最多 10 个')
    .refine((tags) => new Set(tags).size === tags.length, '标签重复了')
    .optional()
    .describe('事项类别所属组的标签'),
  text: wordsSchema(0, 500, '评价').optional(),
  sendBack: z.boolean().optional().describe('不满意，退回重办'),
  version: z.int().optional(),
});
export type RatingBody = z.infer<typeof ratingBodySchema>;

/** Satisfied is a result of four stars or five (DOMAIN.md "Rating"). */
export function isSatisfied(rating: { result: number }): boolean {
  return rating.result >= 4;
}

/** Sending back is offered to whom the result did not satisfy. */
export function maySendBack(rating: { resolved: 'yes' | 'partly' | 'no'; result: number }): boolean {
  return rating.resolved !== 'yes' || !isSatisfied(rating);
}

/** Satisfied so little that the form asks why. */
export function isLow(rating: { resolved?: 'yes' | 'partly' | 'no'; result?: number }): boolean {
  return rating.resolved === 'no' || (rating.result ?? 5) <= 2;
}

/** All that anybody is told of a follower who rates. */
export const FOLLOWER_TITLE = '一位关注的居民';

/** Until then whoever gave it may change it, counted from the first time. */
export const RATING_FINAL_AFTER_MS = DAY_MS;
/** Until then staff may appeal a rating, counted from its last change. */
export const APPEAL_WITHIN_MS = 7 * DAY_MS;
/** Until then followers may rate what is closed. */
export const FOLLOWERS_RATE_WITHIN_MS = 30 * DAY_MS;

/** Why staff ask that a rating be left out of the figures. */
export const APPEAL_REASON_NAMES = {
  wrong_handler: '不是我们办的',
  not_our_work: '评价说的不是这件事',
  abusive: '辱骂、恶意',
  mistaken: '分数和评语不符，可能点错',
} as const;
export type AppealReason = keyof typeof APPEAL_REASON_NAMES;
export const APPEAL_REASONS = Object.keys(APPEAL_REASON_NAMES) as [AppealReason, ...AppealReason[]];

export const APPEAL_STATES = ['pending', 'upheld', 'rejected'] as const;
export type AppealState = (typeof APPEAL_STATES)[number];
export const APPEAL_STATE_NAMES: Record<AppealState, string> = {
  pending: '申诉待裁定',
  upheld: '已申诉成立，不计入',
  rejected: '申诉不成立，评价有效',
};

/** Which rating is meant: the number of the event by which it was first given; the newest that fits, if unsaid. */
const ratingRef = z.int().min(1).max(1_000_000).optional().describe('评价的编号；不填为最近一条可以操作的');
const words = wordsSchema(1, 500, '说明');

export const answerRatingSchema = z.strictObject({ rating: ratingRef, text: words });
export const appealRatingSchema = z.strictObject({
  rating: ratingRef,
  reason: z.enum(APPEAL_REASONS, '请选择申诉的原因'),
  text: words,
});
export const decideAppealSchema = z.strictObject({
  rating: ratingRef,
  uphold: z.boolean('请选择申诉是否成立'),
  text: words,
});
