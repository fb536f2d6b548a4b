import { CHECK_IN_RADIUS_M, mayCheckIn, mayCheckOut, servedMinutes } from '@shared/activities/rules';
import type { CheckIn } from '@shared/activities/schemas';
import { AppError } from '@shared/core/errors';
import { localDistance, placeToWgs84 } from '@shared/geo';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { type ActivityDoc, type ShiftDoc, type SignUpDoc, signUpsOf } from './activity.model';
import { seenAt } from './codes';
import { findActivity, termOf } from './policy';
import { presentActivity } from './present-activity';

/** Guesses in ten minutes: of a million codes, five are right at any time. */
const GUESSES = 10;

interface Own {
  shift: ShiftDoc;
  signUp: SignUpDoc;
}

/** One's own confirmed sign-ups of an activity, by the start of their shifts. @throws AppError NOT_FOUND */
async function ownOf(deps: Deps, actor: Actor, activity: ActivityDoc): Promise<Own[]> {
  const docs = await signUpsOf(deps.db)
    .find({ userId: actor.userId, activityId: activity._id }, { limit: 100 })
    .toArray();
  const own = activity.shifts.flatMap((shift): Own[] => {
    const signUp = docs.find(({ shiftId, state }) => shiftId === shift.id && state === 'confirmed');
    return signUp ? [{ shift, signUp }] : [];
  });
  if (own.length === 0) throw new AppError('NOT_FOUND', '您没有报上这个活动');
  return own.sort((a, b) => a.shift.start.getTime() - b.shift.start.getTime());
}

/** When he came, by what he shows for it. @throws AppError CODE_INVALID, WRONG_STATE, TOO_MANY_REQUESTS */
async function cameAt(
  deps: Deps,
  actor: Actor,
  activity: ActivityDoc,
  { code, capturedAt, place }: CheckIn,
): Promise<{ at: number; by: 'code' | 'place' }> {
  const nowMs = deps.clock();
  if (code !== undefined) {
    await deps.limits.take('check-in', `${actor.userId}:${activity._id.toHexString()}`, GUESSES, 600);
    const capturedMs = capturedAt === undefined ? null : Date.parse(capturedAt);
    const at = seenAt(activity, code, { nowMs, capturedMs });
    if (at === null) throw new AppError('CODE_INVALID', '签到码不对或已经过期，请看组织者屏幕上现在的码');
    return { at, by: 'code' };
  }
  if (!activity.place) throw new AppError('WRONG_STATE', '这个活动没有地图位置，请用签到码');
  if (!place) throw new AppError('CODE_INVALID', '请填签到码');
  const metres = localDistance(placeToWgs84(place), activity.place);
  if (metres > CHECK_IN_RADIUS_M)
    throw new AppError(
      'WRONG_STATE',
      `您离集合地点还有约 ${Math.round(metres / 10) * 10} 米，走到 ${CHECK_IN_RADIUS_M} 米以内再签到，或用签到码`,
    );
  return { at: nowMs, by: 'place' };
}

/**
 * Checks in to the shift that is on. A repetition finds it done. The place is only compared, never kept.
 * @throws AppError NOT_FOUND, WRONG_STATE, CODE_INVALID, TOO_MANY_REQUESTS
 */
export async function checkIn(deps: Deps, actor: Actor, id: string, shown: CheckIn) {
  const activity = await findActivity(deps, id);
  if (activity.cancelled) throw new AppError('WRONG_STATE', '活动已经取消');
  const own = await ownOf(deps, actor, activity);
  const nowMs = deps.clock();
  const on = own.filter(({ shift }) => mayCheckIn(termOf(shift), nowMs));
  if (on.length === 0)
    throw new AppError(
      'WRONG_STATE',
      own.some(({ shift }) => nowMs < shift.start.getTime())
        ? '还没到签到时间，开始前 30 分钟起可以签到'
        : '班次已经结束，不能签到了；到了没签上的，请找组织者更正',
    );
  const { at, by } = await cameAt(deps, actor, activity, shown);
  const todo = on.find(({ signUp }) => signUp.attendance.state === 'none');
  if (todo)
    await signUpsOf(deps.db).updateOne(
      { _id: todo.signUp._id, state: 'confirmed', 'attendance.state': 'none' },
      {
        $set: {
          'attendance.state': 'in',
          'attendance.inAt': new Date(Math.min(at, nowMs)),
          'attendance.inBy': by,
        },
        $inc: { version: 1 },
      },
    );
  return presentActivity(deps, actor, activity);
}

/** Checks out of the shift one has checked in to. A repetition finds it done. @throws AppError NOT_FOUND, WRONG_STATE */
export async function checkOut(deps: Deps, actor: Actor, id: string) {
  const activity = await findActivity(deps, id);
  const own = await ownOf(deps, actor, activity);
  const nowMs = deps.clock();
  const todo = own.find(({ signUp }) => signUp.attendance.state === 'in');
  if (!todo) {
    if (own.some(({ signUp }) => ['out', 'confirmed'].includes(signUp.attendance.state)))
      return presentActivity(deps, actor, activity);
    throw new AppError('WRONG_STATE', '您还没有签到');
  }
  if (!mayCheckOut(termOf(todo.shift), nowMs))
    throw new AppError('WRONG_STATE', '签退时间已过，时长由组织者确认');
  const { signUp, shift } = todo;
  await signUpsOf(deps.db).updateOne(
    { _id: signUp._id, 'attendance.state': 'in' },
    { $set: leaving(signUp, shift, nowMs), $inc: { version: 1 } },
  );
  return presentActivity(deps, actor, activity);
}

/** What is written when somebody leaves at an instant, UTC milliseconds. */
export const leaving = ({ attendance }: SignUpDoc, shift: ShiftDoc, atMs: number) => ({
  'attendance.state': 'out' as const,
  'attendance.outAt': new Date(atMs),
  'attendance.minutes': servedMinutes(termOf(shift), attendance.inAt?.getTime() ?? atMs, atMs),
});
