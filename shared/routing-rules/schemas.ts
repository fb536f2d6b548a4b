import * as z from 'zod';
import { areaCodeSchema } from '../areas/schemas';
import { type CaseLevel, caseLevelSchema, durationSchema } from '../categories/schemas';
import { modeSchema } from '../clocks/modes';
import { wordsSchema } from '../core/primitives';
import { normaliseWords } from './normalise';

/** A category of the catalogue (GY-0101) or a whole group of it (GY). */
const categoryRefSchema = z.string().regex(/^[A-Za-z]\w{0,9}(-\d{4})?$/, '类别编码格式不正确');
const hourSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间写作 08:30');

const listOf = <T extends z.ZodType>(item: T, most: number, what: string) =>
  z
    .array(item)
    .min(1, `请填写${what}`)
    .max(most, `${what}最多 ${most} 个`)
    .refine((items) => new Set(items.map((each) => JSON.stringify(each))).size === items.length, '重复了');

/** All that is said must be true; of several values of one thing, any. Nothing said is always true. */
export const conditionsSchema = z.strictObject({
  categories: listOf(categoryRefSchema, 60, '类别').optional(),
  areas: listOf(areaCodeSchema, 50, '区域').optional().describe('含其下级'),
  weekdays: listOf(z.int().min(1).max(7), 7, '星期').optional().describe('1 周一 … 7 周日'),
  hours: listOf(
    z
      .strictObject({ from: hourSchema, to: hourSchema })
      .refine(({ from, to }) => from !== to, '开始和结束不能相同'),
    4,
    '时段',
  )
    .optional()
    .describe('含开始、不含结束；结束早于开始的跨到第二天'),
  workingTime: z.enum(['working', 'off']).optional().describe('工作时间 / 非工作时间'),
  dates: listOf(
    z
      .strictObject({
        from: z.iso.date('日期写作 2026-11-23'),
        to: z.iso.date('日期写作 2026-11-23'),
      })
      .refine(({ from, to }) => from <= to, '结束不能早于开始'),
    10,
    '日期',
  )
    .optional()
    .describe('含首尾两天'),
  words: listOf(
    wordsSchema(1, 20, '字词').refine((word) => normaliseWords(word) !== '', '字词里没有可找的内容'),
    30,
    '字词',
  ).optional(),
  modes: listOf(modeSchema, 3, '状态').optional(),
});
export type Conditions = z.output<typeof conditionsSchema>;

/** Levels whose desk a rule may choose. The grid is not among them: only the admission list gives to grids. */
export const DESK_LEVELS = ['community', 'street', 'district'] as const satisfies CaseLevel[];

export const outcomeSchema = z
  .strictObject({
    department: z
      .string()
      .regex(/^[\w-]{1,40}$/, '没有这个部门')
      .optional()
      .describe('直接派给这个部门'),
    level: caseLevelSchema.extract(DESK_LEVELS).optional().describe('由这一级的调度中心负责'),
    respond: durationSchema.optional().describe('受理时限'),
    resolve: durationSchema.optional().describe('答复时限'),
    urgent: z.literal(true).optional(),
  })
  .refine((outcome) => Object.keys(outcome).length > 0, '至少说明一种处理：部门、层级、时限或紧急');
export type Outcome = z.output<typeof outcomeSchema>;

export const routingRuleSchema = z
  .strictObject({
    id: z.string().regex(/^[\w-]{1,40}$/, '规则编号格式不正确'),
    name: wordsSchema(1, 40, '规则名称'),
    enabled: z.boolean(),
    when: conditionsSchema,
    then: outcomeSchema,
    told: wordsSchema(2, 80, '给居民的说明').optional().describe('居民看到的理由；不填由系统写'),
  })
  .meta({ id: 'RoutingRule' });
export type RoutingRule = z.output<typeof routingRuleSchema>;

export const RULES_AT_MOST = 100;
export const rulesSchema = z
  .array(routingRuleSchema)
  .max(RULES_AT_MOST, `最多 ${RULES_AT_MOST} 条规则`)
  .refine((rules) => new Set(rules.map(({ id }) => id)).size === rules.length, '规则编号重复了');

/** The rule that decided, as a case keeps it: with what it said then. */
export interface DecidingRule {
  id: string;
  name: string;
  areaCode: string;
  version: number;
  then: Outcome;
  /** What the reporter reads of it. */
  told?: string;
}
