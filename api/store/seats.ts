import type { Connection } from 'mongoose';
import { isDuplicateKey } from '@api/http/idempotency';

/**
 * Places of which there are only so many, each a document of its own: seat n of a pool can exist once, whatever comes
 * at once, from any number of processes. Nothing is counted that could be counted wrongly after a crash.
 */
export interface Seat {
  /** `<pool>#<n>` */
  _id: string;
  pool: string;
  /** One seat per holder and pool. */
  holder: string;
  /** Held until then; null once it is taken for good. */
  until: Date | null;
  /** For what it is taken. */
  ref: string | null;
  takenAt: Date;
  /** Taken for something that is not yet known to exist: a job looks after it. */
  unsure?: true;
  /** Was passed on to somebody who waited and has not been told. */
  offered?: true;
}

export interface Claim {
  pool: string;
  capacity: number;
  holder: string;
  until: Date | null;
  ref: string | null;
  now: Date;
}

/** Whoever loses every seat he tried looks again; seats that came free meanwhile are his. */
const ROUNDS = 3;

export const seatsOf = (db: Connection, collection: string) => db.collection<Seat>(collection);

export async function createSeatIndexes(db: Connection, collection: string): Promise<void> {
  const seats = seatsOf(db, collection);
  await seats.createIndex({ pool: 1, holder: 1 }, { unique: true });
  await seats.createIndex({ holder: 1, until: 1 });
  await seats.createIndex({ until: 1 }, { partialFilterExpression: { until: { $type: 'date' } } });
  await seats.createIndex({ takenAt: 1 }, { partialFilterExpression: { unsure: true } });
  await seats.createIndex({ offered: 1 }, { partialFilterExpression: { offered: true } });
}

const isTaken = (seat: Pick<Seat, 'until'>, now: Date) => seat.until === null || seat.until > now;

/** The seats of these pools that are taken now. */
export async function takenSeats(
  db: Connection,
  collection: string,
  pools: { from: string; to: string },
  now: Date,
): Promise<Seat[]> {
  const all = await seatsOf(db, collection)
    .find({ _id: { $gte: pools.from, $lt: pools.to } })
    .toArray();
  return all.filter((seat) => isTaken(seat, now));
}

/** Takes a seat, or finds the one its holder has. @returns null when all are taken */
export async function takeSeat(db: Connection, collection: string, claim: Claim): Promise<Seat | null> {
  const { pool, holder, capacity, now } = claim;
  const seats = seatsOf(db, collection);
  const wanted = { pool, holder, until: claim.until, ref: claim.ref, takenAt: now };
  const fields = { ...wanted, ...(claim.until === null && { unsure: true as const }) };
  for (let round = 0; round < ROUNDS; round += 1) {
    const there = await seats.find({ _id: { $gte: `${pool}#`, $lt: `${pool}$` } }).toArray();
    const own = there.find((seat) => seat.holder === holder);
    if (own && isTaken(own, now)) return own;
    const byId = new Map(there.map((seat) => [seat._id, seat]));
    const ids = Array.from({ length: capacity }, (_, n) => `${pool}#${n}`);
    const free = ids.filter((id) => {
      const seat = byId.get(id);
      return !seat || !isTaken(seat, now);
    });
    if (free.length === 0) return null;
    // One's own that ran out stands in the way of another: it is the one to take.
    const tries = own ? [own._id] : free;
    const start = Math.floor(Math.random() * tries.length);
    for (let i = 0; i < tries.length; i += 1) {
      const _id = tries[(start + i) % tries.length] ?? '';
      const taken = await tryOne(db, collection, { _id, ...fields }, byId.has(_id), now);
      if (taken) return taken;
    }
  }
  return null;
}

async function tryOne(
  db: Connection,
  collection: string,
  seat: Seat,
  wasThere: boolean,
  now: Date,
): Promise<Seat | null> {
  const seats = seatsOf(db, collection);
  const { _id, ...fields } = seat;
  try {
    if (!wasThere) {
      await seats.insertOne(seat);
      return seat;
    }
    return await seats.findOneAndUpdate(
      { _id, until: { $lte: now } },
      { $set: fields, $unset: { offered: '', ...(seat.unsure ? {} : { unsure: '' }) } },
      { returnDocument: 'after' },
    );
  } catch (error) {
    // Somebody else was first, or this holder at the same moment took another one: the next look tells which.
    if (isDuplicateKey(error)) return null;
    throw error;
  }
}

/** Turns a held seat into one for good; also when it already is for the same thing. @returns null when it is gone */
export async function keepSeat(
  db: Connection,
  collection: string,
  { pool, holder, ref, now }: Pick<Claim, 'pool' | 'holder' | 'now'> & { ref: string },
): Promise<Seat | null> {
  return seatsOf(db, collection).findOneAndUpdate(
    { pool, holder, $or: [{ until: { $gt: now } }, { until: null, ref }] },
    { $set: { until: null, ref, unsure: true, takenAt: now }, $unset: { offered: '' } },
    { returnDocument: 'after' },
  );
}

/** What the seat was taken for is there. */
export async function settleSeat(
  db: Connection,
  collection: string,
  _id: string,
  ref: string,
): Promise<void> {
  await seatsOf(db, collection).updateOne({ _id, ref }, { $unset: { unsure: '' } });
}

/** Gives a seat to somebody else in one step, so that nobody comes between. @returns false when it is not as it was */
export async function passSeat(
  db: Connection,
  collection: string,
  seat: Pick<Seat, '_id' | 'holder' | 'until' | 'ref'>,
  to: { holder: string; until: Date; now: Date },
): Promise<boolean> {
  const { _id, holder, until, ref } = seat;
  const done = await seatsOf(db, collection).updateOne(
    { _id, holder, until, ref },
    {
      $set: { holder: to.holder, until: to.until, ref: null, takenAt: to.now, offered: true },
      $unset: { unsure: '' },
    },
  );
  return done.modifiedCount === 1;
}

/** Lets a seat go, if it is still as it was read. */
export async function dropSeat(
  db: Connection,
  collection: string,
  { _id, holder, until, ref }: Pick<Seat, '_id' | 'holder' | 'until' | 'ref'>,
): Promise<boolean> {
  const done = await seatsOf(db, collection).deleteOne({ _id, holder, until, ref });
  return done.deletedCount === 1;
}
