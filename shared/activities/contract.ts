import * as z from 'zod';
import { areaCodeSchema } from '../areas/schemas';
import { contract } from '../core/contract';
import { cursorSchema, limitSchema, pageOf } from '../core/pagination';
import { idSchema, timeSchema } from '../core/primitives';
import { coordTypeSchema } from '../geo/place';
import {
  activityChangesSchema,
  activityItemSchema,
  activityViewSchema,
  attendeeSchema,
  cancelActivitySchema,
  checkInSchema,
  codesSchema,
  correctionSchema,
  myActivitySchema,
  newActivitySchema,
} from './schemas';

const tag = '志愿活动';
const params = z.strictObject({ id: idSchema });
const shiftParams = z.strictObject({ id: idSchema, shiftId: idSchema });

/** Who organises activities, each in his area and all below it. */
export const ORGANISERS = ['grid_worker', 'dispatcher', 'supervisor', 'admin'] as const;

export const listActivities = contract({
  id: 'listActivities',
  method: 'GET',
  path: '/activities',
  tag,
  summary: '一个区域还没结束的志愿活动：它自己的、下级的和上级的，先结束的在前；不填区域是本人的社区',
  access: 'public',
  query: z.strictObject({
    area: areaCodeSchema.optional(),
    from: timeSchema.optional().describe('在这个时间还没结束的，不填是现在'),
    limit: limitSchema,
    cursor: cursorSchema,
  }),
  status: 200,
  response: pageOf(activityItemSchema),
  errors: ['NOT_FOUND'],
});

export const getActivity = contract({
  id: 'getActivity',
  method: 'GET',
  path: '/activities/:id',
  tag,
  summary: '一个活动：班次、名额、本人报名到哪一步',
  access: 'public',
  params,
  query: z.strictObject({ coordType: coordTypeSchema.default('gcj02') }),
  status: 200,
  response: activityViewSchema,
  errors: ['NOT_FOUND'],
});

export const createActivity = contract({
  id: 'createActivity',
  method: 'POST',
  path: '/activities',
  tag,
  summary: '发起活动，或一个系列；回答第一场',
  access: ORGANISERS,
  body: newActivitySchema,
  status: 201,
  response: activityViewSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'required',
});

export const changeActivity = contract({
  id: 'changeActivity',
  method: 'PATCH',
  path: '/activities/:id',
  tag,
  summary: '修改活动并告诉每个报名的人',
  access: ORGANISERS,
  params,
  body: activityChangesSchema,
  status: 200,
  response: activityViewSchema,
  errors: ['NOT_FOUND', 'WRONG_STATE', 'VERSION_CONFLICT'],
});

