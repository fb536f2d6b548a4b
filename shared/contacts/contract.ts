import * as z from 'zod';
import { areaCodeSchema } from '../areas/schemas';
import { caseRefSchema } from '../cases/contract';
import { contract } from '../core/contract';
import { limitSchema, pageOf } from '../core/pagination';
import { idSchema } from '../core/primitives';
import { postIdSchema } from '../leave/schemas';
import {
  contactRecordSchema,
  disclosedSchema,
  newMessageSchema,
  purposeSchema,
  sentMessageSchema,
} from './schemas';

const tag = '联系';
const page = { limit: limitSchema, cursor: idSchema.optional() };
const asking = z.strictObject({ purpose: purposeSchema });

// Both are not idempotent on purpose: a kept answer would keep the number.
export const disclosePost = contract({
  id: 'disclosePost',
  method: 'POST',
  path: '/areas/:code/contacts/:postId/disclose',
  tag,
  summary: '看一位工作人员的电话：一次一个，记录在案；每分钟和每天都有限额',
  access: 'user',
  params: z.strictObject({ code: areaCodeSchema, postId: postIdSchema }),
  body: asking,
  status: 200,
  response: disclosedSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'WRONG_STATE', 'TOO_MANY_REQUESTS'],
});

export const discloseOnCase = contract({
  id: 'discloseOnCase',
  method: 'POST',
  path: '/cases/:id/disclose-phone',
  tag,
  summary: '一件事里看对方的电话：反映人看经办人的，经办人看反映人的；记录在案，有限额',
  access: 'user',
  params: z.strictObject({ id: caseRefSchema }),
  body: asking,
  status: 200,
  response: disclosedSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'WRONG_STATE', 'TOO_MANY_REQUESTS'],
});

export const listMyContactRecords = contract({
  id: 'listMyContactRecords',
  method: 'GET',
  path: '/me/contact-records',
  tag,
  summary: '谁看过我的电话（of），或我看过谁的（by），最新在前',
  access: 'user',
  query: z.strictObject({ ...page, side: z.enum(['of', 'by']).default('of') }),
  status: 200,
  response: pageOf(contactRecordSchema),
  errors: [],
});

export const listAreaContactRecords = contract({
  id: 'listAreaContactRecords',
  method: 'GET',
  path: '/admin/contact-records',
  tag,
  summary: '辖区里的号码查看记录，最新在前；不填区域是自己的辖区',
  access: ['supervisor', 'admin'],
  query: z.strictObject({ ...page, area: areaCodeSchema.optional() }),
  status: 200,
  response: pageOf(contactRecordSchema),
  errors: ['NOT_FOUND'],
});

export const sendMessage = contract({
  id: 'sendMessage',
  method: 'POST',
  path: '/areas/:code/messages',
  tag,
  summary: '请网格员回电或给他留言：成为一件不公开的事，交给这个网格的网格员',
  access: 'user',
  params: z.strictObject({ code: areaCodeSchema }),
  body: newMessageSchema,
  status: 201,
  response: sentMessageSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'TOO_MANY_REQUESTS', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'required',
});

export const contactContracts = [
  disclosePost,
  discloseOnCase,
  listMyContactRecords,
  listAreaContactRecords,
  sendMessage,
] as const;
