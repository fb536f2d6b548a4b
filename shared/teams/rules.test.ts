import { weekOf } from './rules';

test.each([
  ['2026-11-22T15:59:59Z', '2026-11-16'],
  ['2026-11-22T16:00:00Z', '2026-11-23'],
  ['2026-11-29T15:59:59Z', '2026-11-23'],
  ['2026-12-31T20:00:00Z', '2026-12-28'],
])('%s belongs to the week of %s', (instant, monday) => {
  expect(weekOf(Date.parse(instant))).toBe(monday);
});
