import { createHash, randomBytes } from 'node:crypto';
import mongoose from 'mongoose';
import { seriesShifts, SHIFT_STEPS, shiftProblem, stepDue } from '@shared/activities/rules';
import {
  type ActivityChanges,
  type NewActivity,
  type NewShift,
  SHIFTS_AT_MOST,
} from '@shared/activities/schemas';
import { AppError, invalidField } from '@shared/core/errors';
import { placeToWgs84 } from '@shared/geo';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { isDuplicateKey } from '@api/http/idempotency';
import { activitiesOf, type ActivityDoc, type ShiftDoc } from './activity.model';
import { findActivity, findManaged, organisesIn, stateOf, termOf } from './policy';
import { presentActivity } from './present-activity';
import { settleActivity } from './settle-shift';

/** When the clock has to look at these shifts next; nothing when it never has to. */
export function dueOf(shifts: readonly ShiftDoc[]): { due?: Date } {
  const times = shifts.flatMap((shift) => (shift.step ? [stepDue(shift.step, termOf(shift))] : []));
  return times.length > 0 ? { due: new Date(Math.min(...times)) } : {};
}

const spanOf = (shifts: readonly ShiftDoc[]) => ({
  startsAt: new Date(Math.min(...shifts.map(({ start }) => start.getTime()))),
  endsAt: new Date(Math.max(...shifts.map(({ end }) => end.getTime()))),
});

/** An id that a repetition of the same request comes to again. */
const derivedId = (...words: (string | number)[]) =>
  new mongoose.mongo.ObjectId(createHash('sha256').update(words.join('|')).digest('hex').slice(0, 24));

const shiftDoc = (shift: NewShift, id: string): ShiftDoc => ({
  ...shift,
  id,
  start: new Date(shift.start),
  end: new Date(shift.end),
  step: SHIFT_STEPS[0],
});

function checkShifts(
  shifts: readonly { start: string | Date; end: string | Date }[],
  nowMs: number,
  field = 'shifts',
): void {
  shifts.forEach(({ start, end }, at) => {
    const problem = shiftProblem({ start: new Date(start).getTime(), end: new Date(end).getTime() }, nowMs);
    if (problem) throw invalidField(`${field}.${at}.start`, problem);
  });
}

/**
 * Makes an activity, or every one of a series.
 * @param id derived from the idempotency key: a try after a crash writes the same ones
 * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, VALIDATION_FAILED
 */
