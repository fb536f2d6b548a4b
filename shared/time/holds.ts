import { type Duration } from '../categories/schemas';
import { addWorkingHours, type WorkCalendar, workingMsBetween } from './working-hours';

const HOUR = 3600_000;
type Clock = Duration['clock'];

/** Running milliseconds between two instants on a clock; 0 when `toMs` is not after `fromMs`. */
export function runningMsBetween(fromMs: number, toMs: number, clock: Clock, calendar: WorkCalendar): number {
  return clock === 'natural' ? Math.max(0, toMs - fromMs) : workingMsBetween(fromMs, toMs, calendar);
}

/** The instant at which so many milliseconds have run on a clock since `startMs`. */
export function afterRunningMs(startMs: number, ms: number, clock: Clock, calendar: WorkCalendar): number {
  return clock === 'natural' ? startMs + ms : addWorkingHours(startMs, ms / HOUR, calendar);
}

/**
 * The deadline after a hold: what time was left when the clock stopped is left when it runs again. A deadline that had
 * passed before the hold stays where it was.
 */
export function dueAfterHold(
  dueMs: number,
  hold: { sinceMs: number; endMs: number },
  clock: Clock,
  calendar: WorkCalendar,
): number {
  if (dueMs <= hold.sinceMs) return dueMs;
  return afterRunningMs(hold.endMs, runningMsBetween(hold.sinceMs, dueMs, clock, calendar), clock, calendar);
}
