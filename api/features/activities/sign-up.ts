import mongoose from 'mongoose';
import { cancelCounts, signUpProblem, TRIES_PER_SHIFT } from '@shared/activities/rules';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { type ActivityDoc, type ShiftDoc, type SignUpDoc, signUpsOf } from './activity.model';
import { arrive } from './arrive';
import { askerOf, findActivity, shiftOf } from './policy';
import { presentActivity } from './present-activity';
import { settleShift } from './settle-shift';

interface At {
  id: string;
  shiftId: string;
}

/** A person stands at no more shifts to come than this. */
const STANDING_AT_MOST = 30;
/** A place in the queue may become an offer while one leaves it, hardly more. */
const LEAVING_TRIES = 10;

const isOver = ({ cancelled }: ActivityDoc) => {
  if (cancelled) throw new AppError('WRONG_STATE', '活动已经取消');
};

/** Two places at once. @throws AppError WRONG_STATE */
async function checkFree(deps: Deps, userId: string, shift: ShiftDoc): Promise<void> {
  const standing = await signUpsOf(deps.db)
    .find({ userId, standing: { $in: ['queue', 'seat'] } }, { sort: { _id: -1 }, limit: 200 })
    .toArray();
  const nowMs = deps.clock();
  const activities = await Promise.all(
    [...new Set(standing.map(({ activityId }) => activityId.toHexString()))].map((id) =>
      findActivity(deps, id),
    ),
  );
  const shifts = activities
    .filter(({ cancelled }) => !cancelled)
    .flatMap((activity) => activity.shifts)
    .filter(({ id, end }) => end.getTime() > nowMs && standing.some(({ shiftId }) => shiftId === id));
  if (shifts.length >= STANDING_AT_MOST)
    throw new AppError('WRONG_STATE', `最多同时报 ${STANDING_AT_MOST} 个班次，请先完成或取消一些`);
  if (shifts.some(({ id, start, end }) => id !== shift.id && start < shift.end && shift.start < end))
    throw new AppError('WRONG_STATE', '和您已经报名的另一个班次时间重叠');
}

/**
 * Signs up for a shift: a seat when there is one, else the end of the queue. A repetition finds the sign-up there.
 * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED with what he lacks, WRONG_STATE, TOO_MANY_REQUESTS
 */
export async function signUp(deps: Deps, actor: Actor, { id, shiftId }: At) {
  const activity = await findActivity(deps, id);
  const shift = shiftOf(activity, shiftId);
  isOver(activity);
  const asker = await askerOf(deps, actor);
  const wanted = { ...activity, start: shift.start.getTime(), skills: shift.skills };
  const problem = signUpProblem(asker, wanted, deps.clock());
  if (problem !== null || !asker) throw new AppError('ACTION_NOT_ALLOWED', problem ?? undefined);
  await checkFree(deps, actor.userId, shift);
  const tries = await signUpsOf(deps.db).countDocuments(
    { userId: actor.userId, activityId: activity._id, shiftId },
    { limit: TRIES_PER_SHIFT },
  );
  if (tries >= TRIES_PER_SHIFT)
    throw new AppError('TOO_MANY_REQUESTS', '这个班次您已经多次报名又取消，不能再报了');
  await arrive(deps, {
    _id: new mongoose.mongo.ObjectId(),
    activityId: activity._id,
    shiftId,
    userId: actor.userId,
    name: asker.name,
    state: 'new',
    standing: 'queue',
    active: true,
    attendance: {
      state: 'none',
      inAt: null,
      inBy: null,
      outAt: null,
      minutes: null,
      correction: null,
      revision: 1,
    },
    unsettled: true,
    at: new Date(deps.clock()),
    version: 1,
  });
  return presentActivity(deps, actor, await findActivity(deps, id), { known: asker });
}

/** One's own standing sign-up. @throws AppError NOT_FOUND */
async function standing(deps: Deps, actor: Actor, shiftId: string): Promise<SignUpDoc> {
  const doc = await signUpsOf(deps.db).findOne({ shiftId, userId: actor.userId, active: true });
  if (!doc) throw new AppError('NOT_FOUND', '您没有报这个班次');
  return doc;
}

