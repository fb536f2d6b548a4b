import mongoose from 'mongoose';
import type { Deps } from '@api/deps';
import { CASE_ROW, type CaseRow, casesOf } from './case.model';
import { decodeCursor, encodeCursor } from './cursor';

export type Filter = Record<string, unknown>;

export interface Page {
  limit: number;
  cursor?: string;
  since?: string;
}

export interface Found<Row> {
  docs: Row[];
  nextCursor: string | null;
}

const idOf = (cursor: string) => new mongoose.Types.ObjectId(decodeCursor(cursor, 'id')[0]);
const cursorAt = (id: mongoose.Types.ObjectId | null) => id && encodeCursor([id.toHexString()]);

/** As `_id`, what lies before `before` and not before `since`. */
function idRange(before: mongoose.Types.ObjectId | null, since: string | undefined): Filter {
  const from = since && mongoose.Types.ObjectId.createFromTime(Math.floor(Date.parse(since) / 1000));
  const range = { ...(before && { $lt: before }), ...(from && { $gte: from }) };
  return Object.keys(range).length > 0 ? { _id: range } : {};
}

/** One page, newest first, of what one index answers alone. */
export async function newestFirst(deps: Deps, filter: Filter, page: Page): Promise<Found<CaseRow>> {
  const before = page.cursor ? idOf(page.cursor) : null;
  const found = (await casesOf(deps.db)
    .collection.find(
      { ...filter, ...idRange(before, page.since) },
      { sort: { _id: -1 }, limit: page.limit + 1, projection: CASE_ROW },
    )
    .toArray()) as unknown as CaseRow[];
  const docs = found.slice(0, page.limit);
  return { docs, nextCursor: found.length > page.limit ? cursorAt(docs.at(-1)?._id ?? null) : null };
}

/** A search that no single index answers. */
export interface Search<Judged> {
  /** Each by itself one range of an index in order; every match is in all of them. */
  leads: Filter[];
  matches(doc: Judged): boolean;
  /** The lead alone is the whole question: everything it finds matches, and nothing is judged. */
  whole: boolean;
}

/** A request gives up looking for more matches after so many documents; its cursor goes on from there. */
export const MOST_EXAMINED = 1000;
/** How far into each lead it is looked to see which is the sparsest. */
const PROBED = 40;
const MOST_PROBES = 8;
/** Read first where documents may be judged away. */
const FIRST_STRIDE = 60;

/**
 * One page, newest first: the sparsest lead is read and each document judged, never more than MOST_EXAMINED. A page
 * may so hold less than its limit and still be followed by another.
 * @template Row what is read of each document; more than is judged costs its reading for all that do not match
 */
export async function newestMatching<Judged, Row extends Judged & { _id: mongoose.Types.ObjectId }>(
  deps: Deps,
  search: Search<Judged>,
  page: Page,
  /** Of the fields of a row. */
  projection: Readonly<Record<string, 0 | 1>>,
): Promise<Found<Row>> {
  let before = page.cursor ? idOf(page.cursor) : null;
  const { lead, probed } = await sparsest(deps, search.leads, idRange(before, page.since));
  const docs: Row[] = [];
  let stride = Math.max(search.whole ? 0 : FIRST_STRIDE, Math.min(page.limit + 1, MOST_EXAMINED));
  for (let left = MOST_EXAMINED - probed; left > 0; stride *= 2) {
    const size = Math.min(stride, left);
    const found = (await casesOf(deps.db)
      .collection.find(
        { ...lead, ...idRange(before, page.since) },
        { sort: { _id: -1 }, limit: size, projection },
      )
      .toArray()) as unknown as Row[];
    left -= size;
    for (const doc of found) {
      if (docs.length === page.limit) return { docs, nextCursor: cursorAt(before) };
      before = doc._id;
      if (search.whole || search.matches(doc)) docs.push(doc);
    }
    if (found.length < size) return { docs, nextCursor: null };
  }
  return { docs, nextCursor: cursorAt(before) };
}

/** Rows of cases by their ids, newest first; those that are no longer what the filter says are left out. */
export async function rowsOf(
  deps: Deps,
  ids: readonly mongoose.Types.ObjectId[],
  filter: Filter,
): Promise<CaseRow[]> {
  if (ids.length === 0) return [];
  return (await casesOf(deps.db)
    .collection.find({ ...filter, _id: { $in: [...ids] } }, { sort: { _id: -1 }, projection: CASE_ROW })
    .toArray()) as unknown as CaseRow[];
}

/** The lead whose PROBED-th newest is the oldest, or which has fewer: to read it takes the fewest documents. */
async function sparsest(
  deps: Deps,
  leads: Filter[],
  range: Filter,
): Promise<{ lead: Filter; probed: number }> {
  const candidates = leads.slice(0, MOST_PROBES);
  const [only = {}] = candidates;
  if (candidates.length === 1) return { lead: only, probed: 0 };
  const ends = await Promise.all(
    candidates.map(async (lead) => {
      const [end] = await casesOf(deps.db)
        .collection.find(
          { ...lead, ...range },
          { sort: { _id: -1 }, skip: PROBED - 1, limit: 1, projection: { _id: 1 } },
        )
        .toArray();
      return { lead, end: end?._id.toHexString() ?? '' };
    }),
  );
  const best = ends.reduce((least, next) => (next.end < least.end ? next : least));
  return { lead: best.lead, probed: candidates.length * PROBED };
}
