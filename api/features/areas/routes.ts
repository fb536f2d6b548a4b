import * as contracts from '@shared/areas/contract';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import type { CountOpenCases } from './find-worker';
import { getContacts } from './get-contacts';
import { importAreas } from './import-areas';
import { getArea, listAreas } from './list-areas';
import { locate } from './locate';
import { readAreasRevision } from './revision';

export const areaRoutes = (deps: Deps, countOpenCases: CountOpenCases) => [
  route(contracts.locateArea, ({ query }) => locate(deps, query, query.coordType, countOpenCases)),
  route(contracts.getAreasRevision, async () => ({ revision: await readAreasRevision(deps.db) })),
  route(contracts.listAreas, ({ query }) => listAreas(deps, query)),
  route(contracts.getArea, ({ params, query }) => getArea(deps, params.code, query)),
  route(contracts.getContacts, ({ params }) => getContacts(deps, params.code)),
  route(contracts.importAreas, ({ query, body }) => importAreas(deps, body.features, query.dryRun)),
];
