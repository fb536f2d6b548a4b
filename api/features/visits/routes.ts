import { AppError } from '@shared/core/errors';
import * as contracts from '@shared/visits/contract';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import { discloseVisit, listLooks } from './look-at-visit';
import { summariseVisits } from './summarise-visits';
import { createVisit, listVisits, reportFinding } from './visits';

export const visitRoutes = (deps: Deps) => [
  route(contracts.createVisit, ({ query, body }, { actor, idempotency }) => {
    if (!idempotency) throw new AppError('IDEMPOTENCY_KEY_REQUIRED');
    return createVisit(deps, actor, idempotency.resourceId, body, query.coordType);
  }),
  route(contracts.listVisits, ({ query }, { actor }) => listVisits(deps, actor, query)),
  route(contracts.summariseVisits, ({ query }, { actor }) => summariseVisits(deps, actor, query)),
  route(contracts.reportFinding, ({ params, query }, { actor }) =>
    reportFinding(deps, actor, params, query.coordType),
  ),
  route(contracts.discloseVisit, ({ params, body }, { actor }) =>
    discloseVisit(deps, actor, params.id, body.purpose),
  ),
  route(contracts.listVisitLooks, ({ params }, { actor }) => listLooks(deps, actor, params.id)),
];
