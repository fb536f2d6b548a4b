import * as z from 'zod';
import { codesSchema } from '../activities/schemas';
import { contract } from '../core/contract';
import { cursorSchema, limitSchema, pageOf } from '../core/pagination';
import { idSchema } from '../core/primitives';
import { topicParams } from '../deliberations/contract';
import { TOPIC_ORGANISERS } from '../deliberations/rules';
import {
  meetingCancelSchema,
  meetingChangeSchema,
  meetingCheckInSchema,
  meetingPersonSchema,
  meetingsSchema,
  minutesSchema,
  newMeetingSchema,
} from './schemas';

const tag = '坝坝会';
const params = topicParams.extend({ mid: idSchema });

export const listMeetings = contract({
  id: 'listMeetings',
  method: 'GET',
  path: '/topics/:id/meetings',
  tag,
  summary: '议题的坝坝会：时间、地点、座位、纪要，和我有没有报名',
  access: 'public',
  params: topicParams,
  status: 200,
  response: meetingsSchema,
  errors: ['NOT_FOUND'],
});

export const createMeeting = contract({
  id: 'createMeeting',
  method: 'POST',
  path: '/topics/:id/meetings',
  tag,
  summary: '召集一次坝坝会；参与议题的人都会收到消息',
  access: TOPIC_ORGANISERS,
  params: topicParams,
  body: newMeetingSchema,
  status: 201,
  response: meetingsSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'WRONG_STATE', 'VERSION_CONFLICT', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'required',
});

export const changeMeeting = contract({
  id: 'changeMeeting',
  method: 'PUT',
  path: '/topics/:id/meetings/:mid',
  tag,
  summary: '改时间、地点或座位并说明理由；开始以前可以改，参与议题的人都会收到消息',
  access: TOPIC_ORGANISERS,
  params,
  body: meetingChangeSchema,
  status: 200,
  response: meetingsSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'WRONG_STATE', 'VERSION_CONFLICT'],
});

export const cancelMeeting = contract({
  id: 'cancelMeeting',
  method: 'POST',
  path: '/topics/:id/meetings/:mid/cancel',
  tag,
  summary: '取消一次坝坝会并说明理由；参与议题的人都会收到消息',
  access: TOPIC_ORGANISERS,
  params,
  body: meetingCancelSchema,
  status: 200,
  response: meetingsSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'WRONG_STATE', 'VERSION_CONFLICT', 'IDEMPOTENCY_MISMATCH'],
  idempotency: 'optional',
});

export const takeMeetingSeat = contract({
  id: 'takeMeetingSeat',
  method: 'PUT',
  path: '/topics/:id/meetings/:mid/seat',
  tag,
  summary: '报名参加：座位按先来后到，满了排队；重复报名不变',
  access: 'user',
  params,
  status: 200,
  response: meetingsSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'WRONG_STATE'],
});

export const leaveMeetingSeat = contract({
  id: 'leaveMeetingSeat',
  method: 'DELETE',
  path: '/topics/:id/meetings/:mid/seat',
  tag,
  summary: '取消报名，座位让给排在最前面的人；开始以前可以取消',
  access: 'user',
  params,
  status: 200,
  response: meetingsSchema,
  errors: ['NOT_FOUND', 'WRONG_STATE'],
});

export const getMeetingCodes = contract({
  id: 'getMeetingCodes',
  method: 'GET',
  path: '/topics/:id/meetings/:mid/codes',
  tag,
  summary: '签到码，30 秒一换；开始前半小时到结束有',
  access: TOPIC_ORGANISERS,
  params,
  status: 200,
  response: codesSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'WRONG_STATE'],
});

export const checkInMeeting = contract({
  id: 'checkInMeeting',
  method: 'POST',
  path: '/topics/:id/meetings/:mid/checkin',
  tag,
  summary: '签到：到了会场，输入屏幕上的码；没报名的人到了也可以签',
  access: 'user',
  params,
  body: meetingCheckInSchema,
  status: 200,
  response: meetingsSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'WRONG_STATE', 'CODE_INVALID', 'TOO_MANY_REQUESTS'],
});

export const writeMinutes = contract({
  id: 'writeMinutes',
  method: 'PUT',
  path: '/topics/:id/meetings/:mid/minutes',
  tag,
  summary: '会后公布纪要和照片；参与议题的人都会收到消息，再写就是更正',
  access: TOPIC_ORGANISERS,
  params,
  body: minutesSchema,
  status: 200,
  response: meetingsSchema,
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'WRONG_STATE', 'VERSION_CONFLICT', 'UPLOAD_NOT_USABLE'],
});

export const listMeetingPeople = contract({
  id: 'listMeetingPeople',
  method: 'GET',
  path: '/topics/:id/meetings/:mid/people',
  tag,
  summary: '报名的人，先报的在前；只有主持的人看得到',
  access: TOPIC_ORGANISERS,
  params,
  query: z.strictObject({ limit: limitSchema, cursor: cursorSchema }),
  status: 200,
  response: pageOf(meetingPersonSchema),
  errors: ['NOT_FOUND', 'ACTION_NOT_ALLOWED'],
});

export const meetingCalendar = contract({
  id: 'meetingCalendar',
  method: 'GET',
  path: '/topics/:id/meetings/:mid/calendar.ics',
  tag,
  summary: '一次坝坝会的日历文件（iCalendar）',
  access: 'public',
  params,
  status: 200,
  response: z.unknown(),
  binary: true,
  errors: ['NOT_FOUND'],
});

export const meetingContracts = [
  listMeetings,
  createMeeting,
  changeMeeting,
  cancelMeeting,
  takeMeetingSeat,
  leaveMeetingSeat,
  getMeetingCodes,
  checkInMeeting,
  writeMinutes,
  listMeetingPeople,
  meetingCalendar,
] as const;
