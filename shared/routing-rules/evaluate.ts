import type { Mode } from '../clocks/modes';
import { SHANGHAI_OFFSET_MS, shanghaiDate } from '../time/shanghai';
import { isWorkingTime, type WorkCalendar } from '../time/working-hours';
import { normaliseWords } from './normalise';
import type { Conditions, RoutingRule } from './schemas';

/** What a rule looks at: a case as it was when it was filed. */
export interface Situation {
  text: string;
  category: { code: string; group: string };
  /** Codes, city first. */
  areaPath: readonly string[];
  atMs: number;
  mode: Mode;
}

/** The rules of one area, in the order in which they are asked. */
export interface RuleSet {
  areaCode: string;
  version: number;
  rules: readonly RoutingRule[];
}

function isWithin(hours: NonNullable<Conditions['hours']>, time: string): boolean {
  return hours.some(({ from, to }) => (from < to ? time >= from && time < to : time >= from || time < to));
}

/** Is everything true that the conditions say? */
export function meets(when: Conditions, situation: Situation, calendar: WorkCalendar): boolean {
  const { category, areaPath, atMs, mode, text } = situation;
  const local = new Date(atMs + SHANGHAI_OFFSET_MS);
  const date = shanghaiDate(atMs);
  if (when.categories && !when.categories.some((ref) => ref === category.code || ref === category.group))
    return false;
  if (when.areas && !when.areas.some((code) => areaPath.includes(code))) return false;
  if (when.modes && !when.modes.includes(mode)) return false;
  if (when.weekdays && !when.weekdays.includes(local.getUTCDay() || 7)) return false;
  if (when.hours && !isWithin(when.hours, local.toISOString().slice(11, 16))) return false;
  if (when.dates && !when.dates.some(({ from, to }) => from <= date && date <= to)) return false;
  if (when.workingTime && (when.workingTime === 'working') !== isWorkingTime(atMs, calendar)) return false;
  if (!when.words) return true;
  const said = normaliseWords(text);
  return when.words.some((word) => said.includes(normaliseWords(word)));
}

/**
 * The first rule that fits, of the sets that lie on the case's path: the city's before the district's and so on down,
 * each in its own order. Null when none does: boundary and category decide.
 */
export function firstMatch(
  setOf: (areaCode: string) => RuleSet | undefined,
  situation: Situation,
  calendar: WorkCalendar,
): { rule: RoutingRule; set: RuleSet } | null {
  for (const code of situation.areaPath) {
    const set = setOf(code);
    const rule = set?.rules.find(({ enabled, when }) => enabled && meets(when, situation, calendar));
    if (set && rule) return { rule, set };
  }
  return null;
}
