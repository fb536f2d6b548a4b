import * as z from 'zod';
import { wordsSchema } from '../core/primitives';

const stars = z.int().min(1, '请点选 1–5 颗星').max(5, '请点选 1–5 颗星');

export const RATING_TAGS = {
  good: ['答复快', '态度好', '解决彻底', '主动沟通'],
  bad: ['等太久', '态度不好', '没解决', '只回话没办事', '又反复了'],
} as const;

export const ratingBodySchema = z.strictObject({
  resolved: z.enum(['yes', 'partly', 'no'], '请选择问题是否解决'),
  response: stars.describe('响应速度'),
  attitude: stars.describe('服务态度'),
  result: stars.describe('处理结果'),
  tags: z
    .array(wordsSchema(1, 20, '标签'))
    .max(10)
    .optional(),
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
