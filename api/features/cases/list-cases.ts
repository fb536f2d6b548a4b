import mongoose from 'mongoose';
import type * as z from 'zod';
import type { listMyCases as listMyCasesContract } from '@shared/cases/contract';
import type { FeedQuery } from '@shared/cases/feed-contract';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { CASE_ROW, type CaseRow, casesOf } from './case.model';
import { decodeCursor, encodeCursor } from './cursor';
import { feedSearch, type JudgedCase, PUBLIC } from './feed-search';
import { followedCases } from './follows';
import { type Viewer, viewerOf } from './policy';
import { presentSummary } from './present-case';
import { type Filter, type Found, newestFirst, newestMatching, rowsOf } from './read-newest';

type MineQuery = z.output<NonNullable<(typeof listMyCasesContract)['query']>>;

/** The public feed, newest first. */
export async function listCases(deps: Deps, actor: Actor | null, query: FeedQuery) {
  const { docs, nextCursor } = await newestOfFeed(deps, query);
  return {
    items: docs.flatMap((doc) => summaryFor(deps, actor, doc, query.coordType)),
    nextCursor,
  };
}

/** Where many are judged away, little is read of each and the rest of those that match. */
async function newestOfFeed(deps: Deps, query: FeedQuery): Promise<Found<CaseRow>> {
  const search = feedSearch(deps, query);
  if (search.whole) return newestMatching<JudgedCase, CaseRow>(deps, search, query, CASE_ROW);
  type Judged = JudgedCase & Pick<CaseRow, '_id'>;
  const { docs, nextCursor } = await newestMatching<JudgedCase, Judged>(deps, search, query, search.judged);
  const ids = docs.map(({ _id }) => _id);
  return { docs: await rowsOf(deps, ids, PUBLIC), nextCursor };
}

function summaryFor(deps: Deps, actor: Actor | null, doc: CaseRow, coordType: FeedQuery['coordType']) {
  const viewer: Viewer | null = viewerOf(actor, doc);
  return viewer ? [presentSummary(doc, { deps, actor, viewer, coordType })] : [];
}

type OwnRelation = Exclude<MineQuery['relation'], 'followed'>;
const RELATIONS: Record<OwnRelation, (userId: string) => Filter> = {
  // Of a split case the whole is his, the parts are its page's.
  reported: (userId) => ({ reporterId: userId, partOf: null }),
  toRate: (userId) => ({ reporterId: userId, status: 'verified' }),
  assigned: (userId) => ({ 'assignee.userId': userId, open: true }),
};

/** A person's own cases, newest first. */
export async function listMyCases(deps: Deps, actor: Actor, query: MineQuery) {
  const { relation } = query;
  const { docs, nextCursor } =
    relation === 'followed'
      ? await lastFollowedFirst(deps, actor, query)
      : await newestFirst(deps, RELATIONS[relation](actor.userId), query);
  return { items: docs.flatMap((doc) => summaryFor(deps, actor, doc, query.coordType)), nextCursor };
}

async function lastFollowedFirst(deps: Deps, { userId }: Actor, { limit, cursor }: MineQuery) {
  const before = cursor ? (decodeCursor(cursor, 'id')[0] ?? null) : null;
  const follows = await followedCases(deps.db, userId, limit + 1, before);
  const page = follows.slice(0, limit);
  const ids = page.map(({ caseId }) => new mongoose.Types.ObjectId(caseId));
  const found = (await casesOf(deps.db)
    .collection.find({ _id: { $in: ids } }, { projection: CASE_ROW })
    .toArray()) as unknown as CaseRow[];
  const byId = new Map(found.map((doc) => [doc._id.toHexString(), doc]));
  const last = page.at(-1);
  return {
    docs: page.flatMap(({ caseId }) => byId.get(caseId) ?? []),
    nextCursor: follows.length > limit && last ? encodeCursor([last.followId]) : null,
  };
}
