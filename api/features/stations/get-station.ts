import { AppError } from '@shared/core/errors';
import { type CoordType, type LngLat, presentPlace } from '@shared/geo';
import { type AreaStation, STATION_LEVELS } from '@shared/stations/contract';
import { hoursInWords, openToday } from '@shared/stations/hours';
import type { Deps } from '@api/deps';
import type { AreaNode } from '@api/routing';
import { areaRef } from '../areas';
import { type StationDoc, stationsOf } from './station.model';

const LEVELS: readonly string[] = STATION_LEVELS;

/** Branch and station of an area: each its own, else that of the nearest grid or community above. @throws AppError NOT_FOUND */
export async function getStation(deps: Deps, code: string, coordType: CoordType): Promise<AreaStation> {
  const path = deps.routing.current().pathOf(code);
  if (path.length === 0) throw new AppError('NOT_FOUND', '没有这个区域');
  const near = path.filter((node) => node.code === code || LEVELS.includes(node.level)).reverse();
  const docs = await stationsOf(deps.db)
    .find({ _id: { $in: near.map((node) => node.code) } })
    .toArray();
  const byCode = new Map(docs.map((doc) => [doc._id, doc]));
  const nearest = (part: 'branch' | 'station') => near.find((node) => byCode.get(node.code)?.[part]);
  const place = (point: LngLat | null) => point && presentPlace(point, coordType);
  const [branchOf, stationOf] = [nearest('branch'), nearest('station')];
  return {
    branch: presentBranch(branchOf, byCode, place),
    station: presentStation(deps, stationOf, byCode, place),
    version: byCode.get(code)?.version ?? 0,
  };
}

type ByCode = ReadonlyMap<string, StationDoc>;
type ToPlace = (point: LngLat | null) => ReturnType<typeof presentPlace> | null;

function presentBranch(node: AreaNode | undefined, byCode: ByCode, place: ToPlace): AreaStation['branch'] {
  const branch = node && byCode.get(node.code)?.branch;
  return branch
    ? {
        name: branch.name,
        secretary: branch.secretary,
        address: branch.address,
        place: place(branch.place),
        of: areaRef(node),
      }
    : null;
}

function presentStation(
  deps: Deps,
  node: AreaNode | undefined,
  byCode: ByCode,
  place: ToPlace,
): AreaStation['station'] {
  const station = node && byCode.get(node.code)?.station;
  return station
    ? {
        name: station.name,
        address: station.address,
        open: station.open.map(({ days, from, to }) => ({ days, from, to })),
        hours: hoursInWords(station.open),
        ...openToday(station.open, deps.clock(), deps.calendar),
        place: place(station.place),
        of: areaRef(node),
      }
    : null;
}
