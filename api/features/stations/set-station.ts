import { AppError } from '@shared/core/errors';
import { type CoordType, type PlaceInput, placeToWgs84 } from '@shared/geo';
import { type AreaStation, STATION_LEVELS, type StationChange } from '@shared/stations/contract';
import type { Deps } from '@api/deps';
import { type Actor, holdsIn } from '@api/http/actor';
import { isDuplicateKey } from '@api/http/idempotency';
import { getStation } from './get-station';
import { type StationDoc, stationsOf } from './station.model';

/**
 * What a grid or community has of its own; what is left empty is the community's.
 * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, VERSION_CONFLICT with what stands now
 */
export async function setStation(
  deps: Deps,
  actor: Actor,
  code: string,
  coordType: CoordType,
  { branch, station, version }: StationChange,
): Promise<AreaStation> {
  const path = deps.routing.current().pathOf(code);
  const node = path[path.length - 1];
  if (!node) throw new AppError('NOT_FOUND', '没有这个区域');
  if (!(STATION_LEVELS as readonly string[]).includes(node.level))
    throw new AppError('ACTION_NOT_ALLOWED', '只有网格和社区可以设党支部和服务站');
  const above = path.map((area) => area.code);
  if (!holdsIn(actor, 'admin', above)) throw new AppError('ACTION_NOT_ALLOWED', '由辖区的管理员设置');
  const point = (place: PlaceInput | null) => place && placeToWgs84(place);
  const next = {
    branch: branch && { ...branch, place: point(branch.place) },
    station: station && { ...station, place: point(station.place) },
    at: new Date(deps.clock()),
  };
  if (!(await write(deps, code, version, next)))
    throw new AppError('VERSION_CONFLICT', undefined, { current: await getStation(deps, code, coordType) });
  return getStation(deps, code, coordType);
}

/** Of two who read the same version one writes. */
async function write(
  { db }: Deps,
  code: string,
  version: number,
  next: Omit<StationDoc, '_id' | 'version'>,
): Promise<boolean> {
  if (version > 0) {
    const done = await stationsOf(db).updateOne({ _id: code, version }, { $set: next, $inc: { version: 1 } });
    return done.modifiedCount === 1;
  }
  try {
    await stationsOf(db).insertOne({ _id: code, ...next, version: 1 });
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}
