import * as contracts from '@shared/duty/contract';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import { getDuty, setDuty } from './duty';
import { listVacancies } from './list-vacancies';

export const dutyRoutes = (deps: Deps) => [
  route(contracts.getDuty, ({ params }) => getDuty(deps, params.id)),
  route(contracts.setDuty, ({ params, body }, { actor }) => setDuty(deps, actor, params.id, body)),
  route(contracts.listVacancies, ({ query }, { actor }) => listVacancies(deps, actor, query)),
];
