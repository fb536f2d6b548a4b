import mongoose, { type Connection } from 'mongoose';
import type { Deps } from '@api/deps';
import { perConnection, together } from '@api/store/together';
import { type SignUpDoc, signUpsOf } from './activity.model';
import { settleShift } from './settle-shift';

/** A sign-up that has no place in the order yet. */
export type Arriving = Omit<SignUpDoc, 'arrival'>;
const TRIES = 200;
const MOST_AT_ONCE = 500;

const isDuplicate = (error: unknown): error is mongoose.mongo.MongoBulkWriteError =>
  error instanceof mongoose.mongo.MongoBulkWriteError &&
  [error.writeErrors].flat().every(({ code }) => code === 11000);

/** Of those who arrive at a shift: who stands there already, and of two of one person the second. */
async function standingAlready(db: Connection, shiftId: string, arriving: readonly Arriving[]) {
  const standing = await signUpsOf(db)
    .find(
      { shiftId, userId: { $in: arriving.map(({ userId }) => userId) }, active: true },
      { projection: { userId: 1 } },
    )
    .toArray();
  const known = new Set(standing.map(({ userId }) => userId));
  return arriving.filter(({ userId }) => {
    if (known.has(userId)) return false;
    known.add(userId);
    return true;
  });
}

/**
 * Puts people into the order of a shift. The number is given by the insert itself, one after the last there is: the
 * unique index lets no two have the same, and since nothing is ever inserted beyond a gap, whoever is seen in the queue
 * has everybody before him in it. Who stands there already is left as he is.
 */
async function arriveAt(db: Connection, shiftId: string, arriving: readonly Arriving[]): Promise<void> {
  let left = arriving;
  for (let i = 0; i < TRIES; i += 1) {
    left = await standingAlready(db, shiftId, left);
    if (left.length === 0) return;
    const [last] = await signUpsOf(db)
      .find({ shiftId }, { sort: { arrival: -1 }, limit: 1, projection: { arrival: 1 } })
      .toArray();
    const before = last?.arrival ?? 0;
    try {
      await signUpsOf(db).insertMany(
        left.map((doc, at) => ({ ...doc, arrival: before + at + 1 })),
        { ordered: true },
      );
      return;
    } catch (error) {
      // Another process was faster with a number; those in front of it are in.
      if (!isDuplicate(error)) throw error;
    }
  }
  throw new Error(`no number to be had at shift ${shiftId}`);
}

interface Arrival {
  doc: Arriving;
  clock: Deps['clock'];
}

const gatherers = perConnection((db) =>
  together(async (arrivals: readonly Arrival[]) => {
    const shifts = new Map<string, Arrival[]>();
    for (const each of arrivals)
      shifts.set(each.doc.shiftId, [...(shifts.get(each.doc.shiftId) ?? []), each]);
    await Promise.all(
      [...shifts].map(async ([shiftId, [first, ...more]]) => {
        if (!first) return;
        await arriveAt(
          db,
          shiftId,
          [first, ...more].map(({ doc }) => doc),
        );
        await settleShift({ db, clock: first.clock }, first.doc.activityId, shiftId);
      }),
    );
    return arrivals.map(() => null);
  }, MOST_AT_ONCE),
);

/**
 * Arrives at a shift, and has a seat or a place in its queue when this is done. Who comes at the same time shares one
 * write, in the order in which they came: five hundred at once are two rounds to the store.
 */
export async function arrive({ db, clock }: Pick<Deps, 'db' | 'clock'>, doc: Arriving): Promise<void> {
  await gatherers(db)({ doc, clock });
}
