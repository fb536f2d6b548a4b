import mongoose, { type Connection } from 'mongoose';
import { perConnection, together } from '@api/store/together';
import { type AttendeeDoc, attendeesOf } from './meeting.model';

/** Somebody who has no place in the order yet. */
export type Arriving = Omit<AttendeeDoc, 'arrival'>;
const TRIES = 200;
const MOST_AT_ONCE = 500;

const isDuplicate = (error: unknown): error is mongoose.mongo.MongoBulkWriteError =>
  error instanceof mongoose.mongo.MongoBulkWriteError &&
  [error.writeErrors].flat().every(({ code }) => code === 11000);

/** Without who stands there already, and of two of one person the second. */
async function newcomers(db: Connection, meetingId: string, arriving: readonly Arriving[]) {
  const standing = await attendeesOf(db)
    .find(
      { meetingId, userId: { $in: arriving.map(({ userId }) => userId) }, active: true },
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
 * Puts people into the order of a meeting: each the number after the last there is, which the unique index gives once.
 * Numbers are never given again, so whoever was answered that he has a seat has everybody before him in the order.
 */
async function arriveAt(db: Connection, meetingId: string, arriving: readonly Arriving[]): Promise<void> {
  let left = arriving;
  for (let i = 0; i < TRIES; i += 1) {
    left = await newcomers(db, meetingId, left);
    if (left.length === 0) return;
    const [last] = await attendeesOf(db)
      .find({ meetingId }, { sort: { arrival: -1 }, limit: 1, projection: { arrival: 1 } })
      .toArray();
    const before = last?.arrival ?? 0;
    try {
      await attendeesOf(db).insertMany(
        left.map((doc, at) => ({ ...doc, arrival: before + at + 1 })),
        { ordered: true },
      );
      return;
    } catch (error) {
      // Another process was faster with a number; those in front of it are in.
      if (!isDuplicate(error)) throw error;
    }
  }
  throw new Error(`no number to be had at meeting ${meetingId}`);
}

const gatherers = perConnection((db) =>
  together(async (arrivals: readonly Arriving[]) => {
    const meetings = new Map<string, Arriving[]>();
    for (const each of arrivals)
      meetings.set(each.meetingId, [...(meetings.get(each.meetingId) ?? []), each]);
    await Promise.all([...meetings].map(([meetingId, people]) => arriveAt(db, meetingId, people)));
    return arrivals.map(() => null);
  }, MOST_AT_ONCE),
);

/** Arrives at a meeting. Who comes at the same time shares one write, in the order in which they came. */
export async function arrive(db: Connection, doc: Arriving): Promise<void> {
  await gatherers(db)(doc);
}
