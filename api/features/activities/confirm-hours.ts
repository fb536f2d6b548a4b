import mongoose from 'mongoose';
import type { Attendee, Correction } from '@shared/activities/schemas';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { decodeCursor, encodeCursor } from '../cases';
import { type ShiftDoc, type SignUpDoc, signUpsOf } from './activity.model';
import { leaving } from './attend';
import { bookHours } from './book-hours';
import { findManaged, shiftOf } from './policy';
import { presentAttendee } from './present-activity';

/** Those who have a seat at a shift, five hundred at most. */
const seated = (deps: Pick<Deps, 'db'>, shiftId: string) =>
  signUpsOf(deps.db).find({ shiftId, standing: 'seat', state: 'confirmed' }).toArray();

/**
 * A shift is over: who forgot to check out left at its end, who never checked in was absent. Every write asks for what
 * it found, so that a repetition, or an organiser who corrects meanwhile, is not overruled.
 */
export async function closeAttendance(deps: Pick<Deps, 'db'>, shift: ShiftDoc): Promise<void> {
  for (const doc of await seated(deps, shift.id)) {
    const found = { _id: doc._id, version: doc.version };
    if (doc.attendance.state === 'in')
      await signUpsOf(deps.db).updateOne(found, {
        $set: leaving(doc, shift, shift.end.getTime()),
        $inc: { version: 1 },
      });
    else if (doc.attendance.state === 'none')
      await signUpsOf(deps.db).updateOne(found, {
        $set: { 'attendance.state': 'absent', noShowAt: shift.end },
        $inc: { version: 1 },
      });
  }
}

/** Confirms the hours of a shift and books them. */
export async function confirmAttendance(deps: Pick<Deps, 'db' | 'clock'>, shift: ShiftDoc): Promise<void> {
  for (const doc of await seated(deps, shift.id)) {
    if (doc.attendance.state !== 'out') continue;
    const confirmed = await signUpsOf(deps.db).findOneAndUpdate(
      { _id: doc._id, version: doc.version },
      { $set: { 'attendance.state': 'confirmed', toBook: true }, $inc: { version: 1 } },
      { returnDocument: 'after' },
    );
    if (confirmed) await bookHours(deps, confirmed);
  }
}

/**
 * The organiser confirms a shift that is over. A repetition finds it done and counts the same.
 * @throws AppError NOT_FOUND, WRONG_STATE while it goes on
 */
export async function confirmHours(
  deps: Deps,
  actor: Actor,
  { id, shiftId }: { id: string; shiftId: string },
): Promise<{ confirmed: number; absent: number }> {
  const activity = await findManaged(deps, actor, id);
  const shift = shiftOf(activity, shiftId);
  if (activity.cancelled) throw new AppError('WRONG_STATE', '活动已经取消');
  if (deps.clock() < shift.end.getTime()) throw new AppError('WRONG_STATE', '班次结束后才能确认时长');
  await closeAttendance(deps, shift);
  await confirmAttendance(deps, shift);
  const docs = await seated(deps, shiftId);
  return {
    confirmed: docs.filter(({ attendance }) => attendance.state === 'confirmed').length,
    absent: docs.filter(({ attendance }) => attendance.state === 'absent').length,
  };
}

/**
 * The organiser sets right whether somebody was there and how long; the ledger follows by a line of its own.
 * @throws AppError NOT_FOUND, WRONG_STATE, VERSION_CONFLICT
 */
export async function correctAttendance(
  deps: Deps,
  actor: Actor,
  { id, signUpId }: { id: string; signUpId: string },
  { present, minutes, reason, version }: Correction,
): Promise<Attendee> {
  const activity = await findManaged(deps, actor, id);
  const _id = new mongoose.mongo.ObjectId(signUpId);
  const doc = await signUpsOf(deps.db).findOne({ _id, activityId: activity._id });
  if (!doc) throw new AppError('NOT_FOUND', '没有找到这个人的报名');
  const shift = shiftOf(activity, doc.shiftId);
  const nowMs = deps.clock();
  if (nowMs < shift.start.getTime()) throw new AppError('WRONG_STATE', '班次开始后才能更正');
  const lateCancel = doc.state === 'cancelled' && doc.noShowAt !== undefined;
  if (doc.state !== 'confirmed' && !lateCancel) throw new AppError('WRONG_STATE', '这个人没有报上名');
  if (lateCancel && present) throw new AppError('WRONG_STATE', '已经取消报名的，只能更正是不是爽约');
  const longest = Math.ceil((shift.end.getTime() - shift.start.getTime()) / 60_000);
  if (minutes !== undefined && minutes > longest)
    throw new AppError('WRONG_STATE', `这个班次一共 ${longest} 分钟`);
  const updated = await signUpsOf(deps.db).findOneAndUpdate(
    { _id, version },
    {
      $set: {
        ...(lateCancel ? {} : corrected(doc, shift, present, minutes ?? 0)),
        'attendance.correction': { reason, at: new Date(nowMs), by: actor.userId },
        toBook: true,
        ...(!present && !lateCancel && { noShowAt: shift.end }),
      },
      ...((present || lateCancel) && { $unset: { noShowAt: '' } }),
      $inc: { version: 1, 'attendance.revision': 1 },
    },
    { returnDocument: 'after' },
  );
  if (!updated) throw new AppError('VERSION_CONFLICT', undefined, { current: presentAttendee(doc) });
  await bookHours(deps, updated);
  return presentAttendee(updated);
}

const corrected = (doc: SignUpDoc, shift: ShiftDoc, present: boolean, minutes: number) =>
  present
    ? {
        'attendance.state': 'confirmed' as const,
        'attendance.minutes': minutes,
        ...(doc.attendance.inAt === null && {
          'attendance.inAt': shift.start,
          'attendance.inBy': 'organiser' as const,
        }),
      }
    : { 'attendance.state': 'absent' as const, 'attendance.minutes': null };

/** Everybody of a shift in the order of arrival, for who organises it. @throws AppError NOT_FOUND */
export async function listAttendees(
  deps: Deps,
  actor: Actor,
  { id, shiftId }: { id: string; shiftId: string },
  { limit, cursor }: { limit: number; cursor?: string },
) {
  shiftOf(await findManaged(deps, actor, id), shiftId);
  const [after] = cursor ? decodeCursor(cursor, 'seq') : [];
  const docs = await signUpsOf(deps.db)
    .find(
      { shiftId, ...(after && { arrival: { $gt: Number(after) } }) },
      { sort: { arrival: 1 }, limit: limit + 1 },
    )
    .toArray();
  const page = docs.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(presentAttendee),
    nextCursor: docs.length > limit && last ? encodeCursor([String(last.arrival)]) : null,
  };
}
