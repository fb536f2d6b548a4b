import * as contracts from '@shared/wishes/contract';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import { listMyWishes, listWishes } from './list-wishes';

export const wishRoutes = (deps: Deps) => [
  route(contracts.listWishes, ({ query }, { actor }) => listWishes(deps, actor, query)),
  route(contracts.listMyWishes, ({ query }, { actor }) => listMyWishes(deps, actor, query)),
];
