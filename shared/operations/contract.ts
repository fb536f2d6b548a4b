import * as z from 'zod';
import { contract } from '../core/contract';
import { cursorSchema, limitSchema, pageOf } from '../core/pagination';
import { idSchema, timeSchema } from '../core/primitives';

const tag = '后台任务';

/** What may fail for good: telling people of an event, a WeChat push, a delivery to a webhook. */
export const DEAD_LETTER_KINDS = ['event', 'push', 'webhook'] as const;
export type DeadLetterKind = (typeof DEAD_LETTER_KINDS)[number];
export const DEAD_LETTER_KIND_NAMES: Record<DeadLetterKind, string> = {
  event: '站内消息',
  push: '微信通知',
  webhook: '数据推送',
};
const kindSchema = z.enum(DEAD_LETTER_KINDS).default('event');

export const deadLetterSchema = z
  .strictObject({
    id: z.string(),
    kind: z.enum(DEAD_LETTER_KINDS),
    caseId: idSchema.nullable(),
    type: z.string().describe('什么事件或消息'),
    target: z.string().nullable().describe('发往哪里；不含个人信息'),
    at: timeSchema,
    tries: z.int(),
    error: z.string().describe('最后一次失败的原因'),
  })
  .meta({ id: 'DeadLetter' });
export type DeadLetter = z.infer<typeof deadLetterSchema>;

export const jobRunSchema = z
  .strictObject({
    name: z.string(),
    title: z.string(),
    everyMs: z.int(),
    running: z.boolean(),
    runs: z.int().describe('这个进程启动以来的次数'),
    lastAt: timeSchema.nullable(),
    tookMs: z.int().nullable(),
    failures: z.int(),
    lastError: z.string().nullable(),
    lastErrorAt: timeSchema.nullable(),
  })
  .meta({ id: 'JobRun' });
export type JobRun = z.infer<typeof jobRunSchema>;

export const QUEUES = ['event', 'waiting', 'push', 'webhook'] as const;
export const QUEUE_NAMES: Record<(typeof QUEUES)[number], string> = {
  event: '等待告知的事件',
  waiting: '等待汇总的消息',
  push: '等待发送的微信通知',
  webhook: '等待推送的数据',
};

export const listJobs = contract({
  id: 'listJobs',
  method: 'GET',
  path: '/admin/jobs',
  tag,
  summary: '定时任务、队列，和多次失败不再自动重试的（最早在前）；任务的次数是回答的这个进程自己的',
  access: ['admin'],
  query: z.strictObject({ kind: kindSchema, limit: limitSchema, cursor: cursorSchema }),
  status: 200,
  response: pageOf(deadLetterSchema).extend({
    waiting: z.int().describe('等待告知的事件，最多数到 1000'),
    instance: z.strictObject({ id: z.string(), since: timeSchema }).describe('回答的进程'),
    jobs: z.array(jobRunSchema),
    queues: z.array(
      z.strictObject({
        queue: z.enum(QUEUES),
        waiting: z.int().describe('最多数到 1000'),
        oldestAt: timeSchema.nullable().describe('最早应在何时处理'),
        dead: z.int().describe('最多数到 1000'),
      }),
    ),
  }),
  errors: [],
});

export const replayDeadLetter = contract({
  id: 'replayDeadLetter',
  method: 'POST',
  path: '/admin/jobs/:id/replay',
  tag,
  summary: '重新发送一条失败的',
  access: ['admin'],
  params: z.strictObject({ id: z.string().regex(/^[\w:-]{26,130}$/, '编号不正确') }),
  query: z.strictObject({ kind: kindSchema }),
  status: 200,
  response: z.strictObject({ id: z.string() }),
  errors: ['NOT_FOUND'],
});

export const replayDeadLetters = contract({
  id: 'replayDeadLetters',
  method: 'POST',
  path: '/admin/jobs/replay',
  tag,
  summary: '重新发送一类失败的全部',
  access: ['admin'],
  body: z.strictObject({ kind: z.enum(DEAD_LETTER_KINDS) }),
  status: 200,
  response: z.strictObject({ replayed: z.int() }),
  errors: [],
});

export const operationContracts = [listJobs, replayDeadLetter, replayDeadLetters] as const;
