import type Koa from 'koa';
import { calendarFile, type CalendarEntry } from '@shared/time/calendar-file';

/** Answers with an iCalendar file of one event. @param id names the event for good, within its kind */
export function answerCalendar(koa: Koa.Context, id: string, entry: Omit<CalendarEntry, 'uid'>): void {
  koa.set('Content-Disposition', `attachment; filename="${id}.ics"`);
  koa.set('Cache-Control', 'no-cache');
  koa.type = 'text/calendar; charset=utf-8';
  koa.body = calendarFile({ ...entry, uid: `${id}@lianxin` });
}
