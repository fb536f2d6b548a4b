import { describeRule, type RuleNames } from './describe';
import { diffRules } from './diff-rules';
import { promisesOf } from './promise';
import { MODE_TERMS } from '../clocks/modes';
import type { RoutingRule } from './schemas';

const names: RuleNames = {
  category: (ref) => ({ GY: '公用设施', 'HJ-0201': '夜间噪声' })[ref] ?? ref,
  area: (code) => `区域${code}`,
  department: (id) => ({ police: '公安局' })[id] ?? id,
};
const rule = (id: string, edit: Partial<RoutingRule> = {}): RoutingRule => ({
  id,
  name: `规则${id}`,
  enabled: true,
  when: {},
  then: { urgent: true },
  ...edit,
});

test.each([
  [{}, { urgent: true }, '所有报事，则按紧急处理。'],
  [
    { categories: ['HJ-0201'], workingTime: 'off' },
    { department: 'police', respond: { hours: 0.5, clock: 'natural' } },
    '当类别是「夜间噪声」，且在非工作时间，则直接派给公安局，0.5 小时内受理。',
  ],
  [
    {
      areas: ['9001'],
      weekdays: [6, 7],
      hours: [{ from: '22:00', to: '06:00' }],
      modes: ['major', 'emergency'],
    },
    { level: 'street', resolve: { hours: 15, clock: 'working' } },
    '当地点在区域9001，且在周六、日，且在 22:00–次日 06:00，且处于重大或应急状态，则由街道调度中心受理，15 个工作小时内答复。',
  ],
  [
    { words: ['一', '二', '三', '四', '五'], dates: [{ from: '2027-02-01', to: '2027-02-15' }] },
    { level: 'district', department: 'x' },
    '当提到“一”、“二”、“三”、“四” 等 5 个词，且在2月1日至2月15日，则直接派给x，由区调度中心负责调度。',
  ],
] as [RoutingRule['when'], RoutingRule['then'], string][])('%j → %j reads well', (when, then, sentence) => {
  expect(describeRule({ when, then }, names)).toBe(sentence);
});

test('what a version changed is said once each', () => {
  const before = [rule('1'), rule('2'), rule('3')];
  expect(diffRules(before, before)).toEqual([]);
  expect(
    diffRules(before, [rule('3', { enabled: false }), rule('1', { when: { words: ['水'] } }), rule('4')]),
  ).toEqual(['停用「规则3」', '修改「规则1」', '新增「规则4」', '删除「规则2」', '调整了先后']);
});

describe('promises', () => {
  const category = {
    respond: { hours: 2, clock: 'working' as const },
    resolve: { hours: 20, clock: 'working' as const },
  };
  const given = { hours: 8, clock: 'working' as const };

  test('a rule’s durations stand in the category’s place and the mode shortens both', () => {
    expect(promisesOf(category, null, 'normal', MODE_TERMS)).toEqual(category);
    expect(promisesOf(category, { when: {}, then: { resolve: given } }, 'major', MODE_TERMS)).toEqual({
      respond: { hours: 1, clock: 'working' },
      resolve: { hours: 4, clock: 'working' },
    });
  });

  test('an answer due before its acceptance brings the acceptance forward', () => {
    const hour = { hours: 1, clock: 'natural' as const };
    expect(promisesOf(category, { when: {}, then: { resolve: hour } }, 'normal', MODE_TERMS)).toEqual({
      respond: hour,
      resolve: hour,
    });
  });

  test('a rule for a mode means its durations as they stand', () => {
    const ruled = promisesOf(
      category,
      { when: { modes: ['major'] }, then: { resolve: given } },
      'major',
      MODE_TERMS,
    );
    expect(ruled).toEqual({ respond: { hours: 1, clock: 'working' }, resolve: given });
  });
});
