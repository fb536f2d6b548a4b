import mongoose from 'mongoose';
import type { Deps } from '@api/deps';
import { perConnection, together } from '@api/store/together';
import { type CaseDoc, casesOf, eventsOf, type LoggedEvent } from '../cases';
import { orderDeliveries } from '../webhooks';
import { tellEvent } from './tell-event';

const BATCH = 100;
/** Events told side by side: what they read and write they ask for together. */
const AT_ONCE = 50;
const TRIES = 8;
const FIRST_WAIT_MS = 2_000;

/** Twice as long after every failure. */
const waitAfter = (tries: number) => FIRST_WAIT_MS * 2 ** (tries - 1);

/**
 * Tells everybody whom the events of the log concern. An event carries its own order to be told (`outbox`) from the
 * write on that put it into the log; it is crossed out only when all were told, and telling twice changes nothing.
 * What fails is tried again with growing pauses, and after eight failures waits for an admin.
 * @param stopped asked between events, so that the process may end without waiting for a backlog
 * @returns how many events were told
 */
export async function deliverNotifications(deps: Deps, stopped = () => false): Promise<number> {
  let delivered = 0;
  for (;;) {
    const due = (await eventsOf(deps.db)
      .find({ 'outbox.at': { $lte: new Date(deps.clock()) } }, { sort: { 'outbox.at': 1 }, limit: BATCH })
      .toArray()) as LoggedEvent[];
    let moved = 0;
    for (let at = 0; at < due.length; at += AT_ONCE) {
      if (stopped()) return delivered;
      const told = await Promise.all(due.slice(at, at + AT_ONCE).map((event) => deliver(deps, event)));
      moved += told.filter(Boolean).length;
    }
    delivered += moved;
    if (due.length < BATCH || moved === 0) return delivered;
  }
}

const casesById = perConnection((db) =>
  together(async (ids: readonly string[]) => {
    const found = (await casesOf(db)
      .collection.find({ _id: { $in: [...new Set(ids)].map((id) => new mongoose.mongo.ObjectId(id)) } })
      .toArray()) as unknown as CaseDoc[];
    const byId = new Map(found.map((doc) => [doc._id.toHexString(), doc]));
    return ids.map((id) => byId.get(id) ?? null);
  }),
);

/** The order is crossed out; what of it is left undone by a crash is told again, which changes nothing. */
const crossedOut = perConnection((db) =>
  together(async (ids: readonly string[]) => {
    await eventsOf(db).updateMany({ _id: { $in: [...ids] } }, { $unset: { outbox: '' } });
    return ids;
  }),
);

/** @returns whether everybody was told; if not, it will be tried again */
async function deliver(deps: Deps, { outbox, dead: _dead, ...event }: LoggedEvent): Promise<boolean> {
  try {
    const doc = await casesById(deps.db)(event.caseId);
    if (doc) await Promise.all([tellEvent(deps, event, doc), orderDeliveries(deps, event, doc)]);
    await crossedOut(deps.db)(event._id);
    return true;
  } catch (error) {
    await postpone(deps, event._id, (outbox?.tries ?? 0) + 1, error);
    return false;
  }
}

async function postpone(deps: Deps, eventId: string, tries: number, error: unknown): Promise<void> {
  deps.log.warn({ err: error, eventId, tries }, 'nobody told yet');
  const message = error instanceof Error ? error.message : String(error);
  const now = deps.clock();
  await eventsOf(deps.db).updateOne(
    { _id: eventId },
    tries >= TRIES
      ? { $unset: { outbox: '' }, $set: { dead: { at: new Date(now), tries, error: message.slice(0, 300) } } }
      : { $set: { outbox: { at: new Date(now + waitAfter(tries)), tries } } },
  );
}
