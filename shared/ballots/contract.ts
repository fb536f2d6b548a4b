import * as z from 'zod';
import { contract } from '../core/contract';
import { idSchema } from '../core/primitives';
import { TOPIC_ORGANISERS } from '../deliberations/rules';
import { ballotDraftSchema, ballotResultSchema, ballotViewSchema, choicesSchema } from './schemas';

const tag = '议事';
const params = z.strictObject({ id: idSchema });

export const getBallot = contract({
  id: 'getBallot',
  method: 'GET',
  path: '/topics/:id/ballot',
  tag,
  summary: '议题的表决：问题、选项、规则、投票人数，和本人的票；还没拟定时是 404',
  access: 'public',
  params,
  status: 200,
  response: ballotViewSchema,
  errors: ['NOT_FOUND'],
});

export const castBallot = contract({
  id: 'castBallot',
  method: 'PUT',
  path: '/topics/:id/ballot',
  tag,
  summary: '投票或改票：核实住在范围内的居民，一人或一户一票，不能代投；重复提交不变',
  access: 'user',
  params,
  body: choicesSchema,
  status: 200,
  response: ballotViewSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'WRONG_STATE', 'ALREADY_DONE'],
});

export const writeBallot = contract({
  id: 'writeBallot',
  method: 'PUT',
  path: '/topics/:id/ballot/rules',
  tag,
  summary: '拟定或修改表决的问题、选项和规则；表决开始后不能再改',
  access: TOPIC_ORGANISERS,
  params,
  body: ballotDraftSchema,
  status: 200,
  response: ballotViewSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'WRONG_STATE', 'VERSION_CONFLICT'],
});

export const getBallotResult = contract({
  id: 'getBallotResult',
  method: 'GET',
  path: '/topics/:id/result',
  tag,
  summary: '表决结果：每个数字、怎样得出、全部选票合计，可以自己复核；计票前是 409',
  access: 'public',
  params,
  status: 200,
  response: ballotResultSchema,
  errors: ['NOT_FOUND', 'WRONG_STATE'],
});

export const ballotContracts = [getBallot, castBallot, writeBallot, getBallotResult] as const;
