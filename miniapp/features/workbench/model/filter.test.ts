import fc from 'fast-check';
import { CASE_STATUSES } from '@shared/cases/statuses';
import { WORKBENCH_QUEUES } from '@shared/cases/contract';
import { FILTER_DAYS, type WorkbenchFilter } from '@shared/workbench/filter';
import { filterWords, isNarrowed, readView, sameView, suggestName, withField, writeView } from './filter';

const names = {
  group: () => '公用设施',
  category: () => '路灯不亮',
  area: (code: string) => (code === '9901' ? '和平市' : undefined),
};

const filters = fc.record(
  {
    status: fc.constantFrom(...CASE_STATUSES),
    urgent: fc.constant('1' as const),
    days: fc.constantFrom(...FILTER_DAYS),
    whose: fc.constantFrom('mine' as const, 'team' as const),
    area: fc.constantFrom('9901', '990101'),
    q: fc.constantFrom('路灯 不亮', '100% & 更多?'),
  },
  { requiredKeys: [] },
);

it('comes back from the query of a link as it went in', () => {
  fc.assert(
    fc.property(fc.constantFrom(...WORKBENCH_QUEUES), filters, (queue, filter) => {
      expect(readView(writeView({ queue, filter }))).toEqual({ queue, filter });
    }),
  );
});

it('leaves out what a link spoiled, and opens the rest', () => {
  const read = readView({ queue: 'nonsense', status: 'gone', urgent: '1', area: 'x', days: '5', other: '1' });
  expect(read).toEqual({ queue: 'todo', filter: { urgent: '1' } });
});

it('says in words what it narrows by', () => {
  const filter: WorkbenchFilter = {
    group: 'GY',
    status: 'handling',
    area: '9901',
    urgent: '1',
    days: '7',
    q: '灯',
  };
  expect(filterWords(filter, names)).toEqual(['公用设施', '处置中', '和平市', '紧急', '近 7 天', '含「灯」']);
  expect(filterWords({ area: '42', since: '2026-01-02T00:00:00Z' }, names)).toEqual(['42', '2026-01-02 起']);
  expect(suggestName({ queue: 'team', filter }, names)).toBe('本辖区 公用设施 处置中 和平市 紧急');
  expect(suggestName({ queue: 'team', filter: { q: '长'.repeat(40) } }, names).length).toBeLessThanOrEqual(
    20,
  );
});

it('changes one field at a time', () => {
  expect(withField({ urgent: '1' }, 'status', 'replied')).toEqual({ urgent: '1', status: 'replied' });
  expect(withField({ urgent: '1' }, 'urgent', undefined)).toEqual({});
  expect([isNarrowed({}), isNarrowed({ hold: '1' })]).toEqual([false, true]);
  expect(sameView({ queue: 'todo', filter: {} }, { queue: 'team', filter: {} })).toBe(false);
});
