import * as z from 'zod';
import { timeSchema } from '../core/primitives';
import { CARE_STATES, MODERATION_REASONS } from './reasons';

export const careItemSchema = z
  .string()
  .regex(/^(t[1-9]\d{0,6}|a1|p[0-9a-f]{24})$/, '内容编号格式不正确')
  .describe('t + 事件序号：文字；a1：地址；p + 照片编号');

/** How a text or photo of a case stands with the moderators; shown to its reporter and to staff. */
export const careViewSchema = z
  .strictObject({
    item: careItemSchema,
    kind: z.enum(['text', 'photo']),
    state: z.enum(CARE_STATES),
    stateName: z.string(),
    found: z.array(z.string()).describe('为什么要审核'),
    reason: z.enum(MODERATION_REASONS).nullable(),
    reasonName: z.string().nullable(),
    words: z.string().nullable().describe('审核人写给作者的话'),
    shown: z.string().nullable().describe('遮盖后公众看到的文字'),
    at: timeSchema,
    mayAsk: z.boolean().describe('我可以申请复核（每项一次）'),
    asked: z.string().nullable().describe('申请复核时写的话'),
  })
  .meta({ id: 'CareItem' });
export type CareView = z.infer<typeof careViewSchema>;
