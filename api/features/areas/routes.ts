import * as contracts from '@shared/areas/contract';
import { AppError } from '@shared/core/errors';
import * as leave from '@shared/leave/contract';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import type { CountOpenCases } from './find-worker';
import { getContacts, type ServiceTeams } from './get-contacts';
import { cancelLeave, createLeave, listLeaves } from './leaves';
import { getArea, listAreas } from './list-areas';
import { locate } from './locate';
import { readAreasRevision } from './revision';

export const areaRoutes = (deps: Deps, countOpenCases: CountOpenCases, serviceTeams: ServiceTeams) => [
  route(contracts.locateArea, ({ query }) => locate(deps, query, query.coordType, countOpenCases)),
  route(contracts.getAreasRevision, async () => ({ revision: await readAreasRevision(deps.db) })),
  route(contracts.listAreas, ({ query }) => listAreas(deps, query)),
  route(contracts.getArea, ({ params, query }) => getArea(deps, params.code, query)),
  route(contracts.getContacts, async ({ params: { code } }) => ({
    ...(await getContacts(deps, code)),
    serviceTeams: await serviceTeams(code),
  })),
  route(leave.createLeave, ({ params, body }, { actor, idempotency }) => {
    if (!idempotency) throw new AppError('IDEMPOTENCY_KEY_REQUIRED');
    return createLeave(deps, actor, params.id, String(idempotency.resourceId), body);
  }),
  route(leave.listLeaves, ({ params, query }, { actor }) =>
    listLeaves(deps, actor, params.id, query.limit, query.cursor),
  ),
  route(leave.cancelLeave, ({ params }, { actor }) => cancelLeave(deps, actor, params.id, params.leaveId)),
];
