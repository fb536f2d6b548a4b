import { draftOf, emptyDraft, moved, ruleOf } from './rule-draft';

const FULL = {
  id: 'night',
  name: '夜间噪声',
  enabled: true,
  when: {
    categories: ['HJ', 'GY-0101'],
    areas: ['9001'],
    weekdays: [1, 7],
    hours: [
      { from: '22:00', to: '06:00' },
      { from: '12:00', to: '13:30' },
    ],
    workingTime: 'off' as const,
    dates: [
      { from: '2026-11-01', to: '2026-11-30' },
      { from: '2026-12-31', to: '2026-12-31' },
    ],
    words: ['噪声', '太吵'],
    modes: ['major' as const],
  },
  then: {
    department: 'police',
    level: 'street' as const,
    respond: { hours: 0.5, clock: 'natural' as const },
    resolve: { hours: 8, clock: 'working' as const },
    urgent: true as const,
  },
  told: '夜间噪声由公安处理',
};

test('a rule survives its form', () => {
  expect(ruleOf(draftOf(FULL))).toEqual({ rule: FULL });
  const short = { id: 'a', name: '急事', enabled: false, when: {}, then: { urgent: true as const } };
  expect(ruleOf(draftOf(short))).toEqual({ rule: short });
});

test('what people type is understood', () => {
  const rule = ruleOf({
    ...emptyDraft('a'),
    name: ' 早市 ',
    words: '摆摊，占道、 摆摊',
    hours: '6：30至8:30',
    dates: '2026-11-01到2026-11-02',
    resolve: '4',
  });
  expect(rule).toEqual({
    rule: {
      id: 'a',
      name: '早市',
      enabled: true,
      when: {
        words: ['摆摊', '占道'],
        hours: [{ from: '06:30', to: '08:30' }],
        dates: [{ from: '2026-11-01', to: '2026-11-02' }],
      },
      then: { resolve: { hours: 4, clock: 'working' } },
    },
  });
});

test.each([
  ['name', { resolve: '4' }],
  ['then', { name: '规则' }],
  ['hours', { name: '规则', resolve: '4', hours: '晚上' }],
  ['dates', { name: '规则', resolve: '4', dates: '国庆' }],
  ['resolve', { name: '规则', resolve: '两天' }],
  ['words', { name: '规则', resolve: '4', words: '！！' }],
])('what is wrong is said at %s', (field, typed) => {
  const checked = ruleOf({ ...emptyDraft('a'), ...typed });
  expect(Object.keys('errors' in checked ? checked.errors : {})).toEqual([field]);
  expect(Object.values('errors' in checked ? checked.errors : {})[0]).toMatch(/\p{Script=Han}/u);
});

test('a rule moves up and down, not out of the list', () => {
  expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
});
