import * as z from 'zod';
import { areaCodeSchema } from '../areas/schemas';
import { areaRefSchema } from '../auth/schemas';
import { idSchema, timeSchema, versionSchema, wordsSchema } from '../core/primitives';
import { parseRichText, richTextSchema } from './rich-text';

export const NOTICE_CATEGORY_NAMES = {
  utility: '停水停电',
  safety: '安全提醒',
  policy: '政策',
  law: '法治宣传',
  health: '健康',
  publicity: '公示',
  other: '其他',
} as const;
export type NoticeCategory = keyof typeof NOTICE_CATEGORY_NAMES;
export const NOTICE_CATEGORIES = Object.keys(NOTICE_CATEGORY_NAMES) as [NoticeCategory, ...NoticeCategory[]];
export const noticeCategorySchema = z.enum(NOTICE_CATEGORIES, '没有这种公告');

export const NOTICE_STATES = ['scheduled', 'current', 'ended', 'withdrawn'] as const;
export const noticeStateSchema = z.enum(NOTICE_STATES);
export type NoticeState = z.infer<typeof noticeStateSchema>;

/** So many of one area stand at once, shown or still to come: what a list reads is bounded by it. */
export const STANDING_AT_MOST = 100;
/** Counts of people stop here. */
export const COUNTED_AT_MOST = 10_000;
export const TEXT_AT_MOST = 5000;

const titleSchema = wordsSchema(2, 60, '标题').refine((text) => !text.includes('\n'), '标题只能写一行');
const textSchema = wordsSchema(2, TEXT_AT_MOST, '正文').refine(
  (text) => parseRichText(text).length > 0,
  '请填写正文',
);

const fields = {
  category: noticeCategorySchema,
  title: titleSchema,
  text: textSchema.describe('# 小标题 · - 列表 · **重点** · [文字](https://…)，其余都是文字'),
  important: z.boolean('请说明是否重要').describe('请居民点「我已知晓」'),
  pinned: z.boolean('请说明是否置顶'),
  publishAt: timeSchema.describe('不填或已经过去，就是马上发布'),
  validUntil: timeSchema.describe('到时自动从列表里撤下，最长一年'),
};

export const newNoticeSchema = z.strictObject({
  ...fields,
  areaCode: areaCodeSchema,
  important: fields.important.default(false),
  pinned: fields.pinned.default(false),
  publishAt: fields.publishAt.optional(),
});
export type NewNotice = z.output<typeof newNoticeSchema>;

export const noticeChangesSchema = z.strictObject({
  ...z.strictObject(fields).partial().shape,
  askAgain: z.boolean().optional().describe('内容变化大，请已读的人重新确认'),
  version: versionSchema,
});
export type NoticeChanges = z.output<typeof noticeChangesSchema>;

/** Communities and what lies below: whoever lives there is told in his inbox; a city's would be a flood. */
const TOLD_FROM_DIGITS = 12;
export const isTold = (areaCode: string): boolean => areaCode.length >= TOLD_FROM_DIGITS;
/** So many important notices of one area come into the inbox within a day; further ones are read in the list alone. */
export const TOLD_A_DAY = 2;

export const withdrawalSchema = z.strictObject({
  reason: wordsSchema(2, 200, '撤回原因'),
  version: versionSchema,
});

const shown = {
  id: idSchema,
  area: areaRefSchema.describe('发给哪个区域'),
  category: noticeCategorySchema,
  title: z.string(),
  important: z.boolean(),
  pinned: z.boolean(),
  publishAt: timeSchema,
  validUntil: timeSchema,
};

export const noticeItemSchema = z
  .strictObject({ ...shown, summary: z.string().describe('正文开头') })
  .meta({ id: 'NoticeItem' });
export type NoticeItem = z.infer<typeof noticeItemSchema>;

const withdrawnSchema = z.strictObject({ at: timeSchema, reason: z.string() }).nullable();

export const noticeViewSchema = z
  .strictObject({
    ...shown,
    state: noticeStateSchema,
    content: richTextSchema.describe('撤回后为空'),
    editedAt: timeSchema.nullable().describe('发布后改过内容的时间'),
    withdrawn: withdrawnSchema,
    acknowledgedAt: timeSchema.nullable().describe('本人点「我已知晓」的时间'),
    mayAcknowledge: z.boolean().describe('重要、有效，且本人的网格在这个区域'),
  })
  .meta({ id: 'Notice' });
export type NoticeView = z.infer<typeof noticeViewSchema>;

export const managedItemSchema = z
  .strictObject({ ...shown, state: noticeStateSchema, withdrawn: withdrawnSchema })
  .meta({ id: 'ManagedNoticeItem' });
export type ManagedItem = z.infer<typeof managedItemSchema>;

export const managedNoticeSchema = z
  .strictObject({
    ...managedItemSchema.shape,
    text: z.string(),
    editedAt: timeSchema.nullable(),
    receipts: z
      .strictObject({ read: z.int(), residents: z.int() })
      .nullable()
      .describe(`重要公告：多少人已知晓，区域内登记了网格的有多少人；都数到 ${COUNTED_AT_MOST} 为止`),
    inbox: z
      .enum(['none', 'waiting', 'sent'])
      .describe('发到居民的消息里：不发 / 发布时发 / 发完了；社区和网格的重要公告才发，一天最多两条'),
    version: versionSchema,
  })
  .meta({ id: 'ManagedNotice' });
export type ManagedNotice = z.infer<typeof managedNoticeSchema>;
