import mongoose, { type mongo } from 'mongoose';
import { offerUntil, type Placing, placeQueue } from '@shared/activities/rules';
import type { Deps } from '@api/deps';
import { activitiesOf, type SignUpDoc, signUpsOf } from './activity.model';

/** Seats given in one round; the next one reads anew. */
const BATCH = 100;
const ROUNDS = 1000;

/** What changes in a sign-up that is given its place. */
function placed(placing: Placing, startMs: number, nowMs: number): mongo.AnyBulkWriteOperation<SignUpDoc> {
  const _id = new mongoose.mongo.ObjectId(placing.id);
  const from = placing.to === 'confirmed' || placing.to === 'waiting' ? 'new' : 'waiting';
  return {
    updateOne: {
      filter: { _id, state: from },
      update: {
        $set: {
          state: placing.to,
          ...(placing.seat !== null && { standing: 'seat' as const, seat: placing.seat }),
          ...(placing.to === 'offered' && {
            offerUntil: new Date(offerUntil(nowMs, startMs)),
            tell: 'offered' as const,
          }),
        },
        $unset: { unsettled: '' },
        $inc: { version: 1 },
      },
    },
  };
}

/**
 * Writes what may be written; that another has taken a seat or moved a sign-up in between is no failure. In order, to the
 * first seat that is taken already: seats and queue are read one after the other, and whoever lost his seat to somebody
 * before him must not be overtaken by those behind him.
 */
async function write(
  deps: Pick<Deps, 'db'>,
  changes: mongo.AnyBulkWriteOperation<SignUpDoc>[],
): Promise<void> {
  try {
    await signUpsOf(deps.db).bulkWrite(changes, { ordered: true });
  } catch (error) {
    if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) throw error;
    if ([error.writeErrors].flat().some(({ code }) => code !== 11000)) throw error;
  }
}

/** The start has come: who still waits is not needed any more, and what was offered lapses. */
export async function closeQueue({ db }: Pick<Deps, 'db'>, shiftId: string): Promise<void> {
  const signUps = signUpsOf(db);
  await signUps.updateMany(
    { shiftId, standing: 'queue' },
    {
      $set: { state: 'unserved', standing: 'gone', tell: 'unserved' },
      $unset: { active: '', unsettled: '' },
      $inc: { version: 1 },
    },
  );
  await signUps.updateMany(
    { shiftId, standing: 'seat', state: 'offered' },
    {
      $set: { state: 'lapsed', standing: 'gone', tell: 'lapsed' },
      $unset: { active: '', seat: '', offerUntil: '' },
      $inc: { version: 1 },
    },
  );
}

/**
 * Gives the free seats of a shift to who stands first in its queue, until there is none or nobody. Any number may do it
 * at once and any of them may die: every seat is given by one conditional write, the unique index on the seat's number
 * lets no two have it, and whoever is first in the queue stays first until he has it, since arrivals only grow.
 */
export async function settleShift(
  deps: Pick<Deps, 'db' | 'clock'>,
  activityId: SignUpDoc['activityId'],
  shiftId: string,
): Promise<void> {
  const signUps = signUpsOf(deps.db);
  for (let i = 0; i < ROUNDS; i += 1) {
    const activity = await activitiesOf(deps.db).findOne({ _id: activityId });
    const shift = activity?.shifts.find(({ id }) => id === shiftId);
    if (!activity || !shift) return;
    const nowMs = deps.clock();
    if (nowMs >= shift.start.getTime()) return closeQueue(deps, shiftId);
    const capacity = activity.cancelled ? 0 : shift.capacity;
    const held = await signUps.find({ shiftId, standing: 'seat' }, { projection: { seat: 1 } }).toArray();
    const room = Math.max(0, capacity - held.length);
    const queue = await signUps
      .find(
        { shiftId, standing: 'queue' },
        { sort: { arrival: 1 }, limit: Math.min(BATCH, Math.max(1, room)), projection: { state: 1 } },
      )
      .toArray();
    if (room === 0) {
      await signUps.updateMany(
        { shiftId, standing: 'queue', state: 'new' },
        { $set: { state: 'waiting' }, $unset: { unsettled: '' }, $inc: { version: 1 } },
      );
      return;
    }
    if (queue.length === 0) return;
    const placings = placeQueue(
      queue.map(({ _id, state }) => ({
        id: _id.toHexString(),
        state: state === 'new' ? 'new' : 'waiting',
      })),
      held.map(({ seat }) => seat ?? 0),
      capacity,
    );
    await write(
      deps,
      placings.map((placing) => placed(placing, shift.start.getTime(), nowMs)),
    );
  }
  throw new Error(`shift ${shiftId} does not settle`);
}

/** Settles what a process left that died between a change and its consequences. */
export async function settleShifts(deps: Deps, stopped = () => false): Promise<void> {
  const signUps = signUpsOf(deps.db);
  const left = await signUps.find({ unsettled: true }, { limit: 500 }).toArray();
  const shifts = new Map(left.map((doc) => [doc.shiftId, doc.activityId]));
  for (const [shiftId, activityId] of shifts) {
    if (stopped()) return;
    await settleShift(deps, activityId, shiftId);
    const ids = left.filter((doc) => doc.shiftId === shiftId).map(({ _id }) => _id);
    await signUps.updateMany({ _id: { $in: ids } }, { $unset: { unsettled: '' } });
  }
  const activities = await activitiesOf(deps.db).find({ unsettled: true }, { limit: 50 }).toArray();
  for (const activity of activities) {
    if (stopped()) return;
    await settleActivity(deps, activity._id, activity.version);
  }
}

/** After a change of capacity: all its shifts. @param version that made the change */
export async function settleActivity(
  deps: Pick<Deps, 'db' | 'clock'>,
  _id: SignUpDoc['activityId'],
  version: number,
): Promise<void> {
  const activity = await activitiesOf(deps.db).findOne({ _id });
  for (const { id } of activity?.shifts ?? []) await settleShift(deps, _id, id);
  await activitiesOf(deps.db).updateOne({ _id, version }, { $unset: { unsettled: '' } });
}
