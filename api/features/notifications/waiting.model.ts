import type { Connection } from 'mongoose';
import mongoose from 'mongoose';
import type { Deps } from '@api/deps';
import type { EventDoc } from '../cases';
import type { Topic } from './case-message';

/** What is told to a person together with other things: in his daily digest, or because it is told late anyway. */
export interface WaitingDoc {
  /** `<event id>:<user id>` */
  _id: string;
  userId: string;
  lane: 'digest' | 'late';
  eventId: string;
  /** Null for what is told in words of its own. */
  caseId: string | null;
  /** A day of a topic one takes part in. */
  words?: { topicId: string; title: string; text: string };
  topic: Topic;
  due: Date;
}

export function waitingOf(db: Connection) {
  return db.collection<WaitingDoc>('waitingMessages');
}

export async function createWaitingIndexes(db: Connection): Promise<void> {
  await waitingOf(db).createIndex({ due: 1 });
  await waitingOf(db).createIndex({ userId: 1, lane: 1, due: 1 });
}

/** Lets an event wait for these people; repeating it changes nothing. */
export async function letWait(
  deps: Deps,
  event: EventDoc,
  people: readonly { userId: string; topic: Topic; lane: WaitingDoc['lane']; due: number }[],
): Promise<void> {
  await putWaiting(
    deps,
    people.map(({ userId, topic, lane, due }) => ({
      _id: `${event._id}:${userId}`,
      userId,
      lane,
      eventId: event._id,
      caseId: event.caseId,
      topic,
      due: new Date(due),
    })),
  );
}

/** What waits already is left as it is. */
export async function putWaiting({ db }: Pick<Deps, 'db'>, docs: readonly WaitingDoc[]): Promise<void> {
  if (docs.length === 0) return;
  try {
    await waitingOf(db).insertMany([...docs], { ordered: false });
  } catch (error) {
    const onlyRepeated =
      error instanceof mongoose.mongo.MongoBulkWriteError &&
      [error.writeErrors].flat().every((writeError) => writeError.code === 11000);
    if (!onlyRepeated) throw error;
  }
}
