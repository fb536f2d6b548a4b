import fc from 'fast-check';
import { afterRunningMs, dueAfterHold, runningMsBetween } from './holds';
import { DAY_MS, startOfShanghaiDay } from './shanghai';
import { isWorkingTime, type WorkCalendar, workingMsBetween } from './working-hours';

const MINUTE = 60_000;
const FIRST = startOfShanghaiDay('2026-11-01');
const calendars = fc.uniqueArray(fc.nat(200), { maxLength: 60 }).map((off): WorkCalendar => ({
  isWorkingDay: (date) => !off.includes((startOfShanghaiDay(date) - FIRST) / DAY_MS),
}));
const clocks = fc.constantFrom('working' as const, 'natural' as const);
const instants = fc.nat(10 * 24 * 60).map((minutes) => FIRST + minutes * MINUTE);
const minutesOf = (days: number) => fc.nat(days * 24 * 60).map((minutes) => minutes * MINUTE);
/** Pauses one after the other: how long it ran before each, and how long each took. */
const pauses = fc.array(fc.record({ ran: minutesOf(3), stood: minutesOf(5) }), { maxLength: 6 });

test('over any sequence of holds, the time that ran in all is the time that was promised', () => {
  fc.assert(
    fc.property(
      instants,
      minutesOf(4),
      pauses,
      clocks,
      calendars,
      (start, promised, holds, clock, calendar) => {
        let due = afterRunningMs(start, promised, clock, calendar);
        let at = start;
        let ran = 0;
        for (const hold of holds) {
          const since = at + hold.ran;
          if (since >= due) break;
          ran += runningMsBetween(at, since, clock, calendar);
          at = since + hold.stood;
          due = dueAfterHold(due, { sinceMs: since, endMs: at }, clock, calendar);
        }
        expect(ran + runningMsBetween(at, due, clock, calendar)).toBe(promised);
      },
    ),
  );
});

test('a hold never brings a deadline forward, and a longer one never less far', () => {
  fc.assert(
    fc.property(
      instants,
      minutesOf(4),
      minutesOf(4),
      minutesOf(4),
      clocks,
      calendars,
      (since, left, a, b, clock, calendar) => {
        const due = afterRunningMs(since, left, clock, calendar);
        const [short, long] = [Math.min(a, b), Math.max(a, b)].map((ms) =>
          dueAfterHold(due, { sinceMs: since, endMs: since + ms }, clock, calendar),
        );
        expect(short).toBeGreaterThanOrEqual(due);
        expect(long).toBeGreaterThanOrEqual(short as number);
      },
    ),
  );
});

test('what was overdue before the hold stays overdue', () => {
  const calendar = { isWorkingDay: () => true };
  expect(dueAfterHold(FIRST, { sinceMs: FIRST + 1, endMs: FIRST + DAY_MS }, 'working', calendar)).toBe(FIRST);
});

test('working time is what the clock counts', () => {
  fc.assert(
    fc.property(instants, calendars, (at, calendar) => {
      const runs = workingMsBetween(at, at + MINUTE, calendar) > 0;
      expect(isWorkingTime(at, calendar)).toBe(runs);
    }),
  );
});
