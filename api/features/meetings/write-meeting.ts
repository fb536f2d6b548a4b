import { randomBytes } from 'node:crypto';
import { AppError, invalidField } from '@shared/core/errors';
import { meetingState, MEETINGS_AT_MOST, termProblem } from '@shared/meetings/rules';
import type { MeetingChange, NewMeeting } from '@shared/meetings/schemas';
import { friendlyTime } from '@shared/time/shanghai';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import {
  checkPhase,
  findOrganised,
  type MeetingDoc,
  staffOf,
  type TopicDoc,
  writeTopic,
} from '../deliberations';
import { meetingIn, termOf } from './find-meeting';
import { settlePlaces } from './settle-places';

const TRIES = 5;
/** Each change is told to everybody: who cannot settle on a time cancels and calls another meeting. */
const CHANGES_AT_MOST = 10;
const OPEN = ['raise', 'set', 'discuss', 'decide', 'execute', 'evaluate'] as const;

const checkOpen = (topic: TopicDoc) => checkPhase(topic, OPEN, '议题已经结束');

interface Written {
  meetings: MeetingDoc[];
  title: string;
  text: string;
}

/**
 * Writes the meetings of a topic and the order to tell everybody who takes part, in one step; read anew when the topic
 * has changed meanwhile. @param write null when it is done already
 */
export async function writeMeetings(
  deps: Deps,
  actor: Actor,
  id: string,
  write: (topic: TopicDoc, now: MeetingDoc[]) => Written | null,
): Promise<TopicDoc> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const topic = await findOrganised(deps, actor, id);
    const next = write(topic, topic.meetings ?? []);
    if (!next) return topic;
    const { meetings, title, text } = next;
    const said = { kind: 'meeting' as const, to: null, title, by: staffOf(actor), text };
    // Looked at soon: who has come up is told, reminders are planned.
    const written = await writeTopic(deps, topic, said, { meetings, meetingLook: new Date(deps.clock()) });
    if (written) return written;
  }
  throw new AppError('VERSION_CONFLICT', '议题刚刚有变化，请刷新后再试');
}

function plannedOf(deps: Pick<Deps, 'clock'>, { start, end, placeText, seats, agenda }: NewMeeting) {
  const term = { start: Date.parse(start), end: Date.parse(end) };
  const problem = termProblem(term, deps.clock());
  if (problem) throw invalidField(problem.path, problem.message);
  return { start: new Date(term.start), end: new Date(term.end), placeText, seats, agenda };
}

const whenWhere = ({ start, placeText }: Pick<MeetingDoc, 'start' | 'placeText'>, nowMs: number): string =>
  `${friendlyTime(start.getTime(), nowMs)}，${placeText}`;

/** @param mid derived from the idempotency key @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, WRONG_STATE */
export function createMeeting(
  deps: Deps,
  actor: Actor,
  id: string,
  mid: string,
  input: NewMeeting,
): Promise<TopicDoc> {
  return writeMeetings(deps, actor, id, (topic, now) => {
    if (now.some((meeting) => meeting.id === mid)) return null;
    checkOpen(topic);
    if (now.length >= MEETINGS_AT_MOST)
      throw new AppError('WRONG_STATE', `一个议题最多召集 ${MEETINGS_AT_MOST} 次坝坝会`);
    const meeting: MeetingDoc = {
      id: mid,
      ...plannedOf(deps, input),
      codeSeed: randomBytes(16).toString('hex'),
      cancelled: null,
      minutes: null,
      changes: 0,
    };
    const text = `${whenWhere(meeting, deps.clock())}；${input.agenda}`;
    return { meetings: [...now, meeting], title: '要开坝坝会，请您参加', text };
  });
}

/** A meeting that has not begun. @throws AppError NOT_FOUND, WRONG_STATE */
function upcoming(deps: Pick<Deps, 'clock'>, topic: TopicDoc, mid: string): MeetingDoc {
  const meeting = meetingIn(topic, mid);
  const state = meetingState(termOf(meeting), meeting.cancelled !== null, deps.clock());
  if (state === 'cancelled') throw new AppError('WRONG_STATE', '这次坝坝会已经取消');
  if (state !== 'open') throw new AppError('WRONG_STATE', '坝坝会已经开始，不能再改');
  return meeting;
}

const put = (now: readonly MeetingDoc[], meeting: MeetingDoc): MeetingDoc[] =>
  now.map((each) => (each.id === meeting.id ? meeting : each));

/** @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, VALIDATION_FAILED, WRONG_STATE */
export async function changeMeeting(
  deps: Deps,
  actor: Actor,
  { id, mid }: { id: string; mid: string },
  { reason, ...input }: MeetingChange,
): Promise<TopicDoc> {
  const topic = await writeMeetings(deps, actor, id, (found, now) => {
    const meeting = upcoming(deps, found, mid);
    checkOpen(found);
    if (meeting.changes >= CHANGES_AT_MOST)
      throw new AppError('WRONG_STATE', '这次坝坝会改得太多了，请取消它，另外召集一次');
    const changed = { ...meeting, ...plannedOf(deps, input), changes: meeting.changes + 1 };
    return {
      meetings: put(now, changed),
      title: '坝坝会有变化',
      text: `现在是：${whenWhere(changed, deps.clock())}。${reason}`,
    };
  });
  await settlePlaces(deps, meetingIn(topic, mid));
  return topic;
}

/** @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, WRONG_STATE */
export function cancelMeeting(
  deps: Deps,
  actor: Actor,
  { id, mid }: { id: string; mid: string },
  reason: string,
): Promise<TopicDoc> {
  return writeMeetings(deps, actor, id, (topic, now) => {
    const meeting = upcoming(deps, topic, mid);
    const cancelled = { at: new Date(deps.clock()), reason };
    return {
      meetings: put(now, { ...meeting, cancelled }),
      title: '坝坝会取消了',
      text: `${whenWhere(meeting, deps.clock())} 的不开了。${reason}`,
    };
  });
}
