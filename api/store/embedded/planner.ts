import { type Collection, type Index } from './catalog';
import { StoreError } from './errors';
import { KEPT } from './keys';
import { MOST_POINTS } from './planner-bounds';

import { after, collect, fieldIntervals, invert, place, type Constraints } from './planner-bounds';
import { covers, isExact } from './planner-covers';
import type { SortField } from './sort';
import { equal, isDoc, toNumber, type Doc, type Value } from './values';
export interface KeyRange {
  low: Buffer;
  high: Buffer | null;
  /** Length of the part that is the same in all its keys. */
  prefix: number;
}
export interface IndexPlan {
  index: Index;
  ranges: KeyRange[];
  reverse: boolean;
  /** The index gives the documents in the order asked for. */
  sorted: boolean;
  /** Each range gives the order by itself: they must be merged by what follows their prefix. */
  merge: boolean;
  /** A document may come more than once. */
  repeats: boolean;
  /** The ranges hold exactly what the filter wants: no document need be read to test it. */
  exact: boolean;
  /** Each range is one whole key of a unique index. */
  lookup: boolean;
  score: number;
}
export type Plan =
  | { kind: 'scan'; reverse: boolean; sorted: boolean }
  | ({ kind: 'index' } & IndexPlan)
  | { kind: 'or'; plans: IndexPlan[] };

const MOST_MERGED = 64;

function planIndex(index: Index, constraints: Constraints, sort: SortField[], filter: Doc): IndexPlan | null {
  const [first] = index.paths as [string];
  if (index.building || !(constraints.has(first) || sort[0]?.path === first || index.partial)) return null;
  if (!covers(index, filter, constraints)) return null;
  let prefixes: Buffer[] = [Buffer.alloc(0)];
  let ranges: KeyRange[] | null = null;
  let single = 0;
  let points = 0;
  let bounded = 0;
  let arrays = false;
  let mergeable = true;
  let onePoint = -1;
  for (let i = 0; i < index.paths.length; i++) {
    const isArray = index.multikey[i]!;
    const found = isArray && arrays ? null : fieldIntervals(constraints.get(index.paths[i]!), isArray);
    if (!found) break;
    if (isArray) arrays = true;
    bounded++;
    const intervals =
      index.directions[i]! > 0
        ? found
        : found.map((v) => ({ low: invert(v.high), high: invert(v.low), point: v.point })).reverse();
    if (found.every((v) => v.point) && prefixes.length * found.length <= MOST_POINTS) {
      prefixes = prefixes.flatMap((p) =>
        intervals.map((v) =>
          Buffer.concat([p, v.low.bytes.length > v.high.bytes.length ? v.low.bytes : v.high.bytes]),
        ),
      );
      points++;
      if (isArray && found.length === 1) onePoint = i;
      if (prefixes.length <= 1 && single === i) single = i + 1;
      continue;
    }
    ranges = prefixes.flatMap((p) =>
      intervals.map((v) => ({
        low: place(v.low, p) ?? Buffer.from([0xff]),
        high: place(v.high, p),
        prefix: p.length,
      })),
    );
    mergeable = intervals.length === 1;
    break;
  }
  ranges ??= prefixes.map((p) => ({ low: p, high: p.length ? after(p) : null, prefix: p.length }));
  const trimmed = trim(ranges);
  const fixed = new Set(index.paths.slice(0, single).filter((_, i) => !index.multikey[i]));
  // Within one value of an array field a document stands once, so what follows is in order also there.
  const passed = new Set(index.paths.slice(0, single));
  let order = index.cut ? 0 : sortDirection(index, sort, fixed, passed, 0, constraints);
  const merge =
    order === 0 && !index.cut && !trimmed && mergeable && ranges.length > 1 && ranges.length <= MOST_MERGED;
  if (merge) order = sortDirection(index, sort, fixed, passed, points, constraints);
  const unique = index.unique && points === index.paths.length;
  const score =
    (unique ? 1000 : 0) +
    points * 10 +
    (bounded > points ? 4 : 0) +
    (order && sort.length ? 7 : 0) -
    index.paths.length * 0.1 -
    (index.multikey.some(Boolean) ? 1 : 0);
  if (bounded === 0 && !(order && sort.length) && !index.partial) return null;
  return {
    index,
    ranges,
    reverse: order < 0,
    sorted: order !== 0 || sort.length === 0,
    merge: merge && order !== 0,
    // Where the only array field is held to one value a document stands once.
    repeats: index.multikey.some((is, i) => is && i !== onePoint),
    exact: !trimmed && isExact(index, filter, bounded),
    lookup: unique && !merge && !index.cut && !trimmed,
    score,
  };
}

