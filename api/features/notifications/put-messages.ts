import mongoose from 'mongoose';
import type { Deps } from '@api/deps';
import { type NotificationDoc, notificationsOf } from './notification.model';
import { withPushOrders } from './order-pushes';

/**
 * Puts messages into inboxes. One that is there already, or of which any event was told to that person before, is left
 * out: the indexes decide, so it holds for processes at once and for repetitions after a crash.
 * @returns those that were left out
 */
export async function putMessages(deps: Deps, messages: NotificationDoc[]): Promise<NotificationDoc[]> {
  if (messages.length === 0) return [];
  try {
    await notificationsOf(deps.db).insertMany(await withPushOrders(deps, messages), { ordered: false });
    return [];
  } catch (error) {
    if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) throw error;
    const failed = [error.writeErrors].flat();
    if (failed.some(({ code }) => code !== 11000)) throw error;
    return failed.flatMap(({ index }) => messages[index] ?? []);
  }
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
