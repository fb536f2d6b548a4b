import { DAY_MS, shanghaiDate, startOfShanghaiDay } from '@shared/time/shanghai';
import { addWorkingHours, workingMsBetween } from '@shared/time/working-hours';
import { createWorkCalendar } from '.';
import { statutoryHolidays } from './statutory-holidays';

const calendar = createWorkCalendar([]);
const at = (text: string) => Date.parse(`${text}+08:00`);

describe('2026, as the State Council arranged it', () => {
  test.each([
    ['2026-01-01', '元旦', false],
    ['2026-01-02', '元旦', false],
    ['2026-01-04', '元旦调休，周日上班', true],
    ['2026-02-14', '春节调休，周六上班', true],
    ['2026-02-16', '除夕', false],
    ['2026-02-23', '春节', false],
    ['2026-02-24', '节后周二', true],
    ['2026-02-28', '春节调休，周六上班', true],
    ['2026-04-06', '清明', false],
    ['2026-05-05', '劳动节', false],
    ['2026-05-09', '劳动节调休，周六上班', true],
    ['2026-06-19', '端午', false],
    ['2026-09-20', '国庆调休，周日上班', true],
    ['2026-09-25', '中秋', false],
    ['2026-10-01', '国庆', false],
    ['2026-10-07', '国庆', false],
    ['2026-10-08', '节后周四', true],
    ['2026-10-10', '国庆调休，周六上班', true],
    ['2026-10-11', '周日', false],
    ['2026-11-21', '周六', false],
    ['2026-11-23', '周一', true],
  ])('%s %s: %s', (date, _why, working) => {
    expect(calendar.isWorkingDay(date)).toBe(working);
  });

  test('248 days are worked', () => {
    const days = Array.from({ length: 365 }, (_, i) =>
      shanghaiDate(startOfShanghaiDay('2026-01-01') + i * DAY_MS),
    );
    expect(days.filter((day) => calendar.isWorkingDay(day))).toHaveLength(248);
  });
});

describe('years nobody has arranged yet', () => {
  test.each([
    ['2027-01-01', false], // Friday; the library alone says it is worked
    ['2027-01-04', true],
    ['2027-02-05', false], // eve
    ['2027-02-08', false], // third day of the first month, Monday
    ['2027-02-09', true],
    ['2027-04-05', false],
    ['2027-05-01', false],
    ['2027-05-03', true],
    ['2027-06-09', false],
    ['2027-09-15', false],
    ['2027-10-01', false],
    ['2027-10-04', true],
    ['2028-10-03', false], // both Mid-Autumn and National Day
    ['2028-06-27', true], // the leap fifth month has no second Dragon Boat
  ])('%s: %s', (date, working) => {
    expect(calendar.isWorkingDay(date)).toBe(working);
  });

  test('the statutory days agree with every arrangement since they were last changed', () => {
    for (const year of [2025, 2026])
      expect(statutoryHolidays(year).filter((date) => calendar.isWorkingDay(date))).toEqual([]);
    expect(statutoryHolidays(2026)).toHaveLength(13);
  });
});

test('overrides win over law, arrangement and weekend', () => {
  const city = createWorkCalendar([
    { date: '2026-10-01', working: true },
    { date: '2026-11-23', working: false },
    { date: '2027-01-03', working: true },
    { date: '2026-11-22', working: true },
  ]);
  const days = ['2026-10-01', '2026-11-23', '2027-01-03', '2026-11-22', '2026-11-24'];
  expect(days.map((date) => city.isWorkingDay(date))).toEqual([true, false, true, true, true]);
});

test.each(['2026-02-30', '2026-1-1', '20260101', '', '2026-13-01', 'tomorrow'])('%j is no date', (date) => {
  expect(() => createWorkCalendar([{ date, working: true }])).toThrow(RangeError);
  expect(() => calendar.isWorkingDay(date)).toThrow(RangeError);
});

describe('deadlines over holidays', () => {
  test.each([
    // Wednesday before National Day, 16:30: one hour is left, the other waits until Thursday the 8th.
    ['2026-09-30T16:30', 2, '2026-10-08T09:30'],
    // The made-up Saturday counts whole.
    ['2026-10-09T17:00', 8, '2026-10-10T17:30'],
    ['2026-10-10T17:30', 0.5, '2026-10-12T09:00'],
    ['2026-10-03T12:00', 7.5, '2026-10-08T17:30'],
    ['2026-12-31T17:00', 1, '2027-01-04T09:00'],
  ])('%s + %d h = %s', (start, hours, end) => {
    expect(new Date(addWorkingHours(at(start), hours, calendar))).toEqual(new Date(at(end)));
    expect(workingMsBetween(at(start), at(end), calendar)).toBe(hours * 3600_000);
  });

  test('a week with National Day in it holds three days of work', () => {
    expect(workingMsBetween(at('2026-09-28T00:00'), at('2026-10-05T00:00'), calendar)).toBe(
      3 * 7.5 * 3600_000,
    );
  });
});
