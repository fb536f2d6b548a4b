import type { Connection } from 'mongoose';
import mongoose from 'mongoose';
import type { Deps } from '@api/deps';
import { isDuplicateKey } from '@api/http/idempotency';
import { type CaseDoc, casesOf } from './case.model';

/** Who follows which case. */
interface FollowDoc {
  caseId: string;
  userId: string;
  at: Date;
}

function followsOf(db: Connection) {
  return db.collection<FollowDoc>('caseFollows');
}

export async function createFollowIndexes(db: Connection): Promise<void> {
  await followsOf(db).createIndex({ caseId: 1, userId: 1 }, { unique: true });
  await followsOf(db).createIndex({ userId: 1, _id: -1 });
}

export async function isFollowing(db: Connection, doc: CaseDoc, userId: string): Promise<boolean> {
  const filter = { caseId: doc._id.toHexString(), userId };
  return (await followsOf(db).findOne(filter, { projection: { _id: 1 } })) !== null;
}

/** Harmless when he follows it already. */
export async function addFollower(deps: Deps, doc: CaseDoc, userId: string): Promise<void> {
  if (userId === doc.reporterId) return;
  const caseId = doc._id.toHexString();
  try {
    await followsOf(deps.db).insertOne({ caseId, userId, at: new Date(deps.clock()) });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  await recount(deps, doc._id);
}

export async function removeFollower(deps: Deps, doc: CaseDoc, userId: string): Promise<void> {
  await followsOf(deps.db).deleteOne({ caseId: doc._id.toHexString(), userId });
  await recount(deps, doc._id);
}

const RECOUNTS = 20;

/**
 * Writes how many follow a case. Counted anew rather than added up, so that a crash in between cannot put it off for
 * good; whoever counted before somebody else's recount counts again. The case's version stays: nobody's work is
 * disturbed by a new follower.
 */
async function recount(deps: Deps, _id: mongoose.Types.ObjectId): Promise<void> {
  const cases = casesOf(deps.db).collection;
  for (let attempt = 0; attempt < RECOUNTS; attempt += 1) {
    const doc = (await cases.findOne({ _id }, { projection: { followersSeq: 1 } })) as Pick<
      CaseDoc,
      'followersSeq'
    > | null;
    if (!doc) return;
    const followers = await followsOf(deps.db).countDocuments({ caseId: _id.toHexString() });
    const { matchedCount } = await cases.updateOne(
      { _id, followersSeq: doc.followersSeq ?? null },
      { $set: { followers }, $inc: { followersSeq: 1 } },
    );
    if (matchedCount === 1) return;
  }
  deps.log.warn(
    { caseId: _id.toHexString() },
    'followers not recounted: too many at once; the next one will',
  );
}

/** Ids of the cases a person follows, last followed first. @param before exclusive, from the last page */
export async function followedCases(
  db: Connection,
  userId: string,
  limit: number,
  before: string | null,
): Promise<{ followId: string; caseId: string }[]> {
  const docs = await followsOf(db)
    .find(
      { userId, ...(before && { _id: { $lt: new mongoose.Types.ObjectId(before) } }) },
      { sort: { _id: -1 }, limit },
    )
    .toArray();
  return docs.map(({ _id, caseId }) => ({ followId: _id.toHexString(), caseId }));
}

const PAGE = 500;

/** Everybody who follows a case, page by page. */
export async function* followersOf(db: Connection, caseId: string): AsyncGenerator<string[]> {
  for (let after = ''; ;) {
    const docs = await followsOf(db)
      .find(
        { caseId, userId: { $gt: after } },
        { sort: { userId: 1 }, limit: PAGE, projection: { userId: 1 } },
      )
      .toArray();
    if (docs.length > 0) yield docs.map(({ userId }) => userId);
    if (docs.length < PAGE) return;
    after = docs.at(-1)?.userId ?? '';
  }
}

/** Which of these cases a person follows now. */
export async function followedAmong(
  db: Connection,
  userId: string,
  caseIds: readonly string[],
): Promise<Set<string>> {
  const docs = await followsOf(db)
    .find({ caseId: { $in: [...caseIds] }, userId }, { projection: { caseId: 1 } })
    .toArray();
  return new Set(docs.map(({ caseId }) => caseId));
}
