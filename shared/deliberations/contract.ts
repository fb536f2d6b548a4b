import * as z from 'zod';
import { areaCodeSchema } from '../areas/schemas';
import { contract } from '../core/contract';
import { cursorSchema, limitSchema, pageOf } from '../core/pagination';
import { idSchema } from '../core/primitives';
import { searchWordsSchema } from '../text/search-words';
import {
  evaluationBodySchema,
  newTaskSchema,
  newTopicSchema,
  similarTopicSchema,
  topicMoveSchema,
  topicPhaseSchema,
  topicReplanSchema,
  topicSchema,
  topicViewSchema,
} from './schemas';
import { TOPIC_ORGANISERS } from './rules';

export const tag = '议事厅';
export const topicParams = z.strictObject({ id: idSchema });

export const listTopics = contract({
  id: 'listTopics',
  method: 'GET',
  path: '/topics',
  tag,
  summary: '一个区域的议题：它自己的、下级的和所有上级的，新的在前；不填区域是本人的网格',
  access: 'public',
  query: z.strictObject({
    area: areaCodeSchema.optional(),
    phase: topicPhaseSchema.optional(),
    ended: z.enum(['0', '1']).optional().describe('1 只看结束的，0 只看进行中的'),
    waiting: z.literal('1').optional().describe('本人辖区里有内容等待审核的；只有当地的中心可以看'),
    limit: limitSchema,
    cursor: cursorSchema,
  }),
  status: 200,
  response: pageOf(topicSchema),
  errors: ['NOT_FOUND', 'FORBIDDEN'],
  conditional: true,
});

export const listSimilarTopics = contract({
  id: 'listSimilarTopics',
  method: 'GET',
  path: '/topics/similar',
  tag,
  summary: '提议题之前看看有没有说同一件事的，最像的在前，最多 5 个',
  access: 'public',
  query: z.strictObject({ area: areaCodeSchema, text: searchWordsSchema }),
  status: 200,
  response: z.strictObject({ items: z.array(similarTopicSchema) }),
  errors: ['NOT_FOUND'],
});

export const listMyTopics = contract({
  id: 'listMyTopics',
  method: 'GET',
  path: '/me/topics',
  tag,
  summary: '我参与过的议题',
  access: 'user',
  query: z.strictObject({ limit: limitSchema, cursor: cursorSchema }),
  status: 200,
  response: pageOf(topicSchema),
  errors: [],
});

export const createTopic = contract({
  id: 'createTopic',
  method: 'POST',
  path: '/topics',
  tag,
  summary: '点事：提一个议题。住在范围里的居民提，够了附议进入定事；中心提的直接进入定事',
  access: 'user',
  body: newTopicSchema,
  status: 201,
  response: topicViewSchema,
  errors: [
    'NOT_FOUND',
    'ACTION_NOT_ALLOWED',
    'WRONG_STATE',
    'UPLOAD_NOT_USABLE',
    'TOO_MANY_REQUESTS',
    'IDEMPOTENCY_MISMATCH',
  ],
  idempotency: 'required',
});

export const getTopic = contract({
  id: 'getTopic',
  method: 'GET',
  path: '/topics/:id',
  tag,
  summary: '一个议题从头到尾：六个阶段、日期、来由、办理和评价，以及我可以做什么',
  access: 'public',
  params: topicParams,
  status: 200,
  response: topicViewSchema,
  errors: ['NOT_FOUND'],
});

export const secondTopic = contract({
  id: 'secondTopic',
  method: 'POST',
  path: '/topics/:id/second',
  tag,
  summary: '附议：核实过住在范围里的居民，每人一次；够数就进入定事',
  access: 'user',
  params: topicParams,
  status: 200,
  response: topicViewSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'WRONG_STATE', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'optional',
});

export const moveTopic = contract({
  id: 'moveTopic',
  method: 'POST',
  path: '/topics/:id/phase',
  tag,
  summary: '进入下一个阶段或结束，说明理由；参与过的人都会收到消息',
  access: TOPIC_ORGANISERS,
  params: topicParams,
  body: topicMoveSchema,
  status: 200,
  response: topicViewSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'WRONG_STATE', 'VERSION_CONFLICT', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'optional',
});

export const replanTopic = contract({
  id: 'replanTopic',
  method: 'PUT',
  path: '/topics/:id/plan',
  tag,
  summary: '改日期并说明理由；正在进行的表决和已经过去的阶段不能改',
  access: TOPIC_ORGANISERS,
  params: topicParams,
  body: topicReplanSchema,
  status: 200,
  response: topicViewSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'WRONG_STATE', 'VERSION_CONFLICT'],
});

export const addTopicTask = contract({
  id: 'addTopicTask',
  method: 'POST',
  path: '/topics/:id/tasks',
  tag,
  summary: '办事：把决定变成一件事项去办，大家都能看到进展',
  access: TOPIC_ORGANISERS,
  params: topicParams,
  body: newTaskSchema,
  status: 200,
  response: topicViewSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'WRONG_STATE', 'UNKNOWN_CATEGORY', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'required',
});

export const evaluateTopic = contract({
  id: 'evaluateTopic',
  method: 'POST',
  path: '/topics/:id/evaluation',
  tag,
  summary: '评事：参与过的人评一评办得怎么样，每人一份，结束前可以改',
  access: 'user',
  params: topicParams,
  body: evaluationBodySchema,
  status: 200,
  response: topicViewSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'WRONG_STATE', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'optional',
});

export const topicContracts = [
  listTopics,
  // Before /topics/:id, which would take its name for an id.
  listSimilarTopics,
  listMyTopics,
  createTopic,
  getTopic,
  secondTopic,
  moveTopic,
  replanTopic,
  addTopicTask,
  evaluateTopic,
] as const;
