import * as z from 'zod';
import { caseRefSchema } from '../cases/action-bodies';
import { casePhotoSchema, caseViewSchema } from '../cases/schemas';
import { contract } from '../core/contract';
import { cursorSchema, limitSchema, pageOf } from '../core/pagination';
import { idSchema, timeSchema, versionSchema, wordsSchema } from '../core/primitives';
import { MODERATION_REASONS } from './reasons';
import { careItemSchema, careViewSchema } from './schemas';

const tag = '内容审核';
const params = z.strictObject({ id: caseRefSchema });

export const moderationEntrySchema = z
  .strictObject({
    caseId: idSchema,
    caseNumber: z.string(),
    categoryName: z.string(),
    areaName: z.string(),
    version: z.int().describe('决定时带上'),
    waitingSince: timeSchema,
    items: z.array(
      z.strictObject({
        ...careViewSchema.shape,
        text: z.string().nullable().describe('原文'),
        photo: casePhotoSchema.nullable(),
        reports: z.int().describe('举报的人数'),
        complaint: z.string().nullable().describe('最近一位举报人写的说明'),
      }),
    ),
  })
  .meta({ id: 'ModerationEntry' });
export type ModerationEntry = z.infer<typeof moderationEntrySchema>;

export const listModeration = contract({
  id: 'listModeration',
  method: 'GET',
  path: '/moderation',
  tag,
  summary: '辖区内等待审核的文字和照片，按事项，等得最久的在前',
  access: ['dispatcher', 'admin'],
  query: z.strictObject({ limit: limitSchema, cursor: cursorSchema }),
  status: 200,
  response: pageOf(moderationEntrySchema),
  errors: [],
});

/** A decision; to hide or to redact needs a reason, to redact the words that are shown instead. */
export const judgeBodySchema = z
  .strictObject({
    item: careItemSchema,
    decision: z.enum(['publish', 'hide', 'redact'], '请选择公开、隐藏或遮盖'),
    reason: z.enum(MODERATION_REASONS, '请选择原因').optional(),
    words: wordsSchema(0, 200, '说明').optional(),
    shown: wordsSchema(1, 2000, '遮盖后的文字').optional(),
    version: versionSchema.describe('您看到的版本；别人先处理了则为 409'),
  })
  .refine((body) => body.decision === 'publish' || body.reason !== undefined, {
    path: ['reason'],
    message: '请选择原因',
  })
  .refine((body) => body.decision !== 'redact' || body.shown !== undefined, {
    path: ['shown'],
    message: '请写遮盖后的文字',
  })
  .refine((body) => body.decision !== 'redact' || !body.item.startsWith('p'), {
    path: ['decision'],
    message: '照片只能隐藏，不能遮盖',
  });
export type JudgeBody = z.infer<typeof judgeBodySchema>;

export const judgeContent = contract({
  id: 'judgeContent',
  method: 'POST',
  path: '/cases/:id/moderation',
  tag,
  summary: '对一段文字或一张照片作决定：公开、隐藏、遮盖；隐藏后可再公开（撤销）。每个决定都记入事项的记录',
  access: 'user',
  params,
  body: judgeBodySchema,
  status: 200,
  response: caseViewSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'WRONG_STATE', 'VERSION_CONFLICT', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'optional',
});

export const askReview = contract({
  id: 'askReview',
  method: 'POST',
  path: '/cases/:id/moderation/review',
  tag,
  summary: '反映人对被隐藏的内容申请复核，每项一次',
  access: 'user',
  params,
  body: z.strictObject({ item: careItemSchema, text: wordsSchema(1, 200, '理由') }),
  status: 200,
  response: caseViewSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'WRONG_STATE', 'ALREADY_DONE', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'optional',
});

export const reportContent = contract({
  id: 'reportContent',
  method: 'POST',
  path: '/cases/:id/content-reports',
  tag,
  summary: '举报公开事项里的一段文字或一张照片，每人每项一次',
  access: 'user',
  params,
  body: z.strictObject({
    item: careItemSchema,
    reason: z.enum(MODERATION_REASONS, '请选择原因'),
    text: wordsSchema(0, 200, '说明').optional(),
  }),
  status: 201,
  response: z.strictObject({ received: z.literal(true) }),
  errors: ['NOT_FOUND', 'WRONG_STATE', 'ALREADY_DONE', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'optional',
});

export const moderationContracts = [listModeration, judgeContent, askReview, reportContent] as const;
