import * as z from 'zod';
import { contract } from '../core/contract';
import { cursorSchema, limitSchema, pageOf } from '../core/pagination';
import { timeSchema } from '../core/primitives';

const tag = '审计';

/** Who did what, when, and with what result. Says no words and shows no personal data: ids only. */
export const auditLineSchema = z
  .strictObject({
    id: z.string().describe('链号:序号'),
    at: timeSchema,
    actorId: z.string().nullable().describe('没有登录为空'),
    operation: z.string().describe('接口文档里的 operationId'),
    target: z.string().nullable().describe('路径里的参数，或新建的编号'),
    status: z.int(),
    code: z.string().nullable().describe('被拒绝的原因'),
    requestId: z.string(),
    hash: z.string(),
  })
  .meta({ id: 'AuditLine' });
export type AuditLineView = z.infer<typeof auditLineSchema>;

export const listAudit = contract({
  id: 'listAudit',
  method: 'GET',
  path: '/admin/audit',
  tag,
  summary: '审计日志，最新在前：写入、登录、被拒绝的请求和个人信息的查看',
  access: ['admin'],
  query: z
    .strictObject({
      actor: z.string().min(1).max(40).optional(),
      operation: z.string().min(1).max(60).optional(),
      until: timeSchema.optional(),
      limit: limitSchema,
      cursor: cursorSchema,
    })
    .refine(({ actor, operation }) => actor === undefined || operation === undefined, {
      message: '人和操作一次只能按一个找',
      path: ['operation'],
    }),
  status: 200,
  response: pageOf(auditLineSchema),
  errors: [],
});

export const auditChainSchema = z
  .strictObject({
    chain: z.string(),
    startedAt: timeSchema,
    lastAt: timeSchema,
    lines: z.int(),
    hash: z.string().describe('最后一行的哈希'),
  })
  .meta({ id: 'AuditChain' });

export const listAuditChains = contract({
  id: 'listAuditChains',
  method: 'GET',
  path: '/admin/audit/chains',
  tag,
  summary: '审计链：每个进程每天一条，最新在前',
  access: ['admin'],
  query: z.strictObject({ limit: limitSchema, cursor: cursorSchema }),
  status: 200,
  response: pageOf(auditChainSchema),
  errors: [],
});

export const checkAuditChain = contract({
  id: 'checkAuditChain',
  method: 'GET',
  path: '/admin/audit/chains/:chain/check',
  tag,
  summary: '逐行核对一条审计链有没有被改动、删减',
  access: ['admin'],
  params: z.strictObject({ chain: z.string().regex(/^\d{8}-[0-9a-f]{16}$/, '链号不正确') }),
  status: 200,
  response: z.strictObject({
    chain: z.string(),
    whole: z.boolean(),
    lines: z.int(),
    problem: z.enum(['changed', 'missing']).nullable(),
    at: z.int().nullable().describe('第一处不对的序号'),
  }),
  errors: ['NOT_FOUND'],
});

export const auditContracts = [listAudit, listAuditChains, checkAuditChain] as const;
