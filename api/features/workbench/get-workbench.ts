import type * as z from 'zod';
import {
  type getWorkbench as contract,
  WORKBENCH_QUEUE_NAMES,
  WORKBENCH_QUEUES,
  type WorkbenchQueue,
} from '@shared/cases/contract';
import type { WorkbenchFilter } from '@shared/workbench/filter';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { casesOf, presentSummary, viewerOf } from '../cases';
import { queueFilters } from './queues';
import { walkQueue } from './walk-queue';

type Query = z.output<NonNullable<(typeof contract)['query']>>;

/** One page of a queue, of what the filter leaves of it. */
export async function getWorkbench(
  deps: Deps,
  actor: Actor,
  { queue, limit, cursor, coordType, ...filter }: Query,
) {
  const { docs, nextCursor } = await walkQueue(deps, actor, { queue, filter, limit, cursor });
  return {
    items: docs.flatMap((doc) => {
      const viewer = viewerOf(actor, doc);
      return viewer ? [presentSummary(doc, { deps, actor, viewer, coordType })] : [];
    }),
    nextCursor,
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

/** How much of a queue a filter leaves, as far as one page looks. */
export async function countFiltered(
  deps: Deps,
  actor: Actor,
  queue: WorkbenchQueue,
  filter: WorkbenchFilter,
): Promise<{ count: number; capped: boolean }> {
  const walk = { queue, filter, limit: MOST_COUNTED, counting: true };
  const { docs, nextCursor } = await walkQueue(deps, actor, walk);
  return { count: docs.length, capped: nextCursor !== null };
}
