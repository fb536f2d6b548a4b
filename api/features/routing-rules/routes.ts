import * as modes from '@shared/clocks/mode-contract';
import * as rules from '@shared/routing-rules/contract';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import { getAreaMode, listAreaModes, setAreaMode } from './area-modes';
import { dryRun } from './dry-run';
import { getRuleSet, listRuleVersions, saveRuleSet } from './rule-sets';

export const routingRuleRoutes = (deps: Deps) => [
  route(rules.getRoutingRules, ({ query }, { actor }) => getRuleSet(deps, actor, query.area)),
  route(rules.setRoutingRules, ({ query, body }, { actor }) => saveRuleSet(deps, actor, query.area, body)),
  route(rules.listRoutingRuleVersions, ({ query }, { actor }) => listRuleVersions(deps, actor, query)),
  route(rules.dryRunRoutingRules, ({ body }, { actor }) => dryRun(deps, actor, body)),
  route(modes.getAreaMode, ({ params }, { actor }) => getAreaMode(deps, actor, params.code)),
  route(modes.setAreaMode, ({ params, body }, { actor }) => setAreaMode(deps, actor, params.code, body)),
  route(modes.listAreaModes, (_input, { actor }) => listAreaModes(deps, actor)),
];
