import * as z from 'zod';
import { areaCodeSchema } from '../areas/schemas';
import { idSchema, timeSchema, wordsSchema } from '../core/primitives';

export const postIdSchema = z.string().regex(/^[\w-]{1,60}$/, '岗位编号格式不正确');

export const LONGEST_LEAVE_DAYS = 366;

export const newLeaveSchema = z
  .strictObject({
    from: timeSchema,
    until: timeSchema,
    deputyPostId: postIdSchema.optional().describe('谁代班：同一社区里的另一个岗位'),
    reason: wordsSchema(1, 100, '请假原因').describe('只有本人和调度员看得到'),
  })
  .refine(({ from, until }) => Date.parse(until) > Date.parse(from), {
    message: '结束应在开始之后',
    path: ['until'],
  });
export type NewLeave = z.infer<typeof newLeaveSchema>;

export const leaveViewSchema = z
  .strictObject({
    id: idSchema,
    postId: z.string(),
    from: timeSchema,
    until: timeSchema,
    deputy: z.strictObject({ postId: z.string(), name: z.string(), functionName: z.string() }).nullable(),
    reason: z.string(),
    state: z.enum(['coming', 'now', 'over', 'cancelled']).describe('未开始 / 休假中 / 已结束 / 已取消'),
    createdAt: timeSchema,
  })
  .meta({ id: 'Leave' });
export type LeaveView = z.infer<typeof leaveViewSchema>;

export const colleagueSchema = z.strictObject({
  personId: idSchema,
  postId: z.string(),
  name: z.string(),
  functionName: z.string(),
  areaName: z.string(),
  away: z.boolean().describe('现在请假'),
});

/** Everything the page of leave and handing over needs to know of one person. */
export const handoverViewSchema = z
  .strictObject({
    person: z.strictObject({ id: idSchema, name: z.string(), self: z.boolean() }),
    posts: z.array(
      z.strictObject({
        postId: z.string(),
        areaCode: areaCodeSchema,
        areaName: z.string(),
        functionName: z.string(),
        leave: leaveViewSchema.nullable().describe('正在休的，或下一次'),
      }),
    ),
    colleagues: z.array(colleagueSchema).describe('可以接手或代班的人，最多 100'),
    staff: z.array(colleagueSchema).describe('调度员：辖区里可以替谁交接，最多 100'),
  })
  .meta({ id: 'Handover' });
export type HandoverView = z.infer<typeof handoverViewSchema>;

/** To whom everything goes: one colleague, by roster and load, or back to the desk of each case's level. */
export const transferTargetSchema = z.union(
  [
    z.strictObject({ personId: idSchema }),
    z.strictObject({ auto: z.literal(true) }),
    z.strictObject({ desk: z.literal(true) }),
  ],
  '请选择交给谁',
);
export type TransferTarget = z.infer<typeof transferTargetSchema>;

/** So many cases one hand-over takes at most; what is left takes another. */
export const TRANSFERRED_AT_MOST = 1000;

export const newTransferSchema = z.strictObject({
  fromUserId: idSchema.optional().describe('不填是本人'),
  to: transferTargetSchema,
  text: wordsSchema(1, 500, '交接说明').describe('反映人看得到'),
  until: timeSchema.optional().describe('预计什么时候回来'),
  dryRun: z.boolean().default(true).describe('只预览，不交接'),
});
export type NewTransfer = z.output<typeof newTransferSchema>;

export const transferPreviewSchema = z
  .strictObject({
    total: z.int(),
    capped: z.boolean().describe('超过一次能交的件数'),
    coHandled: z.int().describe('他协办的，不随之交接'),
    plan: z.array(
      z.strictObject({
        name: z.string(),
        functionName: z.string().nullable().describe('空的是调度中心'),
        count: z.int(),
        numbers: z.array(z.string()).max(5).describe('前几件的编号'),
      }),
    ),
    areas: z.array(z.strictObject({ name: z.string(), count: z.int() })).describe('各网格的件数'),
  })
  .meta({ id: 'TransferPreview' });
export type TransferPreview = z.infer<typeof transferPreviewSchema>;

export const transferViewSchema = z
  .strictObject({
    id: idSchema,
    fromName: z.string(),
    to: z.string().describe('交给谁'),
    text: z.string(),
    until: timeSchema.nullable(),
    state: z.enum(['running', 'done']),
    total: z.int(),
    moved: z.int(),
    skipped: z.int(),
    createdAt: timeSchema,
    doneAt: timeSchema.nullable(),
  })
  .meta({ id: 'Transfer' });
export type TransferView = z.infer<typeof transferViewSchema>;

export const transferItemSchema = z
  .strictObject({
    caseId: idSchema,
    number: z.string(),
    state: z.enum(['waiting', 'moved', 'skipped']),
    to: z.string().nullable(),
    detail: z.string().nullable().describe('为什么没有交接'),
  })
  .meta({ id: 'TransferItem' });
export type TransferItemView = z.infer<typeof transferItemSchema>;
