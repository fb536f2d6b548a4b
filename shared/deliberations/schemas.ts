import * as z from 'zod';
import { areaCodeSchema } from '../areas/schemas';
import { areaRefSchema } from '../auth/schemas';
import { idSchema, timeSchema, wordsSchema } from '../core/primitives';
import { TOPIC_OUTCOMES, TOPIC_PHASES } from './phases';

export const STATEMENT_LONGEST = 140;
/** Statements of one topic. */
export const STATEMENTS_AT_MOST = 300;

export const topicPhaseSchema = z.enum(TOPIC_PHASES, '没有这个阶段');
export const topicOutcomeSchema = z.enum(TOPIC_OUTCOMES);

/** agree 1 · pass 0 · disagree -1, as votes are stored. */
export const OPINIONS = ['agree', 'disagree', 'pass'] as const;
export const opinionSchema = z.enum(OPINIONS, '请选择同意、不同意或跳过');
export type Opinion = z.infer<typeof opinionSchema>;
export type OpinionVote = -1 | 0 | 1;
export const VOTE_OF: Record<Opinion, OpinionVote> = { agree: 1, disagree: -1, pass: 0 };
export const opinionOf = (vote: OpinionVote): Opinion =>
  vote === 1 ? 'agree' : vote === -1 ? 'disagree' : 'pass';

/** When each phase ends; null until it is fixed, which is before the phase opens. */
export const topicPlanSchema = z
  .strictObject({
    raiseUntil: timeSchema.nullable().describe('附议截止'),
    answerBy: timeSchema.nullable().describe('最迟答复是否立项'),
    discussUntil: timeSchema.nullable(),
    decideUntil: timeSchema.nullable().describe('表决截止；表决开始后不能改'),
    executeUntil: timeSchema.nullable().describe('计划办完'),
    evaluateUntil: timeSchema.nullable(),
  })
  .meta({ id: 'TopicPlan' });
export type TopicPlan = z.infer<typeof topicPlanSchema>;

/** What a list shows of a topic, and what every feature beside may rely on. */
export const topicSchema = z
  .strictObject({
    id: idSchema,
    area: areaRefSchema.describe('在哪个范围里议'),
    title: z.string(),
    phase: topicPhaseSchema,
    outcome: topicOutcomeSchema.nullable().describe('怎样结束的；还在进行时为空'),
    plan: topicPlanSchema,
    until: timeSchema.nullable().describe('这个阶段到什么时候'),
    overdue: z.boolean().describe('过了答复、表决或办理的期限还没有进展'),
    seconds: z.int(),
    secondsNeeded: z.int(),
    participants: z.int(),
    createdAt: timeSchema,
  })
  .meta({ id: 'Topic' });
export type TopicItem = z.infer<typeof topicSchema>;

export const topicTitleSchema = wordsSchema(4, 40, '标题').refine(
  (text) => !text.includes('\n'),
  '标题只能写一行',
);
export const topicAreaSchema = areaCodeSchema;
export const statementTextSchema = wordsSchema(4, STATEMENT_LONGEST, '看法');
