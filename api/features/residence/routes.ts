import * as contracts from '@shared/residence/contract';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import { dropResidence, getOwn, requestResidence } from './own-residence';
import { decideResidence, listResidences, revokeResidence } from './verify-residence';

export const residenceRoutes = (deps: Deps) => [
  route(contracts.getMyResidence, (_input, { actor }) => getOwn(deps, actor)),
  route(contracts.requestResidence, ({ body }, { actor }) => requestResidence(deps, actor, body)),
  route(contracts.dropResidence, (_input, { actor }) => dropResidence(deps, actor)),
  route(contracts.listResidences, ({ query }, { actor }) => listResidences(deps, actor, query)),
  route(contracts.decideResidence, ({ params, body }, { actor }) =>
    decideResidence(deps, actor, params.userId, body),
  ),
  route(contracts.revokeResidence, ({ params, body }, { actor }) =>
    revokeResidence(deps, actor, params.userId, body),
  ),
];
