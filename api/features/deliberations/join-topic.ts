import { isDuplicateKey } from '@api/http/idempotency';
import type { Deps } from '@api/deps';
import { participantsOf, type TopicDoc, topicsOf } from './topic.model';

/** From now on this person is told of every step of the topic. Repeating changes nothing. */
export async function joinTopic(
  deps: Pick<Deps, 'db' | 'clock'>,
  topic: Pick<TopicDoc, '_id'>,
  userId: string,
): Promise<void> {
  try {
    await participantsOf(deps.db).insertOne({
      _id: `${topic._id.toHexString()}:${userId}`,
      topicId: topic._id,
      userId,
      at: new Date(deps.clock()),
    });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return;
  }
  const participants = await participantsOf(deps.db).countDocuments({ topicId: topic._id });
  await topicsOf(deps.db).updateOne(
    { _id: topic._id, participants: { $lt: participants } },
    { $set: { participants } },
  );
}
