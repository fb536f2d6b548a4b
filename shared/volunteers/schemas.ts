import * as z from 'zod';
import { areaCodeSchema } from '../areas/schemas';
import { areaRefSchema } from '../auth/schemas';
import { idSchema, phoneSchema, timeSchema, versionSchema, wordsSchema } from '../core/primitives';
import { FREE_TIMES, setOf, skillSchema, skillsSchema } from './skills';

export const VOLUNTEER_STATES = ['none', 'pending', 'verified', 'declined', 'left'] as const;
export type VolunteerState = (typeof VOLUNTEER_STATES)[number];
export const VOLUNTEER_STATE_NAMES: Record<VolunteerState, string> = {
  none: '还没有注册',
  pending: '等待社区审核',
  verified: '已审核',
  declined: '没有通过',
  left: '已退出',
};
const stateSchema = z.enum(VOLUNTEER_STATES);

export const nameSchema = wordsSchema(2, 20, '姓名').refine(
  (name) => !/[\n<>]/.test(name),
  '姓名里有不能用的字符',
);
const timesSchema = setOf(z.enum(FREE_TIMES, '没有这个时段'), FREE_TIMES.length, '时段');
const languagesSchema = setOf(wordsSchema(1, 12, '语言'), 6, '语言');

export const guardianInputSchema = z.strictObject({
  name: nameSchema,
  phone: phoneSchema,
  consent: z.literal(true, '要有监护人同意'),
});

export const saveVolunteerSchema = z.strictObject({
  name: nameSchema.describe('真实姓名，证书上用'),
  skills: skillsSchema,
  times: timesSchema.min(1, '请至少选一个空闲时段'),
  languages: languagesSchema.min(1, '请填写会说的语言'),
  bornOn: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, '出生日期写作 年-月-日')
    .optional()
    .describe('第一次注册要填；只用来核对年龄，不保存'),
  guardian: guardianInputSchema.optional().describe('未满 18 周岁要填'),
  consentVersion: z.string().max(20).describe('看过并同意的说明的版本'),
  version: versionSchema.optional().describe('修改时要带'),
});
export type SaveVolunteer = z.output<typeof saveVolunteerSchema>;

const profile = {
  name: z.string(),
  skills: z.array(skillSchema),
  times: z.array(z.enum(FREE_TIMES)),
  languages: z.array(z.string()),
  area: areaRefSchema.nullable(),
  minor: z.boolean(),
  guardian: z.strictObject({ name: z.string(), phoneMasked: z.string(), consentAt: timeSchema }).nullable(),
};
const decisionSchema = z.strictObject({ at: timeSchema, reason: z.string().nullable() }).nullable();

export const volunteerViewSchema = z
  .strictObject({
    state: stateSchema,
    ...profile,
    consent: z.strictObject({ version: z.string(), at: timeSchema }).nullable(),
    decision: decisionSchema,
    pausedUntil: timeSchema.nullable().describe('多次爽约，到这时才能再报名'),
    version: z.int(),
  })
  .meta({ id: 'Volunteer' });
export type VolunteerView = z.infer<typeof volunteerViewSchema>;

/** What the desk that verifies reads. */
export const managedVolunteerSchema = z
  .strictObject({
    id: idSchema,
    state: stateSchema,
    ...profile,
    appliedAt: timeSchema,
    decision: decisionSchema,
    version: z.int(),
  })
  .meta({ id: 'ManagedVolunteer' });
export type ManagedVolunteer = z.infer<typeof managedVolunteerSchema>;

export const decisionBodySchema = z
  .strictObject({
    approve: z.boolean('请说明是否通过'),
    reason: wordsSchema(2, 200, '原因').optional(),
    version: versionSchema,
  })
  .refine(({ approve, reason }) => approve || reason !== undefined, {
    path: ['reason'],
    message: '不通过要写明原因',
  });
export type DecisionBody = z.output<typeof decisionBodySchema>;

/** 双报到: a party member whose organisation is elsewhere reports to the community he lives in. */
export const partyReportBodySchema = z.strictObject({
  name: nameSchema,
  organisation: wordsSchema(2, 60, '所在党组织'),
  pledge: wordsSchema(0, 200, '服务承诺').optional(),
});
export type PartyReportBody = z.output<typeof partyReportBodySchema>;

