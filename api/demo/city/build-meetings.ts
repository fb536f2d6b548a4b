import { DAY_MS } from '@shared/time/shanghai';
import { type MeetingDoc, publicName, type TopicDoc, type TopicEvent } from '@api/features/deliberations';
import type { UserDoc } from '@api/features/auth';
import type { AttendeeDoc } from '@api/features/meetings';
import { stableId } from './pick';

/** One that was, with its minutes, and one to come. */
export function meetingsOf(
  topicId: string,
  desk: NonNullable<TopicEvent['by']>,
  eveningMs: number,
): MeetingDoc[] {
  const meeting = (day: number, words: Pick<MeetingDoc, 'placeText' | 'agenda' | 'minutes'>): MeetingDoc => ({
    ...words,
    id: stableId('meeting', topicId, day).toHexString(),
    // At half past seven, when people have eaten.
    start: new Date(eveningMs + day * DAY_MS - 1_800_000),
    end: new Date(eveningMs + day * DAY_MS + 3_600_000),
    seats: 30,
    codeSeed: stableId('meeting-code', topicId, day).toHexString(),
    cancelled: null,
    changes: 0,
  });
  return [
    meeting(-2, {
      placeText: '小区中心花园的坝子',
      agenda: '先听听大家的难处和想法',
      minutes: {
        text: '来了二十多位邻居。大家都同意要办，担心的主要是占地方和费用。物业答应量好尺寸、算好费用，下次会上拿出来。',
        uploads: [],
        by: desk,
        at: new Date(eveningMs - 1.5 * DAY_MS),
        version: 1,
      },
    }),
    meeting(3, {
      placeText: '社区活动室（居委会二楼）',
      agenda: '看物业的方案和费用，定下表决的选项',
      minutes: null,
    }),
  ];
}

/** Of the one that was almost all came; for the one to come some have signed up. */
export function attendeesAt(
  topicId: TopicDoc['_id'],
  { id: meetingId, minutes, start }: MeetingDoc,
  people: readonly UserDoc[],
  nowMs: number,
): AttendeeDoc[] {
  return people.slice(2, minutes ? 26 : 15).map((person, nth) => ({
    _id: stableId('attendee', meetingId, nth),
    topicId,
    meetingId,
    userId: person._id.toHexString(),
    name: publicName(person.nickname, null),
    arrival: nth + 1,
    active: true,
    told: true,
    turns: 0,
    checkedInAt: minutes && nth % 8 !== 7 ? start : null,
    at: new Date(nowMs - 3 * DAY_MS),
  }));
}
