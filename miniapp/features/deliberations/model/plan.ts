import { type PhaseDates, type TopicPlan } from '@shared/deliberations/schemas';
import { DAY_MS, shanghaiDate, startOfShanghaiDay } from '@shared/time/shanghai';

/** How long each phase is to last, in days. */
export interface Lengths {
  discuss: number;
  decide: number;
  execute: number;
  evaluate: number;
}

export const USUAL: Lengths = { discuss: 14, decide: 7, execute: 60, evaluate: 14 };
export const CHOICES: Record<keyof Lengths, readonly number[]> = {
  discuss: [3, 7, 14, 30],
  decide: [2, 3, 7, 14],
  execute: [14, 30, 60, 180],
  evaluate: [3, 7, 14, 30],
};
/** Phases end when people are awake. */
const EVENING_MS = 20 * 3_600_000;

/** Evenings (20:00 Shanghai) so many days after now, one phase after the other. */
export function datesFrom(lengths: Lengths, nowMs: number): PhaseDates {
  const today = startOfShanghaiDay(shanghaiDate(nowMs));
  const after = (days: number) => new Date(today + days * DAY_MS + EVENING_MS).toISOString();
  const discuss = lengths.discuss + 1;
  const decide = discuss + lengths.decide;
  const execute = decide + lengths.execute;
  return {
    discussUntil: after(discuss),
    decideUntil: after(decide),
    executeUntil: after(execute),
    evaluateUntil: after(execute + lengths.evaluate),
  };
}

const ROWS = [
  ['raiseUntil', '附议到'],
  ['answerBy', '最迟答复'],
  ['discussUntil', '议事到'],
  ['decideUntil', '表决到'],
  ['executeUntil', '计划办完'],
  ['evaluateUntil', '评价到'],
] as const;

/** The dates that are fixed, in the order of the phases. */
export const fixedDates = (plan: TopicPlan): { name: string; at: string }[] =>
  ROWS.flatMap(([key, name]) => {
    const at = plan[key];
    return at ? [{ name, at }] : [];
  });
