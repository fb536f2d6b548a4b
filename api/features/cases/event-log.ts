import mongoose, { type Connection } from 'mongoose';
import type { Deps } from '@api/deps';
import { type CaseDoc, casesOf, eventsOf, type LoggedEvent } from './case.model';
import { keepRatings } from './keep-ratings';

type Lagging = Pick<CaseDoc, '_id' | 'events' | 'seq' | 'loggedSeq' | 'areaPath'>;

/** Cases caught up in one go. */
const BATCH = 200;
/** Actions of this long share one write to the log. */
const GATHER_MS = 20;

/**
 * Copies events that so far stand only on their case to the log. An action writes one document, the case, with its
 * event inside: nothing can be half done. This copy follows at once, and after a crash at the next start; repeating
 * it changes nothing.
 * @returns how many cases were caught up
 */
async function flushMany(db: Connection, ids: mongoose.mongo.ObjectId[]): Promise<number> {
  const cases = casesOf(db).collection;
  const lagging = (await cases
    .find(
      { _id: { $in: ids }, unlogged: true },
      { projection: { events: 1, seq: 1, loggedSeq: 1, areaPath: 1 } },
    )
    .toArray()) as unknown as Lagging[];
  if (lagging.length === 0) return 0;
  await insertMissing(
    db,
    lagging.flatMap((doc) =>
      doc.events
        .filter((event) => event.seq > doc.loggedSeq)
        // In the log and to be told, by one write: neither without the other.
        .map((event): LoggedEvent => ({ ...event, outbox: { at: event.at, tries: 0 } })),
    ),
  );
  // What follows from an event is there before the event counts as logged.
  for (const doc of lagging) await keepRatings(db, doc);
  await cases.bulkWrite(
    lagging.map(({ _id, seq }) => ({
      updateOne: { filter: { _id, seq }, update: { $set: { loggedSeq: seq }, $unset: { unlogged: '' } } },
    })),
    { ordered: false },
  );
  return lagging.length;
}

async function insertMissing(db: Connection, events: LoggedEvent[]): Promise<void> {
  try {
    await eventsOf(db).insertMany(events, { ordered: false });
  } catch (error) {
    // An event has one id: what is there already is the same event, copied by another process or before a crash.
    const onlyRepeated =
      error instanceof mongoose.mongo.MongoBulkWriteError &&
      [error.writeErrors].flat().every((writeError) => writeError.code === 11000);
    if (!onlyRepeated) throw error;
  }
}

export async function flushEvents(db: Connection, caseId: string): Promise<void> {
  await flushMany(db, [new mongoose.mongo.ObjectId(caseId)]);
}

/** Everything left over from a crash. Run at start and now and then. @returns how many cases were caught up */
export async function flushAllEvents(db: Connection): Promise<number> {
  let count = 0;
  for (;;) {
    const lagging = await casesOf(db)
      .collection.find({ unlogged: true }, { projection: { _id: 1 }, limit: BATCH })
      .toArray();
    if (lagging.length > 0)
      count += await flushMany(
        db,
        lagging.map(({ _id }) => _id),
      );
    if (lagging.length < BATCH) return count;
  }
}

const waiting = new WeakMap<Connection, Set<string>>();

/** Copies shortly after the answer has gone out, many cases at once; what fails here is caught up by flushAllEvents. */
export function flushSoon({ db, log }: Pick<Deps, 'db' | 'log'>, caseId: string): void {
  const known = waiting.get(db);
  if (known) {
    known.add(caseId);
    return;
  }
  waiting.set(db, new Set([caseId]));
  setTimeout(() => {
    const ids = [...(waiting.get(db) ?? [])].map((id) => new mongoose.mongo.ObjectId(id));
    waiting.delete(db);
    flushMany(db, ids).catch((error: unknown) => {
      log.error({ err: error, cases: ids.length }, 'event log lags behind; it will be caught up');
    });
  }, GATHER_MS).unref();
}
