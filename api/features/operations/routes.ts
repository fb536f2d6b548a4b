import * as contracts from '@shared/operations/contract';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import { replayDeadLetter, replayDeadLetters } from './dead-letters';
import { listJobs } from './list-jobs';

export const operationRoutes = (deps: Deps) => [
  route(contracts.listJobs, ({ query }) => listJobs(deps, query)),
  route(contracts.replayDeadLetter, ({ params, query }) => replayDeadLetter(deps, query.kind, params.id)),
  route(contracts.replayDeadLetters, ({ body }) => replayDeadLetters(deps, body.kind)),
];