export async function createActivity(
  deps: Deps,
  actor: Actor,
  id: string,
  { shifts, repeat, place, ...words }: NewActivity,
) {
  const areaPath = deps.routing
    .current()
    .pathOf(words.areaCode)
    .map((node) => node.code);
  if (areaPath.length === 0) throw new AppError('NOT_FOUND', '没有这个区域');
  if (!organisesIn(actor, areaPath)) throw new AppError('ACTION_NOT_ALLOWED', '只能在自己辖区发起活动');
  const nowMs = deps.clock();
  checkShifts(shifts, nowMs);
  const seriesId = repeat ? derivedId(id, 'series') : null;
  const docs = seriesShifts(shifts, repeat).map((moved, n): ActivityDoc => {
    const _id = n === 0 ? new mongoose.mongo.ObjectId(id) : derivedId(id, n);
    const own = moved.map((shift, at) => shiftDoc(shift, derivedId(id, n, 'shift', at).toHexString()));
    return {
      ...words,
      _id,
      areaPath,
      place: place ? placeToWgs84(place) : null,
      organiser: {
        userId: actor.userId,
        name: actor.staff?.name ?? actor.nickname,
        title: actor.staff?.title ?? '',
      },
      shifts: own,
      ...spanOf(own),
      ...dueOf(own),
      seriesId,
      codeSeed: randomBytes(32).toString('base64url'),
      change: null,
      movedAt: null,
      cancelled: null,
      createdAt: new Date(nowMs),
      version: 1,
    };
  });
  for (const doc of docs)
    try {
      await activitiesOf(deps.db).insertOne(doc);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  return presentActivity(deps, actor, await findActivity(deps, id));
}

const conflict = async (deps: Deps, actor: Actor, id: string) =>
  new AppError('VERSION_CONFLICT', undefined, {
    current: await presentActivity(deps, actor, await findActivity(deps, id)),
  });

/** The activity, ready to be written at this version. @throws AppError NOT_FOUND, VERSION_CONFLICT, WRONG_STATE */
async function open(deps: Deps, actor: Actor, id: string, version: number): Promise<ActivityDoc> {
  const doc = await findManaged(deps, actor, id);
  if (doc.version !== version) throw await conflict(deps, actor, id);
  const state = stateOf(doc, deps.clock());
  if (state === 'cancelled') throw new AppError('WRONG_STATE', '活动已经取消');
  if (state === 'ended') throw new AppError('WRONG_STATE', '活动已经结束');
  return doc;
}

/** The shifts with their changes; one whose time moves is taken through the clock's steps anew. */
function changedShifts(doc: ActivityDoc, changes: ActivityChanges['shifts'], nowMs: number) {
  const unknown = changes?.findIndex(({ id }) => !doc.shifts.some((shift) => shift.id === id)) ?? -1;
  if (unknown >= 0) throw invalidField(`shifts.${unknown}.id`, '没有这个班次');
  return doc.shifts.map((shift): ShiftDoc => {
    const wanted = changes?.find(({ id }) => id === shift.id);
    if (!wanted) return shift;
    const start = wanted.start === undefined ? shift.start : new Date(wanted.start);
    const end = wanted.end === undefined ? shift.end : new Date(wanted.end);
    const moved = start.getTime() !== shift.start.getTime() || end.getTime() !== shift.end.getTime();
    if (moved && shift.start.getTime() <= nowMs)
      throw invalidField(`shifts.${changes?.indexOf(wanted) ?? 0}.start`, '已经开始的班次不能改时间');
    if (moved) checkShifts([{ start, end }], nowMs);
    return {
      ...shift,
      start,
      end,
      capacity: wanted.capacity ?? shift.capacity,
      skills: wanted.skills ?? shift.skills,
      step: moved ? SHIFT_STEPS[0] : shift.step,
    };
  });
}

/** Shifts that come to those there are; a repetition of the same change is refused by its version. */
function addedShifts(doc: ActivityDoc, wanted: readonly NewShift[], nowMs: number): ShiftDoc[] {
  if (doc.shifts.length + wanted.length > SHIFTS_AT_MOST)
    throw invalidField('addShifts', `一个活动最多 ${SHIFTS_AT_MOST} 个班次`);
  checkShifts(wanted, nowMs, 'addShifts');
  return wanted.map((shift) => shiftDoc(shift, new mongoose.mongo.ObjectId().toHexString()));
}

/**
 * Changes an activity; everybody who signed up is told, and more seats go to who waits.
 * @throws AppError NOT_FOUND, VERSION_CONFLICT, WRONG_STATE, VALIDATION_FAILED
 */
export async function changeActivity(
  deps: Deps,
  actor: Actor,
  id: string,
  { version, notice, shifts: changes, addShifts = [], place, ...words }: ActivityChanges,
) {
  const doc = await open(deps, actor, id, version);
  const nowMs = deps.clock();
  const now = new Date(nowMs);
  const changed = changedShifts(doc, changes, nowMs);
  const shifts = [...changed, ...addedShifts(doc, addShifts, nowMs)];
  const moved =
    place !== undefined ||
    (words.addressText !== undefined && words.addressText !== doc.addressText) ||
    changed.some(
      ({ start, end }, at) =>
        +start !== +(doc.shifts[at]?.start ?? 0) || +end !== +(doc.shifts[at]?.end ?? 0),
    );
  const given = Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined));
  const updated = await activitiesOf(deps.db).findOneAndUpdate(
    // The clock may have taken a step meanwhile, which this would undo.
    { _id: doc._id, version, ...(doc.due ? { due: doc.due } : { due: { $exists: false } }) },
    {
      $set: {
        ...given,
        ...(place !== undefined && { place: place && placeToWgs84(place) }),
        shifts,
        ...spanOf(shifts),
        ...dueOf(shifts),
        change: { at: now, notice, moved },
        ...(moved && { movedAt: now }),
        tell: { version: version + 1, after: '' },
        unsettled: true as const,
      },
      $inc: { version: 1 },
    },
    { returnDocument: 'after' },
  );
  if (!updated) throw await conflict(deps, actor, id);
  await settleActivity(deps, updated._id, updated.version);
  return presentActivity(deps, actor, updated);
}

/** Series are read whole: twelve at most. */
async function following(deps: Deps, doc: ActivityDoc): Promise<ActivityDoc[]> {
  if (!doc.seriesId) return [];
  return activitiesOf(deps.db)
    .find({ seriesId: doc.seriesId, startsAt: { $gt: doc.startsAt } })
    .toArray();
}

/**
 * Calls an activity off for good, and on request those of its series that come after it; everybody is told.
 * @throws AppError NOT_FOUND, VERSION_CONFLICT, WRONG_STATE
 */
export async function cancelActivity(
  deps: Deps,
  actor: Actor,
  id: string,
  { version, reason, following: all }: { version: number; reason: string; following: boolean },
) {
  const doc = await open(deps, actor, id, version);
  // The later ones first: a repetition after a crash finds this one still open and goes on.
  const later = all ? (await following(deps, doc)).filter(({ cancelled }) => !cancelled) : [];
  for (const each of [...later, doc])
    await activitiesOf(deps.db).updateOne(
      { _id: each._id, cancelled: null },
      {
        $set: {
          cancelled: { at: new Date(deps.clock()), reason, by: actor.userId },
          tell: { version: each.version + 1, after: '' },
        },
        $unset: { due: '' },
        $inc: { version: 1 },
      },
    );
  return presentActivity(deps, actor, await findActivity(deps, id));
}
