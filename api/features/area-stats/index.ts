import * as contracts from '@shared/area-stats/contract';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import { createAreaStats } from './get-area-stats';

export const areaStatsRoutes = (deps: Deps) => {
  const statsOf = createAreaStats(deps);
  return [route(contracts.getAreaStats, ({ params }) => statsOf(params.code))];
};
