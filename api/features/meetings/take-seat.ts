import mongoose from 'mongoose';
import { AppError } from '@shared/core/errors';
import { mayCheckIn, meetingState } from '@shared/meetings/rules';
import type { CheckInCodes } from '@shared/activities/schemas';
import type { MeetingCheckIn } from '@shared/meetings/schemas';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { codesAhead, seenAt } from '../activities';
import { checkBelongs, joinTopic, type MeetingDoc, publicName, type TopicDoc } from '../deliberations';
import { arrive } from './arrive';
import { findManaged, findMeeting, type Found, termOf } from './find-meeting';
import { attendeesOf } from './meeting.model';
import { settlePlaces } from './settle-places';

/** Of one person for one meeting, cancelled ones included. */
const SIGN_UPS_OF_ONE = 5;
/** Guesses in ten minutes: of a million codes, five are right at any time. */
const GUESSES = 10;

interface Ids {
  id: string;
  mid: string;
}

const stateOf = (deps: Pick<Deps, 'clock'>, meeting: MeetingDoc) =>
  meetingState(termOf(meeting), meeting.cancelled !== null, deps.clock());

function checkOpen(deps: Pick<Deps, 'clock'>, topic: TopicDoc, meeting: MeetingDoc): void {
  if (topic.care) throw new AppError('WRONG_STATE', '议题正在审核，还没有公开');
  const state = stateOf(deps, meeting);
  if (state === 'cancelled') throw new AppError('WRONG_STATE', '这次坝坝会已经取消');
  if (state !== 'open') throw new AppError('WRONG_STATE', '坝坝会已经开始，直接到场签到就行');
}

async function join(deps: Deps, actor: Actor, { topic, meeting }: Found): Promise<void> {
  const whose = { meetingId: meeting.id, userId: actor.userId };
  const standing = await attendeesOf(deps.db).countDocuments({ ...whose, active: true }, { limit: 1 });
  if (standing > 0) return;
  const before = await attendeesOf(deps.db).countDocuments(whose, { limit: SIGN_UPS_OF_ONE });
  if (before >= SIGN_UPS_OF_ONE)
    throw new AppError('WRONG_STATE', '您反复报名、取消太多次了，请直接到场，有空座就能坐');
  await arrive(deps.db, {
    _id: new mongoose.mongo.ObjectId(),
    topicId: topic._id,
    ...whose,
    name: publicName(actor.staff?.name ?? actor.nickname, actor.staff?.title ?? null),
    active: true,
    told: null,
    turns: 0,
    checkedInAt: null,
    at: new Date(deps.clock()),
  });
  await settlePlaces(deps, meeting);
  await joinTopic(deps, topic, actor.userId);
}

/**
 * Signs up, once; who comes when all seats are taken stands in the queue.
 * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED for who neither lives nor serves there, WRONG_STATE
 */
export async function takeSeat(deps: Deps, actor: Actor, ids: Ids): Promise<TopicDoc> {
  const found = await findMeeting(deps, actor, ids);
  checkOpen(deps, found.topic, found.meeting);
  if (found.topic.outcome !== null) throw new AppError('WRONG_STATE', '议题已经结束');
  await checkBelongs(deps, actor, found.topic);
  await join(deps, actor, found);
  return found.topic;
}

/** Gives the place up; everybody behind moves up. A repetition finds it done. @throws AppError NOT_FOUND, WRONG_STATE */
export async function leaveSeat(deps: Deps, actor: Actor, ids: Ids): Promise<TopicDoc> {
  const { topic, meeting } = await findMeeting(deps, actor, ids);
  checkOpen(deps, topic, meeting);
  await attendeesOf(deps.db).updateOne(
    { meetingId: meeting.id, userId: actor.userId, active: true, checkedInAt: null },
    { $unset: { active: '', tell: '' } },
  );
  await settlePlaces(deps, meeting);
  return topic;
}

/** @throws AppError WRONG_STATE outside the hours of check-in */
function checkHours(deps: Pick<Deps, 'clock'>, meeting: MeetingDoc): void {
  if (meeting.cancelled) throw new AppError('WRONG_STATE', '这次坝坝会已经取消');
  if (mayCheckIn(termOf(meeting), deps.clock())) return;
  throw new AppError(
    'WRONG_STATE',
    deps.clock() < meeting.start.getTime()
      ? '还没到签到时间，开始前 30 分钟起可以签到'
      : '坝坝会已经开完，不能签到了',
  );
}

const secretOf = ({ topic, meeting }: Found) => ({ _id: topic._id, codeSeed: meeting.codeSeed });

/** For the organiser's screen. @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, WRONG_STATE */
export async function getCodes(deps: Deps, actor: Actor, ids: Ids): Promise<CheckInCodes> {
  const found = await findManaged(deps, actor, ids);
  checkHours(deps, found.meeting);
  return codesAhead(secretOf(found), deps.clock());
}

/**
 * Who shows the code was there. He need not have signed up: a meeting in the yard turns nobody away.
 * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, WRONG_STATE, CODE_INVALID, TOO_MANY_REQUESTS
 */
export async function checkIn(
  deps: Deps,
  actor: Actor,
  ids: Ids,
  { code, capturedAt }: MeetingCheckIn,
): Promise<TopicDoc> {
  const found = await findMeeting(deps, actor, ids);
  const { topic, meeting } = found;
  checkHours(deps, meeting);
  await checkBelongs(deps, actor, topic);
  await deps.limits.take('check-in', `${actor.userId}:${meeting.id}`, GUESSES, 600);
  const nowMs = deps.clock();
  const capturedMs = capturedAt === undefined ? null : Date.parse(capturedAt);
  if (seenAt(secretOf(found), code, { nowMs, capturedMs }) === null)
    throw new AppError('CODE_INVALID', '签到码不对或已经过期，请看会场屏幕上现在的码');
  await join(deps, actor, found);
  await attendeesOf(deps.db).updateOne(
    { meetingId: meeting.id, userId: actor.userId, active: true, checkedInAt: null },
    { $set: { checkedInAt: new Date(nowMs) } },
  );
  return topic;
}
