import * as contracts from '@shared/opinions/contract';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import { readOpinionMap } from './read-map';

export { computeOpinionMaps } from './compute-maps';
export { createOpinionIndexes } from './opinion.model';

export const opinionRoutes = (deps: Deps) => [
  route(contracts.getOpinionMap, ({ params }, { actor }) => readOpinionMap(deps, actor, params.id)),
];
