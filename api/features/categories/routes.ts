import * as contracts from '@shared/categories/contract';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import { importCategories } from './import-categories';
import { liveCatalogue } from './live-catalogue';
import { suggestForText } from './suggest-categories';

export const categoryRoutes = (deps: Deps) => [
  route(contracts.listCategories, async () => (await liveCatalogue(deps)).tree),
  route(contracts.suggestCategories, ({ body }) => suggestForText(deps, body.text)),
  route(contracts.importCategories, ({ query, body }) => importCategories(deps, body, query.dryRun)),
];
