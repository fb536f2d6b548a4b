import type { LocateResult } from '@shared/areas/schemas';
import { convertCoordinates, type CoordType, type LngLat } from '@shared/geo';
import type { Deps } from '@api/deps';
import type { AreaNode, Located } from '@api/routing';
import { findCenter } from './find-center';
import { type CountOpenCases, findWorker, type FoundWorker, workerRef } from './find-worker';
import { areaRef } from './present-area';

/** Where a case belongs and who serves there. */
export interface Routed {
  path: AreaNode[];
  grid: AreaNode | null;
  method: 'inside' | 'nearest' | 'outside' | 'manual';
  /** Metres to the grid, or to the nearest community when `outside`; 0 inside. */
  distanceM: number;
  worker: FoundWorker | null;
  workerReason: string;
}

/** Finds the grid of a WGS-84 point and who serves it; never the reporter himself. */
export async function routePoint(
  deps: Deps,
  wgs84: LngLat,
  countOpenCases: CountOpenCases,
  reporterId?: string,
): Promise<Routed & { located: Located }> {
  const located = deps.routing.current().locate(wgs84.lng, wgs84.lat);
  const { path, grid, method } = located;
  const distanceM = located.distanceM ?? Infinity;
  if (!grid) {
    const workerReason = '这里不在任何网格内，由最近的社区网格中心负责';
    return { path, grid, method, distanceM, worker: null, workerReason, located };
  }
  const { worker, reason } = await findWorker(deps, grid.code, countOpenCases, reporterId);
  return { path, grid, method, distanceM, worker, workerReason: reason, located };
}

/** A grid somebody named, without a point. Null when there is no such grid. */
export async function routeGrid(
  deps: Deps,
  gridCode: string,
  countOpenCases: CountOpenCases,
  reporterId?: string,
): Promise<Routed | null> {
  const path = deps.routing.current().pathOf(gridCode);
  const grid = path.at(-1);
  if (grid?.level !== 'grid') return null;
  const { worker, reason } = await findWorker(deps, gridCode, countOpenCases, reporterId);
  return { path, grid, method: 'manual', distanceM: 0, worker, workerReason: reason };
}

export async function locate(
  deps: Deps,
  point: LngLat,
  coordType: CoordType,
  countOpenCases: CountOpenCases,
): Promise<LocateResult> {
  const { located, worker, workerReason } = await routePoint(
    deps,
    convertCoordinates(point, coordType, 'wgs84'),
    countOpenCases,
  );
  const edge = located.nearEdge && deps.routing.current().node(located.nearEdge.gridCode);
  return {
    grid: located.grid && areaRef(located.grid),
    microgrid: located.microgrid && areaRef(located.microgrid),
    path: located.path.map(areaRef),
    method: located.method,
    distanceM: Math.round(located.distanceM ?? 0),
    nearEdge:
      edge && located.nearEdge
        ? { code: edge.code, name: edge.name, distanceM: Math.round(located.nearEdge.distanceM) }
        : null,
    worker: worker && workerRef(worker),
    workerReason,
    center: await findCenter(deps, located.path),
  };
}
