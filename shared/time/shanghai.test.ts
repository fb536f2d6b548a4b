import {
  DAY_MS,
  friendlyTime,
  remainingText,
  shanghaiDate,
  startOfShanghaiDay,
  weekdayName,
} from './shanghai';

const at = (text: string) => Date.parse(`${text}+08:00`);

test.each([
  ['2026-11-21T15:59:59.999Z', '2026-11-21'],
  ['2026-11-21T16:00:00.000Z', '2026-11-22'],
  ['2026-12-31T16:00:00.000Z', '2027-01-01'],
  ['2028-02-28T16:00:00.000Z', '2028-02-29'],
])('%s is %s in Shanghai', (instant, date) => {
  expect(shanghaiDate(Date.parse(instant))).toBe(date);
});

test('a date begins at 16:00 UTC of the day before', () => {
  expect(new Date(startOfShanghaiDay('2026-11-22')).toISOString()).toBe('2026-11-21T16:00:00.000Z');
  expect(startOfShanghaiDay('2026-03-01') - startOfShanghaiDay('2026-02-28')).toBe(DAY_MS);
});

test.each([
  ['2026-11-22T15:20', '今天 15:20'],
  ['2026-11-22T00:00', '今天 00:00'],
  ['2026-11-22T23:59', '今天 23:59'],
  ['2026-11-21T09:05', '昨天 09:05'],
  ['2026-11-23T10:00', '明天 10:00'],
  ['2026-11-20T18:00', '11月20日 18:00'],
  ['2026-11-24T08:30', '11月24日 08:30'],
  ['2026-01-02T08:30', '1月2日 08:30'],
  ['2025-12-31T08:30', '2025年12月31日 08:30'],
  ['2027-01-02T08:30', '2027年1月2日 08:30'],
])('%s read on 22 November at noon: %s', (instant, words) => {
  expect(friendlyTime(at(instant), at('2026-11-22T12:00'))).toBe(words);
});

test('tomorrow is tomorrow across New Year, in Shanghai, not in UTC', () => {
  expect(friendlyTime(at('2027-01-01T07:00'), at('2026-12-31T23:30'))).toBe('明天 07:00');
  expect(friendlyTime(at('2026-12-31T23:30'), at('2027-01-01T00:10'))).toBe('昨天 23:30');
});

test.each([
  ['2026-11-22T23:59', '周日'],
  ['2026-11-23T00:00', '周一'],
  ['2026-11-28T12:00', '周六'],
])('%s is a %s', (instant, name) => {
  expect(weekdayName(at(instant))).toBe(name);
});

const MINUTE = 60_000;
test.each([
  [1, '还有 1 分钟'],
  [59 * MINUTE + 59_999, '还有 59 分钟'],
  [60 * MINUTE, '还有 1 小时'],
  [48 * 60 * MINUTE - 1, '还有 47 小时'],
  [48 * 60 * MINUTE, '还有 2 天'],
  [71 * 60 * MINUTE, '还有 2 天'],
  [-1, '已超时 1 分钟'],
  [-40 * MINUTE, '已超时 40 分钟'],
  [-60 * MINUTE, '已超时 1 小时'],
  [-72 * 60 * MINUTE, '已超时 3 天'],
])('%d ms before the deadline: %s', (left, words) => {
  const now = at('2026-11-22T12:00');
  expect(remainingText(now + left, now)).toBe(words);
});