/** Bounds are kept to the bytes that stay of a key too long for LMDB: more is read than wanted, nothing is missed. */
function trim(ranges: KeyRange[]): boolean {
  let trimmed = false;
  for (const range of ranges) {
    const { low, high } = range;
    if (low.length <= KEPT && (high?.length ?? 0) <= KEPT) continue;
    trimmed = true;
    range.low = low.subarray(0, KEPT);
    if (high && high.length > KEPT) range.high = after(high.subarray(0, KEPT));
  }
  return trimmed;
}

/** 1 or -1 where walking the index forward or backward, from its field `at` on, gives the sort's order, else 0. */
function sortDirection(
  index: Index,
  sort: SortField[],
  fixed: Set<string>,
  passed: Set<string>,
  at: number,
  constraints: Constraints,
): number {
  let direction = 0;
  for (const field of sort) {
    if (fixed.has(field.path)) continue;
    while (at < index.paths.length && index.paths[at] !== field.path && passed.has(index.paths[at]!)) at++;
    if (index.paths[at] !== field.path) return 0;
    if (index.multikey[at] && constraints.has(field.path)) return 0;
    const same = index.directions[at] === field.direction ? 1 : -1;
    if (direction && direction !== same) return 0;
    direction = same;
    at++;
  }
  if (direction && index.multikey.filter(Boolean).length > 1) return 0;
  return direction || (sort.length ? 1 : 0);
}

/** Finds the index a hint names. @throws BadValue when there is none. */
function hinted(coll: Collection, hint: Value): Index | 'natural' {
  if (isDoc(hint) && '$natural' in hint) return 'natural';
  const found = coll.indexes.find(
    (i) =>
      !i.building && (typeof hint === 'string' ? i.name === hint : isDoc(hint) && equal(i.spec.key, hint)),
  );
  if (!found)
    throw new StoreError(
      'BadValue',
      'error processing query: planner returned error: hint provided does not correspond to an existing index',
    );
  return found;
}

/** Picks how to find the documents: an index with the longest equality prefix, range and order, `$or` as union, or a scan. */
export function plan(coll: Collection, filter: Doc, sort: SortField[], hint?: Value): Plan {
  const natural = sort.length === 1 && sort[0]!.path === '$natural' ? sort[0]! : null;
  const scan: Plan = {
    kind: 'scan',
    reverse: natural?.direction === -1,
    sorted: natural !== null || sort.length === 0,
  };
  if (natural) return scan;
  const constraints: Constraints = new Map();
  collect(filter, '', false, constraints);
  if (hint !== undefined) {
    const index = hinted(coll, hint);
    if (index === 'natural') return { ...scan, reverse: isDoc(hint) && toNumber(hint.$natural) < 0 };
    const forced = planIndex(index, constraints, sort, filter);
    if (forced) return { kind: 'index', ...forced };
    const whole = [{ low: Buffer.alloc(0), high: null, prefix: 0 }];
    const repeats = index.multikey.some(Boolean);
    return {
      kind: 'index',
      index,
      ranges: whole,
      reverse: false,
      sorted: sort.length === 0,
      merge: false,
      repeats,
      exact: false,
      lookup: false,
      score: 0,
    };
  }
  let best: IndexPlan | null = null;
  for (const index of coll.indexes) {
    if (index.spec.hidden === true) continue;
    const candidate = planIndex(index, constraints, sort, filter);
    if (candidate && (!best || candidate.score > best.score)) best = candidate;
  }
  if (best && best.score >= 9) return { kind: 'index', ...best };
  const branches = Array.isArray(filter.$or) ? (filter.$or as Doc[]) : null;
  if (branches && branches.length > 1) {
    const { $or: _, ...rest } = filter;
    const plans = branches.map((branch) =>
      plan(coll, { ...rest, $and: [...((rest.$and as Doc[] | undefined) ?? []), branch] }, []),
    );
    if (plans.every((p) => p.kind === 'index')) return { kind: 'or', plans: plans };
  }
  return best ? { kind: 'index', ...best } : scan;
}
