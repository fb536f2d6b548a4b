import mongoose from 'mongoose';
import type { Deps } from '@api/deps';
import { participantsOf, type TopicDoc, topicsOf } from './topic.model';

/** From now on these people are told of every step of the topic. Repeating changes nothing. */
export async function joinAll(
  deps: Pick<Deps, 'db' | 'clock'>,
  topic: Pick<TopicDoc, '_id'>,
  userIds: readonly string[],
): Promise<void> {
  if (userIds.length === 0) return;
  const at = new Date(deps.clock());
  const id = topic._id.toHexString();
  try {
    await participantsOf(deps.db).insertMany(
      userIds.map((userId) => ({ _id: `${id}:${userId}`, topicId: topic._id, userId, at })),
      { ordered: false },
    );
  } catch (error) {
    if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) throw error;
    const failed = [error.writeErrors].flat();
    if (failed.some(({ code }) => code !== 11000)) throw error;
    // Everybody was there already.
    if (failed.length === userIds.length) return;
  }
  const participants = await participantsOf(deps.db).countDocuments({ topicId: topic._id });
  await topicsOf(deps.db).updateOne(
    { _id: topic._id, participants: { $lt: participants } },
    { $set: { participants } },
  );
}

export const joinTopic = (
  deps: Pick<Deps, 'db' | 'clock'>,
  topic: Pick<TopicDoc, '_id'>,
  userId: string,
): Promise<void> => joinAll(deps, topic, [userId]);
