import mongoose from 'mongoose';
import { AppError } from '@shared/core/errors';
import { TOPIC_ORGANISERS } from '@shared/deliberations/rules';
import type { Deps } from '@api/deps';
import { type Actor, holdsIn } from '@api/http/actor';
import { livesIn, type VerifiedResidence, verifiedResidence } from '../residence';
import { type TopicDoc, topicsOf } from './topic.model';

/** Staff of the topic's area who lead it. */
export const organises = (actor: Actor | null, topic: Pick<TopicDoc, 'areaPath'>): boolean =>
  actor !== null && TOPIC_ORGANISERS.some((role) => holdsIn(actor, role, topic.areaPath));

/** What is kept from the public is there only for its initiator and its organisers. */
export const maySee = (actor: Actor | null, topic: TopicDoc): boolean =>
  topic.care === null || actor?.userId === topic.initiator.userId || organises(actor, topic);

/** @throws AppError NOT_FOUND, also for what the actor may not know of */
export async function findTopic(
  { db }: Pick<Deps, 'db'>,
  actor: Actor | null,
  id: string,
): Promise<TopicDoc> {
  const topic = await topicsOf(db).findOne({ _id: new mongoose.mongo.ObjectId(id) });
  if (!topic || !maySee(actor, topic)) throw new AppError('NOT_FOUND', '没有找到这个议题');
  return topic;
}

/** @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED for who does not lead it */
export async function findOrganised(deps: Pick<Deps, 'db'>, actor: Actor, id: string): Promise<TopicDoc> {
  const topic = await findTopic(deps, actor, id);
  if (!organises(actor, topic)) throw new AppError('ACTION_NOT_ALLOWED', '只有议题所在区域的中心可以操作');
  return topic;
}

/**
 * Where somebody lives who may second and vote: verified, in the topic's scope, at this moment.
 * @throws AppError ACTION_NOT_ALLOWED
 */
export async function residentOfScope(
  deps: Pick<Deps, 'db'>,
  actor: Actor,
  topic: Pick<TopicDoc, 'areaCode'>,
): Promise<VerifiedResidence> {
  const residence = await verifiedResidence(deps, actor.userId);
  if (!residence)
    throw new AppError('ACTION_NOT_ALLOWED', '请先核实住处：由社区或网格员核实一次，以后都能参加');
  if (!livesIn(residence, topic.areaCode))
    throw new AppError('ACTION_NOT_ALLOWED', '这个议题由住在当地的居民参加，您核实的住处不在范围内');
  return residence;
}
