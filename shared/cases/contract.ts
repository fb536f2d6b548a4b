import * as z from 'zod';
import { contract } from '../core/contract';
import { STAFF_ROLES } from '../auth/roles';
import { cursorSchema, limitSchema, pageOf } from '../core/pagination';
import { coordTypeSchema } from '../geo/place';
import { searchWordsSchema } from '../text/search-words';
import { workbenchFilterShape } from '../workbench/filter';
import { caseRefSchema } from './action-bodies';
import { dispatchTargetsSchema } from './dispatch';
import { caseFeed } from './feed-contract';
import { caseEventSchema, caseSummarySchema, caseViewSchema, submitCaseSchema } from './schemas';
import { previewRouting } from './preview-contract';
import { caseStatusSchema } from './statuses';
import { WIRED_ACTIONS, type WiredAction } from './workflow';

const tag = '事项';
const coordQuery = z.strictObject({ coordType: coordTypeSchema.default('gcj02') });
export { caseRefSchema };
export { listCases, mapCases } from './feed-contract';

export const submitCase = contract({
  id: 'submitCase',
  method: 'POST',
  path: '/cases',
  tag,
  summary: '报一件事；同一 Idempotency-Key 只会产生一件',
  access: 'user',
  query: coordQuery,
  body: submitCaseSchema,
  status: 201,
  response: caseViewSchema,
  errors: ['OUTSIDE_SERVICE_AREA', 'UNKNOWN_CATEGORY', 'UPLOAD_NOT_USABLE', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'required',
});

export const listMyCases = contract({
  id: 'listMyCases',
  method: 'GET',
  path: '/me/cases',
  tag,
  summary: '我的事：我报的、我关注的、待我评价的、派给我的',
  access: 'user',
  query: z.strictObject({
    relation: z.enum(['reported', 'followed', 'toRate', 'assigned']).default('reported'),
    coordType: coordTypeSchema.default('gcj02'),
    limit: limitSchema,
    cursor: cursorSchema,
  }),
  status: 200,
  response: pageOf(caseSummarySchema),
  errors: [],
});

export const getCase = contract({
  id: 'getCase',
  method: 'GET',
  path: '/cases/:id',
  tag,
  summary: '一件事，按来看的人给出内容和可做的操作',
  access: 'public',
  params: z.strictObject({ id: caseRefSchema }),
  query: coordQuery.extend({
    as: z.literal('public').optional().describe('本人和经办人：看公众看到的样子'),
  }),
  status: 200,
  response: caseViewSchema,
  errors: ['NOT_FOUND'],
  conditional: true,
});

export const actOnCase = contract({
  id: 'actOnCase',
  method: 'POST',
  path: '/cases/:id/actions/:action',
  tag,
  summary: '对一件事进行操作；内容按操作不同，见文档',
  access: 'user',
  params: z.strictObject({ id: caseRefSchema, action: z.enum(WIRED_ACTIONS) }),
  query: coordQuery,
  body: z.record(z.string(), z.unknown()).describe('按 action 由 ACTION_BODIES 校验'),
  status: 200,
  response: caseViewSchema,
  errors: [
    'NOT_FOUND',
    'ACTION_NOT_ALLOWED',
    'WRONG_STATE',
    'VERSION_CONFLICT',
    'UNKNOWN_CATEGORY',
    'UPLOAD_NOT_USABLE',
    'IDEMPOTENCY_MISMATCH',
  ],
  idempotency: 'optional',
});

export const listCaseEvents = contract({
  id: 'listCaseEvents',
  method: 'GET',
  path: '/cases/:id/events',
  tag,
  summary: '一件事的全部记录，最早在前',
  access: 'public',
  params: z.strictObject({ id: caseRefSchema }),
  query: z.strictObject({ limit: limitSchema, cursor: cursorSchema }),
  status: 200,
  response: pageOf(caseEventSchema),
  errors: ['NOT_FOUND'],
});

export const listDispatchTargets = contract({
  id: 'listDispatchTargets',
  method: 'GET',
  path: '/cases/:id/dispatch-targets',
  tag,
  summary: '这件事可以派给谁',
  access: ['dispatcher', 'grid_worker'],
  params: z.strictObject({ id: caseRefSchema }),
  status: 200,
  response: dispatchTargetsSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED'],
});

export const WORKBENCH_QUEUES = [
  'todo',
  'dueSoon',
  'unclaimed',
  'returned',
  'team',
  'overdue',
  'supervised',
  'verify',
  'appeals',
  'done',
] as const;
export const workbenchQueueSchema = z.enum(WORKBENCH_QUEUES);
export type WorkbenchQueue = z.infer<typeof workbenchQueueSchema>;
export const WORKBENCH_QUEUE_NAMES: Record<WorkbenchQueue, string> = {
  todo: '我的待办',
  dueSoon: '快到期',
  unclaimed: '没人接',
  returned: '退回的',
  team: '本辖区',
  overdue: '已超时',
  supervised: '督办',
  verify: '待核实',
  appeals: '评价申诉',
  done: '已办结',
};

export const getWorkbench = contract({
  id: 'getWorkbench',
  method: 'GET',
  path: '/workbench',
  tag: '工作台',
  summary: '工作队列，先到期的在前（已办结：最近的在前）；可再筛选，一页最多看过约 1000 件，翻页接着找',
  access: STAFF_ROLES,
  query: z.strictObject({
    queue: workbenchQueueSchema.default('todo'),
    ...workbenchFilterShape,
    coordType: coordTypeSchema.default('gcj02'),
    limit: limitSchema,
    cursor: cursorSchema,
  }),
  status: 200,
  response: pageOf(caseSummarySchema),
  errors: [],
});

export const searchWorkbench = contract({
  id: 'searchWorkbench',
  method: 'GET',
  path: '/workbench/search',
  tag: '工作台',
  summary: '在自己辖区和经办的事项里找：编号（或后六位）、手机尾号四位、拼音首字母、字词；最新在前',
  access: STAFF_ROLES,
  query: z.strictObject({
    q: searchWordsSchema,
    coordType: coordTypeSchema.default('gcj02'),
    limit: limitSchema,
    cursor: cursorSchema,
  }),
  status: 200,
  response: pageOf(caseSummarySchema),
  errors: [],
});

/** What is done to many cases alike; the rest needs a look at each. */
export const BATCH_ACTIONS = [
  'accept',
  'takeUp',
  'dispatch',
  'progress',
  'reply',
  'verify',
  'reassign',
  'supervise',
] as const satisfies WiredAction[];

export const actOnCases = contract({
  id: 'actOnCases',
  method: 'POST',
  path: '/workbench/batch',
  tag: '工作台',
  summary: '对多件事做同一操作，逐件给出结果；preview=1 只看哪些能做，不做',
  access: STAFF_ROLES,
  query: z.strictObject({ preview: z.enum(['0', '1']).default('0') }),
  body: z.strictObject({
    ids: z
      .array(caseRefSchema)
      .min(1, '请选择事项')
      .max(50, '一次最多 50 件')
      .refine((ids) => new Set(ids).size === ids.length, '同一件事重复了'),
    action: z.enum(BATCH_ACTIONS, '不能批量进行这种操作'),
    body: z.record(z.string(), z.unknown()).default({}).describe('同单件操作，不带 version'),
  }),
  status: 200,
  response: z.strictObject({
    results: z.array(
      z.strictObject({
        id: z.string().describe('请求里的编号'),
        ok: z.boolean(),
        status: caseStatusSchema.nullable().describe('做完后（或现在）的状态；看不到的为空'),
        code: z.string().nullable(),
        detail: z.string().nullable().describe('为什么不能'),
      }),
    ),
  }),
  errors: ['IDEMPOTENCY_MISMATCH'],
  idempotency: 'required',
});

export const getWorkbenchSummary = contract({
  id: 'getWorkbenchSummary',
  method: 'GET',
  path: '/workbench/summary',
  tag: '工作台',
  summary: '各队列的件数（最多数到 1000）',
  access: STAFF_ROLES,
  status: 200,
  response: z.strictObject({
    queues: z.array(
      z.strictObject({ queue: workbenchQueueSchema, name: z.string(), count: z.int(), capped: z.boolean() }),
    ),
  }),
  errors: [],
});

export const caseContracts = [
  submitCase,
  previewRouting,
  caseFeed,
  getCase,
  actOnCase,
  listCaseEvents,
  listDispatchTargets,
  listMyCases,
] as const;
export const workbenchContracts = [getWorkbench, searchWorkbench, getWorkbenchSummary, actOnCases] as const;
