import type { Duration } from '../categories/schemas';
import { durationIn, type Mode, type ModeTerms } from '../clocks/modes';
import type { RoutingRule } from './schemas';

export interface Promises {
  respond: Duration;
  resolve: Duration;
}

/** Certainly no later, whenever it starts. */
const isSooner = (a: Duration, b: Duration) =>
  a.hours < b.hours && (a.clock === b.clock || a.clock === 'natural');

/**
 * The durations a case is promised: the category's, those of the rule in their place, shortened by the mode. A rule
 * that names the modes it is for means its durations as they stand.
 */
export function promisesOf(
  category: Promises,
  rule: Pick<RoutingRule, 'when' | 'then'> | null,
  mode: Mode,
  terms: ModeTerms,
): Promises {
  const given = (own: Duration, ruled: Duration | undefined) => {
    if (ruled && rule?.when.modes) return ruled;
    return durationIn(mode, ruled ?? own, terms);
  };
  const respond = given(category.respond, rule?.then.respond);
  const resolve = given(category.resolve, rule?.then.resolve);
  // Who is to answer within the hour is to accept within the hour, whatever the category allows.
  const sooner =
    rule?.then.resolve !== undefined && rule.then.respond === undefined && isSooner(resolve, respond);
  return { respond: sooner ? resolve : respond, resolve };
}
