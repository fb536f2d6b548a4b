import * as contracts from '@shared/posts/contract';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import { importPosts } from './import-posts';
import { listPosts, setTerm } from './list-posts';

export const postRoutes = (deps: Deps) => [
  route(contracts.importPosts, ({ query }, { actor, koa }) =>
    importPosts(deps, actor, koa.req, query.dryRun),
  ),
  route(contracts.listPosts, ({ query }, { actor }) => listPosts(deps, actor, query)),
  route(contracts.setPostTerm, ({ params, body }, { actor }) => setTerm(deps, actor, params.id, body)),
];
