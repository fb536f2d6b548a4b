import { AppError } from '@shared/core/errors';
import type { CoordType } from '@shared/geo';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { doorsOf } from './door.model';
import { makesIn } from './register-doors';
import { resolveCode } from './resolve-code';

interface Asked {
  area: string;
  limit: number;
  cursor?: string;
  coordType: CoordType;
}

/** Door plates of an area by their codes. @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED */
export async function listDoors(deps: Deps, actor: Actor, { area, limit, cursor, coordType }: Asked) {
  const path = deps.routing
    .current()
    .pathOf(area)
    .map(({ code }) => code);
  if (path.length === 0) throw new AppError('NOT_FOUND', '没有这个区域');
  if (!makesIn(actor, path)) throw new AppError('ACTION_NOT_ALLOWED', '只能看自己辖区的门牌');
  const doors = await doorsOf(deps.db)
    .find({ areaPath: area, ...(cursor && { _id: { $gt: cursor } }) }, { sort: { _id: 1 }, limit: limit + 1 })
    .toArray();
  const shown = doors.slice(0, limit);
  return {
    items: await Promise.all(shown.map(({ _id }) => resolveCode(deps, _id, coordType))),
    nextCursor: doors.length > limit ? (shown[shown.length - 1]?._id ?? null) : null,
  };
}
