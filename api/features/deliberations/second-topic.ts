import { AppError } from '@shared/core/errors';
import { topicTransition } from '@shared/deliberations/phases';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { isDuplicateKey } from '@api/http/idempotency';
import type { BallotPort } from './ballot-port';
import { findTopic, residentOfScope } from './find-topic';
import { joinTopic } from './join-topic';
import { stepByClock } from './run-clock';
import { checkPhase } from './standing';
import { secondsOf, type TopicDoc, topicsOf } from './topic.model';

/**
 * One of each verified resident of the scope, decided by the id of what is written. When enough have come, the topic
 * goes on by itself.
 * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, WRONG_STATE
 */
export async function secondTopic(
  deps: Deps,
  ballots: BallotPort,
  actor: Actor,
  id: string,
): Promise<TopicDoc> {
  const topic = await findTopic(deps, actor, id);
  const _id = `${id}:${actor.userId}`;
  if (await secondsOf(deps.db).findOne({ _id }, { projection: { _id: 1 } })) return topic;
  checkPhase(topic, ['raise'], '附议已经结束');
  if (topic.initiator.userId === actor.userId)
    throw new AppError('ACTION_NOT_ALLOWED', '这是您自己提的议题，请邻居来附议');
  await residentOfScope(deps, actor, topic);
  try {
    await secondsOf(deps.db).insertOne({
      _id,
      topicId: topic._id,
      userId: actor.userId,
      at: new Date(deps.clock()),
    });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  await joinTopic(deps, topic, actor.userId);
  const seconds = await secondsOf(deps.db).countDocuments({ topicId: topic._id });
  await topicsOf(deps.db).updateOne({ _id: topic._id, seconds: { $lt: seconds } }, { $set: { seconds } });
  const counted = await findTopic(deps, actor, id);
  const enough = topicTransition('raise', 'set', 'clock');
  if (enough && counted.phase === 'raise' && counted.seconds >= counted.secondsNeeded)
    await stepByClock(deps, ballots, counted, enough);
  return findTopic(deps, actor, id);
}
