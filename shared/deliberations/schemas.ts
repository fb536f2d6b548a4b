import * as z from 'zod';
import { areaCodeSchema } from '../areas/schemas';
import { areaRefSchema } from '../auth/schemas';
import { uploadIdsSchema } from '../cases/action-bodies';
import { idSchema, timeSchema, versionSchema, wordsSchema } from '../core/primitives';
import { TOPIC_OUTCOMES, TOPIC_PHASES } from './phases';

export const topicPhaseSchema = z.enum(TOPIC_PHASES, '没有这个阶段');
export const topicOutcomeSchema = z.enum(TOPIC_OUTCOMES);
export const topicStepSchema = z.enum([...TOPIC_PHASES, ...TOPIC_OUTCOMES], '没有这一步');

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

const titleSchema = wordsSchema(4, 40, '标题').refine((text) => !text.includes('\n'), '标题只能写一行');

export const newTopicSchema = z.strictObject({
  areaCode: areaCodeSchema.describe('请住在这里的人一起议'),
  title: titleSchema,
  background: wordsSchema(10, 2000, '为什么要议'),
  placeText: wordsSchema(0, 120, '地点').optional(),
  uploadIds: uploadIdsSchema.optional(),
  caseId: idSchema.optional().describe('由一件事发起：只有当地的中心可以'),
  official: z.boolean().optional().describe('由中心发起：不用附议，直接进入定事'),
});
export type NewTopic = z.output<typeof newTopicSchema>;

/** Fixed when a topic is accepted. */
export const phaseDatesSchema = z.strictObject({
  discussUntil: timeSchema,
  decideUntil: timeSchema,
  executeUntil: timeSchema,
  evaluateUntil: timeSchema,
});
export type PhaseDates = z.output<typeof phaseDatesSchema>;

export const topicMoveSchema = z.strictObject({
  to: topicStepSchema,
  reason: wordsSchema(4, 500, '理由'),
  plan: phaseDatesSchema.optional().describe('同意立项时必填'),
  version: versionSchema.optional(),
});
export type TopicMove = z.output<typeof topicMoveSchema>;

export const topicReplanSchema = z.strictObject({
  plan: phaseDatesSchema,
  reason: wordsSchema(4, 500, '理由'),
  version: versionSchema,
});

export const photoSchema = z.strictObject({
  id: idSchema,
  kind: z.enum(['image', 'video']),
  url: z.string(),
  thumbUrl: z.string().nullable(),
  width: z.int(),
  height: z.int(),
});

/** Why words are not there for everybody; told to their author and to who leads the topic. */
export const itemCareSchema = z
  .strictObject({
    state: z.enum(['held', 'removed']).describe('待审核 / 已移除'),
    reason: z.string(),
    appeal: z.string().nullable().describe('作者请再看一眼的话'),
    answer: z.string().nullable().describe('对申诉的答复'),
    mayAppeal: z.boolean(),
  })
  .nullable();
export type ItemCareView = z.infer<typeof itemCareSchema>;

export const topicEventSchema = z.strictObject({
  seq: z.int(),
  at: timeSchema,
  title: z.string(),
  who: z.string().describe('职务和姓氏；到期自动进行的为「系统」'),
  text: z.string(),
});

export const topicTaskSchema = z.strictObject({
  caseId: idSchema,
  number: z.string(),
  text: z.string(),
  statusName: z.string(),
  plainStatus: z.string(),
  done: z.boolean(),
  resolveBy: timeSchema,
});

export const EVALUATION_DONE_NAMES = { yes: '办到了', partly: '办了一部分', no: '没办到' } as const;
export const evaluationBodySchema = z.strictObject({
  done: z.enum(['yes', 'partly', 'no'], '请选择办到了没有'),
  score: z.int('请打分').min(1, '请打 1–5 分').max(5, '请打 1–5 分'),
  text: wordsSchema(0, 300, '评价').optional(),
});
export type EvaluationBody = z.output<typeof evaluationBodySchema>;

export const evaluationsSchema = z
  .strictObject({
    count: z.int(),
    average: z.number().nullable().describe('不到 5 人评价时为空'),
    done: z.strictObject({ yes: z.int(), partly: z.int(), no: z.int() }),
    texts: z.array(z.strictObject({ score: z.int(), text: z.string() })).describe('最近的 20 条'),
    mine: evaluationBodySchema.required({ text: true }).nullable(),
  })
  .meta({ id: 'TopicEvaluations' });
export type EvaluationsView = z.infer<typeof evaluationsSchema>;

export const topicViewSchema = z
  .strictObject({
    ...topicSchema.shape,
    background: z.string(),
    placeText: z.string().nullable(),
    photos: z.array(photoSchema),
    initiator: z.string().describe('居民李**、社区中心……'),
    case: z
      .strictObject({ id: idSchema, number: z.string(), followers: z.int().describe('关注这件事的人数') })
      .nullable()
      .describe('由哪件事而来'),
    history: z.array(topicEventSchema).describe('从头到尾，新的在前'),
    tasks: z.array(topicTaskSchema),
    evaluations: evaluationsSchema.nullable().describe('评事开始前为空'),
    removed: z.int().describe('被移除的看法和留言的条数'),
    care: itemCareSchema,
    me: z.strictObject({
      organiser: z.boolean(),
      initiator: z.boolean(),
      joined: z.boolean().describe('参与过，每一步都会收到消息'),
      seconded: z.boolean(),
      residence: z.enum(['none', 'elsewhere', 'here']).describe('核实过的住处在不在范围内'),
      maySecond: z.boolean(),
      maySpeak: z.boolean().describe('提看法、表态、留言'),
      mayEvaluate: z.boolean(),
    }),
    steps: z
      .array(
        z.strictObject({
          to: topicStepSchema,
          label: z.string(),
          needsPlan: z.boolean(),
          missing: z.array(z.string()).describe('还差什么；空的就可以进行'),
        }),
      )
      .describe('主持的人现在可以做的'),
    version: z.int(),
  })
  .meta({ id: 'TopicView' });
export type TopicView = z.infer<typeof topicViewSchema>;

export const similarTopicSchema = z
  .strictObject({ ...topicSchema.shape, likeness: z.number().describe('0–1') })
  .meta({ id: 'SimilarTopic' });
export type SimilarTopic = z.infer<typeof similarTopicSchema>;

export const newTaskSchema = z.strictObject({
  text: wordsSchema(4, 500, '要办的事'),
  categoryCode: z.string().min(1).max(20),
  gridCode: areaCodeSchema.describe('在哪个网格办；要在议题的范围里'),
});
export type NewTask = z.output<typeof newTaskSchema>;
