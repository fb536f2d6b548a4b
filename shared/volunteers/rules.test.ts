import { ageRule, birthdayAt, isDate, isMinor, isVisitReminderDue, monthOf } from './rules';

const NOW = Date.parse('2026-11-25T02:00:00Z'); // 10:00 in Shanghai

it.each([
  ['2026-02-28', true],
  ['2026-02-30', false],
  ['2024-02-29', true],
  ['2026-13-01', false],
  ['2026-00-10', false],
  ['26-1-1', false],
  ['', false],
])('%s is a date: %s', (date, yes) => expect(isDate(date)).toBe(yes));

it.each([
  ['born on a 29th of February', '2008-02-29', '2026-03-01'],
  ['any other day', '2008-11-25', '2026-11-25'],
])('comes of age, %s', (_, born, day) => expect(birthdayAt(born, 18)).toBe(day));

it.each([
  ['14 today', '2012-11-25', { problem: null, adultOn: '2030-11-25' }],
  ['18 tomorrow', '2008-11-26', { problem: null, adultOn: '2026-11-26' }],
  ['18 today', '2008-11-25', { problem: null, adultOn: null }],
  ['72', '1954-05-01', { problem: null, adultOn: null }],
])('may volunteer: %s', (_, born, rule) => expect(ageRule(born, NOW)).toEqual(rule));

it.each([
  ['14 tomorrow', '2012-11-26', '未满 14 周岁'],
  ['not born yet', '2026-11-26', '不正确'],
  ['120 today', '1906-11-25', '不正确'],
  ['no date', '1954-02-30', '不正确'],
])('may not volunteer: %s', (_, born, words) => expect(ageRule(born, NOW).problem).toContain(words));

it('knows who is under age by the day in Shanghai, not by the hour in London', () => {
  expect(isMinor(null, NOW)).toBe(false);
  expect(isMinor('2026-11-26', Date.parse('2026-11-25T15:59:59Z'))).toBe(true);
  expect(isMinor('2026-11-26', Date.parse('2026-11-25T16:00:00Z'))).toBe(false);
});

it.each([
  ['2026-11-20T00:59:00Z', false], // the 20th, 8:59
  ['2026-11-20T01:00:00Z', true],
  ['2026-11-20T16:30:00Z', true], // the 21st, half past midnight
  ['2026-11-30T15:59:00Z', true],
  ['2026-11-30T16:00:00Z', false], // the 1st of the next month
])('reminds of households still to visit at %s: %s', (at, due) =>
  expect(isVisitReminderDue(Date.parse(at))).toBe(due),
);

it('counts a month by Shanghai', () => expect(monthOf(Date.parse('2026-11-30T16:00:00Z'))).toBe('2026-12'));
