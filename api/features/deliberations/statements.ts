import mongoose from 'mongoose';
import { AppError } from '@shared/core/errors';
import {
  type Opinion,
  STATEMENTS_AT_MOST,
  STATEMENTS_OF_ONE,
  type StatementView,
  VOTE_OF,
} from '@shared/deliberations/contributions';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { isDuplicateKey } from '@api/http/idempotency';
import { recountCare } from './care-items';
import { careOf } from './check-words';
import { organises } from './find-topic';
import { joinTopic } from './join-topic';
import { presentStatement } from './present-contribution';
import { checkBelongs, checkPhase } from './standing';
import {
  type StatementDoc,
  statementsOf,
  type StatementVoteDoc,
  statementVotesOf,
  type TopicDoc,
} from './topic.model';

const OPEN = ['discuss'] as const;
const CLOSED_WORDS = '现在不是议事阶段，看法和表态只能看、不能改';
const AN_HOUR = 30;

/** Everybody reads the counts once nobody can follow them any more. */
const counted = ({ phase, outcome }: TopicDoc): boolean =>
  outcome !== null || ['decide', 'execute', 'evaluate'].includes(phase);

const missing = () => new AppError('NOT_FOUND', '没有找到这条看法');

/** @throws AppError NOT_FOUND, also for what is kept from the public and is not the actor's own */
export async function findStatement(
  { db }: Pick<Deps, 'db'>,
  actor: Actor | null,
  topic: TopicDoc,
  id: string,
): Promise<StatementDoc> {
  const doc = await statementsOf(db).findOne({ _id: new mongoose.mongo.ObjectId(id), topicId: topic._id });
  if (!doc || (doc.care && doc.authorId !== actor?.userId && !organises(actor, topic))) throw missing();
  return doc;
}

export async function presentFor(
  { db }: Pick<Deps, 'db'>,
  actor: Actor | null,
  topic: TopicDoc,
  docs: readonly StatementDoc[],
): Promise<StatementView[]> {
  const votes = actor
    ? await statementVotesOf(db)
        .find({ _id: { $in: docs.map(({ _id }) => `${_id.toHexString()}:${actor.userId}`) } })
        .toArray()
    : [];
  const byStatement = new Map(votes.map((vote) => [vote.statementId.toHexString(), vote]));
  const viewing = {
    userId: actor?.userId ?? null,
    organiser: organises(actor, topic),
    counted: counted(topic),
  };
  return docs.map((doc) => presentStatement(doc, byStatement.get(doc._id.toHexString()), viewing));
}

const presentOne = async (deps: Pick<Deps, 'db'>, actor: Actor, topic: TopicDoc, doc: StatementDoc) => {
  const [view] = await presentFor(deps, actor, topic, [doc]);
  if (!view) throw missing();
  return view;
};

