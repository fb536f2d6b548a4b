import * as z from 'zod';
import { contract } from '../core/contract';
import { idSchema } from '../core/primitives';
import { opinionMapAnswerSchema } from './schemas';

export const getOpinionMap = contract({
  id: 'getOpinionMap',
  method: 'GET',
  path: '/topics/:id/opinion-map',
  tag: '议事',
  summary: '意见图：看法分成几组、各组都认同什么、分歧在哪里；不到 10 人表态时不显示',
  access: 'public',
  params: z.strictObject({ id: idSchema }),
  status: 200,
  response: opinionMapAnswerSchema,
  errors: ['NOT_FOUND'],
});

export const opinionContracts = [getOpinionMap] as const;
