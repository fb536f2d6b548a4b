import type { OpenSpan } from '../services/catalogue';
import { hoursInWords, openToday } from './hours';

const span = (days: number[], from: string, to: string): OpenSpan => ({ days, from, to });
const WEEK = [1, 2, 3, 4, 5];
const LATE = [span(WEEK, '13:30', '20:00'), span(WEEK, '08:30', '12:00'), span([6], '09:00', '17:00')];

test.each([
  [[span([1, 2, 3, 4, 5, 6, 7], '08:00', '22:00')], '每天 08:00–22:00'],
  [LATE, '周一至周五 08:30–12:00、13:30–20:00；周六 09:00–17:00'],
  [[span([6, 7], '09:00', '17:00')], '周六、周日 09:00–17:00'],
  [[span([7, 1, 2, 3, 3], '09:00', '17:00')], '周一至周三、周日 09:00–17:00'],
  [[], ''],
])('%j reads %s', (open, words) => {
  expect(hoursInWords(open)).toBe(words);
});

const HOLIDAY = '2026-11-25';
const calendar = { isWorkingDay: (day: string) => day !== HOLIDAY };
/** Shanghai time. */
const at = (text: string) => Date.parse(`${text}:00+08:00`);

test.each([
  ['2026-11-24T08:29', false, '今天 08:30–12:00、13:30–20:00'],
  ['2026-11-24T08:30', true, '今天 08:30–12:00、13:30–20:00'],
  ['2026-11-24T12:00', false, '今天 08:30–12:00、13:30–20:00'],
  ['2026-11-24T19:59', true, '今天 08:30–12:00、13:30–20:00'],
  ['2026-11-24T20:00', false, '今天 08:30–12:00、13:30–20:00'],
  ['2026-11-25T10:00', false, '今天不开门'],
  ['2026-11-28T10:00', true, '今天 09:00–17:00'],
  ['2026-11-29T00:01', false, '今天不开门'],
])('at %s: open %s, %s', (when, openNow, today) => {
  expect(openToday(LATE, at(when), calendar)).toEqual({ openNow, today });
});
