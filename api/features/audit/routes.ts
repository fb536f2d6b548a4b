import * as contracts from '@shared/audit/contract';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import { checkChain, listAudit, listChains } from './read-audit';

export const auditRoutes = (deps: Deps) => [
  route(contracts.listAudit, ({ query }) => listAudit(deps, query)),
  route(contracts.listAuditChains, ({ query }) => listChains(deps, query)),
  route(contracts.checkAuditChain, ({ params }) => checkChain(deps, params.chain)),
];
