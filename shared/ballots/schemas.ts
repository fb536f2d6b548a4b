import * as z from 'zod';
import { areaRefSchema } from '../auth/schemas';
import { idSchema, timeSchema, wordsSchema } from '../core/primitives';
import { BALLOT_KINDS, BALLOT_MAJORITIES, BALLOT_TIES, BALLOT_UNITS, OPTIONS_AT_MOST } from './rules';

const line = (min: number, max: number, what: string) =>
  wordsSchema(min, max, what).refine((text) => !text.includes('\n'), `${what}只能写一行`);

const optionIdSchema = z.string().regex(/^[A-J]$/, '没有这个选项');
const fewSchema = z.int().min(1, '至少 1 项').max(OPTIONS_AT_MOST, `最多 ${OPTIONS_AT_MOST} 项`);

const ruleFields = {
  kind: z.enum(BALLOT_KINDS, '请选择投票方式').describe('single 单选 · multiple 多选 · approval 逐项赞成'),
  unit: z.enum(BALLOT_UNITS, '请选择一人一票或一户一票'),
  choicesAtMost: fewSchema.describe('多选时每人最多选几项'),
  decidedAtMost: fewSchema.describe('多选时最多通过几项'),
  quorumPercent: z.int().min(0).max(100, '最多 100%').describe('至少多少比例的应投者投票才有效，0 为不限'),
  majority: z.enum(BALLOT_MAJORITIES, '请选择通过的条件'),
  tie: z.enum(BALLOT_TIES, '请选择得票相同时怎么办'),
};
export const ballotRulesSchema = z.strictObject(ruleFields);

const writtenOptionSchema = z.strictObject({
  text: line(1, 60, '选项'),
  against: z.boolean('请说明').default(false).describe('这一项表示不做、维持现状'),
});

export const ballotDraftSchema = z
  .strictObject({
    question: line(4, 100, '表决的问题'),
    options: z
      .array(writtenOptionSchema)
      .min(2, '至少两个选项')
      .max(OPTIONS_AT_MOST, `最多 ${OPTIONS_AT_MOST} 个选项`),
    ...ruleFields,
    choicesAtMost: fewSchema.default(1),
    decidedAtMost: fewSchema.default(1),
    version: z.int().min(0).max(2_147_483_647).describe('新写时为 0'),
  })
  .superRefine(({ options, choicesAtMost, decidedAtMost }, context) => {
    if (new Set(options.map(({ text }) => text)).size !== options.length)
      context.addIssue({ code: 'custom', path: ['options'], message: '选项不能重复' });
    for (const [path, value] of Object.entries({ choicesAtMost, decidedAtMost }))
      if (value > options.length)
        context.addIssue({ code: 'custom', path: [path], message: '不能多于选项数' });
  });
export type BallotDraft = z.output<typeof ballotDraftSchema>;

export const choicesSchema = z.strictObject({
  choices: z.array(optionIdSchema).max(OPTIONS_AT_MOST).describe('选项编号，空着是弃权；截止前可以改'),
});

const optionFields = { id: optionIdSchema, text: z.string(), against: z.boolean() };
export const BALLOT_STATES = ['draft', 'open', 'counting', 'counted', 'void'] as const;

const buildingSchema = z.strictObject({ area: areaRefSchema, cast: z.int() });

export const ballotViewSchema = z
  .strictObject({
    topicId: idSchema,
    state: z
      .enum(BALLOT_STATES)
      .describe(
        'draft 还没开始 · open 投票中 · counting 正在计票 · counted 已出结果 · void 议题终止，不计票',
      ),
    question: z.string(),
    options: z.array(z.strictObject(optionFields)),
    rules: ballotRulesSchema,
    words: z.array(z.string()).describe('规则，逐条说明'),
    closesAt: timeSchema.nullable(),
    turnout: z
      .strictObject({
        cast: z.int(),
        eligible: z.int().describe('应投的人数或户数'),
        buildings: z.array(buildingSchema).describe('5 票以上的楼栋'),
      })
      .describe('投票期间只公布投票人数，不公布结果'),
    mine: z
      .strictObject({
        mayVote: z.boolean(),
        why: z.string().nullable().describe('不能投的原因'),
        voted: z.boolean(),
        choices: z.array(optionIdSchema).nullable().describe('截止前本人能看到自己投的；之后谁也看不到'),
      })
      .nullable(),
    mayWrite: z.boolean().describe('本人可以拟定规则'),
    version: z.int(),
  })
  .meta({ id: 'Ballot' });
export type BallotView = z.infer<typeof ballotViewSchema>;

export const ballotResultSchema = z
  .strictObject({
    topicId: idSchema,
    topicTitle: z.string(),
    area: areaRefSchema,
    question: z.string(),
    rules: ballotRulesSchema,
    options: z.array(z.strictObject({ ...optionFields, votes: z.int(), decided: z.boolean() })),
    cast: z.int(),
    abstained: z.int(),
    eligible: z.int(),
    listed: z.int().describe('选民名册上记录已投的数'),
    unreadable: z.int().describe('被损坏、无法计入的票；正常为 0'),
    quorumNeeded: z.int(),
    quorumMet: z.boolean(),
    votesNeeded: z.int(),
    tied: z.array(optionIdSchema),
    decided: z.array(optionIdSchema),
    passed: z.boolean(),
    words: z.array(z.string()).describe('结果怎样得出，逐条说明'),
    summary: z.string(),
    buildings: z.array(buildingSchema),
    ballots: z
      .array(z.strictObject({ choices: z.array(optionIdSchema), count: z.int() }))
      .describe('全部选票，按选法合计，不含任何人的信息；可用 docs/recount-ballot.mjs 复核'),
    closedAt: timeSchema,
    countedAt: timeSchema,
    hash: z.string().describe('结果的 SHA-256，记入只增不改的日志'),
  })
  .meta({ id: 'BallotResult' });
export type BallotResultView = z.infer<typeof ballotResultSchema>;
