import type { Transaction } from 'lmdb';
import { type Collection } from './catalog';
import { StoreError } from './errors';
import { evaluate } from './expressions';
import { compileFilter } from './matcher';
import { type MatchDetails, type Predicate } from './matcher-walk';
import { plan as makePlan, type IndexPlan, type KeyRange, type Plan } from './planner';
import { cutFields, lookedAt } from './raw-fields';
import { compareSortKeys, parseSort, sortKeys, type SortField } from './sort';
import type { Entry, Storage } from './storage';
import { decode, type Doc, type Value } from './values';

/** A matching document; decoded when it is looked into. */
export class Found {
  private decoded: Doc | undefined;
  constructor(
    readonly rid: number,
    readonly bytes: Buffer,
    doc?: Doc,
    /** Outermost array index the filter matched. */
    readonly position?: number,
  ) {
    this.decoded = doc;
  }
  get doc(): Doc {
    return (this.decoded ??= decode(this.bytes));
  }
}
export interface Query {
  filter: Doc;
  sort?: Doc;
  skip?: number;
  limit?: number;
  hint?: Value;
  variables?: Doc;
  /** Nobody asks which element of an array matched. */
  positionless?: boolean;
}
export interface Execution {
  plan: Plan;
  keysExamined: number;
  docsExamined: number;
  returned: number;
}
/** Called between documents so that long scans let others run and stop at their deadline. */
export interface Pace {
  deadline: number;
}

function* candidates(
  storage: Storage,
  coll: Collection,
  plan: Plan,
  stats: Execution,
  txn?: Transaction,
): Generator<{ rid: number; bytes: Buffer }> {
  if (plan.kind === 'scan') {
    yield* storage.scan(coll, plan.reverse, txn);
    return;
  }
  const plans: IndexPlan[] = plan.kind === 'or' ? plan.plans : [plan];
  const seen = plan.kind === 'or' || plan.repeats ? new Set<number>() : null;
  for (const part of plans) {
    for (const rid of part.lookup ? lookUp(storage, part, txn) : walkRanges(storage, part, txn)) {
      stats.keysExamined++;
      if (seen?.has(rid)) continue;
      seen?.add(rid);
      const bytes = storage.get(coll, rid, txn);
      if (bytes) yield { rid, bytes };
    }
  }
}
/** Whole keys of a unique index: asked for one by one, without a cursor. */
function* lookUp(storage: Storage, plan: IndexPlan, txn?: Transaction): Generator<number> {
  for (const range of plan.reverse ? [...plan.ranges].reverse() : plan.ranges) {
    const rid = storage.findEntry(plan.index, range.low, txn);
    if (rid !== undefined) yield rid;
  }
}
interface Head {
  steps: Generator<Entry>;
  at: number;
  rest: Buffer;
  entry: Entry | null;
}
function* walkRanges(storage: Storage, plan: IndexPlan, txn?: Transaction): Generator<number> {
  const open = (range: KeyRange) => storage.scanEntries(plan.index, range.low, range.high, plan.reverse, txn);
  if (!plan.merge) {
    for (const range of plan.reverse ? [...plan.ranges].reverse() : plan.ranges)
      for (const { rid } of open(range)) yield rid;
    return;
  }
  const heads = plan.ranges.map((range): Head => ({
    steps: open(range),
    at: 4 + range.prefix,
    rest: Buffer.alloc(0),
    entry: null,
  }));
  const advance = (head: Head) => {
    const step = head.steps.next();
    head.entry = step.done ? null : step.value;
    if (head.entry) head.rest = head.entry.key.subarray(head.at);
  };
  try {
    heads.forEach(advance);
    for (;;) {
      let best: Head | null = null;
      for (const head of heads) {
        if (!head.entry) continue;
        const order = best ? Buffer.compare(head.rest, best.rest) : -1;
        if (!best || (plan.reverse ? order > 0 : order < 0)) best = head;
      }
      if (!best) return;
      yield best.entry!.rid;
      advance(best);
    }
  } finally {
    for (const head of heads) head.steps.return(undefined);
  }
}

