import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { findTopic, type TopicDoc } from '../deliberations';
import { type BallotDoc, ballotsOf } from './ballot.model';

export type BallotState = 'draft' | 'open' | 'counting' | 'counted' | 'void';

/** Where a ballot stands, by its topic and the clock. */
export function stateOf(topic: TopicDoc, ballot: BallotDoc, nowMs: number): BallotState {
  if (ballot.result) return 'counted';
  if (topic.outcome !== null) return 'void';
  if (ballot.closedAt) return 'counting';
  if (topic.phase !== 'decide') return 'draft';
  return nowMs < (topic.dates.decideUntil?.getTime() ?? 0) ? 'open' : 'counting';
}

/** @throws AppError NOT_FOUND, also for a topic the actor may not know of */
export async function findBallot(
  deps: Pick<Deps, 'db'>,
  actor: Actor | null,
  id: string,
): Promise<{ topic: TopicDoc; ballot: BallotDoc }> {
  const topic = await findTopic(deps, actor, id);
  const ballot = await ballotsOf(deps.db).findOne({ _id: topic._id });
  if (!ballot) throw new AppError('NOT_FOUND', '这个议题还没有拟定表决');
  return { topic, ballot };
}

/** From here on the rules stand: written once, when deciding has begun. @returns the ballot as it stands */
export async function freeze(deps: Pick<Deps, 'db' | 'clock'>, ballot: BallotDoc): Promise<BallotDoc> {
  if (ballot.frozenAt) return ballot;
  const ballots = ballotsOf(deps.db);
  await ballots.updateOne(
    { _id: ballot._id, frozenAt: null },
    { $set: { frozenAt: new Date(deps.clock()), open: true }, $inc: { version: 1 } },
  );
  return (await ballots.findOne({ _id: ballot._id })) ?? ballot;
}
