import { getDayDetail, isWorkday } from 'chinese-days';
import type { WorkCalendar } from '@shared/time/working-hours';
import { statutoryHolidays } from './statutory-holidays';

export interface DayOverride {
  /** YYYY-MM-DD in Shanghai. */
  date: string;
  working: boolean;
}

function isDate(date: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}

/** Does the library hold the arrangement announced for this year? National Day is then a holiday by name. */
function isArranged(year: number): boolean {
  return getDayDetail(`${year}-10-01`).name.startsWith('National Day');
}

/** The days of a year without an announced arrangement that are certain: weekends and what the law names. */
function certainRule(year: number): (date: string) => boolean {
  const holidays = new Set(statutoryHolidays(year));
  return (date) => {
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    return weekday !== 0 && weekday !== 6 && !holidays.has(date);
  };
}

/**
 * Working days of China: announced holidays and 调休 for the years `chinese-days` knows (to 2026 in 1.5.7). For later
 * years the library calls every weekday a working day, even 1 January. There, weekends and the statutory holidays are
 * off; moved weekends stay unknown, so a deadline beside a long holiday may be off by the moved days until the city
 * enters the announcement as overrides (or the library is updated). Overrides win over everything.
 * @throws RangeError for an override, or a question, that is no date
 */
export function createWorkCalendar(overrides: readonly DayOverride[]): WorkCalendar {
  const given = new Map<string, boolean>();
  for (const { date, working } of overrides) {
    if (!isDate(date)) throw new RangeError(`not a date: ${date}`);
    given.set(date, working);
  }
  const rules = new Map<number, (date: string) => boolean>();
  return {
    isWorkingDay(date) {
      const override = given.get(date);
      if (override !== undefined) return override;
      if (!isDate(date)) throw new RangeError(`not a date: ${date}`);
      const year = Number(date.slice(0, 4));
      let rule = rules.get(year);
      if (!rule) rules.set(year, (rule = isArranged(year) ? isWorkday : certainRule(year)));
      return rule(date);
    },
  };
}
