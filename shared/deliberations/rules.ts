import type { AreaLevel } from '../areas/levels';
import { DAY_MS } from '../time/shanghai';
import type { TopicPhase } from './phases';

/** Who leads topics, each for his area and all below it. */
export const TOPIC_ORGANISERS = ['dispatcher', 'admin'] as const;

/** Open for seconds so long. */
export const RAISE_MS = 30 * DAY_MS;
/** The center answers within this, or everybody reads that it is overdue. */
export const ANSWER_MS = 15 * DAY_MS;
/** No phase is shorter: who looks in once a day misses none. */
export const SHORTEST_PHASE_MS = DAY_MS;
/**
 * A ballot that opens late, because it was not written in time, must still leave time to vote. Less than the shortest
 * phase, so that a clock that runs late does not hold up what was planned right.
 */
const VOTING_LEAST_MS = DAY_MS / 2;
const LONGEST_MS = 731 * DAY_MS;

/** Lower and upper bound of seconds by level; in between one per fifty households. */
const SECONDS: Record<AreaLevel, readonly [least: number, most: number]> = {
  microgrid: [2, 5],
  grid: [3, 15],
  community: [5, 60],
  street: [15, 200],
  district: [50, 500],
  city: [100, 1000],
};

/**
 * How many verified residents must second a topic.
 * @param households of the area; null when not known, then the least of its level
 */
export function secondsNeeded(level: AreaLevel, households: number | null): number {
  const [least, most] = SECONDS[level];
  return Math.min(most, Math.max(least, Math.ceil((households ?? 0) / 50)));
}

/** Ends of the phases in UTC milliseconds; null where not fixed. */
export interface TopicDates {
  raiseUntil: number | null;
  answerBy: number | null;
  discussUntil: number | null;
  decideUntil: number | null;
  executeUntil: number | null;
  evaluateUntil: number | null;
}

const END_OF = {
  raise: 'raiseUntil',
  set: 'answerBy',
  discuss: 'discussUntil',
  decide: 'decideUntil',
  execute: 'executeUntil',
  evaluate: 'evaluateUntil',
} as const satisfies Record<TopicPhase, keyof TopicDates>;

/** Whether people can still vote when deciding opens now; UTC milliseconds. */
export const hasTimeToVote = (decideUntil: number | null, nowMs: number): boolean =>
  decideUntil !== null && decideUntil - nowMs >= VOTING_LEAST_MS;

/** Name of the date at which a phase ends. */
export const endOf = (phase: TopicPhase) => END_OF[phase];

const PLANNED = ['discuss', 'decide', 'execute', 'evaluate'] as const;
type Planned = 'discussUntil' | 'decideUntil' | 'executeUntil' | 'evaluateUntil';
const NAMES = { discuss: '议事', decide: '表决', execute: '办理', evaluate: '评价' } as const;

/**
 * What is wrong with dates that are fixed now, at its field; null when nothing is. A phase that has opened keeps its
 * start; the end of a ballot that has opened, and of what is over, stays as it was.
 * @param before the dates so far @param phase where the topic is
 */
export function planProblem(
  plan: Record<Planned, number>,
  before: TopicDates,
  phase: TopicPhase,
  nowMs: number,
): { path: Planned; message: string } | null {
  const current = PLANNED.indexOf(phase as (typeof PLANNED)[number]);
  let start = nowMs;
  for (const [index, name] of PLANNED.entries()) {
    const path = END_OF[name];
    const kept = index < current || (name === 'decide' && phase === 'decide');
    if (kept) {
      if (plan[path] !== before[path]) return { path, message: `${NAMES[name]}的截止时间已经不能改了` };
      start = Math.max(start, plan[path]);
      continue;
    }
    const least = index === current ? nowMs : start + SHORTEST_PHASE_MS;
    if (plan[path] < least)
      return { path, message: index === current ? '截止时间已经过去了' : `${NAMES[name]}至少要留一天` };
    if (plan[path] > nowMs + LONGEST_MS) return { path, message: '最多安排到两年以内' };
    start = plan[path];
  }
  return null;
}
