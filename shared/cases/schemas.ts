import * as z from 'zod';
import { workerRefSchema } from '../areas/schemas';
import { areaRefSchema } from '../auth/schemas';
import { caseLevelSchema } from '../categories/schemas';
import { modeSchema } from '../clocks/modes';
import { idSchema, phoneSchema, timeSchema, wordsSchema } from '../core/primitives';
import { placeSchema } from '../geo/place';
import { careViewSchema } from '../moderation/schemas';
import { applicationInputSchema } from '../services/application';
import { serviceItemSchema } from '../services/catalogue';
import { uploadKindSchema } from '../uploads/contract';
import { wishInputSchema } from '../wishes/schemas';
import { REPLY_RESULTS, uploadIdsSchema } from './action-bodies';
import { DECLINE_REASONS } from './reasons';
import { ratingTallySchema, ratingViewSchema } from './rating-schemas';
import { caseKindSchema, caseStatusSchema } from './statuses';
import { EVENT_ACTIONS, WIRED_ACTIONS } from './workflow';

/** What a resident sends. Either a category or words that one can be found from; a place, or a door plate's code. */
export const submitCaseSchema = z.strictObject({
  kind: caseKindSchema.default('report'),
  text: wordsSchema(2, 2000, '情况说明'),
  categoryCode: z.string().min(1).max(20).optional(),
  place: placeSchema.optional(),
  addressText: wordsSchema(0, 120, '地址').optional(),
  uploadIds: uploadIdsSchema.optional(),
  visibility: z.enum(['public', 'private']).optional().describe('不填按类别默认'),
  anonymousToWorker: z.boolean().optional().describe('不让网格员看到我是谁'),
  answers: z
    .record(
      z.string().regex(/^[A-Za-z]\w{0,39}$/, '问题编号格式不正确'),
      z.union([wordsSchema(0, 200, '回答'), z.number().min(-1e9).max(1e9), z.boolean()]),
    )
    .refine((answers) => Object.keys(answers).length <= 20, '回答太多')
    .optional(),
  onBehalfOf: z
    .strictObject({
      name: wordsSchema(1, 20, '居民姓名'),
      phone: phoneSchema.optional().describe('有手机号的，他本人登录后就能看到'),
      consent: z.literal(true, '要先征得居民同意'),
    })
    .optional()
    .describe('代报：工作人员替居民报，已当面征得同意'),
  serviceId: serviceItemSchema.shape.id.optional().describe('办哪件事；kind 应为 service'),
  slotId: z.string().min(1).max(40).optional().describe('预约的时段'),
  wish: wishInputSchema.optional().describe('微心愿：想要什么、是谁的；kind 应为 wish'),
  application: applicationInputSchema.optional().describe('怎样办、为谁办、哪张照片是哪份材料'),
  draftId: z
    .string()
    .regex(/^[\w-]{8,64}$/, '草稿编号格式不正确')
    .optional()
    .describe('手机上这份草稿的编号：同一个人的同一份只成为一件事，隔多久再发都一样'),
  clientCreatedAt: timeSchema.optional(),
});
export type SubmitCase = z.infer<typeof submitCaseSchema>;
export type SubmitCaseInput = z.input<typeof submitCaseSchema>;

export const casePhotoSchema = z
  .strictObject({
    id: idSchema,
    kind: uploadKindSchema.describe('录音只给反映人和经办人员'),
    url: z.string(),
    thumbUrl: z.string().nullable(),
    width: z.int().nullable(),
    height: z.int().nullable(),
    seconds: z.number().optional().describe('录音的长度'),
    stage: z.enum(['before', 'progress', 'after', 'verify']).describe('反映 / 进展 / 处理后 / 核实'),
    review: z.enum(['pending', 'hidden']).nullable().describe('待审核或已隐藏，公众看不到'),
  })
  .meta({ id: 'CasePhoto' });
export type CasePhoto = z.infer<typeof casePhotoSchema>;

/** Of what is kept from the public: by the check, by a moderator, and the author asking again. */
export const CARE_EVENTS = ['held', 'moderate', 'askReview'] as const;
export const EVENT_TYPES = [
  'submit',
  ...EVENT_ACTIONS,
  'autoClose',
  'expire',
  'warned',
  'overdue',
  'raised',
  'raiseTopic',
  // Its grid was split or merged.
  'regrid',
  ...CARE_EVENTS,
] as const;
export const eventTypeSchema = z.enum(EVENT_TYPES);
export type EventType = z.infer<typeof eventTypeSchema>;

