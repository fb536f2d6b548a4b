import { type AreaView } from '@shared/areas/schemas';
import { areaOptions, chipsOf, filterOf, queryOf, usualArea } from './feed-filter';

const grid = {
  code: '420599001001001',
  name: '第三网格',
  level: 'grid',
  path: [
    { code: '4205', level: 'city', name: '示例市' },
    { code: '420599001', level: 'street', name: '滨江街道' },
    { code: '420599001001', level: 'community', name: '李家桥社区' },
  ],
} as unknown as AreaView;

test('an address and the filter it stands for are the same thing', () => {
  const filter = {
    area: '420599001',
    status: 'handling',
    category: 'GY-0102',
    words: '路灯',
    view: 'list',
  } as const;
  expect(filterOf(queryOf(filter) as Record<string, string>)).toEqual(filter);
});

test.each([
  [{ status: 'nonsense', view: 'globe', area: '$ne' }],
  [{ q: '   ', category: 'x'.repeat(21) }],
  [{}],
])('what an address may not say is left out: %j', (query) => {
  expect(filterOf(query)).toEqual({});
});

test('where one may look, and where one looks unasked', () => {
  expect(areaOptions(grid, true).map(({ text }) => text)).toEqual([
    '我周围 1.5 公里',
    '我的网格 第三网格',
    '李家桥社区',
    '滨江街道',
    '全市',
  ]);
  expect(usualArea(areaOptions(grid, true), grid)).toBe('around');
  expect(usualArea(areaOptions(grid, false), grid)).toBe('420599001001');
  expect(usualArea(areaOptions(undefined, false), undefined)).toBe('city');
});

test('what narrows the feed stands there by name', () => {
  expect(chipsOf({ words: '路灯', status: 'closed', category: 'GY-0102' }, '路灯照明')).toEqual([
    { key: 'words', text: '“路灯”' },
    { key: 'status', text: '已办结' },
    { key: 'category', text: '路灯照明' },
  ]);
  expect(chipsOf({ area: 'city', view: 'list' }, undefined)).toEqual([]);
});
