import type * as z from 'zod';
import type { getArea as getAreaContract, listAreas as listAreasContract } from '@shared/areas/contract';
import type { AreaView } from '@shared/areas/schemas';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import { type AreaDoc, areasOf } from './area.model';
import { presentArea } from './present-area';

type ListQuery = z.output<NonNullable<(typeof listAreasContract)['query']>>;
type GetQuery = z.output<NonNullable<(typeof getAreaContract)['query']>>;

/** Children of an area by code, or the roots. @throws AppError NOT_FOUND for an unknown parent */
export async function listAreas(deps: Deps, query: ListQuery) {
  const index = deps.routing.current();
  if (query.parent && !index.node(query.parent)) throw new AppError('NOT_FOUND', '没有这个区域');
  const areas = await areasOf(deps.db)
    .find(
      {
        parentCode: query.parent ?? null,
        ...(query.level && { level: query.level }),
        ...(query.cursor && { _id: { $gt: query.cursor } }),
      },
      query.geometry ? {} : { geometry: 0 },
    )
    .sort({ _id: 1 })
    .limit(query.limit + 1)
    .lean<AreaDoc[]>();
  const items = areas.slice(0, query.limit);
  return {
    items: items.map((area) => presentArea(area, index.pathOf(area._id), query.coordType, query.geometry)),
    nextCursor: areas.length > query.limit ? (items.at(-1)?._id ?? null) : null,
  };
}

/** @throws AppError NOT_FOUND */
export async function getArea(deps: Deps, code: string, query: GetQuery): Promise<AreaView> {
  const area = await areasOf(deps.db)
    .findById(code, query.geometry ? {} : { geometry: 0 })
    .lean<AreaDoc>();
  if (!area) throw new AppError('NOT_FOUND', '没有这个区域');
  return presentArea(area, deps.routing.current().pathOf(code), query.coordType, query.geometry);
}
