import * as z from 'zod';
import { areaCodeSchema } from '../areas/schemas';
import { REPLY_RESULTS } from '../cases/action-bodies';
import type { WiredAction } from '../cases/workflow';
import { idSchema, wordsSchema } from '../core/primitives';
import { unknownPlaceholders, PLACEHOLDERS } from './fill';

/** Actions whose words may come from a template. */
export const TEMPLATE_ACTIONS = [
  'reply',
  'verify',
  'progress',
  'decline',
  'return',
  'escalate',
  'hold',
  'extend',
  'signOff',
  'reassign',
] as const satisfies WiredAction[];
export const templateActionSchema = z.enum(TEMPLATE_ACTIONS, '这种操作没有常用语');
export type TemplateAction = z.infer<typeof templateActionSchema>;

/** Which outcome of the action it is for: a result of a reply, a finding of a check. */
export const TEMPLATE_VARIANTS = [...REPLY_RESULTS, 'pass', 'fail'] as const;
export const templateVariantSchema = z.enum(TEMPLATE_VARIANTS, '没有这种结果');
export type TemplateVariant = z.infer<typeof templateVariantSchema>;

export const VARIANTS_OF: Partial<Record<TemplateAction, readonly TemplateVariant[]>> = {
  reply: REPLY_RESULTS,
  verify: ['pass', 'fail'],
};

/** Own templates of one person, and favourites. */
export const OWN_AT_MOST = 50;
export const FAVOURITES_AT_MOST = 100;
/** One answer of the list. */
export const LISTED_AT_MOST = 50;

export const templateTextSchema = wordsSchema(2, 500, '常用语').superRefine((text, context) => {
  const [unknown] = unknownPlaceholders(text);
  if (unknown !== undefined)
    context.addIssue({
      code: 'custom',
      message: `不认识{${unknown}}，可以用：${PLACEHOLDERS.map((name) => `{${name}}`).join(' ')}`,
    });
});

/** Of a category or a group of the catalogue. */
export const catalogueCodeSchema = z.string().regex(/^[\w-]{1,20}$/, '类别编码格式不正确');

export const newTemplateSchema = z
  .strictObject({
    action: templateActionSchema,
    variant: templateVariantSchema.optional(),
    categoryCode: catalogueCodeSchema.optional().describe('只用于这个类别'),
    groupCode: catalogueCodeSchema.optional().describe('只用于这个大类'),
    areaCode: areaCodeSchema.optional().describe('给这个辖区的人用；不填是自己用'),
    text: templateTextSchema,
  })
  .refine(({ action, variant }) => variant === undefined || VARIANTS_OF[action]?.includes(variant), {
    message: '这种操作没有这种结果',
    path: ['variant'],
  })
  .refine(({ categoryCode, groupCode }) => !(categoryCode && groupCode), {
    message: '类别和大类只填一个',
    path: ['groupCode'],
  });
export type NewTemplate = z.infer<typeof newTemplateSchema>;

export const templateViewSchema = z
  .strictObject({
    id: idSchema,
    action: templateActionSchema,
    variant: templateVariantSchema.nullable(),
    categoryCode: z.string().nullable(),
    groupCode: z.string().nullable(),
    text: z.string().describe('带 {编号} {地点} {类别} {承诺时间} {我的姓名} 等空'),
    source: z.enum(['own', 'area']),
    areaName: z.string().nullable().describe('哪个辖区的；自己的为空'),
    favourite: z.boolean(),
    mayEdit: z.boolean(),
  })
  .meta({ id: 'ReplyTemplate' });
export type TemplateView = z.infer<typeof templateViewSchema>;
