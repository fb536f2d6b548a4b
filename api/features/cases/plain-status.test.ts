import type { CaseStatus } from '@shared/cases/statuses';
import { plainStatus } from './plain-status';

const now = Date.parse('2026-11-23T02:00:00Z');
const doc = (status: CaseStatus, extra: object = {}) =>
  ({
    status,
    category: { name: '路灯不亮' },
    respondBy: new Date('2026-11-23T03:00:00Z'),
    resolveBy: new Date('2026-11-24T10:00:00Z'),
    reworks: 0,
    closesAt: null,
    rating: null,
    ...extra,
  }) as Parameters<typeof plainStatus>[0];

test.each<[CaseStatus, object, boolean, string]>([
  ['submitted', {}, true, '已收到，专职网格员王芳将在 今天 11:00 前受理'],
  ['accepted', {}, true, '已受理，归为「路灯不亮」，承诺 明天 18:00 前答复'],
  ['dispatched', {}, true, '已交给专职网格员王芳，承诺 明天 18:00 前答复'],
  ['handling', {}, true, '专职网格员王芳正在处理，承诺 明天 18:00 前答复'],
  ['handling', { reworks: 1 }, true, '已退回重办，专职网格员王芳正在处理，承诺 明天 18:00 前答复'],
  ['replied', {}, true, '已答复，正在核实'],
  [
    'verified',
    { closesAt: new Date('2026-11-30T02:00:00Z') },
    true,
    '已核实完成，请在 11月30日 10:00 前评价',
  ],
  ['verified', { closesAt: new Date('2026-11-30T02:00:00Z') }, false, '已核实完成，等居民评价'],
  ['closed', {}, true, '已办结'],
  ['closed', { rating: {} }, false, '已办结，已评价'],
  ['declined', {}, false, '不予受理'],
  [
    'declined',
    { declined: { reason: 'not_government', text: '…', responsibleBody: '幸福里业主委员会' } },
    true,
    '不予受理：不属于政府职责，由幸福里业主委员会负责',
  ],
  [
    'declined',
    { declined: { reason: 'resolved', text: '…', responsibleBody: null } },
    false,
    '不予受理：已经自行解决',
  ],
  ['withdrawn', {}, false, '已撤回'],
  ['merged', {}, false, '已并案'],
])('%s %j, reporter %s: %s', (status, extra, toReporter, told) => {
  expect(plainStatus(doc(status, extra), '专职网格员王芳', now, toReporter)).toBe(told);
});
