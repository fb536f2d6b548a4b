import type { AreaLevel } from '../areas/levels';
import { DAY_MS } from '../time/shanghai';

/** Who leads topics, each for his area and all below it. */
export const TOPIC_ORGANISERS = ['dispatcher', 'admin'] as const;

/** Open for seconds so long. */
export const RAISE_MS = 30 * DAY_MS;
/** The center answers within this, or everybody reads that it is overdue. */
export const ANSWER_MS = 15 * DAY_MS;

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
