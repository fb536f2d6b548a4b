import { AppError } from '@shared/core/errors';
import type { LngLat } from '@shared/geo';
import type { Deps } from '@api/deps';
import { routePoint, type Routed } from '../areas';
import { countOpenCases } from './count-open-cases';

/** Farther than this from every community, a place is not in the city at all. */
const FARTHEST_M = 30_000;

/**
 * The grid and worker of a place for somebody's case: never the reporter himself.
 * @param place WGS-84 @throws AppError OUTSIDE_SERVICE_AREA
 */
export async function routeTo(deps: Deps, place: LngLat, reporterId: string): Promise<Routed> {
  const routed = await routePoint(deps, place, (ids) => countOpenCases(deps.db, ids), reporterId);
  if (routed.method === 'outside' && routed.distanceM > FARTHEST_M)
    throw new AppError('OUTSIDE_SERVICE_AREA', '这个地点不在本市的服务范围内，请在地图上重新选择');
  return routed;
}
