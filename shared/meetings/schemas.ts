import * as z from 'zod';
import { uploadIdsSchema } from '../cases/action-bodies';
import { idSchema, timeSchema, wordsSchema } from '../core/primitives';
import { photoSchema } from '../deliberations/schemas';
import { MEETING_STATES, SEATS_AT_MOST } from './rules';

const line = (min: number, max: number, what: string) =>
  wordsSchema(min, max, what).refine((text) => !text.includes('\n'), `${what}只能写一行`);
const reason = wordsSchema(4, 200, '理由');

const planned = {
  start: timeSchema,
  end: timeSchema,
  placeText: line(2, 120, '地点'),
  seats: z
    .int('座位数是整数')
    .min(1, '至少 1 个座位')
    .max(SEATS_AT_MOST, `最多 ${SEATS_AT_MOST} 个座位`)
    .describe('满了以后来的排队，有人取消按先后补上'),
  agenda: wordsSchema(4, 1000, '要谈什么'),
};
export const newMeetingSchema = z.strictObject(planned);
export type NewMeeting = z.output<typeof newMeetingSchema>;

export const meetingChangeSchema = z.strictObject({ ...planned, reason });
export type MeetingChange = z.output<typeof meetingChangeSchema>;

export const meetingCancelSchema = z.strictObject({ reason });

export const minutesSchema = z.strictObject({
  text: wordsSchema(10, 3000, '会议纪要'),
  uploadIds: uploadIdsSchema.optional(),
});
export type MinutesBody = z.output<typeof minutesSchema>;

export const meetingCheckInSchema = z.strictObject({
  code: z.string().regex(/^\d{6}$/, '签到码是 6 位数字'),
  capturedAt: timeSchema.optional().describe('手机看到这个码的时间'),
});
export type MeetingCheckIn = z.output<typeof meetingCheckInSchema>;

export const meetingSchema = z
  .strictObject({
    id: idSchema,
    start: timeSchema,
    end: timeSchema,
    placeText: z.string(),
    agenda: z.string(),
    seats: z.int(),
    state: z.enum(MEETING_STATES),
    signedUp: z.int().describe('报名的人数，排队的也算'),
    waiting: z.int().describe('其中排队的'),
    attended: z.int().describe('签到的人数'),
    cancelReason: z.string().nullable(),
    minutes: z
      .strictObject({
        text: z.string(),
        photos: z.array(photoSchema),
        who: z.string(),
        at: timeSchema,
      })
      .nullable(),
    mine: z
      .strictObject({
        seat: z.boolean().describe('有座位；没有就是在排队'),
        before: z.int().describe('排在前面的人数'),
        attended: z.boolean(),
      })
      .nullable(),
    maySignUp: z.boolean(),
    mayLeave: z.boolean(),
    mayCheckIn: z.boolean(),
  })
  .meta({ id: 'Meeting' });
export type MeetingView = z.infer<typeof meetingSchema>;

export const meetingsSchema = z
  .strictObject({
    items: z.array(meetingSchema).describe('要开的在前，近的在前；开过的在后，新的在前'),
    mayOrganise: z.boolean().describe('本人主持这个议题，可以召集、改期、写纪要'),
  })
  .meta({ id: 'Meetings' });
export type MeetingsView = z.infer<typeof meetingsSchema>;

export const meetingPersonSchema = z
  .strictObject({
    name: z.string().describe('居民李**'),
    seat: z.boolean(),
    attended: z.boolean(),
    at: timeSchema.describe('报名的时间'),
  })
  .meta({ id: 'MeetingPerson' });
export type MeetingPerson = z.infer<typeof meetingPersonSchema>;
