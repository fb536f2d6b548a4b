import { AREA_LEVEL_NAMES } from '@shared/areas/levels';
import type { CenterView } from '@shared/areas/schemas';
import type { CaseLevel } from '@shared/categories/schemas';
import type { Deps } from '@api/deps';
import { findCenter, type Routed } from '../areas';
import type { CatalogueEntry } from '../categories';
import type { Assignee } from './case.model';

export interface Assignment {
  assignee: Assignee;
  level: CaseLevel;
  /** For the resident: why this person or center. */
  reason: string;
}

/**
 * Who gets a new case. Grid-level ones go to the grid's worker; higher ones, places in no grid, and grids with nobody
 * on duty go to the dispatch center of that level. Somebody always gets it.
 */
export async function chooseAssignee(
  deps: Deps,
  category: CatalogueEntry,
  routed: Routed,
): Promise<Assignment> {
  const direct = assignToWorker(category, routed);
  if (direct) return direct;
  return assignToCenter(category, routed, await findCenter(deps, routed.path, centerLevelOf(category)));
}

/** The lowest level whose center a case may go to. */
export const centerLevelOf = ({ level }: Pick<CatalogueEntry, 'level'>) =>
  level === 'grid' ? ('community' as const) : level;

/** Null when it is not a matter for the grid's worker, or there is none. */
export function assignToWorker(
  category: CatalogueEntry,
  { worker, workerReason }: Pick<Routed, 'worker' | 'workerReason'>,
): Assignment | null {
  if (category.level !== 'grid' || !worker?.userId) return null;
  const { userId, postId, name, function: fn, avatarUrl } = worker;
  return {
    assignee: { type: 'person', userId, postId, name, function: fn, avatarUrl },
    level: 'grid',
    reason: workerReason,
  };
}

/** @param center of the level of `centerLevelOf`, or the nearest above that has one */
export function assignToCenter(
  category: CatalogueEntry,
  routed: Pick<Routed, 'path' | 'grid' | 'workerReason'>,
  center: Pick<CenterView, 'areaCode' | 'name'> | null,
): Assignment {
  const above = category.level !== 'grid';
  const level: CaseLevel = above ? category.level : routed.grid ? 'grid' : 'community';
  const fallback = routed.path[0];
  const reason = above
    ? `「${category.name}」由${AREA_LEVEL_NAMES[category.level]}统一受理，网格员同时知悉`
    : routed.workerReason;
  return {
    assignee: {
      type: 'center',
      areaCode: center?.areaCode ?? fallback?.code ?? '',
      name: center?.name ?? `${fallback?.name ?? ''}网格化服务管理中心`,
    },
    level,
    reason,
  };
}
