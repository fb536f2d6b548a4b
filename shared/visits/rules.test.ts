import { DAY_MS } from '../time/shanghai';
import { periodOf, summarise, whyNotThen } from './rules';

const iso = ({ from, to }: { from: number; to: number }) => [
  new Date(from).toISOString(),
  new Date(to).toISOString(),
];

test.each([
  ['week', '2026-11-29', ['2026-11-22T16:00:00.000Z', '2026-11-29T16:00:00.000Z']],
  ['week', '2026-11-23', ['2026-11-22T16:00:00.000Z', '2026-11-29T16:00:00.000Z']],
  ['month', '2026-12-31', ['2026-11-30T16:00:00.000Z', '2026-12-31T16:00:00.000Z']],
  ['month', '2028-02-29', ['2028-01-31T16:00:00.000Z', '2028-02-29T16:00:00.000Z']],
] as const)('the %s of %s', (period, date, expected) => {
  expect(iso(periodOf(period, date))).toEqual(expected);
});

test('a summary is the sum of what was written down, by day in Shanghai', () => {
  const visit = { purpose: 'patrol', people: 2, findings: 1, cases: 1 } as const;
  const summary = summarise([
    { ...visit, at: Date.parse('2026-11-23T15:59:00Z') },
    { ...visit, at: Date.parse('2026-11-23T16:00:00Z'), purpose: 'care' },
  ]);
  expect(summary).toMatchObject({ visits: 2, people: 4, findings: 2, cases: 2 });
  expect(summary.byDay).toEqual([
    { date: '2026-11-23', count: 1 },
    { date: '2026-11-24', count: 1 },
  ]);
  expect(summary.byPurpose).toEqual([
    { purpose: 'patrol', count: 1 },
    { purpose: 'care', count: 1 },
  ]);
  expect(summarise([])).toMatchObject({ visits: 0, byDay: [], byPurpose: [] });
});

test.each([
  [0, false],
  [3600_000, true],
  [-6 * DAY_MS, false],
  [-8 * DAY_MS, true],
])('a visit %d ms from now', (offset, refused) => {
  const now = Date.parse('2026-11-23T02:00:00Z');
  expect(whyNotThen(now + offset, now) !== null).toBe(refused);
});
