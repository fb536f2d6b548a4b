import * as contracts from '@shared/area-import/contract';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import { importAreas } from './import-areas';
import { listAreaVersions } from './list-versions';

export const areaImportRoutes = (deps: Deps) => [
  route(contracts.importAreas, ({ query }, { koa }) => importAreas(deps, koa.req, query)),
  route(contracts.listAreaVersions, ({ params, query }) =>
    listAreaVersions(deps, params.code, query.coordType),
  ),
];
