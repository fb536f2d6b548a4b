import * as z from 'zod';
import { areaRefSchema } from '../auth/schemas';
import { areaCodeSchema } from '../areas/schemas';
import { contract } from '../core/contract';
import { cursorSchema, limitSchema, pageOf } from '../core/pagination';
import { idSchema, timeSchema, wordsSchema } from '../core/primitives';
import { coordTypeSchema, placeSchema } from '../geo/place';
import { FINDINGS_AT_MOST, VISIT_PURPOSES } from './rules';

const tag = '走访';
const WORKERS = ['grid_worker'] as const;
/** Who reads the logs of others: without whom they met. */
const READERS = ['grid_worker', 'dispatcher', 'supervisor', 'admin'] as const;
const dateSchema = z
  .string()
  .regex(/^20\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, '日期应写成 2026-11-29');
const coordQuery = { coordType: coordTypeSchema.default('gcj02') };

export const newVisitSchema = z.strictObject({
  purpose: z.enum(VISIT_PURPOSES, '请选择走访目的'),
  at: timeSchema.describe('什么时候走访的'),
  place: placeSchema,
  placeText: wordsSchema(0, 120, '地点').optional(),
  people: z
    .array(wordsSchema(1, 20, '姓名'))
    .max(20, '最多写 20 个人')
    .default([])
    .describe('见到谁：加密保存，只有本人看得到'),
  note: wordsSchema(0, 1000, '情况').optional().describe('加密保存，只有本人看得到'),
  findings: z
    .array(wordsSchema(2, 500, '发现的问题'))
    .max(FINDINGS_AT_MOST, `最多写 ${FINDINGS_AT_MOST} 个问题`)
    .default([]),
});
export type NewVisit = z.output<typeof newVisitSchema>;

export const visitViewSchema = z
  .strictObject({
    id: idSchema,
    at: timeSchema,
    purpose: z.enum(VISIT_PURPOSES),
    area: areaRefSchema.nullable(),
    place: placeSchema,
    placeText: z.string().nullable(),
    worker: z.string(),
    peopleCount: z.int(),
    people: z.array(z.string()).nullable().describe('别人看时为空'),
    note: z.string().nullable().describe('别人看时为空'),
    findings: z.array(
      z.strictObject({
        text: z.string(),
        case: z.strictObject({ id: idSchema, number: z.string() }).nullable(),
      }),
    ),
    mine: z.boolean(),
    wiped: z.boolean().describe('过了保存期限：见到谁、情况和地点已经清除，只留次数'),
    mayLook: z.boolean().describe('写明原因后可以看见到谁和情况；会记下来'),
  })
  .meta({ id: 'Visit' });
export type VisitView = z.infer<typeof visitViewSchema>;

export const createVisit = contract({
  id: 'createVisit',
  method: 'POST',
  path: '/visits',
  tag,
  summary: '记一次走访；没有网络时先留在手机里，恢复后用同一个 Idempotency-Key 发送，只记一次',
  access: WORKERS,
  query: z.strictObject(coordQuery),
  body: newVisitSchema,
  status: 201,
  response: visitViewSchema,
  errors: ['ACTION_NOT_ALLOWED', 'OUTSIDE_SERVICE_AREA', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'required',
});

export const listVisits = contract({
  id: 'listVisits',
  method: 'GET',
  path: '/visits',
  tag,
  summary: '走访日志，新的在前；不填区域是本人的。按日期看就是当天走过的路线',
  access: READERS,
  query: z.strictObject({
    area: areaCodeSchema.optional(),
    date: dateSchema.optional(),
    limit: limitSchema,
    cursor: cursorSchema,
    ...coordQuery,
  }),
  status: 200,
  response: pageOf(visitViewSchema),
  errors: ['NOT_FOUND'],
});

export const summariseVisits = contract({
  id: 'summariseVisits',
  method: 'GET',
  path: '/visits/summary',
  tag,
  summary: '周分析和月汇总，按日志算出来；网格联络员每月走访是否达标',
  access: READERS,
  query: z.strictObject({
    period: z.enum(['week', 'month']).default('week'),
    date: dateSchema.optional().describe('这一天所在的周或月；不填是今天'),
    area: areaCodeSchema.optional(),
  }),
  status: 200,
  response: z
    .strictObject({
      from: timeSchema,
      to: timeSchema,
      visits: z.int(),
      people: z.int(),
      findings: z.int(),
      cases: z.int().describe('变成了事项的问题'),
      byPurpose: z.array(z.strictObject({ purpose: z.enum(VISIT_PURPOSES), count: z.int() })),
      byDay: z.array(z.strictObject({ date: z.string(), count: z.int() })),
      byWorker: z
        .array(z.strictObject({ name: z.string(), count: z.int() }))
        .describe('一个区域的：每个人走访几次，多的在前'),
      norm: z
        .array(
          z.strictObject({
            area: areaRefSchema,
            liaison: z.string(),
            visits: z.int(),
            required: z.int(),
            met: z.boolean(),
          }),
        )
        .describe('联络员这个月亲自走访了几次：本人的，或这个区域里每一位的'),
      truncated: z.boolean().describe('太多，没有全部算进去'),
    })
    .meta({ id: 'VisitSummary' }),
  errors: ['NOT_FOUND'],
});

export const reportFinding = contract({
  id: 'reportFinding',
  method: 'POST',
  path: '/visits/:id/findings/:index/case',
  tag,
  summary: '把走访发现的问题报成一件事；一个问题只报一次',
  access: WORKERS,
  params: z.strictObject({
    id: idSchema,
    index: z.coerce
      .number('问题编号不正确')
      .int()
      .min(0)
      .max(FINDINGS_AT_MOST - 1),
  }),
  query: z.strictObject(coordQuery),
  status: 200,
  response: visitViewSchema,
  errors: ['NOT_FOUND', 'OUTSIDE_SERVICE_AREA', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'optional',
});

export const disclosedVisitSchema = z
  .strictObject({
    people: z.array(z.string()),
    note: z.string().nullable(),
    leftToday: z.int().describe('24 小时内还能看几条'),
  })
  .meta({ id: 'DisclosedVisit' });
export type DisclosedVisit = z.infer<typeof disclosedVisitSchema>;

// Not idempotent on purpose: a kept answer would keep the names.
export const discloseVisit = contract({
  id: 'discloseVisit',
  method: 'POST',
  path: '/visits/:id/disclose',
  tag,
  summary: '看一次走访见到谁和情况：网格长、中心和监督人员，写明用途，记录在案，有限额',
  access: READERS,
  params: z.strictObject({ id: idSchema }),
  body: z.strictObject({ purpose: wordsSchema(2, 60, '用途').describe('写走访的人和上级都看得到') }),
  status: 200,
  response: disclosedVisitSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'TOO_MANY_REQUESTS'],
});

export const listVisitLooks = contract({
  id: 'listVisitLooks',
  method: 'GET',
  path: '/visits/:id/looks',
  tag,
  summary: '谁看过一次走访见到谁和情况；写走访的人和监督人员可见',
  access: READERS,
  params: z.strictObject({ id: idSchema }),
  status: 200,
  response: z.strictObject({
    items: z.array(
      z.strictObject({
        id: idSchema,
        at: timeSchema,
        by: z.strictObject({ name: z.string(), title: z.string() }),
        purpose: z.string(),
      }),
    ),
    nextCursor: z.null(),
  }),
  errors: ['NOT_FOUND'],
});

export const visitContracts = [
  createVisit,
  listVisits,
  summariseVisits,
  reportFinding,
  discloseVisit,
  listVisitLooks,
] as const;
