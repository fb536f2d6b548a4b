import * as z from 'zod';
import { idSchema, timeSchema, versionSchema, wordsSchema } from '../core/primitives';
import { DAY_MS } from '../time/shanghai';
import { waySchema, MATERIALS_AT_MOST } from './catalogue';

/** For whom somebody applies, when it is not himself. */
export const RELATION_NAMES = {
  parent: '父母',
  spouse: '配偶',
  child: '子女',
  grandparent: '祖父母',
  other: '其他亲属或邻居',
} as const;
export type Relation = keyof typeof RELATION_NAMES;
export const RELATIONS = Object.keys(RELATION_NAMES) as [Relation, ...Relation[]];

/** How that person agreed; written down with the application. */
export const CONSENT_NAMES = { present: '本人在场同意', phone: '电话里同意', written: '书面委托' } as const;
export type ConsentMethod = keyof typeof CONSENT_NAMES;
export const CONSENT_METHODS = Object.keys(CONSENT_NAMES) as [ConsentMethod, ...ConsentMethod[]];
/** The words agreed to; a new version when they change. */
export const CONSENT_VERSION = '2026-11';

/** What an application says beside the case's own words. */
export const applicationInputSchema = z.strictObject({
  how: waySchema,
  forWhom: z
    .strictObject({
      relation: z.enum(RELATIONS, '请选择是您的什么人'),
      name: wordsSchema(1, 20, '姓名'),
      consent: z.enum(CONSENT_METHODS, '请选择本人怎样同意的').describe('本人怎样同意的'),
    })
    .optional()
    .describe('替亲属办：写明为谁，本人怎样同意的'),
  materials: z
    .array(
      z.strictObject({
        index: z
          .int()
          .min(0)
          .max(MATERIALS_AT_MOST - 1),
        uploadIds: z.array(idSchema).min(1).max(3),
      }),
    )
    .max(9)
    .refine((given) => new Set(given.map(({ index }) => index)).size === given.length, '同一份材料写了两次')
    .optional()
    .describe('哪张照片是哪份材料；照片同时写在 uploadIds 里'),
});
export type ApplicationInput = z.infer<typeof applicationInputSchema>;

export const CHECK_STATES = ['none', 'given', 'ok', 'missing'] as const;
export type CheckState = (typeof CHECK_STATES)[number];
export const CHECK_STATE_NAMES: Record<CheckState, string> = {
  none: '还没交',
  given: '已交，待看',
  ok: '合格',
  missing: '要补',
};

export const HANDOVER_NAMES = {
  pickup: '到窗口领取',
  door: '送到家里',
  post: '邮寄',
  online: '网上查看',
} as const;
export type Handover = keyof typeof HANDOVER_NAMES;
export const HANDOVERS = Object.keys(HANDOVER_NAMES) as [Handover, ...Handover[]];

/** Into whose hands a result was given. */
export const RECEIVER_NAMES = {
  self: '本人',
  family: '家人',
  agent: '受托人',
} as const;
export type Receiver = keyof typeof RECEIVER_NAMES;
export const RECEIVERS = Object.keys(RECEIVER_NAMES) as [Receiver, ...Receiver[]];
/** A handover is written down at most so long after. */
export const HANDOVER_LATE_DAYS = 30;

export const APPOINTMENT_STATES = ['booked', 'cancelled', 'past'] as const;
export const appointmentSchema = z.strictObject({
  slotId: z.string(),
  startAt: timeSchema,
  endAt: timeSchema,
  site: z.string().describe('到哪里'),
  state: z.enum(APPOINTMENT_STATES),
  mayCancel: z.boolean().describe('开始前 2 小时为止可以取消和改期'),
});

export const checklistEntrySchema = z.strictObject({
  name: z.string(),
  note: z.string().nullable(),
  sample: z.string().nullable(),
  state: z.enum(CHECK_STATES),
  comment: z.string().nullable().describe('要补的原因'),
  uploadIds: z.array(idSchema),
});

