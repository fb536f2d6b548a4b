import fc from 'fast-check';
import { MODES } from '../clocks/modes';
import { firstMatch, meets, type RuleSet, type Situation } from './evaluate';
import { conditionsSchema, type RoutingRule, routingRuleSchema, rulesSchema } from './schemas';

const calendar = { isWorkingDay: (date: string) => !['2026-11-21', '2026-11-22'].includes(date) };
const at = (text: string) => Date.parse(`${text}+08:00`);
const PATH = ['9001', '900101', '900101001', '900101001001', '900101001001001'];

/** Monday 23 November 2026, 10:00. */
const situation = (edit: Partial<Situation> = {}): Situation => ({
  text: '楼下的井盖坏了',
  category: { code: 'GY-0101', group: 'GY' },
  areaPath: PATH,
  atMs: at('2026-11-23T10:00'),
  mode: 'normal',
  ...edit,
});

const conditions = fc.record(
  {
    categories: fc.uniqueArray(fc.constantFrom('GY', 'SR', 'GY-0101', 'SR-0201'), { minLength: 1 }),
    areas: fc.uniqueArray(fc.constantFrom(...PATH, '9002', '900102'), { minLength: 1 }),
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    workingTime: fc.constantFrom('working' as const, 'off' as const),
    words: fc.uniqueArray(fc.constantFrom('井盖', '路灯', '噪声'), { minLength: 1 }),
    modes: fc.uniqueArray(fc.constantFrom(...MODES), { minLength: 1 }),
  },
  { requiredKeys: [] },
);
const rules = fc
  .array(fc.record({ when: conditions, enabled: fc.boolean() }), { maxLength: 8 })
  .map((list): RoutingRule[] =>
    list.map(({ when, enabled }, i) => ({
      id: `r${i}`,
      name: `规则${i}`,
      enabled,
      when,
      then: { urgent: true },
    })),
  );
const situations = fc.record({
  text: fc.constantFrom('井盖坏了', '路灯 不亮', '噪声很大', '别的事'),
  category: fc.constantFrom(
    { code: 'GY-0101', group: 'GY' },
    { code: 'GY-0102', group: 'GY' },
    { code: 'SR-0201', group: 'SR' },
  ),
  areaPath: fc.constantFrom(PATH, PATH.slice(0, 3), ['9002', '900201']),
  atMs: fc.nat(20 * 24 * 60).map((minutes) => at('2026-11-10T00:00') + minutes * 60_000),
  mode: fc.constantFrom(...MODES),
});
const sets = (list: RuleSet[]) => (code: string) => list.find(({ areaCode }) => areaCode === code);
const setOf = (areaCode: string, list: readonly RoutingRule[]): RuleSet => ({
  areaCode,
  version: 1,
  rules: list,
});

describe('laws', () => {
  test('the first enabled rule that fits wins; what follows it is of no account', () => {
    fc.assert(
      fc.property(rules, rules, situations, (list, others, asked) => {
        const found = firstMatch(sets([setOf('9001', list)]), asked, calendar);
        const fits = list.filter((rule) => rule.enabled && meets(rule.when, asked, calendar));
        const inCity = asked.areaPath.includes('9001');
        expect(found?.rule).toBe(inCity ? fits[0] : undefined);
        const longer = firstMatch(sets([setOf('9001', [...list, ...others])]), asked, calendar);
        if (found) expect(longer?.rule).toBe(found.rule);
      }),
    );
  });

  test('the same question has the same answer, whatever was asked in between', () => {
    fc.assert(
      fc.property(rules, situations, situations, (list, asked, other) => {
        const of = sets([setOf('9001', list)]);
        const first = firstMatch(of, asked, calendar);
        firstMatch(of, other, calendar);
        expect(firstMatch(of, asked, calendar)?.rule).toBe(first?.rule);
      }),
    );
  });

  test('rules that cannot both fit may stand in any order', () => {
    fc.assert(
      fc.property(rules, situations, fc.nat(), (list, asked, turn) => {
        const apart = list.filter((rule) => meets(rule.when, asked, calendar)).length <= 1;
        fc.pre(apart && list.length > 0);
        const turned = [...list.slice(turn % list.length), ...list.slice(0, turn % list.length)];
        const of = (order: RoutingRule[]) => firstMatch(sets([setOf('9001', order)]), asked, calendar)?.rule;
        expect(of(turned)).toBe(of(list));
      }),
    );
  });

  test('one more condition never lets more through', () => {
    fc.assert(
      fc.property(conditions, conditions, situations, (when, more, asked) => {
        if (meets({ ...more, ...when }, asked, calendar)) expect(meets(when, asked, calendar)).toBe(true);
      }),
    );
  });

  test('an area above comes first, and only areas of the path are asked', () => {
    fc.assert(
      fc.property(rules, rules, situations, (upper, lower, asked) => {
        const found = firstMatch(sets([setOf('900101', lower), setOf('9001', upper)]), asked, calendar);
        const ofCity = firstMatch(sets([setOf('9001', upper)]), asked, calendar);
        if (ofCity) expect(found?.rule).toBe(ofCity.rule);
        expect(firstMatch(sets([setOf('8888', lower)]), asked, calendar)).toBeNull();
      }),
    );
  });
});

