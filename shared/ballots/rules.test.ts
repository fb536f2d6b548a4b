import fc from 'fast-check';
import { explainResult, explainRules, summariseResult } from './explain';
import {
  BALLOT_KINDS,
  BALLOT_MAJORITIES,
  BALLOT_TIES,
  BALLOT_UNITS,
  type BallotPattern,
  type BallotRules,
  choicesProblem,
  optionId,
  patternsOf,
  shownBuildings,
  tallyBallot,
} from './rules';

const options = ['东门', '西门', '都不建'].map((text, i) => ({ id: optionId(i), text, against: i === 2 }));
const rules = (changes: Partial<BallotRules> = {}): BallotRules => ({
  kind: 'single',
  unit: 'person',
  choicesAtMost: 1,
  decidedAtMost: 1,
  quorumPercent: 0,
  majority: 'most',
  tie: 'none',
  ...changes,
});
/** `A:3` is three ballots for A, `AB:1` one for both, `:2` two abstentions. */
const ballots = (text: string): BallotPattern[] =>
  text.split(' ').map((part) => {
    const [letters = '', count] = part.split(':');
    return { choices: [...letters], count: Number(count) };
  });
const many = { kind: 'multiple', choicesAtMost: 2, decidedAtMost: 2 } as const;

test.each([
  ['most votes', {}, 'A:3 B:2', 10, ['A'], true],
  ['a tie decides nothing', {}, 'A:3 B:3 C:1', 10, [], false],
  ['a tie by order of listing', { tie: 'listed' }, 'A:3 B:3', 10, ['A'], true],
  ['exactly half is not more than half', { majority: 'half' }, 'A:3 B:3', 10, [], false],
  ['more than half', { majority: 'half' }, 'A:4 B:3', 10, ['A'], true],
  ['abstentions count in the whole', { majority: 'half' }, 'A:4 B:3 :1', 10, [], false],
  ['exactly two thirds', { majority: 'twoThirds' }, 'A:4 B:2', 10, ['A'], true],
  ['less than two thirds', { majority: 'twoThirds' }, 'A:3 B:2', 10, [], false],
  ['quorum missed by one', { quorumPercent: 50 }, 'A:4', 10, [], false],
  ['quorum just met', { quorumPercent: 50 }, 'A:5', 10, ['A'], true],
  ['a broken quorum is rounded up', { quorumPercent: 51 }, 'A:5', 10, [], false],
  ['nobody voted', {}, ':0', 10, [], false],
  ['only abstentions', {}, ':5', 10, [], false],
  ['the decision to do nothing is none to carry out', {}, 'A:1 C:5', 10, ['C'], false],
  ['two places', many, 'AB:2 AC:1 B:1', 10, ['A', 'B'], true],
  ['two places, the second shared', many, 'AB:2 AC:2', 10, ['A'], true],
  [
    'two places, the second shared, by listing',
    { ...many, tie: 'listed' },
    'AB:2 AC:2',
    10,
    ['A', 'B'],
    true,
  ],
  ['all places shared', { ...many, decidedAtMost: 1 }, 'AB:2', 10, [], false],
  ['approval: each by itself', { kind: 'approval', majority: 'half' }, 'AB:3 A:1 C:1', 10, ['A', 'B'], true],
] as const)('%s', (_what, changes, text, eligible, decided, passed) => {
  const tally = tallyBallot(options, rules(changes), ballots(text), eligible);
  expect([tally.decided, tally.passed]).toEqual([decided, passed]);
});

const anyRules = fc.record<BallotRules>({
  kind: fc.constantFrom(...BALLOT_KINDS),
  unit: fc.constantFrom(...BALLOT_UNITS),
  choicesAtMost: fc.integer({ min: 1, max: 3 }),
  decidedAtMost: fc.integer({ min: 1, max: 3 }),
  quorumPercent: fc.integer({ min: 0, max: 100 }),
  majority: fc.constantFrom(...BALLOT_MAJORITIES),
  tie: fc.constantFrom(...BALLOT_TIES),
});
const anyBallots = fc.array(fc.subarray(['A', 'B', 'C']), { maxLength: 40 });

