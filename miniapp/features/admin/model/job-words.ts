import { type JobRun } from '@shared/operations/contract';
import { friendlyTime } from '@shared/time/shanghai';

/** 12 毫秒 · 3.4 秒 · 10 分钟 */
export function spanText(ms: number): string {
  if (ms < 1000) return `${ms} 毫秒`;
  if (ms < 60_000) return `${Math.round(ms / 100) / 10} 秒`;
  return `${Math.round(ms / 60_000)} 分钟`;
}

/** How often a job runs and when it last did. */
export function jobNote({ everyMs, lastAt, tookMs, runs }: JobRun, nowMs: number): string {
  const every = `每 ${spanText(everyMs)}一次`;
  if (!lastAt) return `${every}，还没有运行过`;
  const took = tookMs === null ? '' : `，用时 ${spanText(tookMs)}`;
  return `${every}，上次 ${friendlyTime(Date.parse(lastAt), nowMs)}${took}，共 ${runs} 次`;
}

/** Failed at its last run: what failed once and runs again is no trouble any more. */
export function isFailing({ lastAt, lastErrorAt }: JobRun): boolean {
  return lastErrorAt !== null && (lastAt === null || lastErrorAt >= lastAt);
}

/** At most so many are counted. */
const MOST = 1000;
export const countText = (count: number): string => (count >= MOST ? `${MOST} 条以上` : `${count} 条`);
