import * as contracts from '@shared/stations/contract';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import { getStation } from './get-station';
import { setStation } from './set-station';

export { carryStations } from './carry-stations';
export { stationsOf, type StationDoc } from './station.model';

export const stationRoutes = (deps: Deps) => [
  route(contracts.getAreaStation, ({ params, query }) => getStation(deps, params.code, query.coordType)),
  route(contracts.setAreaStation, ({ params, query, body }, { actor }) =>
    setStation(deps, actor, params.code, query.coordType, body),
  ),
];
