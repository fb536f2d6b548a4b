import * as z from 'zod';
import { areaCodeSchema } from '../areas/schemas';
import { areaRefSchema } from '../auth/schemas';
import { idSchema, timeSchema, versionSchema, wordsSchema } from '../core/primitives';
import { placeInChinaSchema, placeSchema } from '../geo/place';
import { skillsSchema, skillSchema } from '../volunteers/skills';

export const SHIFTS_AT_MOST = 8;
export const CAPACITY_AT_MOST = 500;
export const SERIES_AT_MOST = 12;

/** Where a sign-up stands. `new` has arrived and its place is being found. */
export const SIGN_UP_STATES = [
  'new',
  'waiting',
  'offered',
  'confirmed',
  'cancelled',
  'lapsed',
  'unserved',
] as const;
export type SignUpState = (typeof SIGN_UP_STATES)[number];
export const SIGN_UP_STATE_NAMES: Record<SignUpState, string> = {
  new: '正在安排名额',
  waiting: '候补中',
  offered: '轮到您了，请确认',
  confirmed: '已报上名',
  cancelled: '已取消',
  lapsed: '没有按时确认，名额已让出',
  unserved: '没有候补上',
};

export const ATTENDANCE_STATES = ['none', 'in', 'out', 'absent', 'confirmed'] as const;
export type AttendanceState = (typeof ATTENDANCE_STATES)[number];
export const ATTENDANCE_NAMES: Record<AttendanceState, string> = {
  none: '还没签到',
  in: '已签到',
  out: '已签退，时长待确认',
  absent: '没有到',
  confirmed: '时长已确认',
};

export const ACTIVITY_STATES = ['open', 'cancelled', 'ended'] as const;
export type ActivityState = (typeof ACTIVITY_STATES)[number];

export const CHECK_IN_WAYS = ['code', 'place', 'organiser'] as const;
export type CheckInWay = (typeof CHECK_IN_WAYS)[number];

const oneLine = (min: number, max: number, what: string) =>
  wordsSchema(min, max, what).refine((text) => !text.includes('\n'), `${what}只能写一行`);

const capacitySchema = z
  .int('名额是整数')
  .min(1, '至少 1 个名额')
  .max(CAPACITY_AT_MOST, `一个班次最多 ${CAPACITY_AT_MOST} 个名额`);

const shiftFields = {
  start: timeSchema,
  end: timeSchema,
  capacity: capacitySchema,
  skills: skillsSchema.default([]).describe('需要的特长，有其中一项就行；不填不限'),
};
export const newShiftSchema = z.strictObject(shiftFields);
export type NewShift = z.output<typeof newShiftSchema>;

export const eligibilitySchema = z.strictObject({
  party: z.boolean().default(false).describe('只限党员'),
  adults: z.boolean().default(false).describe('只限 18 周岁以上'),
  locals: z.boolean().default(false).describe('只限本区域的志愿者'),
});
export type Eligibility = z.output<typeof eligibilitySchema>;

export const repeatSchema = z.strictObject({
  every: z.enum(['week', 'fortnight', 'month'], '请选每周、每两周或每月'),
  times: z.int('次数是整数').min(2, '至少两次').max(SERIES_AT_MOST, `一次最多安排 ${SERIES_AT_MOST} 场`),
});
export type Repeat = z.output<typeof repeatSchema>;

const words = {
  title: oneLine(2, 40, '活动名称'),
  text: wordsSchema(2, 1000, '活动内容'),
  bring: wordsSchema(0, 200, '要带什么').describe('没有就留空'),
  addressText: oneLine(2, 80, '集合地点'),
  place: placeInChinaSchema.nullable().describe('地图上的位置；有位置才能按位置签到'),
};

export const newActivitySchema = z.strictObject({
  ...words,
  bring: words.bring.default(''),
  place: placeInChinaSchema.optional().describe('地图上的位置；有位置才能按位置签到'),
  areaCode: areaCodeSchema,
  eligibility: eligibilitySchema.default({ party: false, adults: false, locals: false }),
  shifts: z
    .array(newShiftSchema)
    .min(1, '至少安排一个班次')
    .max(SHIFTS_AT_MOST, `最多 ${SHIFTS_AT_MOST} 个班次`),
  repeat: repeatSchema.optional(),
});
export type NewActivity = z.output<typeof newActivitySchema>;

export const activityChangesSchema = z.strictObject({
  ...z.strictObject(words).partial().shape,
  shifts: z
    .array(z.strictObject({ id: idSchema, ...z.strictObject(shiftFields).partial().shape }))
    .min(1, '没有要改的班次')
    .max(SHIFTS_AT_MOST)
    .optional()
    .describe('只写要改的班次'),
  addShifts: z
    .array(newShiftSchema)
    .max(SHIFTS_AT_MOST, `最多 ${SHIFTS_AT_MOST} 个班次`)
    .optional()
    .describe('另加的班次；加上原有的最多八个'),
  notice: wordsSchema(2, 200, '变更说明').describe('告诉报名的人改了什么'),
  version: versionSchema,
});
export type ActivityChanges = z.output<typeof activityChangesSchema>;

