import mongoose from 'mongoose';
import type { Deps } from '@api/deps';
import { perConnection, together } from '@api/store/together';
import { type NotificationDoc, notificationsOf } from './notification.model';
import { withPushOrders } from './order-pushes';

type Messages = readonly NotificationDoc[];
interface Order {
  deps: Deps;
  messages: Messages;
}
/** What was left out, or what went wrong. */
type Outcome = NotificationDoc[] | { error: Error };

const inboxOf = perConnection(() => together(putAll));

/** Messages of many events in one write; each order is answered for its own. */
async function putAll(orders: readonly Order[]): Promise<Outcome[]> {
  const [first] = orders;
  if (!first) return [];
  const all = orders.flatMap(({ messages }, order) => messages.map((message) => ({ message, order })));
  const docs = await withPushOrders(
    first.deps,
    all.map(({ message }) => message),
  );
  const outcomes: Outcome[] = orders.map(() => []);
  try {
    await notificationsOf(first.deps.db).insertMany(docs, { ordered: false });
  } catch (error) {
    if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) throw error;
    const failed = [error.writeErrors].flat();
    if (failed.length === 0) throw error;
    for (const { index, code, errmsg } of failed) {
      const entry = all[index];
      const outcome = entry && outcomes[entry.order];
      if (!entry || !outcome) continue;
      if (code !== 11000) outcomes[entry.order] = { error: new Error(errmsg) };
      else if (Array.isArray(outcome)) outcome.push(entry.message);
    }
  }
  return outcomes;
}

/**
 * Puts messages into inboxes. One that is there already, or of which any event was told to that person before, is left
 * out: the indexes decide, so it holds for processes at once and for repetitions after a crash.
 * @returns those that were left out
 */
export async function putMessages(deps: Deps, messages: Messages): Promise<NotificationDoc[]> {
  if (messages.length === 0) return [];
  const outcome = await inboxOf(deps.db)({ deps, messages });
  if (Array.isArray(outcome)) return outcome;
  throw outcome.error;
}

/** Which of these events a person has been told of. */
export async function toldOf(
  deps: Deps,
  userId: string,
  events: readonly string[],
): Promise<ReadonlySet<string>> {
  if (events.length === 0) return new Set();
  const inbox = notificationsOf(deps.db);
  const [together, alone] = await Promise.all([
    inbox.find({ userId, events: { $in: [...events] } }, { projection: { events: 1 } }).toArray(),
    // Messages of before there were several events in one.
    inbox.find({ _id: { $in: events.map((id) => `${id}:${userId}`) } }, { projection: { _id: 1 } }).toArray(),
  ]);
  const found = new Set(together.flatMap((doc) => doc.events ?? []));
  alone.forEach(({ _id }) => found.add(_id.slice(0, _id.lastIndexOf(':'))));
  return new Set(events.filter((id) => found.has(id)));
}
