import * as z from 'zod';
import { contract } from '../core/contract';
import { cursorSchema, limitSchema, pageOf } from '../core/pagination';
import { idSchema } from '../core/primitives';
import { listPartyCards, setPartyCard } from './party-card-contract';
import {
  CALL_ANSWERS,
  callUpItemSchema,
  callUpSchema,
  decisionBodySchema,
  householdSchema,
  managedVolunteerSchema,
  newCallUpSchema,
  newHouseholdSchema,
  partyMemberSchema,
  partyReportBodySchema,
  saveVolunteerSchema,
  visitBodySchema,
  volunteerViewSchema,
} from './schemas';

const tag = '志愿者';
const params = z.strictObject({ id: idSchema });
const listQuery = z.strictObject({
  state: z.enum(['pending', 'verified', 'declined']).default('pending'),
  limit: limitSchema,
  cursor: cursorSchema,
});

export { listPartyCards, setPartyCard };

/** The desk that verifies volunteers and party members, each in its area and all below it. */
export const VERIFIERS = ['dispatcher', 'supervisor', 'admin'] as const;
/** Who may call volunteers up. */
export const CALLERS = ['supervisor', 'admin'] as const;

export const getVolunteer = contract({
  id: 'getVolunteer',
  method: 'GET',
  path: '/me/volunteer',
  tag,
  summary: '我的志愿者资料；没有注册的 state 是 none',
  access: 'user',
  status: 200,
  response: volunteerViewSchema,
  errors: [],
});

export const saveVolunteer = contract({
  id: 'saveVolunteer',
  method: 'PUT',
  path: '/me/volunteer',
  tag,
  summary: '注册志愿者或修改资料；改了姓名或换了社区要重新审核',
  access: 'user',
  body: saveVolunteerSchema,
  status: 200,
  response: volunteerViewSchema,
  errors: ['WRONG_STATE', 'VERSION_CONFLICT'],
});

export const leaveVolunteers = contract({
  id: 'leaveVolunteers',
  method: 'DELETE',
  path: '/me/volunteer',
  tag,
  summary: '退出：特长、时间、监护人随即删除，服务记录保留',
  access: 'user',
  status: 200,
  response: volunteerViewSchema,
  errors: ['WRONG_STATE'],
});

export const listManagedVolunteers = contract({
  id: 'listManagedVolunteers',
  method: 'GET',
  path: '/workbench/volunteers',
  tag,
  summary: '本人辖区的志愿者，新注册的在前',
  access: VERIFIERS,
  query: listQuery,
  status: 200,
  response: pageOf(managedVolunteerSchema),
  errors: [],
});