/** @throws AppError WRONG_STATE, ACTION_NOT_ALLOWED, TOO_MANY_REQUESTS */
export async function addStatement(
  deps: Deps,
  actor: Actor,
  topic: TopicDoc,
  id: string,
  text: string,
): Promise<StatementView> {
  checkPhase(topic, OPEN, CLOSED_WORDS);
  const standing = await checkBelongs(deps, actor, topic);
  const _id = new mongoose.mongo.ObjectId(id);
  const statements = statementsOf(deps.db);
  const first = await statements.findOne({ _id });
  if (first) return presentOne(deps, actor, topic, first);
  const [all, own] = await Promise.all([
    statements.countDocuments({ topicId: topic._id }, { limit: STATEMENTS_AT_MOST }),
    statements.countDocuments({ topicId: topic._id, authorId: actor.userId }),
  ]);
  if (all >= STATEMENTS_AT_MOST)
    throw new AppError('WRONG_STATE', `看法已满 ${STATEMENTS_AT_MOST} 条，请对已有的看法表态`);
  if (own >= STATEMENTS_OF_ONE && !standing.organiser)
    throw new AppError('WRONG_STATE', `每人最多提 ${STATEMENTS_OF_ONE} 条看法，可以收回一条再提`);
  await deps.limits.take('topic-words', actor.userId, AN_HOUR, 3_600);
  const doc: StatementDoc = {
    _id,
    topicId: topic._id,
    authorId: actor.userId,
    official: standing.organiser,
    text,
    care: careOf(deps, text),
    agree: 0,
    disagree: 0,
    pass: 0,
    at: new Date(deps.clock()),
  };
  try {
    await statements.insertOne(doc);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  if (doc.care) await recountCare(deps, topic);
  await joinTopic(deps, topic, actor.userId);
  return presentOne(deps, actor, topic, doc);
}

const own = async (deps: Deps, actor: Actor, topic: TopicDoc, id: string) => {
  const doc = await findStatement(deps, actor, topic, id);
  if (doc.authorId !== actor.userId) throw missing();
  return doc;
};

/** Words may change only until somebody has judged them. @throws AppError NOT_FOUND, WRONG_STATE */
export async function changeStatement(
  deps: Deps,
  actor: Actor,
  topic: TopicDoc,
  id: string,
  text: string,
): Promise<StatementView> {
  const doc = await own(deps, actor, topic, id);
  checkPhase(topic, OPEN, CLOSED_WORDS);
  if (doc.care?.state === 'removed') throw new AppError('WRONG_STATE', '这条看法已被移除，可以申诉');
  const changed = await statementsOf(deps.db).findOneAndUpdate(
    { _id: doc._id, agree: 0, disagree: 0, pass: 0 },
    { $set: { text, care: careOf(deps, text) } },
    { returnDocument: 'after' },
  );
  if (!changed) throw new AppError('WRONG_STATE', '已经有人表过态，不能再改；可以收回后重提');
  await recountCare(deps, topic);
  return presentOne(deps, actor, topic, changed);
}

/** Takes it back with what others said to it. @throws AppError NOT_FOUND, WRONG_STATE */
export async function withdrawStatement(
  deps: Deps,
  actor: Actor,
  topic: TopicDoc,
  id: string,
): Promise<undefined> {
  const doc = await own(deps, actor, topic, id);
  checkPhase(topic, OPEN, CLOSED_WORDS);
  if (doc.care?.state === 'removed') throw new AppError('WRONG_STATE', '这条看法已被移除，可以申诉');
  await statementsOf(deps.db).deleteOne({ _id: doc._id });
  await statementVotesOf(deps.db).deleteMany({ statementId: doc._id });
}

const FIELD = { 1: 'agree', 0: 'pass', [-1]: 'disagree' } as const;

/** Puts a vote. @returns the one before */
async function putVote(deps: Deps, vote: Omit<StatementVoteDoc, 'at'>): Promise<StatementVoteDoc | null> {
  const { _id, vote: value, ...whose } = vote;
  const put = () =>
    statementVotesOf(deps.db).findOneAndUpdate(
      { _id },
      { $set: { vote: value, at: new Date(deps.clock()) }, $setOnInsert: whose },
      { upsert: true, returnDocument: 'before' },
    );
  try {
    return await put();
  } catch (error) {
    // Two taps at once both found nothing: the second finds what the first wrote.
    if (!isDuplicateKey(error)) throw error;
    return put();
  }
}

/**
 * One opinion of each person on each statement, by the id of what is written; a second one replaces the first.
 * @throws AppError NOT_FOUND, WRONG_STATE, ACTION_NOT_ALLOWED
 */
export async function giveOpinion(
  deps: Deps,
  actor: Actor,
  topic: TopicDoc,
  id: string,
  opinion: Opinion,
): Promise<StatementView> {
  const doc = await findStatement(deps, actor, topic, id);
  checkPhase(topic, OPEN, CLOSED_WORDS);
  if (doc.care) throw new AppError('WRONG_STATE', '这条看法还没有公开，不能表态');
  await checkBelongs(deps, actor, topic);
  const vote = VOTE_OF[opinion];
  const before = await putVote(deps, {
    _id: `${id}:${actor.userId}`,
    topicId: topic._id,
    statementId: doc._id,
    voterId: actor.userId,
    vote,
  });
  if (before?.vote !== vote)
    await statementsOf(deps.db).updateOne(
      { _id: doc._id },
      { $inc: { [FIELD[vote]]: 1, ...(before && { [FIELD[before.vote]]: -1 }) } },
    );
  await joinTopic(deps, topic, actor.userId);
  return presentOne(deps, actor, topic, await findStatement(deps, actor, topic, id));
}