export const cancelActivity = contract({
  id: 'cancelActivity',
  method: 'POST',
  path: '/activities/:id/cancel',
  tag,
  summary: '取消活动（或连同以后的场次）并告诉每个报名的人，不能恢复',
  access: ORGANISERS,
  params,
  body: cancelActivitySchema,
  status: 200,
  response: activityViewSchema,
  errors: ['NOT_FOUND', 'WRONG_STATE', 'VERSION_CONFLICT', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'optional',
});

export const signUp = contract({
  id: 'signUp',
  method: 'POST',
  path: '/activities/:id/shifts/:shiftId/signup',
  tag,
  summary: '报名一个班次；名额满了就候补，按先后递补',
  access: 'user',
  params: shiftParams,
  status: 200,
  response: activityViewSchema,
  errors: ['NOT_FOUND', 'WRONG_STATE', 'ACTION_NOT_ALLOWED', 'TOO_MANY_REQUESTS', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'optional',
});

export const cancelSignUp = contract({
  id: 'cancelSignUp',
  method: 'DELETE',
  path: '/activities/:id/shifts/:shiftId/signup',
  tag,
  summary: '取消报名或候补；名额让给下一位',
  access: 'user',
  params: shiftParams,
  status: 200,
  response: activityViewSchema,
  errors: ['NOT_FOUND', 'WRONG_STATE'],
});

export const confirmSignUp = contract({
  id: 'confirmSignUp',
  method: 'POST',
  path: '/activities/:id/shifts/:shiftId/signup/confirm',
  tag,
  summary: '轮到的候补确认参加',
  access: 'user',
  params: shiftParams,
  status: 200,
  response: activityViewSchema,
  errors: ['NOT_FOUND', 'WRONG_STATE', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'optional',
});

export const myActivities = contract({
  id: 'myActivities',
  method: 'GET',
  path: '/me/activities',
  tag,
  summary: '我报过名的，最新报的在前',
  access: 'user',
  query: z.strictObject({ limit: limitSchema, cursor: cursorSchema }),
  status: 200,
  response: pageOf(myActivitySchema),
  errors: [],
});

export const getCheckInCodes = contract({
  id: 'getCheckInCodes',
  method: 'GET',
  path: '/activities/:id/checkin-codes',
  tag,
  summary: '签到码，每 30 秒换一个，给组织者的屏幕',
  access: ORGANISERS,
  params,
  status: 200,
  response: codesSchema,
  errors: ['NOT_FOUND', 'WRONG_STATE'],
});

export const checkIn = contract({
  id: 'checkIn',
  method: 'POST',
  path: '/activities/:id/checkin',
  tag,
  summary: '签到：两分钟内的签到码，或在集合地点 200 米以内',
  access: 'user',
  params,
  body: checkInSchema,
  status: 200,
  response: activityViewSchema,
  errors: ['NOT_FOUND', 'WRONG_STATE', 'CODE_INVALID', 'TOO_MANY_REQUESTS', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'optional',
});

export const checkOut = contract({
  id: 'checkOut',
  method: 'POST',
  path: '/activities/:id/checkout',
  tag,
  summary: '签退，服务时长算到这时，最晚到班次结束',
  access: 'user',
  params,
  status: 200,
  response: activityViewSchema,
  errors: ['NOT_FOUND', 'WRONG_STATE', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'optional',
});

export const listAttendees = contract({
  id: 'listAttendees',
  method: 'GET',
  path: '/activities/:id/shifts/:shiftId/signups',
  tag,
  summary: '一个班次的报名和候补，按报名先后',
  access: ORGANISERS,
  params: shiftParams,
  query: z.strictObject({ limit: limitSchema, cursor: cursorSchema }),
  status: 200,
  response: pageOf(attendeeSchema),
  errors: ['NOT_FOUND'],
});

export const correctAttendance = contract({
  id: 'correctAttendance',
  method: 'POST',
  path: '/activities/:id/signups/:signUpId/correct',
  tag,
  summary: '更正一个人到没到、服务多久，写明原因；积分随着更正',
  access: ORGANISERS,
  params: z.strictObject({ id: idSchema, signUpId: idSchema }),
  body: correctionSchema,
  status: 200,
  response: attendeeSchema,
  errors: ['NOT_FOUND', 'WRONG_STATE', 'VERSION_CONFLICT', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'optional',
});

export const confirmHours = contract({
  id: 'confirmHours',
  method: 'POST',
  path: '/activities/:id/shifts/:shiftId/confirm-hours',
  tag,
  summary: '确认一个班次的服务时长并记积分；不确认的三天后自动确认',
  access: ORGANISERS,
  params: shiftParams,
  status: 200,
  response: z.strictObject({ confirmed: z.int(), absent: z.int() }),
  errors: ['NOT_FOUND', 'WRONG_STATE', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'optional',
});

export const shiftCalendar = contract({
  id: 'shiftCalendar',
  method: 'GET',
  path: '/activities/:id/shifts/:shiftId/calendar.ics',
  tag,
  summary: '一个班次的日历文件（iCalendar）',
  access: 'public',
  params: shiftParams,
  status: 200,
  response: z.unknown(),
  binary: true,
  errors: ['NOT_FOUND'],
});

export const activityContracts = [
  listActivities,
  getActivity,
  createActivity,
  changeActivity,
  cancelActivity,
  signUp,
  cancelSignUp,
  confirmSignUp,
  myActivities,
  getCheckInCodes,
  checkIn,
  checkOut,
  listAttendees,
  correctAttendance,
  confirmHours,
  shiftCalendar,
] as const;
