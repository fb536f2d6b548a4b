import fc from 'fast-check';
import { DAY_MS, shanghaiDate, startOfShanghaiDay } from './shanghai';
import { addWorkingHours, workingMsBetween, type WorkCalendar } from './working-hours';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FIRST = startOfShanghaiDay('2026-09-01');
const at = (text: string) => Date.parse(`${text}+08:00`);

/** Weekends off, except for the given days of the test's season, which are the other way round. */
function calendarWith(turned: ReadonlySet<number>): WorkCalendar {
  return {
    isWorkingDay(date) {
      const day = (startOfShanghaiDay(date) - FIRST) / DAY_MS;
      const weekday = (day + 2) % 7; // 1 September 2026 is a Tuesday
      return (weekday !== 0 && weekday !== 6) !== turned.has(day);
    },
  };
}

const calendars = fc.uniqueArray(fc.nat(90), { maxLength: 25 }).map((days) => calendarWith(new Set(days)));
const instants = fc.nat(60 * 24 * 60).map((minutes) => FIRST + minutes * MINUTE);
/** Whole minutes of up to ten working days, in hours. */
const durations = fc.nat(75 * 60).map((minutes) => minutes / 60);

/** Is this instant within, or at the end of, working time? */
function isWorked(instant: number, calendar: WorkCalendar): boolean {
  const minute = (instant - startOfShanghaiDay(shanghaiDate(instant))) / MINUTE;
  const inSpan = (minute > 510 && minute <= 720) || (minute > 810 && minute <= 1050);
  return inSpan && calendar.isWorkingDay(shanghaiDate(instant));
}

describe('laws', () => {
  test('what is added is what lies between', () => {
    fc.assert(
      fc.property(instants, durations, calendars, (start, hours, calendar) => {
        const end = addWorkingHours(start, hours, calendar);
        expect(workingMsBetween(start, end, calendar)).toBe(Math.round(hours * HOUR));
      }),
    );
  });

  test('adding twice is adding the sum', () => {
    fc.assert(
      fc.property(instants, durations, durations, calendars, (start, a, b, calendar) => {
        const twice = addWorkingHours(addWorkingHours(start, a, calendar), b, calendar);
        expect(addWorkingHours(start, a + b, calendar)).toBe(twice);
      }),
    );
  });

  test('later or longer never ends earlier', () => {
    fc.assert(
      fc.property(instants, instants, durations, durations, calendars, (s, t, a, b, calendar) => {
        const early = addWorkingHours(Math.min(s, t), Math.min(a, b), calendar);
        expect(addWorkingHours(Math.max(s, t), Math.min(a, b), calendar)).toBeGreaterThanOrEqual(early);
        expect(addWorkingHours(Math.min(s, t), Math.max(a, b), calendar)).toBeGreaterThanOrEqual(early);
      }),
    );
  });

  test('it ends in working time, and no earlier instant would do', () => {
    fc.assert(
      fc.property(instants, durations, calendars, (start, hours, calendar) => {
        fc.pre(hours > 0);
        const end = addWorkingHours(start, hours, calendar);
        expect(isWorked(end, calendar)).toBe(true);
        expect(workingMsBetween(start, end - 1, calendar)).toBe(Math.round(hours * HOUR) - 1);
      }),
    );
  });

  test('working time is counted as by hand, minute by minute', () => {
    fc.assert(
      fc.property(instants, fc.nat(3 * 24 * 60), calendars, (start, minutes, calendar) => {
        let worked = 0;
        for (let i = 1; i <= minutes; i += 1) if (isWorked(start + i * MINUTE, calendar)) worked += MINUTE;
        expect(workingMsBetween(start, start + minutes * MINUTE, calendar)).toBe(worked);
      }),
      { numRuns: 30 },
    );
  });
});

// 1–8 October are off but Thursday the 8th; Sunday 20 September and Saturday 10 October are worked (2026's 调休).
const turned = [
  '2026-09-20',
  '2026-10-10',
  '2026-10-01',
  '2026-10-02',
  '2026-10-05',
  '2026-10-06',
  '2026-10-07',
];
const nationalDay = calendarWith(new Set(turned.map((date) => (startOfShanghaiDay(date) - FIRST) / DAY_MS)));

test.each([
  ['within a morning', '2026-09-08T09:00', 2, '2026-09-08T11:00'],
  ['over lunch', '2026-09-08T11:00', 2, '2026-09-08T14:30'],
  ['to the very end of a morning', '2026-09-08T08:30', 3.5, '2026-09-08T12:00'],
  ['to the very end of a day', '2026-09-08T08:30', 7.5, '2026-09-08T17:30'],
  ['from before work', '2026-09-08T06:00', 1, '2026-09-08T09:30'],
  ['from lunch', '2026-09-08T12:30', 1, '2026-09-08T14:30'],
  ['from after work', '2026-09-08T20:00', 1, '2026-09-09T09:30'],
  ['over a weekend', '2026-09-11T17:00', 1, '2026-09-14T09:00'],
  ['from a weekend', '2026-09-12T10:00', 0.5, '2026-09-14T09:00'],
  ['on a worked Sunday', '2026-09-19T10:00', 1, '2026-09-20T09:30'],
  ['over National Day', '2026-09-30T17:00', 1, '2026-10-08T09:00'],
  ['on a worked Saturday', '2026-10-09T17:00', 8, '2026-10-10T17:30'],
  ['a minute', '2026-09-08T11:59', 1 / 60, '2026-09-08T12:00'],
  ['two minutes', '2026-09-08T11:59', 2 / 60, '2026-09-08T13:31'],
])('%s', (_what, start, hours, end) => {
  expect(new Date(addWorkingHours(at(start), hours, nationalDay))).toEqual(new Date(at(end)));
});

test('no time takes no time, working time or not', () => {
  expect(addWorkingHours(at('2026-10-03T03:00'), 0, nationalDay)).toBe(at('2026-10-03T03:00'));
});

test('nothing lies between an instant and an earlier one', () => {
  expect(workingMsBetween(at('2026-09-08T11:00'), at('2026-09-08T10:00'), nationalDay)).toBe(0);
});

test.each([-1, NaN, Infinity])('%d hours are refused', (hours) => {
  expect(() => addWorkingHours(FIRST, hours, nationalDay)).toThrow(RangeError);
});

test('a calendar without working days is refused, not searched for ever', () => {
  expect(() => addWorkingHours(FIRST, 1, { isWorkingDay: () => false })).toThrow(RangeError);
});
