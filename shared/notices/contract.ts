import * as z from 'zod';
import { areaCodeSchema } from '../areas/schemas';
import { contract } from '../core/contract';
import { cursorSchema, limitSchema, pageOf } from '../core/pagination';
import { idSchema } from '../core/primitives';
import {
  managedItemSchema,
  managedNoticeSchema,
  newNoticeSchema,
  noticeCategorySchema,
  noticeChangesSchema,
  noticeItemSchema,
  noticeViewSchema,
  withdrawalSchema,
} from './schemas';

const tag = '公告';
const params = z.strictObject({ id: idSchema });

/** Who writes notices, each for his area and all below it. */
export const NOTICE_WRITERS = ['dispatcher', 'supervisor', 'admin'] as const;

export const listNotices = contract({
  id: 'listNotices',
  method: 'GET',
  path: '/notices',
  tag,
  summary: '一个区域现在有效的公告：它自己的和所有上级的，置顶在前、最新在前；不填区域是本人的网格',
  access: 'public',
  query: z.strictObject({
    area: areaCodeSchema.optional(),
    category: noticeCategorySchema.optional(),
    limit: limitSchema,
    cursor: cursorSchema,
  }),
  status: 200,
  response: pageOf(noticeItemSchema),
  errors: ['NOT_FOUND'],
  conditional: true,
});

export const getNotice = contract({
  id: 'getNotice',
  method: 'GET',
  path: '/notices/:id',
  tag,
  summary: '一条公告；过期的还能看，撤回的只说明原因，没到发布时间的查不到',
  access: 'public',
  params,
  status: 200,
  response: noticeViewSchema,
  errors: ['NOT_FOUND'],
});

export const acknowledgeNotice = contract({
  id: 'acknowledgeNotice',
  method: 'PUT',
  path: '/notices/:id/receipt',
  tag,
  summary: '我已知晓：重要公告，每人一次，重复点不变',
  access: 'user',
  params,
  status: 200,
  response: noticeViewSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'WRONG_STATE'],
});

export const listManagedNotices = contract({
  id: 'listManagedNotices',
  method: 'GET',
  path: '/workbench/notices',
  tag,
  summary: '本人辖区的全部公告，包括还没发布、过期和撤回的，新写的在前',
  access: NOTICE_WRITERS,
  query: z.strictObject({ limit: limitSchema, cursor: cursorSchema }),
  status: 200,
  response: pageOf(managedItemSchema),
  errors: [],
});

export const getManagedNotice = contract({
  id: 'getManagedNotice',
  method: 'GET',
  path: '/workbench/notices/:id',
  tag,
  summary: '一条公告的原文、版本和已读人数',
  access: NOTICE_WRITERS,
  params,
  status: 200,
  response: managedNoticeSchema,
  errors: ['NOT_FOUND'],
});

export const createNotice = contract({
  id: 'createNotice',
  method: 'POST',
  path: '/notices',
  tag,
  summary: '发布公告，或安排到以后发布',
  access: NOTICE_WRITERS,
  body: newNoticeSchema,
  status: 201,
  response: managedNoticeSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'WRONG_STATE', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'required',
});

export const changeNotice = contract({
  id: 'changeNotice',
  method: 'PATCH',
  path: '/notices/:id',
  tag,
  summary: '修改还没结束的公告；已经发布的不能再改发布时间',
  access: NOTICE_WRITERS,
  params,
  body: noticeChangesSchema,
  status: 200,
  response: managedNoticeSchema,
  errors: ['NOT_FOUND', 'WRONG_STATE', 'VERSION_CONFLICT'],
});

export const withdrawNotice = contract({
  id: 'withdrawNotice',
  method: 'POST',
  path: '/notices/:id/withdraw',
  tag,
  summary: '撤回公告并说明原因，不能恢复',
  access: NOTICE_WRITERS,
  params,
  body: withdrawalSchema,
  status: 200,
  response: managedNoticeSchema,
  errors: ['NOT_FOUND', 'WRONG_STATE', 'VERSION_CONFLICT', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'optional',
});

export const noticeContracts = [
  listNotices,
  getNotice,
  acknowledgeNotice,
  listManagedNotices,
  getManagedNotice,
  createNotice,
  changeNotice,
  withdrawNotice,
] as const;
