import mongoose from 'mongoose';
import type * as z from 'zod';
import {
  type getWorkbench as contract,
  WORKBENCH_QUEUE_NAMES,
  WORKBENCH_QUEUES,
} from '@shared/cases/contract';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import {
  CASE_ROW,
  type CaseRow,
  casesOf,
  decodeCursor,
  encodeCursor,
  presentSummary,
  viewerOf,
} from '../cases';
import { type Filter, queueFilters } from './queues';

type Query = z.output<NonNullable<(typeof contract)['query']>>;

interface Order {
  sort: Record<string, 1 | -1>;
  after: (cursor: string) => Filter;
  cursorOf: (doc: CaseRow) => string;
  compare: (a: CaseRow, b: CaseRow) => number;
}

const idOf = (doc: CaseRow) => doc._id.toHexString();
const byId = (a: CaseRow, b: CaseRow) => (idOf(a) < idOf(b) ? -1 : idOf(a) > idOf(b) ? 1 : 0);

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

/** One page of a queue: the next documents of each of its ranges, merged. */
export async function getWorkbench(deps: Deps, actor: Actor, query: Query) {
  const order = query.queue === 'done' ? NEWEST : FIRST_DUE;
  const after = query.cursor ? order.after(query.cursor) : null;
  const ranges = await Promise.all(
    queueFilters(actor, query.queue, deps.clock()).map((filter) =>
      casesOf(deps.db)
        .collection.find(after ? { $and: [filter, after] } : filter, {
          sort: order.sort,
          limit: query.limit + 1,
          projection: CASE_ROW,
        })
        .toArray(),
    ),
  );
  const merged = new Map(ranges.flat().map((doc) => [String(doc._id), doc as unknown as CaseRow]));
  const docs = [...merged.values()].sort(order.compare);
  const page = docs.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: page.flatMap((doc) => {
      const viewer = viewerOf(actor, doc);
      return viewer ? [presentSummary(doc, { deps, actor, viewer, coordType: query.coordType })] : [];
    }),
    nextCursor: docs.length > query.limit && last ? order.cursorOf(last) : null,
  };
}

const MOST_COUNTED = 1000;

/** How much is in each queue. Nobody needs the exact number of a thousand. */
export async function getWorkbenchSummary(deps: Deps, actor: Actor) {
  const queues = await Promise.all(
    WORKBENCH_QUEUES.map(async (queue) => {
      const counts = await Promise.all(
        queueFilters(actor, queue, deps.clock()).map((filter) =>
          casesOf(deps.db).collection.countDocuments(filter, { limit: MOST_COUNTED }),
        ),
      );
      const total = counts.reduce((sum, count) => sum + count, 0);
      return {
        queue,
        name: WORKBENCH_QUEUE_NAMES[queue],
        count: Math.min(total, MOST_COUNTED),
        capped: total >= MOST_COUNTED,
      };
    }),
  );
  return { queues };
}
