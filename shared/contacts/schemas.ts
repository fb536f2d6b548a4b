import * as z from 'zod';
import { areaRefSchema } from '../auth/schemas';
import { idSchema, timeSchema, wordsSchema } from '../core/primitives';

export const purposeSchema = wordsSchema(2, 60, '用途').describe(
  '为什么要看这个号码；会记下来，双方都看得到',
);

export const disclosedSchema = z
  .strictObject({
    number: z.string().describe('电话号码；只在这一次回答里'),
    name: z.string(),
    title: z.string(),
    standsInFor: z.string().nullable().describe('原来要找的人在休假时，他替谁代班'),
    leftToday: z.int().describe('24 小时内还能看几个号码'),
    recordId: idSchema,
  })
  .meta({ id: 'DisclosedPhone' });
export type DisclosedPhone = z.infer<typeof disclosedSchema>;

const who = z.strictObject({ name: z.string(), title: z.string() });

export const contactRecordSchema = z
  .strictObject({
    id: idSchema,
    at: timeSchema,
    by: who.describe('看号码的人'),
    of: who.describe('号码的主人'),
    purpose: z.string(),
    case: z.strictObject({ id: idSchema, number: z.string() }).nullable(),
    area: areaRefSchema.nullable(),
  })
  .meta({ id: 'ContactRecord' });
export type ContactRecord = z.infer<typeof contactRecordSchema>;

export const MESSAGE_KINDS = ['callBack', 'message'] as const;

export const newMessageSchema = z
  .strictObject({
    kind: z.enum(MESSAGE_KINDS).describe('请他回电 / 留言'),
    text: wordsSchema(0, 500, '留言').default(''),
  })
  .refine(({ kind, text }) => kind === 'callBack' || text.length >= 2, {
    message: '请写下要说的话',
    path: ['text'],
  });
export type NewMessage = z.infer<typeof newMessageSchema>;

export const sentMessageSchema = z
  .strictObject({
    id: idSchema.describe('留言成为一件事，由此查看办到哪一步'),
    number: z.string(),
    to: z.string().describe('交给了谁'),
    respondBy: timeSchema,
  })
  .meta({ id: 'SentMessage' });
export type SentMessage = z.infer<typeof sentMessageSchema>;
