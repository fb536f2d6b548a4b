import mongoose from 'mongoose';
import type { WorkbenchQueue } from '@shared/cases/contract';
import type { WorkbenchFilter } from '@shared/workbench/filter';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { CASE_ROW, casesOf, decodeCursor, encodeCursor } from '../cases';
import { type Examined, isSelective, matcher, narrow } from './filter';
import { type Filter, queueFilters } from './queues';

interface Order {
  sort: Record<string, 1 | -1>;
  after: (cursor: string) => Filter;
  cursorOf: (doc: Examined) => string;
  compare: (a: Examined, b: Examined) => number;
}

const idOf = (doc: Examined) => doc._id.toHexString();
const byId = (a: Examined, b: Examined) => (idOf(a) < idOf(b) ? -1 : idOf(a) > idOf(b) ? 1 : 0);

const FIRST_DUE: Order = {
  sort: { dueAt: 1, _id: 1 },
  after(cursor) {
    const [due = '', id = ''] = decodeCursor(cursor, 'due');
    const dueAt = new Date(Number(due));
    return { $or: [{ dueAt: { $gt: dueAt } }, { dueAt, _id: { $gt: new mongoose.Types.ObjectId(id) } }] };
  },
  cursorOf: (doc) => encodeCursor([String(doc.dueAt.getTime()), idOf(doc)]),
  compare: (a, b) => a.dueAt.getTime() - b.dueAt.getTime() || byId(a, b),
};

const NEWEST: Order = {
  sort: { _id: -1 },
  after: (cursor) => ({ _id: { $lt: new mongoose.Types.ObjectId(decodeCursor(cursor, 'id')[0]) } }),
  cursorOf: (doc) => encodeCursor([idOf(doc)]),
  compare: (a, b) => byId(b, a),
};

/** A page gives up looking for more matches after so many documents; its cursor goes on from there. */
const MOST_EXAMINED = 1000;
/** Read at a time where the database cannot judge alone. */
const STRIDE = 250;

const { terms: _terms, ...CASE_ROW_WITH_TERMS } = CASE_ROW;
/** What a filter judges by and an order goes by, for counting. */
const JUDGED = {
  category: 1,
  areaPath: 1,
  level: 1,
  status: 1,
  urgent: 1,
  supervised: 1,
  hold: 1,
  assignee: 1,
  coHandlers: 1,
  createdAt: 1,
  dueAt: 1,
  terms: 1,
} as const;

export interface Walk {
  queue: WorkbenchQueue;
  filter: WorkbenchFilter;
  limit: number;
  cursor?: string;
  /** Only counted: less of each document is read. */
  counting?: boolean;
}

/** Goes through a queue in its order, the ranges merged, until `limit` cases match or enough was looked at. */
export async function walkQueue(deps: Deps, actor: Actor, { queue, filter, limit, cursor, counting }: Walk) {
  const nowMs = deps.clock();
  const order = queue === 'done' ? NEWEST : FIRST_DUE;
  const ranges = narrow(queueFilters(actor, queue, nowMs), filter);
  const matches = matcher(actor, filter, nowMs);
  const stride = isSelective(filter) ? STRIDE : limit + 1;
  const projection = counting ? JUDGED : filter.q === undefined ? CASE_ROW : CASE_ROW_WITH_TERMS;
  const docs: Examined[] = [];
  let last = cursor ?? null;
  // Refused even where no range is left to apply it to.
  if (cursor) order.after(cursor);
  for (let examined = 0; examined < MOST_EXAMINED;) {
    const after = last === null ? null : order.after(last);
    const found = await Promise.all(
      ranges.map((range) =>
        casesOf(deps.db)
          .collection.find(after ? { $and: [range, after] } : range, {
            sort: order.sort,
            limit: stride,
            projection,
          })
          .toArray(),
      ),
    );
    examined += Math.max(
      found.reduce((sum, part) => sum + part.length, 0),
      1,
    );
    const merged = new Map(found.flat().map((doc) => [String(doc._id), doc as unknown as Examined]));
    // Beyond this many the ranges were not read equally far.
    const next = [...merged.values()].sort(order.compare).slice(0, stride);
    for (const doc of next) {
      if (matches(doc)) {
        if (docs.length === limit) return { docs, nextCursor: last };
        docs.push(doc);
      }
      last = order.cursorOf(doc);
    }
    if (next.length < stride) return { docs, nextCursor: null };
  }
  return { docs, nextCursor: last };
}
