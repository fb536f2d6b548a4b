import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';

/** A long piece of work that was decided by one write and is carried out in steps, each of which may be begun again. */
export interface Order {
  _id: string;
  /** Absent when it is over. */
  pending?: true;
  /** Who works on it answers for it until then. */
  leaseUntil: Date;
  /** Whose turn it is: who was silent for too long and comes back finds another here, and stops. */
  holder?: string;
}

/** What of the process an order needs. */
interface Worker {
  db: Connection;
  /** UTC milliseconds. */
  clock: () => number;
}

/** Who died at work loses the order after this. */
const LEASE_MS = 20_000;
const AT_ONCE = 20;
/** What this process works on. The store's lease would do, but a clock that is set forward ends a lease and not the work. */
const working = new WeakMap<Connection, Set<string>>();

const ordersOf = (db: Connection, collection: string) => db.collection<Order>(collection);

/**
 * Works on an order that nobody else works on, of any process, and keeps it for as long as the work takes.
 * @param collection indexed by `pending`
 * @param work is given the order, and a question to ask between steps: whether it is still to be carried out
 */
export async function workOnOrder<T extends Order>(
  { db, clock }: Worker,
  collection: string,
  id: string,
  work: (order: T, goOn: () => Promise<boolean>) => Promise<void>,
): Promise<void> {
  const here = working.get(db) ?? new Set();
  working.set(db, here);
  const key = `${collection}:${id}`;
  if (here.has(key)) return;
  here.add(key);
  const orders = ordersOf(db, collection);
  const holder = randomUUID();
  const hold = (ms: number) =>
    orders.updateOne({ _id: id, pending: true, holder }, { $set: { leaseUntil: new Date(clock() + ms) } });
  const goOn = async () => (await hold(LEASE_MS)).matchedCount === 1;
  try {
    const order = await orders.findOneAndUpdate(
      { _id: id, pending: true, leaseUntil: { $lte: new Date(clock()) } },
      { $set: { leaseUntil: new Date(clock() + LEASE_MS), holder } },
      { returnDocument: 'after' },
    );
    if (!order) return;
    // A beat that fails is followed by the next; should none arrive, another process takes over as after a death.
    const beat = setInterval(() => void goOn().catch(() => false), LEASE_MS / 4);
    try {
      await work(order as T, goOn);
    } finally {
      clearInterval(beat);
      await hold(0);
    }
  } finally {
    here.delete(key);
  }
}

/** Goes on with what a crash or a stop interrupted. @param stopped asked between orders. @returns how many there were */
export async function workOnOrders(
  { db }: Pick<Worker, 'db'>,
  collection: string,
  run: (id: string) => Promise<void>,
  stopped: () => boolean,
): Promise<number> {
  const found = await ordersOf(db, collection)
    .find({ pending: true }, { projection: { _id: 1 }, sort: { _id: 1 }, limit: AT_ONCE })
    .toArray();
  for (const { _id } of found) {
    if (stopped()) break;
    await run(_id);
  }
  return found.length;
}
