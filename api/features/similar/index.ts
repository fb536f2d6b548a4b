import { listSimilarCases } from '@shared/similar/contract';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import { listSimilar } from './list-similar';

export { wordsAlike } from './score';

export const similarRoutes = (deps: Deps) => [
  route(listSimilarCases, ({ query }, { actor }) => listSimilar(deps, actor, query)),
];
