import * as z from 'zod';
import { idSchema, timeSchema, versionSchema, wordsSchema } from '../core/primitives';
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
    handover: z.strictObject({ method: z.enum(HANDOVERS), text: z.string(), at: timeSchema }).nullable(),
    mayCheck: z.boolean().describe('我可以核对材料、交付结果'),
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

export const handoverInputSchema = z.strictObject({
  method: z.enum(HANDOVERS, '请选择怎样交给居民'),
  text: wordsSchema(1, 500, '结果说明'),
  uploadIds: z.array(idSchema).max(9).optional(),
  version: versionSchema,
});
export type HandoverInput = z.infer<typeof handoverInputSchema>;

/** What the resident is told when something is missing; one line each. */
export function missingWords(missing: readonly { name: string; comment: string | null }[]): string {
  return `请补材料：${missing.map(({ name, comment }) => (comment ? `${name}（${comment}）` : name)).join('、')}`;
}
