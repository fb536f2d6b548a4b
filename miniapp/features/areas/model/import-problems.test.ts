import { type AreaImportReport } from '@shared/area-import/schemas';
import { centreOf, problemsOf, shapesOf, zoomFor } from './import-problems';

const square = (size: number) => ({
  type: 'MultiPolygon' as const,
  coordinates: [
    [
      [
        [120, 30],
        [120 + size, 30],
        [120 + size, 30 + size],
        [120, 30 + size],
        [120, 30],
      ],
    ],
  ],
});
const report = (found: Partial<AreaImportReport>): AreaImportReport => ({
  dryRun: true,
  applied: false,
  revision: 1,
  counts: { created: 0, updated: 0, unchanged: 0, rejected: 0, overlaps: 0, gaps: 0, outside: 0 },
  created: [],
  updated: [],
  unchanged: 0,
  rejected: [],
  overlaps: [],
  gaps: [],
  outside: [],
  ...found,
});

test('what forbids comes first, gaps only remind', () => {
  const problems = problemsOf(
    report({
      gaps: [{ parentCode: '990101001001', areaM2: 25_000, geometry: square(0.001) }],
      overlaps: [{ a: '1', b: '2', areaM2: 12.4, geometry: square(0.0001) }],
      rejected: [{ index: 4, line: 6, code: '99', reason: '编码重复', at: null, geometry: null }],
      outside: [{ code: '3', parentCode: '4', areaM2: 5, geometry: null }],
    }),
  );
  expect(problems.map(({ title, note, forbids }) => [title, note, forbids])).toEqual([
    ['编码重复', '第 6 行 · 99', true],
    ['重叠 12 平方米', '1 和 2', true],
    ['超出上级 5 平方米', '3 超出 4', true],
    ['空白 2.5 公顷', '990101001001 里没有划给任何下级，只提醒', false],
  ]);
});

test('a shape is looked at in its middle, near enough to see it; without shape or point there is nothing to see', () => {
  const [overlap] = problemsOf(
    report({ overlaps: [{ a: '1', b: '2', areaM2: 9, geometry: square(0.001) }] }),
  );
  const [bare] = problemsOf(report({ outside: [{ code: '3', parentCode: '4', areaM2: 5, geometry: null }] }));
  if (!overlap || !bare) throw new Error('nothing found');
  expect(centreOf(overlap)?.lng).toBeCloseTo(120.0005, 9);
  expect(zoomFor(overlap)).toBe(18);
  expect(shapesOf(overlap)[0]).toMatchObject({ emphasis: 'wrong', points: { length: 5 } });
  expect([centreOf(bare), shapesOf(bare)]).toEqual([null, []]);
});
