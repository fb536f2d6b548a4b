import mongoose from 'mongoose';
import type { OwnContributions, StatementView } from '@shared/deliberations/contributions';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { decodeCursor, encodeCursor } from '../cases';
import { organises } from './find-topic';
import { presentReply } from './present-contribution';
import { presentFor } from './statements';
import { commentsOf, statementsOf, statementVotesOf, type TopicDoc } from './topic.model';

/** In the order they came; what is kept from the public is there for its author and who leads the topic. */
export async function listStatements(
  deps: Deps,
  actor: Actor | null,
  topic: TopicDoc,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: StatementView[]; nextCursor: string | null }> {
  const [after] = cursor ? decodeCursor(cursor, 'id') : [];
  const docs = await statementsOf(deps.db)
    .find(
      { topicId: topic._id, ...(after && { _id: { $gt: new mongoose.mongo.ObjectId(after) } }) },
      { sort: { _id: 1 }, limit: limit + 1 },
    )
    .toArray();
  const page = docs.slice(0, limit);
  const last = page.at(-1);
  const seen = page.filter(
    ({ care, authorId }) => care === null || authorId === actor?.userId || organises(actor, topic),
  );
  return {
    items: await presentFor(deps, actor, topic, seen),
    nextCursor: docs.length > limit && last ? encodeCursor([last._id.toHexString()]) : null,
  };
}

const SHOWN = 300;

/** Everything somebody said in a topic, for himself alone. */
export async function ownContributions(deps: Deps, actor: Actor, topic: TopicDoc): Promise<OwnContributions> {
  const { userId } = actor;
  const [own, votes, comments] = await Promise.all([
    statementsOf(deps.db).find({ topicId: topic._id, authorId: userId }).toArray(),
    statementVotesOf(deps.db).find({ topicId: topic._id, voterId: userId }, { limit: SHOWN }).toArray(),
    commentsOf(deps.db).find({ topicId: topic._id, authorId: userId }, { limit: SHOWN }).toArray(),
  ]);
  const voted = await statementsOf(deps.db)
    .find({ _id: { $in: votes.map(({ statementId }) => statementId) }, care: null })
    .toArray();
  const at = new Map(votes.map((vote) => [vote.statementId.toHexString(), vote.at.getTime()]));
  const when = ({ _id }: { _id: mongoose.mongo.ObjectId }) => at.get(_id.toHexString()) ?? 0;
  const [statements, opinions] = await Promise.all([
    presentFor(deps, actor, topic, own),
    presentFor(
      deps,
      actor,
      topic,
      voted.sort((a, b) => when(b) - when(a)),
    ),
  ]);
  return {
    statements,
    opinions,
    comments: comments.map((doc) => presentReply(doc, userId, false)).reverse(),
  };
}