export const applicationViewSchema = z
  .strictObject({
    caseId: idSchema,
    number: z.string(),
    service: z.strictObject({ id: z.string(), name: z.string() }),
    how: waySchema,
    forWhom: z
      .strictObject({
        relation: z.enum(RELATIONS),
        name: z.string(),
        consent: z.enum(CONSENT_METHODS),
        consentAt: timeSchema,
        consentVersion: z.string(),
      })
      .nullable(),
    checklist: z.array(checklistEntrySchema),
    appointment: appointmentSchema.nullable(),
    handover: z
      .strictObject({
        method: z.enum(HANDOVERS),
        text: z.string(),
        at: timeSchema.describe('什么时候交的'),
        to: z
          .strictObject({ who: z.enum(RECEIVERS), name: z.string().nullable().describe('加密保存') })
          .nullable()
          .describe('交到谁手里；网上查看或还没来领时为空'),
      })
      .nullable(),
    mayCheck: z.boolean().describe('我可以核对材料、交付结果'),
    mayGive: z.boolean().describe('我可以补交材料'),
    version: versionSchema,
  })
  .meta({ id: 'ServiceApplication' });
export type ApplicationView = z.infer<typeof applicationViewSchema>;

export const checklistMarksSchema = z.strictObject({
  marks: z
    .array(
      z.strictObject({
        index: z
          .int()
          .min(0)
          .max(MATERIALS_AT_MOST - 1),
        state: z.enum(['ok', 'missing']),
        comment: wordsSchema(0, 100, '原因').optional(),
      }),
    )
    .min(1)
    .max(MATERIALS_AT_MOST),
  version: versionSchema,
});
export type ChecklistMarks = z.infer<typeof checklistMarksSchema>;

/** What somebody gives afterwards: photos of one material each, which take the place of those given before. */
export const givenMaterialsSchema = z.strictObject({
  materials: z
    .array(
      z.strictObject({
        index: z
          .int()
          .min(0)
          .max(MATERIALS_AT_MOST - 1),
        uploadIds: z.array(idSchema).min(1, '请加上照片').max(3, '一份材料最多 3 张照片'),
      }),
    )
    .min(1, '请加上照片')
    .max(MATERIALS_AT_MOST)
    .refine((given) => new Set(given.map(({ index }) => index)).size === given.length, '同一份材料写了两次'),
  version: versionSchema,
});
export type GivenMaterials = z.infer<typeof givenMaterialsSchema>;

export const handoverInputSchema = z.strictObject({
  method: z.enum(HANDOVERS, '请选择怎样交给居民'),
  text: wordsSchema(1, 500, '结果说明'),
  to: z
    .strictObject({
      who: z.enum(RECEIVERS, '请选择交给了谁'),
      name: wordsSchema(0, 20, '姓名').optional(),
    })
    .optional()
    .describe('交到谁手里；已经当面交付的要写'),
  at: timeSchema.optional().describe('什么时候交的；不填是现在'),
  uploadIds: z.array(idSchema).max(9).optional(),
  version: versionSchema,
});
export type HandoverInput = z.infer<typeof handoverInputSchema>;

/** What the resident is told when something is missing; one line each. */
export function missingWords(missing: readonly { name: string; comment: string | null }[]): string {
  return `请补材料：${missing.map(({ name, comment }) => (comment ? `${name}（${comment}）` : name)).join('、')}`;
}

/** What staff are told when materials come in. */
export const givenWords = (names: readonly string[]): string => `补交材料：${names.join('、')}`;

/** The case's answer when the result was handed over; of who took it no more than the kind. */
export function handoverWords({ method, to, text }: Pick<HandoverInput, 'method' | 'to' | 'text'>): string {
  return `${HANDOVER_NAMES[method]}${to ? `，交给${RECEIVER_NAMES[to.who]}` : ''}：${text}`;
}

/** What is wrong with a handover, at its field; null when nothing is. */
export function handoverProblem(
  { method, to, at }: Pick<HandoverInput, 'method' | 'to' | 'at'>,
  nowMs: number,
): { path: string; message: string } | null {
  if (method === 'door' && !to) return { path: 'to', message: '送到家里的，请写明交给了谁' };
  if (to && to.who !== 'self' && !to.name) return { path: 'to.name', message: '请写收件人的姓名' };
  const atMs = at === undefined ? nowMs : Date.parse(at);
  if (atMs > nowMs + 60_000) return { path: 'at', message: '交付时间还没到' };
  if (atMs < nowMs - HANDOVER_LATE_DAYS * DAY_MS)
    return { path: 'at', message: `只能补记 ${HANDOVER_LATE_DAYS} 天以内的交付` };
  return null;
}