/** 亮身份: whether a party member shows himself to his grid, and what of himself. Nothing unless he says so. */
export const partyCardChoiceSchema = z.strictObject({
  shown: z.boolean().describe('在网格页上亮身份'),
  organisation: z.boolean().describe('显示所在党组织'),
  pledge: z.boolean().describe('显示服务承诺'),
  households: z.boolean().describe('显示联系了几户'),
});
export type PartyCardChoice = z.infer<typeof partyCardChoiceSchema>;
export const NOTHING_SHOWN: PartyCardChoice = {
  shown: false,
  organisation: false,
  pledge: false,
  households: false,
};

export const partyCardSchema = z
  .strictObject({
    name: z.string(),
    organisation: z.string().nullable(),
    pledge: z.string().nullable(),
    households: z.int().nullable(),
  })
  .meta({ id: 'PartyCard' });
export type PartyCard = z.infer<typeof partyCardSchema>;

export const partyMemberSchema = z
  .strictObject({
    id: idSchema,
    state: z.enum(['pending', 'verified', 'declined']),
    name: z.string(),
    organisation: z.string(),
    pledge: z.string().nullable(),
    area: areaRefSchema.nullable(),
    reportedAt: timeSchema,
    decision: decisionSchema,
    households: z.int().describe('联系了几户'),
    card: partyCardChoiceSchema.describe('亮身份：本人的选择'),
    version: z.int(),
  })
  .meta({ id: 'PartyMember' });
export type PartyMemberView = z.infer<typeof partyMemberSchema>;

/** So many are linked to one member; more nobody can visit every month. */
export const HOUSEHOLDS_AT_MOST = 20;

export const newHouseholdSchema = z.strictObject({
  address: wordsSchema(2, 80, '门牌'),
  note: wordsSchema(0, 200, '情况').optional(),
});

export const householdSchema = z
  .strictObject({
    id: idSchema,
    address: z.string(),
    note: z.string().nullable(),
    lastVisit: z.strictObject({ at: timeSchema, text: z.string() }).nullable(),
    visitedThisMonth: z.boolean(),
  })
  .meta({ id: 'LinkedHousehold' });
export type LinkedHousehold = z.infer<typeof householdSchema>;

export const visitBodySchema = z.strictObject({ text: wordsSchema(2, 500, '走访情况') });

export const CALL_ANSWERS = ['coming', 'later', 'no'] as const;
export type CallAnswer = (typeof CALL_ANSWERS)[number];
export const CALL_ANSWER_NAMES: Record<CallAnswer, string> = {
  coming: '马上到',
  later: '晚点到',
  no: '来不了',
};

/** Counts of people stop here. */
export const CALLED_AT_MOST = 10_000;

export const newCallUpSchema = z.strictObject({
  areaCode: areaCodeSchema,
  skill: skillSchema.optional().describe('不填是全部志愿者'),
  title: wordsSchema(2, 40, '什么事').refine((text) => !text.includes('\n'), '什么事只能写一行'),
  text: wordsSchema(2, 500, '要做什么'),
  meetAt: wordsSchema(2, 80, '集合地点'),
  until: timeSchema.describe('最晚回复时间，三天以内'),
});
export type NewCallUp = z.output<typeof newCallUpSchema>;

const callUp = {
  id: idSchema,
  area: areaRefSchema,
  skill: skillSchema.nullable(),
  title: z.string(),
  text: z.string(),
  meetAt: z.string(),
  at: timeSchema,
  until: timeSchema,
  open: z.boolean(),
};

export const callUpSchema = z
  .strictObject({
    ...callUp,
    myAnswer: z.enum(CALL_ANSWERS).nullable(),
    mayAnswer: z.boolean(),
    counts: z
      .strictObject({ called: z.int(), coming: z.int(), later: z.int(), no: z.int() })
      .describe('通知了多少人、各有多少人这样回复'),
    mayClose: z.boolean(),
  })
  .meta({ id: 'CallUp' });
export type CallUpView = z.infer<typeof callUpSchema>;
export const callUpItemSchema = z
  .strictObject({ ...callUp, myAnswer: z.enum(CALL_ANSWERS).nullable() })
  .meta({ id: 'CallUpItem' });
export type CallUpItem = z.infer<typeof callUpItemSchema>;
