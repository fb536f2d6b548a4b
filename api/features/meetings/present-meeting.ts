import { mayCheckIn, meetingState } from '@shared/meetings/rules';
import type { MeetingPerson, MeetingsView, MeetingView } from '@shared/meetings/schemas';
import { redactPersonalNumbers } from '@shared/text/redact';
import type { CalendarEntry } from '@shared/time/calendar-file';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { decodeCursor, encodeCursor } from '../cases';
import {
  isHere,
  type MeetingDoc,
  organises,
  presentTopicPhotos,
  publicName,
  type TopicDoc,
} from '../deliberations';
import { findManaged, termOf } from './find-meeting';
import { attendeesOf } from './meeting.model';

const active = (meetingId: string) => ({ meetingId, active: true as const });

async function mineOf(
  { db }: Pick<Deps, 'db'>,
  { id, seats }: MeetingDoc,
  userId: string,
): Promise<MeetingView['mine']> {
  const own = await attendeesOf(db).findOne({ ...active(id), userId });
  if (!own) return null;
  const before = await attendeesOf(db).countDocuments({ ...active(id), arrival: { $lt: own.arrival } });
  return { seat: before < seats, before, attended: own.checkedInAt !== null };
}

interface Viewing {
  actor: Actor | null;
  topic: TopicDoc;
  belongs: boolean;
}

async function presentMeeting(
  deps: Deps,
  { actor, topic, belongs }: Viewing,
  meeting: MeetingDoc,
): Promise<MeetingView> {
  const { id, start, end, placeText, agenda, seats, cancelled, minutes } = meeting;
  const nowMs = deps.clock();
  const state = meetingState(termOf(meeting), cancelled !== null, nowMs);
  const [signedUp, attended, mine] = await Promise.all([
    attendeesOf(deps.db).countDocuments(active(id)),
    state === 'open'
      ? 0
      : attendeesOf(deps.db).countDocuments({ meetingId: id, checkedInAt: { $type: 'date' } }),
    actor ? mineOf(deps, meeting, actor.userId) : null,
  ]);
  const free = state === 'open' && topic.care === null;
  const came = mine?.attended === true;
  return {
    id,
    start: start.toISOString(),
    end: end.toISOString(),
    placeText: redactPersonalNumbers(placeText),
    agenda: redactPersonalNumbers(agenda),
    seats,
    state,
    signedUp,
    waiting: Math.max(0, signedUp - seats),
    attended,
    cancelReason: cancelled && redactPersonalNumbers(cancelled.reason),
    minutes: minutes && {
      text: redactPersonalNumbers(minutes.text),
      photos: presentTopicPhotos(deps, topic, minutes.uploads),
      who: publicName(minutes.by.name, minutes.by.title),
      at: minutes.at.toISOString(),
    },
    mine,
    maySignUp: free && topic.outcome === null && belongs && mine === null,
    mayLeave: free && mine !== null && !came,
    mayCheckIn: belongs && cancelled === null && mayCheckIn(termOf(meeting), nowMs) && !came,
  };
}

/** What is to come first, the next one on top; then what was, the last one on top. */
function inOrder(meetings: readonly MeetingDoc[], nowMs: number): MeetingDoc[] {
  const at = ({ start }: MeetingDoc) => start.getTime();
  const isOver = (each: MeetingDoc) => each.cancelled !== null || each.end.getTime() < nowMs;
  return [
    ...meetings.filter((each) => !isOver(each)).sort((a, b) => at(a) - at(b)),
    ...meetings.filter(isOver).sort((a, b) => at(b) - at(a)),
  ];
}

/** The meetings of a topic as this person may see them. */
export async function presentMeetings(
  deps: Deps,
  actor: Actor | null,
  topic: TopicDoc,
): Promise<MeetingsView> {
  const meetings = inOrder(topic.meetings ?? [], deps.clock());
  const belongs = meetings.length > 0 && actor !== null && (await isHere(deps, actor, topic));
  return {
    items: await Promise.all(meetings.map((each) => presentMeeting(deps, { actor, topic, belongs }, each))),
    mayOrganise: organises(actor, topic),
  };
}

/** For calendars; what anybody may read of it. */
export const calendarEntry = (topic: TopicDoc, meeting: MeetingDoc): Omit<CalendarEntry, 'uid'> => ({
  ...termOf(meeting),
  sequence: meeting.changes + (meeting.cancelled ? 1 : 0),
  title: `坝坝会：${redactPersonalNumbers(topic.title)}`,
  text: redactPersonalNumbers(meeting.agenda),
  where: redactPersonalNumbers(meeting.placeText),
  place: null,
  changedAt: (meeting.cancelled?.at ?? topic.history.at(-1)?.at ?? topic.createdAt).getTime(),
  cancelled: meeting.cancelled !== null,
});

/** Who has signed up, in the order in which they came. @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED */
export async function listPeople(
  deps: Deps,
  actor: Actor,
  ids: { id: string; mid: string },
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: MeetingPerson[]; nextCursor: string | null }> {
  const { meeting } = await findManaged(deps, actor, ids);
  const [after = '0'] = cursor ? decodeCursor(cursor, 'seq') : [];
  const docs = await attendeesOf(deps.db)
    .find(
      { ...active(meeting.id), arrival: { $gt: Number(after) } },
      { sort: { arrival: 1 }, limit: limit + 1 },
    )
    .toArray();
  const page = docs.slice(0, limit);
  const [first] = page;
  const before = first
    ? await attendeesOf(deps.db).countDocuments({ ...active(meeting.id), arrival: { $lt: first.arrival } })
    : 0;
  const last = page.at(-1);
  return {
    items: page.map(({ name, checkedInAt, at }, i) => ({
      name,
      seat: before + i < meeting.seats,
      attended: checkedInAt !== null,
      at: at.toISOString(),
    })),
    nextCursor: docs.length > limit && last ? encodeCursor([String(last.arrival)]) : null,
  };
}
