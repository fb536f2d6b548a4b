import * as z from 'zod';
import { contract } from '../core/contract';
import { cursorSchema, limitSchema, pageOf } from '../core/pagination';
import { idSchema } from '../core/primitives';
import {
  RESIDENCE_VERIFIERS,
  residenceDecisionSchema,
  residenceItemSchema,
  residenceRequestSchema,
  residenceRevocationSchema,
  residenceViewSchema,
} from './schemas';

const tag = '住处核实';
const params = z.strictObject({ userId: idSchema });

export const getMyResidence = contract({
  id: 'getMyResidence',
  method: 'GET',
  path: '/me/residence',
  tag,
  summary: '我的住处：核实过没有，申请到哪一步',
  access: 'user',
  status: 200,
  response: residenceViewSchema,
  errors: [],
});

export const requestResidence = contract({
  id: 'requestResidence',
  method: 'POST',
  path: '/me/residence',
  tag,
  summary: '申请核实住处；搬家后重新申请，核实之前原来的住处仍然有效',
  access: 'user',
  body: residenceRequestSchema,
  status: 200,
  response: residenceViewSchema,
  errors: ['NOT_FOUND', 'ALREADY_DONE', 'TOO_MANY_REQUESTS', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'optional',
});

export const dropResidence = contract({
  id: 'dropResidence',
  method: 'DELETE',
  path: '/me/residence',
  tag,
  summary: '删除我的住处和申请；以后参加议事表决要重新核实',
  access: 'user',
  status: 200,
  response: residenceViewSchema,
  errors: [],
});

export const listResidences = contract({
  id: 'listResidences',
  method: 'GET',
  path: '/workbench/residences',
  tag,
  summary: '本人辖区里等待核实的（先来的在前），或已经核实的住处',
  access: RESIDENCE_VERIFIERS,
  query: z.strictObject({
    state: z.enum(['requested', 'verified']).default('requested'),
    limit: limitSchema,
    cursor: cursorSchema,
  }),
  status: 200,
  response: pageOf(residenceItemSchema),
  errors: [],
});

export const decideResidence = contract({
  id: 'decideResidence',
  method: 'POST',
  path: '/workbench/residences/:userId/decision',
  tag,
  summary: '核实住处：属实，或说明为什么不通过；不能核实自己',
  access: RESIDENCE_VERIFIERS,
  params,
  body: residenceDecisionSchema,
  status: 200,
  response: residenceItemSchema.nullable().describe('不通过时为空'),
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'VERSION_CONFLICT', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'optional',
});

export const revokeResidence = contract({
  id: 'revokeResidence',
  method: 'POST',
  path: '/workbench/residences/:userId/revocation',
  tag,
  summary: '撤销核实（搬走、弄错了），说明原因',
  access: RESIDENCE_VERIFIERS,
  params,
  body: residenceRevocationSchema,
  status: 204,
  response: z.undefined(),
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'VERSION_CONFLICT', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'optional',
});

export const residenceContracts = [
  getMyResidence,
  requestResidence,
  dropResidence,
  listResidences,
  decideResidence,
  revokeResidence,
] as const;
