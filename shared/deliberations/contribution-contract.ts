import * as z from 'zod';
import { contract } from '../core/contract';
import { cursorSchema, limitSchema, pageOf } from '../core/pagination';
import { idSchema } from '../core/primitives';
import { tag, topicParams } from './contract';
import {
  appealSchema,
  careDecisionSchema,
  caredItemSchema,
  commentSchema,
  commentTextSchema,
  opinionSchema,
  ownContributionsSchema,
  removalSchema,
  replySchema,
  statementSchema,
  statementTextSchema,
} from './contributions';
import { TOPIC_ORGANISERS } from './rules';

const statementParams = topicParams.extend({ sid: idSchema });
const itemParams = topicParams.extend({ item: idSchema });
const query = z.strictObject({ limit: limitSchema, cursor: cursorSchema });

export const listStatements = contract({
  id: 'listStatements',
  method: 'GET',
  path: '/topics/:id/statements',
  tag,
  summary: '大家的看法，先提的在前，带上我的表态',
  access: 'public',
  params: topicParams,
  query,
  status: 200,
  response: pageOf(statementSchema),
  errors: ['NOT_FOUND'],
});

export const addStatement = contract({
  id: 'addStatement',
  method: 'POST',
  path: '/topics/:id/statements',
  tag,
  summary: '提一条看法，别人来表态',
  access: 'user',
  params: topicParams,
  body: z.strictObject({ text: statementTextSchema }),
  status: 201,
  response: statementSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'WRONG_STATE', 'TOO_MANY_REQUESTS', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'required',
});

export const changeStatement = contract({
  id: 'changeStatement',
  method: 'PUT',
  path: '/topics/:id/statements/:sid',
  tag,
  summary: '改自己的看法；别人表过态就不能再改',
  access: 'user',
  params: statementParams,
  body: z.strictObject({ text: statementTextSchema }),
  status: 200,
  response: statementSchema,
  errors: ['NOT_FOUND', 'WRONG_STATE'],
});

export const withdrawStatement = contract({
  id: 'withdrawStatement',
  method: 'DELETE',
  path: '/topics/:id/statements/:sid',
  tag,
  summary: '收回自己的看法；别人对它的表态不再计入',
  access: 'user',
  params: statementParams,
  status: 204,
  response: z.undefined(),
  errors: ['NOT_FOUND', 'WRONG_STATE'],
});

export const giveOpinion = contract({
  id: 'giveOpinion',
  method: 'PUT',
  path: '/topics/:id/statements/:sid/opinion',
  tag,
  summary: '对一条看法表态：每人一次，议事结束前可以改',
  access: 'user',
  params: statementParams,
  body: z.strictObject({ opinion: opinionSchema }),
  status: 200,
  response: statementSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'WRONG_STATE'],
});

export const listComments = contract({
  id: 'listComments',
  method: 'GET',
  path: '/topics/:id/comments',
  tag,
  summary: '留言和回复，新的在前；工作人员的答复有标记',
  access: 'public',
  params: topicParams,
  query,
  status: 200,
  response: pageOf(commentSchema),
  errors: ['NOT_FOUND'],
});

export const addComment = contract({
  id: 'addComment',
  method: 'POST',
  path: '/topics/:id/comments',
  tag,
  summary: '留言，或回复一条留言',
  access: 'user',
  params: topicParams,
  body: z.strictObject({ text: commentTextSchema, replyTo: idSchema.optional() }),
  status: 201,
  response: replySchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'WRONG_STATE', 'TOO_MANY_REQUESTS', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'required',
});

export const deleteComment = contract({
  id: 'deleteComment',
  method: 'DELETE',
  path: '/topics/:id/comments/:item',
  tag,
  summary: '删除自己的留言；别人的回复还在',
  access: 'user',
  params: itemParams,
  status: 204,
  response: z.undefined(),
  errors: ['NOT_FOUND'],
});

export const getOwnContributions = contract({
  id: 'getOwnContributions',
  method: 'GET',
  path: '/topics/:id/mine',
  tag,
  summary: '我在这个议题里说过的话、表过的态',
  access: 'user',
  params: topicParams,
  status: 200,
  response: ownContributionsSchema,
  errors: ['NOT_FOUND'],
});

export const listCaredItems = contract({
  id: 'listCaredItems',
  method: 'GET',
  path: '/topics/:id/care',
  tag,
  summary: '主持的人看：等待审核的、移除的和申诉的',
  access: TOPIC_ORGANISERS,
  params: topicParams,
  status: 200,
  response: z.strictObject({ items: z.array(caredItemSchema) }),
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED'],
});

export const removeItem = contract({
  id: 'removeItem',
  method: 'POST',
  path: '/topics/:id/care/:item/removal',
  tag,
  summary: '移除一条看法或留言，说明理由；作者可以申诉，移除的条数公开',
  access: TOPIC_ORGANISERS,
  params: itemParams,
  body: removalSchema,
  status: 200,
  response: caredItemSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'WRONG_STATE', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'optional',
});

export const decideItem = contract({
  id: 'decideItem',
  method: 'POST',
  path: '/topics/:id/care/:item/decision',
  tag,
  summary: '审核一条等待的内容，或答复申诉：公开还是不公开',
  access: TOPIC_ORGANISERS,
  params: itemParams,
  body: careDecisionSchema,
  status: 200,
  response: caredItemSchema.nullable().describe('公开了就为空'),
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'WRONG_STATE', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'optional',
});

export const appealItem = contract({
  id: 'appealItem',
  method: 'POST',
  path: '/topics/:id/care/:item/appeal',
  tag,
  summary: '对自己被移除或没有公开的内容申诉，一次',
  access: 'user',
  params: itemParams,
  body: appealSchema,
  status: 200,
  response: caredItemSchema,
  errors: ['NOT_FOUND', 'WRONG_STATE', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'optional',
});

export const contributionContracts = [
  listStatements,
  addStatement,
  changeStatement,
  withdrawStatement,
  giveOpinion,
  listComments,
  addComment,
  deleteComment,
  getOwnContributions,
  listCaredItems,
  removeItem,
  decideItem,
  appealItem,
] as const;
