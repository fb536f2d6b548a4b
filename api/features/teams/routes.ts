import { AppError } from '@shared/core/errors';
import * as contracts from '@shared/teams/contract';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import { getTeam, listTeams } from './list-teams';
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
];
