import { routes } from '@miniapp/widgets/routes';
import { clockOf, hourOf, HOURS, hourText, quietInWords } from './hours';
import { leadsTo } from './leads-to';

test('hours as people say them', () => {
  expect(HOURS).toHaveLength(24);
  expect(['00:00', '06:00', '09:00', '12:00', '15:30', '22:00'].map(hourText)).toEqual([
    '凌晨 00:00',
    '早上 06:00',
    '上午 09:00',
    '中午 12:00',
    '下午 15:30',
    '晚上 22:00',
  ]);
  expect(HOURS.map(({ value }) => clockOf(hourOf(value)))).toEqual(HOURS.map(({ value }) => value));
});

test.each([
  ['22:00', '07:00', '每天 22:00 到第二天 07:00'],
  ['12:00', '14:00', '每天 12:00 到 14:00'],
])('quiet from %s to %s', (from, to, words) => {
  expect(quietInWords({ from, to })).toBe(words);
});

const [work, mine] = ['work', 'mine'] as const;
const caseId = 'a'.repeat(24);
test.each([
  [{ kind: 'case', topic: work, caseId } as const, { route: routes.handle, query: { id: caseId } }],
  [{ kind: 'case', topic: mine, caseId } as const, { route: routes.detail, query: { id: caseId } }],
  [
    { kind: 'digest', topic: 'followed', caseId: null } as const,
    { route: routes.mine, query: { tab: 'followed' } },
  ],
  [{ kind: 'summary', topic: work, caseId: null } as const, { route: routes.queue }],
  [{ kind: 'summary', topic: mine, caseId: null } as const, { route: routes.mine }],
  [
    { kind: 'notice', topic: mine, caseId: null, linkId: caseId } as const,
    { route: routes.notice, query: { id: caseId } },
  ],
  [{ kind: 'notice', topic: mine, caseId: null } as const, { route: routes.appointments }],
  [{ kind: 'notice', topic: work, caseId: null } as const, { route: routes.webhooks }],
])('%j leads to %j', (message, page) => {
  expect(leadsTo(message)).toEqual(page);
});
