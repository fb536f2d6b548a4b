import * as z from 'zod';
import { timeSchema } from '../core/primitives';
import { APPEAL_REASONS, APPEAL_STATES } from './ratings';

const signedWords = z.strictObject({
  text: z.string(),
  who: z.string().describe('对公众只有职务和姓氏'),
  at: timeSchema,
});

/** A rating as somebody may read it; never who gave it. */
export const ratingViewSchema = z
  .strictObject({
    ref: z.int().describe('评价的编号'),
    by: z.enum(['reporter', 'follower']).describe('反映人，或一位关注的居民'),
    round: z.int().describe('第几轮办理的评价：每次退回重办、重新打开后是新的一轮'),
    resolved: z.enum(['yes', 'partly', 'no']),
    response: z.int(),
    attitude: z.int(),
    result: z.int(),
    tags: z.array(z.string()),
    text: z.string().nullable(),
    sentBack: z.boolean().describe('因此退回重办'),
    at: timeSchema,
    changedAt: timeSchema.nullable(),
    changeableUntil: timeSchema.nullable().describe('我的评价到这时为止还能改；别人的为空'),
    answer: signedWords.nullable().describe('工作人员的回应'),
    appeal: z
      .strictObject({
        state: z.enum(APPEAL_STATES),
        stateName: z.string(),
        reason: z.enum(APPEAL_REASONS).nullable().describe('只有工作人员可见'),
        reasonName: z.string().nullable(),
        text: z.string().nullable().describe('申诉的说明；只有工作人员可见'),
        decision: signedWords.nullable(),
      })
      .nullable()
      .describe('裁定以前只有工作人员可见'),
    excluded: z.boolean().describe('申诉成立，不计入统计'),
  })
  .meta({ id: 'Rating' });
export type RatingView = z.infer<typeof ratingViewSchema>;

/** The ratings of this round together. */
export const ratingTallySchema = z.strictObject({
  count: z.int(),
  satisfied: z.int().describe('处理结果 4 星以上'),
  yes: z.int(),
  partly: z.int(),
  no: z.int(),
  excluded: z.int().describe('申诉成立、不计入的'),
});
