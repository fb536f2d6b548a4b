import { DAY_MS, shanghaiDate, startOfShanghaiDay, weekdayName } from '@shared/time/shanghai';

const STARTS = 14;
const LENGTHS = [1, 2, 3, 5, 7, 10, 14, 30, 60, 90];

const dayOf = (instantMs: number): string => {
  const [, month, day] = shanghaiDate(instantMs).split('-').map(Number);
  return `${month}月${day}日 ${weekdayName(instantMs)}`;
};

/** Days on which a leave may begin: from now, tomorrow, and so on; UTC. */
export function startChoices(nowMs: number): { value: string; text: string }[] {
  const today = startOfShanghaiDay(shanghaiDate(nowMs));
  return Array.from({ length: STARTS }, (_, index) => {
    const at = today + index * DAY_MS;
    const near = ['今天', '明天', '后天'][index];
    return { value: new Date(at).toISOString(), text: near ? `${near} ${dayOf(at)}` : dayOf(at) };
  });
}

/** Days of return of a leave that begins then, each with how long that is. */
export function backChoices(from: string): { value: string; text: string }[] {
  const start = Date.parse(from);
  return LENGTHS.map((days) => {
    const at = start + days * DAY_MS;
    return { value: new Date(at).toISOString(), text: `${dayOf(at)}（${days} 天）` };
  });
}

/** 11月26日 周四 至 11月28日 周六: the last day away, not that of return. */
export function leaveText({ from, until }: { from: string; until: string }): string {
  const last = Math.max(Date.parse(from), Date.parse(until) - 1);
  const [first, end] = [dayOf(Date.parse(from)), dayOf(last)];
  return first === end ? first : `${first} 至 ${end}`;
}
