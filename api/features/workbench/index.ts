import * as contracts from '@shared/cases/contract';
import { AppError } from '@shared/core/errors';
import * as saved from '@shared/workbench/saved-filters';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import { actOnCase } from '../cases';
import { actOnCases } from './act-on-cases';
import { searchCases } from './search-cases';
import { getWorkbench, getWorkbenchSummary } from './get-workbench';
import { changeSavedFilter, listSavedFilters, removeSavedFilter, saveFilter } from './saved-filters';

/** @param act acts on a case; the features that follow from some kinds come after `actOnCase` */
export const workbenchRoutes = (deps: Deps, act: typeof actOnCase = actOnCase) => [
  route(contracts.getWorkbench, ({ query }, { actor }) => getWorkbench(deps, actor, query)),
  route(contracts.searchWorkbench, ({ query }, { actor }) => searchCases(deps, actor, query)),
  route(contracts.actOnCases, ({ query, body }, { actor, idempotency }) => {
    if (!idempotency) throw new AppError('IDEMPOTENCY_KEY_REQUIRED');
    return actOnCases(deps, act, actor, body, { preview: query.preview === '1', key: idempotency.key });
  }),
  route(contracts.getWorkbenchSummary, (_input, { actor }) => getWorkbenchSummary(deps, actor)),
  route(saved.listSavedFilters, ({ query }, { actor }) =>
    listSavedFilters(deps, actor, query.counts === '1'),
  ),
  route(saved.saveFilter, ({ body }, { actor, idempotency }) =>
    saveFilter(deps, actor, body, idempotency?.resourceId),
  ),
  route(saved.changeSavedFilter, ({ params, body }, { actor }) =>
    changeSavedFilter(deps, actor, params.id, body),
  ),
  route(saved.removeSavedFilter, async ({ params }, { actor }) => {
    await removeSavedFilter(deps, actor, params.id);
    return undefined;
  }),
];
