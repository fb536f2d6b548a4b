import { promisesOf, type Promises } from '@shared/routing-rules/promise';
import type { Situation } from '@shared/routing-rules/evaluate';
import type { DecidingRule } from '@shared/routing-rules/schemas';
import type { Deps } from '@api/deps';
import type { CatalogueEntry } from '../categories';
import type { CaseMode } from './case.model';

/** What rules and mode made of a case, beside who gets it. */
export interface Ruled {
  rule: DecidingRule | null;
  mode: CaseMode | null;
  promises: Promises;
  urgent: boolean;
  /** Whose matter it is: offered first when it is dispatched. */
  department: string;
}

/** Where no rule and no mode has a say. */
export const unruled = ({ respond, resolve, urgent, department }: CatalogueEntry): Ruled => ({
  rule: null,
  mode: null,
  promises: { respond, resolve },
  urgent,
  department,
});

type Facts = Pick<Situation, 'text' | 'areaPath' | 'atMs'> & { mode: CaseMode | null };

/** Asks the rules in force about a case. */
export function applyRules(
  { rules, calendar }: Pick<Deps, 'rules' | 'calendar'>,
  category: CatalogueEntry,
  { mode, ...facts }: Facts,
): Ruled {
  const { code, group } = category;
  const situation = { ...facts, category: { code, group }, mode: mode?.mode ?? 'normal' };
  const found = rules.match(situation, calendar);
  const rule = found?.rule ?? null;
  return {
    rule: found && {
      id: found.rule.id,
      name: found.rule.name,
      areaCode: found.set.areaCode,
      version: found.set.version,
      then: found.rule.then,
      ...(found.rule.told !== undefined && { told: found.rule.told }),
    },
    mode,
    promises: promisesOf(category, rule, situation.mode, rules.terms),
    urgent: category.urgent || rule?.then.urgent === true,
    department: rule?.then.department ?? category.department,
  };
}
