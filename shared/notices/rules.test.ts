import fc from 'fast-check';
import { compareNotices, noticeState, termProblem } from './rules';

const DAY = 86_400_000;
const term = { publishAt: 10, validUntil: 20 };

test.each([
  [9, null, 'scheduled'],
  [10, null, 'current'],
  [19, null, 'current'],
  [20, null, 'ended'],
  [9, 5, 'withdrawn'],
  [15, 12, 'withdrawn'],
  [25, 12, 'withdrawn'],
] as const)('at %i, withdrawn at %j: %s', (now, withdrawnAt, state) =>
  expect(noticeState(term, withdrawnAt, now)).toBe(state),
);

test.each([
  [0, DAY, null],
  [0, 366 * DAY, null],
  [366 * DAY, 367 * DAY, null],
  [367 * DAY, 368 * DAY, 'publishAt'],
  [-DAY, 0, 'validUntil'],
  [2 * DAY, 2 * DAY, 'validUntil'],
  [2 * DAY, DAY, 'validUntil'],
  [0, 367 * DAY, 'validUntil'],
])('from %i until %i, written at 0: wrong at %j', (publishAt, validUntil, path) =>
  expect(termProblem({ publishAt, validUntil }, 0)?.path ?? null).toBe(path),
);

test('pinned first, then newest, and an order that is total', () => {
  const place = fc.record({
    pinned: fc.boolean(),
    publishAt: fc.integer({ min: 0, max: 5 }),
    id: fc.constantFrom('a', 'b', 'c'),
  });
  fc.assert(
    fc.property(fc.array(place), (places) => {
      const sorted = [...places].sort(compareNotices);
      sorted.slice(1).forEach((next, index) => {
        const before = sorted[index] ?? next;
        expect(Number(before.pinned)).toBeGreaterThanOrEqual(Number(next.pinned));
        if (before.pinned === next.pinned) expect(before.publishAt).toBeGreaterThanOrEqual(next.publishAt);
        expect(compareNotices(before, next)).toBe(-compareNotices(next, before) + 0);
      });
    }),
  );
});
