import * as z from 'zod';
import { idSchema, timeSchema, versionSchema, wordsSchema } from '../core/primitives';
import { placeSchema } from '../geo/place';
import { coHandlersSchema, dispatchTargetSchema, partsSchema } from './dispatch';
import { answerRatingSchema, appealRatingSchema, decideAppealSchema, ratingBodySchema } from './ratings';
import { DECLINE_REASONS, RETURN_REASONS } from './reasons';
import type { WiredAction } from './workflow';

/** A case is addressed by its id or by the number on the receipt. */
export const caseRefSchema = z
  .string('请填写事项编号')
  .regex(/^([0-9a-f]{24}|LX\d{8}-\d{6,9})$/, '事项编号格式不正确');

export const uploadIdsSchema = z
  .array(idSchema)
  .max(9, '照片、视频和录音一共最多 9 个')
  .refine((ids) => new Set(ids).size === ids.length, '同一个文件重复了');

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
  split: z.strictObject({ parts: partsSchema, text, version }),
  takeUp: z.strictObject({ version }),
  return: z.strictObject({ reason: z.enum(RETURN_REASONS, '请选择退回的原因'), text, version }),
  escalate: z.strictObject({ text, version }),
  progress: z.strictObject({
    text,
    uploadIds,
    visibility: z.enum(['public', 'internal']).default('public'),
    version,
  }),
  hold: z.strictObject({ until: timeSchema, text, version }),
  resume: z.strictObject({ version }),
  extend: z.strictObject({ until: timeSchema, text, version }),
  grant: z.strictObject({
    request: z.string('请选择要审批的申请').min(1).max(40),
    approve: z.boolean('请选择是否同意'),
    text: optionalText,
    version,
  }),
  reply: z.strictObject({ text, result: z.enum(REPLY_RESULTS, '请选择处理结果'), uploadIds, version }),
  verify: z.strictObject({ pass: z.boolean('请选择核实是否通过'), text, uploadIds, version }),
  rate: ratingBodySchema.extend({ version }),
  answerRating: answerRatingSchema.extend({ version }),
  appealRating: appealRatingSchema.extend({ version }),
  decideAppeal: decideAppealSchema.extend({ version }),
  reopen: z.strictObject({ text, version }),
  withdraw: z.strictObject({ text: optionalText, version }),
  merge: z.strictObject({ into: caseRefSchema, text: optionalText, version }),
  unmerge: z.strictObject({ text, version }),
  signOff: z.strictObject({ text, uploadIds, version }),
  follow: z.strictObject({ version }),
  unfollow: z.strictObject({ version }),
  urge: z.strictObject({ text: optionalText, version }),
  supervise: z.strictObject({ text, deadline: timeSchema, version }),
  lift: z.strictObject({ text: optionalText, version }),
  recategorise: z.strictObject({
    categoryCode: z.string('请选择类别').min(1).max(20),
    text,
    version,
  }),
  relocate: z.strictObject({ place: placeSchema, text, version }),
  reassign: z.strictObject({ to: dispatchTargetSchema, text, version }),
  claim: z.strictObject({ version }),
  fulfil: z.strictObject({ text, uploadIds: uploadIdsSchema, version }),
  handBack: z.strictObject({ text, version }),
  thank: z.strictObject({ text, version }),
  supplement: z
    .strictObject({ text: optionalText, uploadIds, version })
    .refine((body) => Boolean(body.text) || (body.uploadIds?.length ?? 0) > 0, {
      message: '请补充文字或照片',
      path: ['text'],
    }),
} satisfies Record<WiredAction, z.ZodType>;

export type ActionBody<A extends WiredAction> = z.output<(typeof ACTION_BODIES)[A]>;
export type ActionInput<A extends WiredAction> = z.input<(typeof ACTION_BODIES)[A]>;