export const caseEventSchema = z
  .strictObject({
    id: z.string(),
    seq: z.int(),
    type: eventTypeSchema,
    at: timeSchema,
    title: z.string().describe('居民看得懂的一句话'),
    who: z.string().describe('对公众只有职务和姓氏'),
    whoRole: z.enum(['resident', 'staff', 'system']),
    text: z.string().nullable(),
    review: z
      .enum(['pending', 'hidden', 'redacted'])
      .nullable()
      .describe('文字待审核、已隐藏或已遮盖；哈希仍按原文'),
    photos: z.array(casePhotoSchema),
    visibility: z.enum(['public', 'internal']),
    from: caseStatusSchema.nullable(),
    to: caseStatusSchema,
    hash: z.string().describe('事件内容的 SHA-256，含前一事件的哈希'),
    prevHash: z.string().nullable(),
  })
  .meta({ id: 'CaseEvent' });
export type CaseEvent = z.infer<typeof caseEventSchema>;

export const assigneeSchema = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('person'), worker: workerRefSchema }),
    z.strictObject({ type: z.literal('center'), areaCode: z.string(), name: z.string() }),
    z.strictObject({ type: z.literal('department'), department: z.string(), name: z.string() }),
  ])
  .meta({ id: 'Assignee' });
export type AssigneeView = z.infer<typeof assigneeSchema>;

export const actionOfferSchema = z.strictObject({
  action: z.enum(WIRED_ACTIONS),
  label: z.string(),
  needs: z.array(z.string()),
});
export type ActionOffer = z.infer<typeof actionOfferSchema>;

const summaryShape = {
  id: idSchema,
  number: z.string(),
  kind: caseKindSchema,
  status: caseStatusSchema,
  statusName: z.string(),
  step: z.int().min(1).max(7),
  plainStatus: z.string().describe('一句大白话：现在谁在办、何时有结果'),
  text: z.string(),
  category: z.strictObject({ code: z.string(), name: z.string(), groupName: z.string() }),
  area: z.strictObject({ gridCode: z.string().nullable(), path: z.array(areaRefSchema) }),
  place: placeSchema.nullable(),
  addressText: z.string().nullable(),
  visibility: z.enum(['public', 'private']),
  flags: z.strictObject({
    urgent: z.boolean(),
    overdue: z.boolean(),
    supervised: z.boolean(),
    hold: z.boolean(),
    reworks: z.int(),
  }),
  level: caseLevelSchema,
  assignee: assigneeSchema.nullable(),
  deadlines: z.strictObject({ respondBy: timeSchema, resolveBy: timeSchema }),
  cover: casePhotoSchema.nullable(),
  followers: z.int(),
  createdAt: timeSchema,
  updatedAt: timeSchema,
  version: z.int(),
};

export const caseSummarySchema = z.strictObject(summaryShape).meta({ id: 'CaseSummary' });
export type CaseSummary = z.infer<typeof caseSummarySchema>;

