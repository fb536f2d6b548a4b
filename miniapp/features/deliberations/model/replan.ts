import { type TopicPhase } from '@shared/deliberations/phases';
import { type PhaseDates, type TopicPlan } from '@shared/deliberations/schemas';
import { readTime, writeTime } from '@shared/time/typed-time';

export const PLANNED = [
  { phase: 'discuss', key: 'discussUntil', name: '议事到' },
  { phase: 'decide', key: 'decideUntil', name: '表决到' },
  { phase: 'execute', key: 'executeUntil', name: '计划办完' },
  { phase: 'evaluate', key: 'evaluateUntil', name: '评价到' },
] as const satisfies readonly { phase: TopicPhase; key: keyof PhaseDates; name: string }[];
export type PlannedKey = (typeof PLANNED)[number]['key'];

/** Whether a date is past changing: of a phase that is over, or of a ballot that runs. */
export function isKept(phase: TopicPhase, of: TopicPhase): boolean {
  const order = PLANNED.map((each): TopicPhase => each.phase);
  return order.indexOf(of) < order.indexOf(phase) || (of === 'decide' && phase === 'decide');
}

export const typedDates = (plan: TopicPlan): Record<PlannedKey, string> => {
  const typed = (key: PlannedKey) => (plan[key] ? writeTime(plan[key]) : '');
  return {
    discussUntil: typed('discussUntil'),
    decideUntil: typed('decideUntil'),
    executeUntil: typed('executeUntil'),
    evaluateUntil: typed('evaluateUntil'),
  };
};

/** The dates as they are to be; what may not be changed stays to the millisecond. */
export function readDates(
  typed: Record<PlannedKey, string>,
  plan: TopicPlan,
  phase: TopicPhase,
): { dates: PhaseDates; wrong: null } | { dates: null; wrong: Partial<Record<string, string>> } {
  const read = (key: PlannedKey, of: TopicPhase): string | null => {
    const before = plan[key];
    const same = before !== null && typed[key] === writeTime(before);
    return isKept(phase, of) || same ? before : readTime(typed[key]);
  };
  const [discussUntil, decideUntil, executeUntil, evaluateUntil] = PLANNED.map((each) =>
    read(each.key, each.phase),
  );
  if (discussUntil && decideUntil && executeUntil && evaluateUntil)
    return { dates: { discussUntil, decideUntil, executeUntil, evaluateUntil }, wrong: null };
  const wrong: Partial<Record<string, string>> = {};
  for (const each of PLANNED)
    if (!read(each.key, each.phase)) wrong[`plan.${each.key}`] = '请写成这样：2026-12-05 20:00';
  return { dates: null, wrong };
}