test('whatever the rules: every vote is counted once, nothing passes without quorum, votes or a place', () => {
  fc.assert(
    fc.property(anyRules, anyBallots, fc.integer({ min: 0, max: 60 }), (how, cast, eligible) => {
      const tally = tallyBallot(options, how, patternsOf(cast), eligible);
      expect(tally.cast).toBe(cast.length);
      expect(tally.options.reduce((sum, { votes }) => sum + votes, 0)).toBe(cast.flat().length);
      const places = { single: 1, multiple: how.decidedAtMost, approval: 3 }[how.kind];
      expect(tally.decided.length).toBeLessThanOrEqual(places);
      if (!tally.quorumMet) expect(tally.decided).toEqual([]);
      for (const { id, votes, decided } of tally.options) {
        expect(decided).toBe(tally.decided.includes(id));
        if (!decided) continue;
        expect(votes).toBeGreaterThanOrEqual(tally.votesNeeded);
        // Nobody with more votes is passed over.
        for (const other of tally.options) if (other.votes > votes) expect(tally.decided).toContain(other.id);
      }
      expect(explainResult(tally, how).length).toBeGreaterThan(1);
    }),
  );
});

test('the patterns of ballots are the same in whatever order they were cast', () => {
  fc.assert(
    fc.property(anyBallots, (cast) => {
      expect(patternsOf([...cast].reverse().map((choices) => [...choices].reverse()))).toEqual(
        patternsOf(cast),
      );
    }),
  );
});

test.each([
  [['A'], {}, null],
  [[], {}, null],
  [['A', 'B'], {}, '最多选 1 项'],
  [['A', 'B'], many, null],
  [['A', 'B', 'C'], many, '最多选 2 项'],
  [['A', 'B', 'C'], { kind: 'approval' }, null],
  [['A', 'A'], many, '同一个选项只能选一次'],
  [['D'], {}, '没有这个选项'],
] as const)('choices %j', (choices, changes, problem) => {
  expect(choicesProblem(choices, options, rules(changes as Partial<BallotRules>))).toBe(problem);
});

test.each([
  ['nothing at five', [5], 5, []],
  ['all above five', [9, 6], 15, [9, 6]],
  ['a rest of three would tell of the small one', [9, 8, 3], 20, [9]],
  ['two small ones hide each other', [9, 3, 4], 16, [9]],
  ['a single large one with a small one', [9, 2], 11, []],
])('turnout by building: %s', (_what, cast, total, shown) => {
  expect(
    shownBuildings(
      cast.map((n) => ({ cast: n })),
      total,
    ).map((building) => building.cast),
  ).toEqual(shown);
});

test('rules and result in words', () => {
  const how = rules({ unit: 'household', quorumPercent: 50, majority: 'half' });
  expect(explainRules(how)).toEqual([
    '住处在范围内核实过的住户，每户一票，谁投的谁能改；不能代投。',
    '选一项；也可以弃权，弃权计入投票总数。',
    '截止前可以改，以最后一次为准；投了什么不公开，计票以后谁也查不到。',
    '至少有 50% 的住户投票才有效。',
    '得票超过投票总数的一半才通过。',
    '名额不够又得票相同的，都不通过，另行商议。',
  ]);
  const tally = tallyBallot(options, how, ballots('A:5 B:2 :1'), 12);
  expect(explainResult(tally, how)).toEqual([
    '应投 12 户，实投 8 户（弃权 1），投票率 67%。',
    '有效需要 6 户，已达到。',
    '得票超过投票总数的一半才通过，即 5 票。',
    '通过：「东门」。',
  ]);
  expect(summariseResult(tally)).toBe('通过了「东门」');
});