export const caseViewSchema = z
  .strictObject({
    ...summaryShape,
    viewer: z.enum(['public', 'reporter', 'staff', 'otherStaff']).describe('按什么身份看到的'),
    topic: z.strictObject({ id: idSchema, title: z.string() }).nullable().describe('由这件事发起的议题'),
    routing: z.strictObject({
      method: z.enum(['inside', 'nearest', 'outside', 'address', 'manual']),
      reason: z.string().describe('为什么由他办理'),
      rule: z
        .strictObject({ id: z.string(), name: z.string(), version: z.int() })
        .nullable()
        .describe('起作用的分派规则；只有工作人员可见'),
      mode: modeSchema.describe('报事时所在区域的状态'),
      modeTold: z.string().nullable().describe('为什么承诺时间缩短；平时为空'),
    }),
    reporter: z
      .strictObject({ name: z.string(), phoneMasked: z.string().nullable(), self: z.boolean() })
      .nullable()
      .describe('只有本人和经办人可见'),
    phoneOf: z
      .enum(['reporter', 'worker'])
      .nullable()
      .describe('我可以看谁的电话：经办人看反映人的，反映人看经办人的；看一次记一次'),
    onBehalf: z
      .strictObject({ by: z.string().describe('代报人'), at: timeSchema })
      .nullable()
      .describe('由工作人员代报，居民已同意；只有本人和经办人可见'),
    photos: z.array(casePhotoSchema),
    timeline: z.array(caseEventSchema).describe('最近的事件，最新在前'),
    actions: z.array(actionOfferSchema),
    coHandlers: z.array(assigneeSchema).describe('协办的人和部门'),
    signedOff: z.array(z.strictObject({ name: z.string(), at: timeSchema })).describe('已完成协办的'),
    returns: z.int().describe('被部门退回的次数'),
    following: z.boolean().describe('我是否关注了'),
    urges: z.int().describe('被催办的次数'),
    extensions: z.int().describe('已延期的次数'),
    holding: z.strictObject({ since: timeSchema, until: timeSchema, text: z.string() }).nullable(),
    requests: z
      .array(
        z.strictObject({
          id: z.string(),
          kind: z.enum(['hold', 'extend']),
          until: timeSchema,
          text: z.string(),
          at: timeSchema,
        }),
      )
      .describe('等待审批的申请；只有工作人员可见'),
    supervision: z.strictObject({ text: z.string(), deadline: timeSchema, at: timeSchema }).nullable(),
    partOf: z.strictObject({ id: idSchema, number: z.string() }).nullable().describe('从哪件事拆分出来'),
    parts: z
      .array(
        z.strictObject({
          id: idSchema,
          number: z.string(),
          text: z.string(),
          who: z.string(),
          status: caseStatusSchema,
          statusName: z.string(),
          resolveBy: timeSchema,
        }),
      )
      .describe('拆分成的各部分'),
    mergedInto: z.strictObject({ id: idSchema, number: z.string() }).nullable(),
    declined: z
      .strictObject({
        reason: z.enum(DECLINE_REASONS),
        reasonName: z.string(),
        text: z.string(),
        responsibleBody: z.string().nullable().describe('应由谁负责'),
      })
      .nullable(),
    reply: z
      .strictObject({
        result: z.enum(REPLY_RESULTS),
        resultName: z.string(),
        text: z.string(),
        at: timeSchema,
      })
      .nullable(),
    rating: ratingViewSchema.nullable().describe('反映人这一轮的评价'),
    ratings: ratingTallySchema.nullable().describe('这一轮所有居民的评价合计；还没有人评价为空'),
    myRating: ratingViewSchema.nullable().describe('我这一轮的评价'),
    ratingTags: z
      .strictObject({ good: z.array(z.string()), bad: z.array(z.string()) })
      .nullable()
      .describe('评价时可选的标签，按事项类别；不能评价时为空'),
    otherRatings: z
      .array(ratingViewSchema)
      .max(40)
      .describe('关注的居民的评价和前几轮的评价，最新在前；只有工作人员可见，不显示是谁'),
    receipt: z
      .strictObject({ number: z.string(), eventHash: z.string() })
      .describe('提交回执：首个事件的哈希'),
    requiresAfterPhoto: z.boolean(),
    care: z.array(careViewSchema).describe('公众暂时看不到或被举报的内容；只有本人和经办人可见'),
    closesAt: timeSchema.nullable().describe('已核消后，到此时未评价将自动办结'),
  })
  .meta({ id: 'Case' });
export type CaseView = z.infer<typeof caseViewSchema>;

/** What will become of a report that has not been sent yet. */
export const routingPreviewSchema = z
  .strictObject({
    assignee: assigneeSchema,
    reason: z.string().describe('为什么由他办理'),
    area: z.array(areaRefSchema),
    category: z.strictObject({ code: z.string(), name: z.string() }),
    deadlines: z.strictObject({ respondBy: timeSchema, resolveBy: timeSchema }),
    urgent: z.boolean(),
    mode: modeSchema,
    modeTold: z.string().nullable().describe('为什么承诺时间缩短；平时为空'),
  })
  .meta({ id: 'RoutingPreview' });
export type RoutingPreview = z.infer<typeof routingPreviewSchema>;
