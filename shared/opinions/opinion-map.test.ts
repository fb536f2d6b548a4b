import fc from 'fast-check';
import { computeMap, GROUP_AT_LEAST, nearestGroup, type OpinionMap } from './compute-map';
import { hullOf } from './hull';
import { dividingOf, sharedOf, typicalOf } from './judge-statements';
import { buildMatrix, rowOf, type StatementVote, type Vote, VoteTable } from './matrix';
import { findComponents, placeOf } from './pca';
import { confidenceOf, differenceZ, majorityZ } from './statistics';
import { adjustedRand, plant, type Planting, seeded } from './test/planted';

/** How well the map's groups are the planted ones. */
function recovered(
  map: OpinionMap,
  votes: readonly StatementVote[],
  groupOf: ReadonlyMap<string, number>,
): number {
  const answers = new Map<string, [string, Vote][]>();
  for (const { person, statement, vote } of votes) {
    const own = answers.get(person) ?? [];
    own.push([statement, vote]);
    answers.set(person, own);
  }
  const people = [...answers];
  return adjustedRand(
    people.map(([person]) => groupOf.get(person) ?? -1),
    people.map(([, own]) => nearestGroup(placeOf(rowOf(own, map.model.statements), map.model), map.groups)),
  );
}

const planting = fc.record<Planting>({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  groups: fc.integer({ min: 2, max: 5 }),
  people: fc.integer({ min: 100, max: 260 }),
  statements: fc.integer({ min: 80, max: 120 }),
  density: fc.double({ min: 0.5, max: 1, noNaN: true }),
  noise: fc.double({ min: 0, max: 0.25, noNaN: true }),
});

test('planted groups are found again: as many, adjusted Rand index at least 0.9', () => {
  fc.assert(
    fc.property(planting, (how) => {
      const { votes, groupOf } = plant(how);
      const map = computeMap(buildMatrix(votes));
      expect(map.groups).toHaveLength(how.groups);
      expect(recovered(map, votes, groupOf)).toBeGreaterThanOrEqual(0.9);
    }),
    { numRuns: 40 },
  );
});

test('the order of votes, and who is called what, changes nothing', () => {
  fc.assert(
    fc.property(planting, (how) => {
      const { votes } = plant({ ...how, people: 40, statements: 20 });
      const random = seeded(how.seed + 1);
      const shuffled = votes
        .map((vote) => ({ vote, at: random() }))
        .sort((a, b) => a.at - b.at)
        .map(({ vote }) => vote);
      const map = computeMap(buildMatrix(votes));
      expect(computeMap(buildMatrix(shuffled))).toEqual(map);
      const renamed = votes.map((vote) => ({ ...vote, person: [...vote.person].reverse().join('') }));
      const again = computeMap(buildMatrix(renamed));
      expect(again.groups.map(({ people }) => people)).toEqual(map.groups.map(({ people }) => people));
      expect(again.statements).toEqual(map.statements);
    }),
    { numRuns: 25 },
  );
});

test('every person is counted once and no group is smaller than may be shown', () => {
  fc.assert(
    fc.property(planting, fc.integer({ min: 10, max: 60 }), (how, people) => {
      const { votes, groupOf } = plant({ ...how, people, statements: 12 });
      const voters = new Set(votes.map(({ person }) => person));
      const map = computeMap(buildMatrix(votes));
      expect(map.people).toBe(voters.size);
      expect(groupOf.size).toBeGreaterThanOrEqual(map.people);
      expect(map.groups.reduce((sum, group) => sum + group.people, 0)).toBe(map.placed);
      expect(map.dots.reduce((sum, dot) => sum + dot.people, 0)).toBe(map.placed);
      if (map.groups.length > 1)
        for (const group of map.groups) expect(group.people).toBeGreaterThanOrEqual(GROUP_AT_LEAST);
      const answers = map.statements.map(({ all }) => all.agree + all.disagree + all.pass);
      expect(answers.reduce((sum, n) => sum + n, 0)).toBe(map.answers);
    }),
    { numRuns: 40 },
  );
});

const everybody = (of: (i: number, statement: string) => Vote, people = 40): StatementVote[] =>
  Array.from({ length: people }, (_, i) => i).flatMap((i) =>
    ['s1', 's2', 's3', 's4', 's5', 's6', 's7', 's8'].map((statement) => ({
      person: `p${i}`,
      statement,
      vote: of(i, statement),
    })),
  );

test('two camps with one thing in common: what is shared, what divides, what marks each', () => {
  const map = computeMap(buildMatrix(everybody((i, s) => (s === 's1' || i < 15 === s < 's5' ? 1 : -1))));
  expect(map.groups.map(({ people }) => people)).toEqual([25, 15]);
  expect(map.apart).toBeGreaterThan(0.9);
  expect(sharedOf(map.statements)).toMatchObject([{ statementId: 's1', side: 'agree', least: 1 }]);
  const dividing = dividingOf(map.statements);
  expect(dividing.map(({ statementId }) => statementId).sort()).toEqual(['s2', 's3', 's4', 's5', 's6']);
  expect(dividing[0]).toMatchObject({ most: 1, least: 0 });
  const typical = typicalOf(map.statements, 1);
  expect(typical.find(({ statementId }) => statementId === 's2')).toMatchObject({
    side: 'agree',
    inside: 1,
    outside: 0,
  });
  expect(typical.every(({ confidence }) => confidence >= 0.9)).toBe(true);
  expect(typical.map(({ statementId }) => statementId)).not.toContain('s1');
});

