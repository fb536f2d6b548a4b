import * as z from 'zod';
import { contract } from '../core/contract';
import { cursorSchema, limitSchema, pageOf } from '../core/pagination';
import { idSchema } from '../core/primitives';
import { coordTypeSchema } from '../geo/place';
import {
  areaChangeItemSchema,
  areaChangeReportSchema,
  areaChangeSchema,
  newAreaChangeSchema,
} from './schemas';

const tag = '区域与网格';
const page = z.strictObject({ limit: limitSchema, cursor: cursorSchema });
const byId = z.strictObject({ id: idSchema });

export const changeAreas = contract({
  id: 'changeAreas',
  method: 'POST',
  path: '/admin/area-changes',
  tag,
  summary: '拆分或合并网格：dryRun 只检查；在办的事按新边界重新分派，中断后接着做，办完的不动',
  access: ['admin'],
  query: z.strictObject({ coordType: coordTypeSchema.default('gcj02').describe('报告里图形的坐标系') }),
  body: newAreaChangeSchema,
  status: 200,
  response: z.strictObject({
    report: areaChangeReportSchema.nullable(),
    change: areaChangeSchema.nullable(),
  }),
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'WRONG_STATE', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'required',
});

export const listAreaChanges = contract({
  id: 'listAreaChanges',
  method: 'GET',
  path: '/admin/area-changes',
  tag,
  summary: '本人辖区里的网格调整，最新在前',
  access: ['admin'],
  query: page,
  status: 200,
  response: pageOf(areaChangeSchema),
  errors: [],
});

export const getAreaChange = contract({
  id: 'getAreaChange',
  method: 'GET',
  path: '/admin/area-changes/:id',
  tag,
  summary: '一次网格调整办到哪里',
  access: ['admin'],
  params: byId,
  status: 200,
  response: areaChangeSchema,
  errors: ['NOT_FOUND'],
});

export const listAreaChangeItems = contract({
  id: 'listAreaChangeItems',
  method: 'GET',
  path: '/admin/area-changes/:id/items',
  tag,
  summary: '一次网格调整里每件在办的事怎样了',
  access: ['admin'],
  params: byId,
  query: page,
  status: 200,
  response: pageOf(areaChangeItemSchema),
  errors: ['NOT_FOUND'],
});

export const areaChangeContracts = [
  changeAreas,
  listAreaChanges,
  getAreaChange,
  listAreaChangeItems,
] as const;