/** Takes one's sign-up out, whatever it has just become. @returns its id @throws AppError NOT_FOUND, WRONG_STATE */
async function leave(deps: Deps, actor: Actor, activity: ActivityDoc, shift: ShiftDoc) {
  for (let i = 0; i < LEAVING_TRIES; i += 1) {
    const mine = await standing(deps, actor, shift.id);
    const nowMs = deps.clock();
    const counts =
      mine.state === 'confirmed' &&
      !activity.cancelled &&
      cancelCounts(
        {
          start: shift.start.getTime(),
          signedUpAt: mine.at.getTime(),
          changedAt: activity.movedAt?.getTime() ?? null,
        },
        nowMs,
      );
    if (mine.attendance.state !== 'none') break;
    const { matchedCount } = await signUpsOf(deps.db).updateOne(
      { _id: mine._id, active: true, version: mine.version },
      {
        $set: {
          state: 'cancelled',
          standing: 'gone',
          unsettled: true,
          ...(counts && { noShowAt: new Date(nowMs) }),
        },
        $unset: { active: '', seat: '', offerUntil: '', tell: '' },
        $inc: { version: 1 },
      },
    );
    if (matchedCount > 0) return mine._id;
  }
  throw new AppError('WRONG_STATE', '报名刚刚有变化，请刷新再试');
}

/** Gives up one's seat or place in the queue. @throws AppError NOT_FOUND, WRONG_STATE once it has begun */
export async function cancelSignUp(deps: Deps, actor: Actor, at: At) {
  const activity = await findActivity(deps, at.id);
  const shift = shiftOf(activity, at.shiftId);
  const nowMs = deps.clock();
  if (nowMs >= shift.start.getTime()) throw new AppError('WRONG_STATE', '活动已经开始，不能取消了');
  const left = await leave(deps, actor, activity, shift);
  await settleShift(deps, activity._id, at.shiftId);
  await signUpsOf(deps.db).updateOne({ _id: left }, { $unset: { unsettled: '' } });
  return presentActivity(deps, actor, activity);
}

/** Says yes to a place that came free. A repetition finds it said. @throws AppError NOT_FOUND, WRONG_STATE */
export async function confirmSignUp(deps: Deps, actor: Actor, at: At) {
  const activity = await findActivity(deps, at.id);
  shiftOf(activity, at.shiftId);
  isOver(activity);
  const now = new Date(deps.clock());
  const { matchedCount } = await signUpsOf(deps.db).updateOne(
    { shiftId: at.shiftId, userId: actor.userId, active: true, state: 'offered', offerUntil: { $gt: now } },
    { $set: { state: 'confirmed' }, $unset: { offerUntil: '', tell: '' }, $inc: { version: 1 } },
  );
  if (matchedCount === 0) {
    const mine = await standing(deps, actor, at.shiftId);
    if (mine.state !== 'confirmed')
      throw new AppError(
        'WRONG_STATE',
        mine.state === 'offered' ? '已经过了确认时间，名额让给了下一位' : '还没有轮到您',
      );
  }
  return presentActivity(deps, actor, activity);
}

/** Places that were offered and not taken in time go on to the next. */
export async function lapseOffers(deps: Deps, stopped = () => false): Promise<void> {
  const now = new Date(deps.clock());
  const late = await signUpsOf(deps.db)
    .find({ offerUntil: { $lte: now } }, { sort: { offerUntil: 1 }, limit: 500 })
    .toArray();
  for (const { _id, activityId, shiftId } of late) {
    if (stopped()) return;
    await signUpsOf(deps.db).updateOne(
      { _id, state: 'offered', offerUntil: { $lte: now } },
      {
        $set: { state: 'lapsed', standing: 'gone', unsettled: true, tell: 'lapsed' },
        $unset: { active: '', seat: '', offerUntil: '' },
        $inc: { version: 1 },
      },
    );
    await settleShift(deps, activityId, shiftId);
    await signUpsOf(deps.db).updateOne({ _id }, { $unset: { unsettled: '' } });
  }
}
