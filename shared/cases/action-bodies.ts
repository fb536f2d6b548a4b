import * as z from 'zod';
import { idSchema, timeSchema, versionSchema, wordsSchema } from '../core/primitives';
import { coHandlersSchema, dispatchTargetSchema } from './dispatch';
import { ratingBodySchema } from './ratings';
import { DECLINE_REASONS, RETURN_REASONS } from './reasons';
import type { WiredAction } from './workflow';

export const uploadIdsSchema = z
  .array(idSchema)
  .max(9, '最多 9 张照片')
  .refine((ids) => new Set(ids).size === ids.length, '同一张照片重复了');

const version = versionSchema.optional().describe('您看到的版本；也可用 If-Match');
const text = wordsSchema(1, 2000, '内容');
const optionalText = wordsSchema(0, 2000, '内容').optional();
const uploadIds = uploadIdsSchema.optional();

export const REPLY_RESULTS = ['solved', 'partly', 'explained', 'impossible'] as const;
export const REPLY_RESULT_NAMES: Record<(typeof REPLY_RESULTS)[number], string> = {
  solved: '已解决',
  partly: '部分解决',
  explained: '已解释说明',
  impossible: '暂时无法解决',
};

/** The body of POST /cases/:id/actions/:action, per action. */
export const ACTION_BODIES = {
  accept: z.strictObject({ categoryCode: z.string().min(1).max(20).optional(), version }),
  decline: z.strictObject({
    reason: z.enum(DECLINE_REASONS, '请选择不予受理的原因'),
    text,
    responsibleBody: wordsSchema(0, 60, '责任单位').optional(),
    version,
  }),
  dispatch: z.strictObject({
    to: dispatchTargetSchema,
    coHandlers: coHandlersSchema.optional(),
    deadline: timeSchema.optional(),
    text: optionalText,
    version,
  }),
  takeUp: z.strictObject({ version }),
  return: z.strictObject({ reason: z.enum(RETURN_REASONS, '请选择退回的原因'), text, version }),
  progress: z.strictObject({
    text,
    uploadIds,
    visibility: z.enum(['public', 'internal']).default('public'),
    version,
  }),
  reply: z.strictObject({ text, result: z.enum(REPLY_RESULTS, '请选择处理结果'), uploadIds, version }),
  verify: z.strictObject({ pass: z.boolean('请选择核实是否通过'), text, uploadIds, version }),
  rate: ratingBodySchema.extend({ version }),
  withdraw: z.strictObject({ text: optionalText, version }),
  supplement: z
    .strictObject({ text: optionalText, uploadIds, version })
    .refine((body) => Boolean(body.text) || (body.uploadIds?.length ?? 0) > 0, {
      message: '请补充文字或照片',
      path: ['text'],
    }),
} satisfies Record<WiredAction, z.ZodType>;

export type ActionBody<A extends WiredAction> = z.output<(typeof ACTION_BODIES)[A]>;
export type ActionInput<A extends WiredAction> = z.input<(typeof ACTION_BODIES)[A]>;
