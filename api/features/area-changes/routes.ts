import * as contracts from '@shared/area-changes/contract';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import { changeAreas } from './order-change';
import { findChange, listChangeItems, listChanges, presentChange } from './show-changes';

export const areaChangeRoutes = (deps: Deps) => [
  route(contracts.changeAreas, ({ query, body }, { actor, idempotency }) => {
    if (!idempotency) throw new AppError('IDEMPOTENCY_KEY_REQUIRED');
    return changeAreas(deps, actor, {
      id: String(idempotency.resourceId),
      coordType: query.coordType,
      input: body,
    });
  }),
  route(contracts.listAreaChanges, ({ query }, { actor }) => listChanges(deps, actor, query)),
  route(contracts.getAreaChange, async ({ params }, { actor }) =>
    presentChange(deps, await findChange(deps, actor, params.id)),
  ),
  route(contracts.listAreaChangeItems, async ({ params, query }, { actor }) =>
    listChangeItems(deps, await findChange(deps, actor, params.id), query),
  ),
];
