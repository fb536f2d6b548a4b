import { DAY_MS } from '../time/shanghai';
import { dueReminder, mayCheckIn, meetingState, placeNews, termProblem } from './rules';

const NOW = Date.parse('2026-11-22T01:00:00Z');
const HOUR = 3_600_000;
const MINUTE = 60_000;

test.each([
  ['tomorrow for an hour', DAY_MS, DAY_MS + HOUR, undefined],
  ['two hours from now', 2 * HOUR, 3 * HOUR, undefined],
  ['a minute too soon', 2 * HOUR - MINUTE, 3 * HOUR, 'start'],
  ['in the past', -HOUR, HOUR, 'start'],
  ['beyond a year', 367 * DAY_MS, 367 * DAY_MS + HOUR, 'start'],
  ['a quarter of an hour', DAY_MS, DAY_MS + 15 * MINUTE, undefined],
  ['too short', DAY_MS, DAY_MS + 14 * MINUTE, 'end'],
  ['ends before it begins', DAY_MS, DAY_MS - HOUR, 'end'],
  ['eight hours', DAY_MS, DAY_MS + 8 * HOUR, undefined],
  ['too long', DAY_MS, DAY_MS + 8 * HOUR + 1, 'end'],
])('the term of a meeting: %s', (_, start, end, wrong) => {
  expect(termProblem({ start: NOW + start, end: NOW + end }, NOW)?.path).toBe(wrong);
});

test.each([
  [-1, false, 'open', false],
  [-30 * MINUTE - 1, false, 'open', false],
  [-30 * MINUTE, false, 'open', true],
  [0, false, 'on', true],
  [HOUR, false, 'on', true],
  [HOUR + 1, false, 'ended', false],
  [HOUR + 1, true, 'cancelled', false],
  [-HOUR, true, 'cancelled', false],
])('%i ms after its start (cancelled: %s) a meeting is %s', (after, cancelled, state, checkIn) => {
  const term = { start: NOW, end: NOW + HOUR };
  expect(meetingState(term, cancelled, NOW + after)).toBe(state);
  if (after !== -1) expect(mayCheckIn(term, NOW + after)).toBe(checkIn);
});

test.each([
  ['everybody has just come', [null, null, null], 2, [null, null, null]],
  ['nothing has changed', [true, true, false], 2, [null, null, null]],
  ['one in front has gone', [true, false, false], 2, [null, 'seat', null]],
  ['fewer seats', [true, true, false], 1, [null, 'queue', null]],
  ['more seats', [true, false, false], 3, [null, 'seat', 'seat']],
  ['who has just come is not told', [true, null, false], 3, [null, null, 'seat']],
] as const)('what people in a queue are told: %s', (_, queue, seats, news) => {
  expect(placeNews(queue, seats)).toEqual(news);
});

test.each([
  [DAY_MS + 1, undefined],
  [DAY_MS, 'day'],
  [HOUR + 1, 'day'],
  [HOUR, 'hour'],
  [1, 'hour'],
  [0, undefined],
  [-HOUR, undefined],
])('%i ms before the start the reminder is %s', (before, name) => {
  expect(dueReminder(NOW, NOW - before)?.name).toBe(name);
});
