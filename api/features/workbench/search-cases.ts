import type * as z from 'zod';
import type { searchWorkbench as contract } from '@shared/cases/contract';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { newestFirst, presentSummary, staffAreas, staffReadings, termFilter, viewerOf } from '../cases';
import type { Filter } from './queues';

type Query = z.output<NonNullable<(typeof contract)['query']>>;

/** Cases somebody sees as staff: of his areas, in his hands, or in those of his department there. */
function scopeOf(actor: Actor): Filter[] {
  return [
    { areaPath: { $in: staffAreas(actor) } },
    { 'assignee.userId': actor.userId },
    { 'coHandlers.userId': actor.userId },
    ...actor.roles.flatMap(({ role, department, areaCode }): Filter[] =>
      role === 'handler' && department && areaCode
        ? [
            { 'assignee.department': department, areaPath: areaCode },
            { 'coHandlers.department': department, areaPath: areaCode },
          ]
        : [],
    ),
  ];
}

/** Newest first; each reading of the words is looked up by itself, the first that finds anything counts. */
export async function searchCases(deps: Deps, actor: Actor, query: Query) {
  for (const terms of staffReadings(query.q)) {
    // Both kinds named, so that the index of terms, which has them in between, gives the newest first.
    const filter = { ...termFilter(terms), visibility: { $in: ['public', 'private'] }, $or: scopeOf(actor) };
    const { docs, nextCursor } = await newestFirst(deps, filter, query);
    const items = docs.flatMap((doc) => {
      const viewer = viewerOf(actor, doc);
      return viewer ? [presentSummary(doc, { deps, actor, viewer, coordType: query.coordType })] : [];
    });
    if (items.length > 0) return { items, nextCursor };
  }
  return { items: [], nextCursor: null };
}
