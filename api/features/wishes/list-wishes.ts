import mongoose from 'mongoose';
import type * as z from 'zod';
import { AppError } from '@shared/core/errors';
import { familyNameOnly } from '@shared/text/redact';
import type { listMyWishes as mineContract, listWishes as contract, WishItem } from '@shared/wishes/contract';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import {
  CASE_ROW,
  type CaseDoc,
  casesOf,
  decodeCursor,
  encodeCursor,
  partiesOf,
  presentSummaryPhotos,
  readWords,
  viewerOf,
} from '../cases';

type Query = z.output<NonNullable<(typeof contract)['query']>>;
type MineQuery = z.output<NonNullable<(typeof mineContract)['query']>>;
type Row = Omit<CaseDoc, keyof typeof CASE_ROW>;

const COMMUNITY_DIGITS = 12;

/** @throws AppError NOT_FOUND for no such area */
function areaOf({ routing }: Deps, actor: Actor | null, area: string | undefined): string | null {
  const index = routing.current();
  if (area !== undefined) {
    if (!index.node(area)) throw new AppError('NOT_FOUND', '没有这个区域');
    return area;
  }
  const home = actor?.homeGridCode?.slice(0, COMMUNITY_DIGITS);
  return home && index.node(home) ? home : null;
}

/** Wishes everybody may read, of an area or of the reader's own community, the newest first. */
export async function listWishes(deps: Deps, actor: Actor | null, { state, area, limit, cursor }: Query) {
  const where = areaOf(deps, actor, area);
  return page(
    deps,
    actor,
    { 'wish.state': state, visibility: 'public', ...(where && { areaPath: where }) },
    limit,
    cursor,
  );
}

/** What a person wished for, or promised to others. */
export async function listMyWishes(deps: Deps, actor: Actor, { relation, limit, cursor }: MineQuery) {
  const filter =
    relation === 'made' ? { reporterId: actor.userId, kind: 'wish' } : { 'wish.claim.userId': actor.userId };
  return page(deps, actor, filter, limit, cursor);
}

async function page(
  deps: Deps,
  actor: Actor | null,
  filter: object,
  limit: number,
  cursor: string | undefined,
) {
  const [before] = cursor ? decodeCursor(cursor, 'id') : [];
  const docs = (await casesOf(deps.db)
    .collection.find(
      { ...filter, ...(before && { _id: { $lt: new mongoose.Types.ObjectId(before) } }) },
      { sort: { _id: -1 }, limit: limit + 1, projection: CASE_ROW },
    )
    .toArray()) as unknown as Row[];
  const shown = docs.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.flatMap((doc) => presentWish(deps, actor, doc)),
    nextCursor: docs.length > limit && last ? encodeCursor([last._id.toHexString()]) : null,
  };
}

/** One wish as this reader may see it. Of who wished and where no more than a word and the community. */
function presentWish(deps: Deps, actor: Actor | null, doc: Row): WishItem[] {
  const { wish } = doc;
  const viewer = viewerOf(actor, doc);
  if (!wish || !viewer) return [];
  const read = readWords(doc, viewer);
  const community = doc.areaNames.find(({ level }) => level === 'community') ?? doc.areaNames.at(-1);
  const parties = actor ? partiesOf(actor, doc) : new Set();
  const { claim, fulfilled, thanks } = wish;
  return [
    {
      id: doc._id.toHexString(),
      number: doc.number,
      text: read(doc.text),
      type: wish.type,
      forWhom: wish.forWhom,
      state: wish.state,
      area: community ? { code: community.code, level: community.level, name: community.name } : null,
      createdAt: doc.createdAt.toISOString(),
      until: wish.dueAt?.toISOString() ?? null,
      claimedBy: claim ? `${claim.title}${familyNameOnly(claim.name)}` : null,
      fulfilled: fulfilled && { text: read(fulfilled.text), at: fulfilled.at.toISOString() },
      photos: presentSummaryPhotos(doc, { deps, actor, viewer, coordType: 'gcj02' }),
      thanks: thanks && { text: read(thanks.text), at: thanks.at.toISOString() },
      mine: parties.has('wisher') ? 'made' : parties.has('claimer') ? 'claimed' : null,
      mayClaim: wish.state === 'open' && parties.has('giver'),
    },
  ];
}
