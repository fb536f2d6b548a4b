import type { OpenSpan } from '../services/catalogue';
import { opensOn } from '../services/slots';
import { SHANGHAI_OFFSET_MS, shanghaiDate, startOfShanghaiDay } from '../time/shanghai';
import type { WorkCalendar } from '../time/working-hours';

const DAY_NAMES = ['', '周一', '周二', '周三', '周四', '周五', '周六', '周日'];

/** 周一至周五、周日: three or more in a row are told by their ends. */
function daysInWords(days: readonly number[]): string {
  const sorted = [...new Set(days)].sort((a, b) => a - b);
  if (sorted.length === 7) return '每天';
  const runs: number[][] = [];
  for (const day of sorted) {
    const last = runs[runs.length - 1];
    if (last && last[last.length - 1] === day - 1) last.push(day);
    else runs.push([day]);
  }
  return runs
    .flatMap((run) => {
      const names = run.map((day) => DAY_NAMES[day] ?? '');
      return run.length > 2 ? [`${names[0]}至${names[names.length - 1]}`] : names;
    })
    .join('、');
}

const times = (spans: readonly OpenSpan[]) =>
  [...spans]
    .sort((a, b) => (a.from < b.from ? -1 : 1))
    .map(({ from, to }) => `${from}–${to}`)
    .join('、');

/** 周一至周五 08:30–12:00、13:30–20:00；周六 09:00–17:00 */
export function hoursInWords(open: readonly OpenSpan[]): string {
  const byDays = new Map<string, OpenSpan[]>();
  for (const span of open) {
    const days = daysInWords(span.days);
    byDays.set(days, [...(byDays.get(days) ?? []), span]);
  }
  return [...byDays].map(([days, spans]) => `${days} ${times(spans)}`).join('；');
}

/** Whether it is open now, and today's hours in words; public holidays close what is open on working days. */
export function openToday(
  open: readonly OpenSpan[],
  nowMs: number,
  calendar: WorkCalendar,
): { openNow: boolean; today: string } {
  const dayMs = startOfShanghaiDay(shanghaiDate(nowMs));
  const clock = new Date(nowMs + SHANGHAI_OFFSET_MS).toISOString().slice(11, 16);
  const spans = open.filter((span) => opensOn(span, dayMs, calendar));
  return {
    openNow: spans.some(({ from, to }) => from <= clock && clock < to),
    today: spans.length === 0 ? '今天不开门' : `今天 ${times(spans)}`,
  };
}
