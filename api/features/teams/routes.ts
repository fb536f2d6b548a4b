import { AppError } from '@shared/core/errors';
import * as admin from '@shared/teams/admin-contract';
import * as contracts from '@shared/teams/contract';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import { getTeam, listTeams } from './list-teams';
import {
  changeTeam,
  closeTeam,
  createTeam,
  getManagedTeam,
  listCaptains,
  listManagedTeams,
  reopenTeam,
} from './manage-teams';
import { dispatchTeams, findOrder, presentOrder, recordService, requestTeam } from './orders';

export const teamRoutes = (deps: Deps) => [
  route(contracts.listTeams, ({ query }, { actor }) => listTeams(deps, actor, query)),
  route(contracts.getTeam, ({ params }) => getTeam(deps, params.id)),
  route(contracts.requestTeam, ({ params, body }, { actor, idempotency }) => {
    if (!idempotency) throw new AppError('IDEMPOTENCY_KEY_REQUIRED');
    return requestTeam(deps, actor, params.id, body, idempotency);
  }),
  route(contracts.getTeamOrder, async ({ params }, { actor }) => {
    const { doc, order } = await findOrder(deps, actor, params.id);
    return presentOrder(deps, actor, doc, order);
  }),
  route(contracts.dispatchTeams, ({ params, body }, { actor, idempotency }) => {
    if (!idempotency) throw new AppError('IDEMPOTENCY_KEY_REQUIRED');
    return dispatchTeams(deps, actor, params.id, body.teamIds, idempotency.key);
  }),
  route(contracts.recordService, ({ params, body }, { actor }) =>
    recordService(deps, actor, params.id, body.text),
  ),
  route(admin.listManagedTeams, ({ query }, { actor }) => listManagedTeams(deps, actor, query)),
  route(admin.getManagedTeam, ({ params }, { actor }) => getManagedTeam(deps, actor, params.id)),
  route(admin.listCaptains, ({ query }, { actor }) => listCaptains(deps, actor, query)),
  route(admin.createTeam, ({ body }, { actor, idempotency }) => {
    if (!idempotency) throw new AppError('IDEMPOTENCY_KEY_REQUIRED');
    return createTeam(deps, actor, idempotency.resourceId, body);
  }),
  route(admin.changeTeam, ({ params, body }, { actor }) => changeTeam(deps, actor, params.id, body)),
  route(admin.closeTeam, ({ params, body }, { actor }) => closeTeam(deps, actor, params.id, body)),
  route(admin.reopenTeam, ({ params, body }, { actor }) => reopenTeam(deps, actor, params.id, body.version)),
];
