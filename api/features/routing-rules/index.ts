import type { Deps } from '@api/deps';
import { createModeIndexes } from './area-mode.model';
import { createRuleIndexes } from './rule-set.model';

export { carryAreas, type Heirs, listCarried } from './carry-areas';
export { createLiveRules, type LiveRules } from './live-rules';
export type { RuleSetDoc } from './rule-set.model';
export { routingRuleRoutes } from './routes';

export async function createRoutingRuleIndexes({ db }: Pick<Deps, 'db'>): Promise<void> {
  await createRuleIndexes(db);
  await createModeIndexes(db);
}