export interface Prepared {
  plan: Plan;
  test: Predicate;
  sort: SortField[];
  stats: Execution;
}
export function prepare(coll: Collection, query: Query): Prepared {
  const sort = parseSort(query.sort ?? {});
  const test = compileFilter(query.filter, { evaluate: (e) => evaluate(e, query.variables) });
  const plan = makePlan(coll, query.filter, sort, query.hint);
  return { plan, test, sort, stats: { plan, keysExamined: 0, docsExamined: 0, returned: 0 } };
}

/** Matching documents in order, skip and limit applied; yields `null` now and then so that the caller may pause. */
export function* execute(
  storage: Storage,
  coll: Collection,
  query: Query,
  prepared: Prepared,
  txn?: Transaction,
): Generator<Found | null> {
  const { plan, test, sort, stats } = prepared;
  const skip = query.skip ?? 0;
  const limit = query.limit || Infinity;
  let matched = 0;
  const all: { found: Found; keys: Value[] }[] = [];
  const keep = skip + limit;
  const byIndex =
    plan.kind === 'index' && plan.exact && (query.positionless || !plan.index.multikey.some(Boolean));
  const exact = byIndex || Object.keys(query.filter).length === 0;
  const natural = sort.length === 1 && sort[0]!.path === '$natural';
  const inMemory = !natural && sort.length > 0 && (plan.kind === 'or' || !plan.sorted);
  const look = lookedAt(query.filter, natural ? {} : (query.sort ?? {}));
  for (const { rid, bytes } of candidates(storage, coll, plan, stats, txn)) {
    if (++stats.docsExamined % 128 === 0) yield null;
    let found: Found;
    let keys: Value[] | null = null;
    if (exact) found = new Found(rid, bytes);
    else {
      const doc = decode(look ? cutFields(bytes, look) : bytes);
      const details: MatchDetails = {};
      if (!test(doc, details)) continue;
      found = new Found(rid, bytes, look ? undefined : doc, details.index);
      keys = inMemory ? sortKeys(doc, sort) : null;
    }
    if (!inMemory) {
      if (matched++ < skip) continue;
      stats.returned++;
      yield found;
      if (matched >= keep) return;
    } else {
      all.push({ found, keys: keys ?? sortKeys(found.doc, sort) });
      if (keep < 10_000 && all.length > keep * 2 + 100) {
        all.sort((a, b) => compareSortKeys(a.keys, b.keys, sort));
        all.length = keep;
      }
    }
  }
  if (all.length === 0) return;
  all.sort((a, b) => compareSortKeys(a.keys, b.keys, sort));
  for (const { found } of all.slice(skip, keep)) {
    stats.returned++;
    yield found;
  }
}

/** All results at once, for use inside a write. */
export function collectNow(storage: Storage, coll: Collection, query: Query, txn?: Transaction): Found[] {
  const out: Found[] = [];
  for (const found of execute(storage, coll, query, prepare(coll, query), txn)) if (found) out.push(found);
  return out;
}

function checkDeadline(pace: Pace): void {
  if (pace.deadline && Date.now() > pace.deadline)
    throw new StoreError('MaxTimeMSExpired', 'operation exceeded time limit');
}
const SLICE_MS = 8;
/** Drives an execution, letting other commands run every few milliseconds. */
export async function drive<T>(
  steps: Iterator<T | null>,
  pace: Pace,
  enough: (item: T) => boolean,
): Promise<boolean> {
  let started = Date.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return true;
    if (step.value === null) {
      const now = Date.now();
      if (now - started < SLICE_MS) continue;
      checkDeadline(pace);
      await new Promise((resolve) => setImmediate(resolve));
      started = Date.now();
    } else if (enough(step.value)) return false;
  }
}

/** How many documents match, from the index alone; null when documents must be looked at. */
export function countByIndex(storage: Storage, prepared: Prepared): number | null {
  const { plan } = prepared;
  if (plan.kind !== 'index' || !plan.exact || plan.repeats) return null;
  return plan.ranges.reduce((n, range) => n + storage.countEntries(plan.index, range.low, range.high), 0);
}