test.each([
  ['nothing said', {}, true],
  ['its code', { categories: ['GY-0101'] }, true],
  ['its group', { categories: ['SR', 'GY'] }, true],
  ['another code of the group', { categories: ['GY-0102'] }, false],
  ['its street', { areas: ['900101001'] }, true],
  ['a neighbouring district', { areas: ['900102'] }, false],
  ['Monday', { weekdays: [1] }, true],
  ['Sunday', { weekdays: [7] }, false],
  ['ten o’clock', { hours: [{ from: '10:00', to: '10:01' }] }, true],
  ['until ten', { hours: [{ from: '09:00', to: '10:00' }] }, false],
  ['over night', { hours: [{ from: '22:00', to: '06:00' }] }, false],
  [
    'one of two spans',
    {
      hours: [
        { from: '22:00', to: '06:00' },
        { from: '09:30', to: '11:00' },
      ],
    },
    true,
  ],
  ['working time', { workingTime: 'working' }, true],
  ['the first day of a range', { dates: [{ from: '2026-11-23', to: '2026-11-30' }] }, true],
  ['before the range', { dates: [{ from: '2026-11-24', to: '2026-11-30' }] }, false],
  ['a word', { words: ['井盖'] }, true],
  ['a word in other width and spacing', { words: ['楼下的 井，盖'] }, true],
  ['no such word', { words: ['路灯'] }, false],
  ['another mode', { modes: ['emergency', 'major'] }, false],
  ['all of it but one', { words: ['井盖'], weekdays: [2] }, false],
] as const)('%s', (_what, when, expected) => {
  expect(meets(conditionsSchema.parse(when), situation(), calendar)).toBe(expected);
});

test.each([
  ['2026-11-23T23:00', true],
  ['2026-11-24T05:59', true],
  ['2026-11-24T06:00', false],
  ['2026-11-22T16:00', false],
])('a span over midnight, at %s: %s', (time, expected) => {
  const when = { hours: [{ from: '22:00', to: '06:00' }] };
  expect(meets(when, situation({ atMs: at(time) }), calendar)).toBe(expected);
});

const RULE = { id: 'a', name: '规则', enabled: true, when: {}, then: { urgent: true } };
test.each([
  ['no outcome', { ...RULE, then: {} }],
  ['a level of grids', { ...RULE, then: { level: 'grid' } }],
  ['an empty list', { ...RULE, when: { words: [] } }],
  ['words of nothing but marks', { ...RULE, when: { words: ['，。'] } }],
  ['a value twice', { ...RULE, when: { weekdays: [1, 1] } }],
  ['a span of no length', { ...RULE, when: { hours: [{ from: '08:00', to: '08:00' }] } }],
  ['a range backwards', { ...RULE, when: { dates: [{ from: '2026-11-24', to: '2026-11-23' }] } }],
  ['what it does not know', { ...RULE, when: { weather: ['rain'] } }],
])('%s is no rule', (_what, rule) => {
  expect(routingRuleSchema.safeParse(rule).success).toBe(false);
});

test('two rules of one id are refused', () => {
  expect(rulesSchema.safeParse([RULE, RULE]).success).toBe(false);
});
