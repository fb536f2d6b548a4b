import { EVENT_TYPES } from '@shared/cases/schemas';
import type { JobRun } from '@shared/operations/contract';
import { eventName, SENDABLE_EVENTS } from './event-names';
import { countText, isFailing, jobNote, spanText } from './job-words';

const NOW = Date.parse('2026-11-25T02:00:00Z');
const run = (part: Partial<JobRun>): JobRun => ({
  name: 'x',
  title: 'X',
  everyMs: 30_000,
  running: false,
  runs: 0,
  lastAt: null,
  tookMs: null,
  failures: 0,
  lastError: null,
  lastErrorAt: null,
  ...part,
});

test.each([
  [12, '12 毫秒'],
  [3_420, '3.4 秒'],
  [600_000, '10 分钟'],
])('%i ms is %s', (ms, text) => {
  expect(spanText(ms)).toBe(text);
});

test('how often, when last, how long', () => {
  expect(jobNote(run({}), NOW)).toBe('每 30 秒一次，还没有运行过');
  expect(jobNote(run({ lastAt: '2026-11-25T01:59:00Z', tookMs: 7, runs: 3 }), NOW)).toBe(
    '每 30 秒一次，上次 今天 09:59，用时 7 毫秒，共 3 次',
  );
});

test('only the last run counts as failing', () => {
  expect(isFailing(run({}))).toBe(false);
  expect(isFailing(run({ lastAt: '2026-11-25T01:59:00Z', lastErrorAt: '2026-11-25T01:59:01Z' }))).toBe(true);
  expect(isFailing(run({ lastAt: '2026-11-25T02:59:00Z', lastErrorAt: '2026-11-25T01:59:01Z' }))).toBe(false);
});

test('counts stop at a thousand; every event has a Chinese name, and what is internal is not offered', () => {
  expect([countText(3), countText(1000)]).toEqual(['3 条', '1000 条以上']);
  expect(EVENT_TYPES.filter((type) => !/\p{Script=Han}/u.test(eventName(type)))).toEqual([]);
  expect(SENDABLE_EVENTS.map(({ value }) => value)).not.toContain('warned');
});