export const decideVolunteer = contract({
  id: 'decideVolunteer',
  method: 'POST',
  path: '/workbench/volunteers/:id/decision',
  tag,
  summary: '审核志愿者',
  access: VERIFIERS,
  params,
  body: decisionBodySchema,
  status: 200,
  response: managedVolunteerSchema,
  errors: ['NOT_FOUND', 'WRONG_STATE', 'VERSION_CONFLICT', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'optional',
});

export const reportParty = contract({
  id: 'reportParty',
  method: 'POST',
  path: '/me/party/report',
  tag,
  summary: '双报到：在职党员向居住的社区报到',
  access: 'user',
  body: partyReportBodySchema,
  status: 200,
  response: partyMemberSchema,
  errors: ['WRONG_STATE', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'required',
});

export const getPartyReport = contract({
  id: 'getPartyReport',
  method: 'GET',
  path: '/me/party/report',
  tag,
  summary: '我的报到；没有报到的是空',
  access: 'user',
  status: 200,
  response: z.strictObject({ report: partyMemberSchema.nullable() }),
  errors: [],
});

export const myHouseholds = contract({
  id: 'myHouseholds',
  method: 'GET',
  path: '/me/party/households',
  tag,
  summary: '我联系的户，本月还没走访的在前',
  access: 'user',
  status: 200,
  response: z.strictObject({ items: z.array(householdSchema) }),
  errors: [],
});

export const visitHousehold = contract({
  id: 'visitHousehold',
  method: 'POST',
  path: '/me/party/households/:id/visits',
  tag,
  summary: '记一次走访',
  access: 'user',
  params,
  body: visitBodySchema,
  status: 201,
  response: householdSchema,
  errors: ['NOT_FOUND', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'required',
});

export const listPartyMembers = contract({
  id: 'listPartyMembers',
  method: 'GET',
  path: '/workbench/party-members',
  tag,
  summary: '到本人辖区报到的党员，新报到的在前',
  access: VERIFIERS,
  query: listQuery,
  status: 200,
  response: pageOf(partyMemberSchema),
  errors: [],
});

export const decidePartyMember = contract({
  id: 'decidePartyMember',
  method: 'POST',
  path: '/workbench/party-members/:id/decision',
  tag,
  summary: '核实报到的党员',
  access: VERIFIERS,
  params,
  body: decisionBodySchema,
  status: 200,
  response: partyMemberSchema,
  errors: ['NOT_FOUND', 'WRONG_STATE', 'VERSION_CONFLICT', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'optional',
});

export const listHouseholds = contract({
  id: 'listHouseholds',
  method: 'GET',
  path: '/workbench/party-members/:id/households',
  tag,
  summary: '一个党员联系的户',
  access: VERIFIERS,
  params,
  status: 200,
  response: z.strictObject({ items: z.array(householdSchema) }),
  errors: ['NOT_FOUND'],
});

export const linkHousehold = contract({
  id: 'linkHousehold',
  method: 'POST',
  path: '/workbench/party-members/:id/households',
  tag,
  summary: '给党员联系一户',
  access: VERIFIERS,
  params,
  body: newHouseholdSchema,
  status: 201,
  response: householdSchema,
  errors: ['NOT_FOUND', 'WRONG_STATE', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'required',
});

export const unlinkHousehold = contract({
  id: 'unlinkHousehold',
  method: 'DELETE',
  path: '/workbench/party-members/:id/households/:householdId',
  tag,
  summary: '不再联系这一户',
  access: VERIFIERS,
  params: z.strictObject({ id: idSchema, householdId: idSchema }),
  status: 204,
  response: z.undefined(),
  errors: ['NOT_FOUND'],
});

export const listCallUps = contract({
  id: 'listCallUps',
  method: 'GET',
  path: '/callups',
  tag,
  summary: '应急召集：叫到我的，和我辖区里发出的，新的在前',
  access: 'user',
  query: z.strictObject({ limit: limitSchema, cursor: cursorSchema }),
  status: 200,
  response: pageOf(callUpItemSchema),
  errors: [],
});

export const getCallUp = contract({
  id: 'getCallUp',
  method: 'GET',
  path: '/callups/:id',
  tag,
  summary: '一次召集和现在的回复人数',
  access: 'user',
  params,
  status: 200,
  response: callUpSchema,
  errors: ['NOT_FOUND'],
});

export const createCallUp = contract({
  id: 'createCallUp',
  method: 'POST',
  path: '/callups',
  tag,
  summary: '召集一个区域里（有某种特长的）全部已审核的志愿者',
  access: CALLERS,
  body: newCallUpSchema,
  status: 201,
  response: callUpSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'TOO_MANY_REQUESTS', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'required',
});

export const answerCallUp = contract({
  id: 'answerCallUp',
  method: 'PUT',
  path: '/callups/:id/answer',
  tag,
  summary: '回复召集，到截止前可以改',
  access: 'user',
  params,
  body: z.strictObject({ answer: z.enum(CALL_ANSWERS, '请选马上到、晚点到或来不了') }),
  status: 200,
  response: callUpSchema,
  errors: ['NOT_FOUND', 'WRONG_STATE'],
});

export const closeCallUp = contract({
  id: 'closeCallUp',
  method: 'POST',
  path: '/callups/:id/close',
  tag,
  summary: '人够了，结束召集',
  access: CALLERS,
  params,
  status: 200,
  response: callUpSchema,
  errors: ['NOT_FOUND', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'optional',
});

export const volunteerContracts = [
  getVolunteer,
  saveVolunteer,
  leaveVolunteers,
  listManagedVolunteers,
  decideVolunteer,
  reportParty,
  getPartyReport,
  setPartyCard,
  listPartyCards,
  myHouseholds,
  visitHousehold,
  listPartyMembers,
  decidePartyMember,
  listHouseholds,
  linkHousehold,
  unlinkHousehold,
  listCallUps,
  getCallUp,
  createCallUp,
  answerCallUp,
  closeCallUp,
] as const;