test('everybody of one mind is one group; so are people who only pass', () => {
  for (const vote of [1, 0] as const) {
    const map = computeMap(buildMatrix(everybody(() => vote)));
    expect(map.groups.map(({ people }) => people)).toEqual([40]);
    expect(map.apart).toBe(0);
    expect(dividingOf(map.statements)).toEqual([]);
    expect(typicalOf(map.statements, 0)).toEqual([]);
    expect(sharedOf(map.statements)).toHaveLength(vote === 1 ? 5 : 0);
  }
});

test('a changed vote replaces the former; a statement taken down is gone, and who answered only it', () => {
  const table = new VoteTable();
  const set = (person: string, statement: string, vote: Vote) => table.set({ person, statement, vote });
  set('p2', 's2', 1);
  set('p1', 's1', 1);
  set('p1', 's1', -1);
  expect(table.matrix()).toEqual({ people: 2, statements: ['s1', 's2'], cells: Int8Array.of(-1, 2, 2, 1) });
  expect(table.matrix(new Set(['s1']))).toEqual({ people: 1, statements: ['s1'], cells: Int8Array.of(-1) });
  for (let i = 0; i < 200; i += 1) set('p1', `t${i}`, 0);
  expect(table.matrix(new Set(['s1', 't199'])).cells).toEqual(Int8Array.of(-1, 0));
});

test('one odd person among many makes no group of his own', () => {
  const map = computeMap(buildMatrix(everybody((i) => (i === 7 ? -1 : 1))));
  expect(map.groups).toHaveLength(1);
});

test('the axes are unit vectors at right angles and take what variance there is', () => {
  const { votes } = plant({ seed: 5, groups: 3, people: 200, statements: 60, density: 0.8, noise: 0.1 });
  const { axes, explained } = findComponents(buildMatrix(votes));
  const product = (a: Float64Array, b: Float64Array) =>
    a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
  axes.forEach((a, i) => axes.forEach((b, j) => expect(product(a, b)).toBeCloseTo(i === j ? 1 : 0, 8)));
  expect(explained[0]).toBeGreaterThanOrEqual(explained[1] ?? 1);
  expect((explained[0] ?? 0) + (explained[1] ?? 0)).toBeGreaterThan(0.5);
});

test.each([
  [0, 0.5],
  [1.2816, 0.9],
  [1.6449, 0.95],
  [-1.6449, 0.05],
])('confidence of z = %d is %d', (z, share) => {
  expect(confidenceOf(z)).toBeCloseTo(share, 4);
});

// By hand from Pol.is's published formulas (stats.clj: prop-test, two-prop-test).
test('the tests of proportions are those of Pol.is', () => {
  expect(majorityZ(8, 10)).toBeCloseTo(2 * Math.sqrt(11) * (9 / 11 - 0.5), 12);
  expect(differenceZ(8, 10, 2, 10)).toBeCloseTo(
    (9 / 11 - 3 / 11) / Math.sqrt((12 / 22) * (10 / 22) * (2 / 11)),
    12,
  );
  expect(differenceZ(5, 5, 5, 5)).toBe(0);
});

test('a hull holds all points and only corners', () => {
  expect(
    hullOf([
      [0, 0],
      [2, 0],
      [1, 1],
      [2, 2],
      [0, 2],
      [1, 0],
      [0, 0],
    ]),
  ).toEqual([
    [0, 0],
    [2, 0],
    [2, 2],
    [0, 2],
  ]);
  expect(
    hullOf([
      [1, 1],
      [1, 1],
    ]),
  ).toEqual([[1, 1]]);
  expect(
    hullOf([
      [0, 0],
      [1, 1],
      [2, 2],
    ]),
  ).toEqual([
    [0, 0],
    [2, 2],
  ]);
});

test('5,000 people × 300 statements: under three seconds of one core, under 300 MB', () => {
  const { votes } = plant({ seed: 1, groups: 4, people: 5000, statements: 300, density: 0.3, noise: 0.3 });
  const matrix = buildMatrix(votes);
  const [cpu, memory] = [process.cpuUsage(), process.memoryUsage()];
  const map = computeMap(matrix);
  const used = process.cpuUsage(cpu);
  const now = process.memoryUsage();
  expect(map.groups).toHaveLength(4);
  expect((used.user + used.system) / 1000).toBeLessThan(3000);
  expect(now.heapUsed + now.arrayBuffers - memory.heapUsed - memory.arrayBuffers).toBeLessThan(300e6);
});
