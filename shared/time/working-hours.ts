import { DAY_MS, shanghaiDate, startOfShanghaiDay } from './shanghai';

/** Which dates are worked (weekends, holidays and 调休 considered). `date` is YYYY-MM-DD in Shanghai. */
export interface WorkCalendar {
  isWorkingDay(date: string): boolean;
}

const MINUTE = 60_000;
/** 8:30–12:00 and 13:30–17:30, as minutes of the Shanghai day: 7.5 hours. */
export const WORKING_SPANS: readonly (readonly [number, number])[] = [
  [8 * 60 + 30, 12 * 60],
  [13 * 60 + 30, 17 * 60 + 30],
];

// No holiday is longer than this; a calendar without any working day is a configuration error, not an endless loop.
const MAX_DAYS = 4000;

function* spansFrom(startMs: number, calendar: WorkCalendar): Generator<[number, number]> {
  let dayStart = startOfShanghaiDay(shanghaiDate(startMs));
  for (let i = 0; i < MAX_DAYS; i += 1, dayStart += DAY_MS) {
    if (!calendar.isWorkingDay(shanghaiDate(dayStart))) continue;
    for (const [from, to] of WORKING_SPANS) {
      const spanEnd = dayStart + to * MINUTE;
      if (spanEnd <= startMs) continue;
      yield [Math.max(startMs, dayStart + from * MINUTE), spanEnd];
    }
  }
}

/**
 * The instant at which `hours` of working time have passed since `startMs`.
 * A start outside working time counts from the next working moment; 0 hours gives `startMs` itself.
 * @throws RangeError when hours is negative or not finite, or the calendar holds no working day.
 */
export function addWorkingHours(startMs: number, hours: number, calendar: WorkCalendar): number {
  if (!Number.isFinite(hours) || hours < 0) throw new RangeError('hours must be ≥ 0');
  let left = Math.round(hours * 3600_000);
  if (left === 0) return startMs;
  for (const [from, to] of spansFrom(startMs, calendar)) {
    if (to - from >= left) return from + left;
    left -= to - from;
  }
  throw new RangeError('the calendar has too few working days');
}

/** Working milliseconds between two instants; 0 when `toMs` is not after `fromMs`. */
export function workingMsBetween(fromMs: number, toMs: number, calendar: WorkCalendar): number {
  let total = 0;
  for (const [from, to] of spansFrom(fromMs, calendar)) {
    if (from >= toMs) break;
    total += Math.min(to, toMs) - from;
  }
  return total;
}

/** Is this instant within working time? */
export function isWorkingTime(instantMs: number, calendar: WorkCalendar): boolean {
  const date = shanghaiDate(instantMs);
  const minute = (instantMs - startOfShanghaiDay(date)) / MINUTE;
  return WORKING_SPANS.some(([from, to]) => minute >= from && minute < to) && calendar.isWorkingDay(date);
}
