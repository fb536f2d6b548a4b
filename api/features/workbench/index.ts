import * as contracts from '@shared/cases/contract';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import { getWorkbench, getWorkbenchSummary } from './get-workbench';

export const workbenchRoutes = (deps: Deps) => [
  route(contracts.getWorkbench, ({ query }, { actor }) => getWorkbench(deps, actor, query)),
  route(contracts.getWorkbenchSummary, (_input, { actor }) => getWorkbenchSummary(deps, actor)),
];
