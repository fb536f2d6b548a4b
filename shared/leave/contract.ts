import * as z from 'zod';
import { STAFF_ROLES } from '../auth/roles';
import { contract } from '../core/contract';
import { cursorSchema, limitSchema, pageOf } from '../core/pagination';
import { idSchema } from '../core/primitives';
import {
  handoverViewSchema,
  leaveViewSchema,
  newLeaveSchema,
  newTransferSchema,
  postIdSchema,
  transferItemSchema,
  transferPreviewSchema,
  transferViewSchema,
} from './schemas';

const tag = '请假与交接';
const page = z.strictObject({ limit: limitSchema, cursor: cursorSchema });
const byId = z.strictObject({ id: idSchema });

export const createLeave = contract({
  id: 'createLeave',
  method: 'POST',
  path: '/posts/:id/leave',
  tag,
  summary: '登记请假：本人，或辖区的调度员、管理员；期间新的事不派给他',
  access: STAFF_ROLES,
  params: z.strictObject({ id: postIdSchema }),
  body: newLeaveSchema,
  status: 201,
  response: leaveViewSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'required',
});

export const listLeaves = contract({
  id: 'listLeaves',
  method: 'GET',
  path: '/posts/:id/leave',
  tag,
  summary: '一个岗位的请假，最新登记的在前',
  access: STAFF_ROLES,
  params: z.strictObject({ id: postIdSchema }),
  query: z.strictObject({ limit: limitSchema, cursor: idSchema.optional() }),
  status: 200,
  response: pageOf(leaveViewSchema),
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED'],
});

export const cancelLeave = contract({
  id: 'cancelLeave',
  method: 'DELETE',
  path: '/posts/:id/leave/:leaveId',
  tag,
  summary: '取消请假，或提前回来',
  access: STAFF_ROLES,
  params: z.strictObject({ id: postIdSchema, leaveId: idSchema }),
  status: 200,
  response: leaveViewSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'WRONG_STATE'],
});

export const getHandover = contract({
  id: 'getHandover',
  method: 'GET',
  path: '/workbench/handover',
  tag,
  summary: '请假与交接页要的：岗位、请假、可以接手的人',
  access: STAFF_ROLES,
  query: z.strictObject({ personId: idSchema.optional().describe('不填是本人') }),
  status: 200,
  response: handoverViewSchema,
  errors: ['NOT_FOUND'],
});

export const transferCases = contract({
  id: 'transferCases',
  method: 'POST',
  path: '/workbench/transfer',
  tag,
  summary: '把手上没办完的事全部交给别人；dryRun 只预览。逐件按更换经办人办理，中断后接着做，不重复',
  access: STAFF_ROLES,
  body: newTransferSchema,
  status: 200,
  response: z.strictObject({
    preview: transferPreviewSchema.nullable(),
    transfer: transferViewSchema.nullable(),
  }),
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'required',
});

export const listTransfers = contract({
  id: 'listTransfers',
  method: 'GET',
  path: '/transfers',
  tag,
  summary: '我交出的和我经手的交接，最新在前',
  access: STAFF_ROLES,
  query: page,
  status: 200,
  response: pageOf(transferViewSchema),
  errors: [],
});

export const getTransfer = contract({
  id: 'getTransfer',
  method: 'GET',
  path: '/transfers/:id',
  tag,
  summary: '一次交接的进度',
  access: STAFF_ROLES,
  params: byId,
  status: 200,
  response: transferViewSchema,
  errors: ['NOT_FOUND'],
});

export const listTransferItems = contract({
  id: 'listTransferItems',
  method: 'GET',
  path: '/transfers/:id/items',
  tag,
  summary: '一次交接逐件的结果',
  access: STAFF_ROLES,
  params: byId,
  query: page,
  status: 200,
  response: pageOf(transferItemSchema),
  errors: ['NOT_FOUND'],
});

export const leaveContracts = [createLeave, listLeaves, cancelLeave] as const;
export const transferContracts = [
  getHandover,
  transferCases,
  listTransfers,
  getTransfer,
  listTransferItems,
] as const;
