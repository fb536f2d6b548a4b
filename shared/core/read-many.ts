import * as z from 'zod';
import { contract } from './contract';

/** So many answers at most come with one request. */
export const READ_MANY_AT_MOST = 8;

const pathSchema = z
  .string()
  .max(600)
  .regex(/^\/[\w\-.~/]+(\?[\w\-.~%&=+,:*!'()]*)?$/, '应为 /api/v1 之下的路径')
  // One in another would multiply.
  .refine((path) => !/^[^?]*\/batch(?:[/?]|$)/.test(path), '批量读取里不能再有批量读取');

/** Several reads in one round trip: on a weak network each round trip costs a second. */
export const readMany = contract({
  id: 'readMany',
  method: 'GET',
  path: '/batch',
  tag: '批量读取',
  summary: `一次读多个 GET 接口（最多 ${READ_MANY_AT_MOST} 个，只限 JSON），逐个给出状态和内容；权限与单独请求相同`,
  access: 'public',
  query: z.strictObject({
    path: z
      .union([pathSchema.transform((path) => [path]), z.array(pathSchema).min(1).max(READ_MANY_AT_MOST)])
      .describe('可重复；/api/v1 之下的路径，可带查询串'),
  }),
  status: 200,
  response: z.strictObject({
    answers: z.array(z.strictObject({ status: z.int(), body: z.unknown() })),
  }),
  errors: [],
});

export const readManyContracts = [readMany] as const;