export const cancelActivitySchema = z.strictObject({
  reason: wordsSchema(2, 200, '取消原因'),
  following: z.boolean().default(false).describe('同一系列里以后的场次也取消'),
  version: versionSchema,
});

export const attendanceSchema = z.strictObject({
  state: z.enum(ATTENDANCE_STATES),
  inAt: timeSchema.nullable(),
  inBy: z.enum(CHECK_IN_WAYS).nullable(),
  outAt: timeSchema.nullable(),
  minutes: z.int().nullable().describe('服务时长，分钟'),
  correction: z.strictObject({ reason: z.string(), at: timeSchema }).nullable().describe('组织者更正过'),
});

export const signUpSchema = z
  .strictObject({
    id: idSchema,
    state: z.enum(SIGN_UP_STATES),
    arrival: z.int().describe('第几个报名'),
    ahead: z.int().nullable().describe('候补时前面还有几个人'),
    offerUntil: timeSchema.nullable().describe('轮到时，请在这之前确认'),
    attendance: attendanceSchema,
    at: timeSchema,
  })
  .meta({ id: 'SignUp' });
export type SignUpView = z.infer<typeof signUpSchema>;

export const shiftSchema = z
  .strictObject({
    id: idSchema,
    start: timeSchema,
    end: timeSchema,
    capacity: z.int(),
    skills: z.array(skillSchema),
    held: z.int().describe('已占的名额'),
    waiting: z.int().describe('候补人数'),
    mine: signUpSchema.nullable(),
    problem: z.string().nullable().describe('本人现在不能报名的原因；能报名是空'),
    cancelCounts: z.boolean().describe('现在取消会记一次爽约'),
    checkIn: z.boolean().describe('现在可以签到'),
  })
  .meta({ id: 'Shift' });
export type ShiftView = z.infer<typeof shiftSchema>;

const shown = {
  id: idSchema,
  area: areaRefSchema,
  title: z.string(),
  addressText: z.string(),
  startsAt: timeSchema,
  endsAt: timeSchema,
  state: z.enum(ACTIVITY_STATES),
  seriesId: idSchema.nullable(),
};

export const activityItemSchema = z
  .strictObject({ ...shown, capacity: z.int(), held: z.int(), shifts: z.int() })
  .meta({ id: 'ActivityItem' });
export type ActivityItem = z.infer<typeof activityItemSchema>;

export const activityViewSchema = z
  .strictObject({
    ...shown,
    text: z.string(),
    bring: z.string(),
    place: placeSchema.nullable(),
    eligibility: eligibilitySchema,
    organiser: z.strictObject({ name: z.string(), title: z.string() }),
    change: z.strictObject({ at: timeSchema, notice: z.string() }).nullable(),
    cancelled: z.strictObject({ at: timeSchema, reason: z.string() }).nullable(),
    shifts: z.array(shiftSchema),
    manage: z.boolean().describe('本人可以管理'),
    version: z.int(),
  })
  .meta({ id: 'Activity' });
export type ActivityView = z.infer<typeof activityViewSchema>;

export const myActivitySchema = z
  .strictObject({
    activity: z.strictObject(shown),
    shift: z.strictObject({ id: idSchema, start: timeSchema, end: timeSchema }),
    signUp: signUpSchema,
  })
  .meta({ id: 'MyActivity' });
export type MyActivity = z.infer<typeof myActivitySchema>;

export const checkInSchema = z
  .strictObject({
    code: z
      .string()
      .regex(/^\d{6}$/, '签到码是 6 位数字')
      .optional(),
    capturedAt: timeSchema.optional().describe('手机看到这个码的时间'),
    place: placeSchema.optional(),
  })
  .refine(({ code, place }) => (code === undefined) !== (place === undefined), {
    path: ['code'],
    message: '请填签到码，或用位置签到',
  });
export type CheckIn = z.output<typeof checkInSchema>;

export const attendeeSchema = z
  .strictObject({
    id: idSchema,
    shiftId: idSchema,
    name: z.string(),
    state: z.enum(SIGN_UP_STATES),
    arrival: z.int(),
    attendance: attendanceSchema,
    version: z.int(),
  })
  .meta({ id: 'Attendee' });
export type Attendee = z.infer<typeof attendeeSchema>;

export const correctionSchema = z
  .strictObject({
    present: z.boolean('请说明到了没有'),
    minutes: z.int('时长是整数分钟').min(0, '时长不能小于 0').max(1440, '时长最多一天').optional(),
    reason: wordsSchema(2, 200, '更正原因'),
    version: versionSchema,
  })
  .refine(({ present, minutes }) => present === (minutes !== undefined), {
    path: ['minutes'],
    message: '到了的要写时长，没到的不写',
  });
export type Correction = z.output<typeof correctionSchema>;

export const codesSchema = z
  .strictObject({
    now: timeSchema,
    codes: z
      .array(z.strictObject({ code: z.string(), from: timeSchema, until: timeSchema }))
      .describe('现在和接下来五分钟的签到码，手机断网也能接着换'),
  })
  .meta({ id: 'CheckInCodes' });
export type CheckInCodes = z.infer<typeof codesSchema>;
