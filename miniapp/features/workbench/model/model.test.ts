import { type CaseSummary } from '@shared/cases/schemas';
import { dueOf } from './due';
import { nextStep, servesGrid } from './next-step';

const grid = '990101001001001';
const worker = [{ role: 'grid_worker' as const, areaCode: grid }];
const dispatcher = [{ role: 'dispatcher' as const, areaCode: grid.slice(0, 12) }];
const subject = (
  status: CaseSummary['status'],
  level: CaseSummary['level'] = 'grid',
  assignee: CaseSummary['assignee'] = null,
) => ({
  status,
  level,
  area: { gridCode: grid, path: [] },
  assignee,
});

describe('nextStep', () => {
  it('lets the worker of the grid accept and take up in one tap', () => {
    expect(nextStep(subject('submitted'), worker)).toEqual({
      kind: 'quick',
      label: '受理并接手',
      actions: ['accept', 'takeUp'],
      becomes: 'handling',
    });
  });

  it('offers a dispatcher only what a dispatcher may do', () => {
    expect(nextStep(subject('submitted'), dispatcher)).toMatchObject({ label: '受理', actions: ['accept'] });
    expect(nextStep(subject('accepted'), dispatcher)).toBeNull();
  });

  it('leads a desk to give away what it has, and no other desk', () => {
    const desk = { type: 'center', areaCode: grid.slice(0, 12), name: '网格服务站' } as const;
    const mine = subject('accepted', 'community', desk);
    expect(nextStep(mine, dispatcher)).toEqual({ kind: 'open', label: '去派单' });
    expect(nextStep(mine, [{ role: 'dispatcher', areaCode: grid.slice(0, 9) }])).toBeNull();
  });

  it('lets handlers of the department take up what it was given, not those who only look on', () => {
    const given = subject('dispatched', 'street', {
      type: 'department',
      department: 'police',
      name: '公安局',
    });
    const handler = { role: 'handler' as const, areaCode: grid.slice(0, 6) };
    expect(nextStep(given, [{ ...handler, department: 'police' }])).toMatchObject({ actions: ['takeUp'] });
    expect(nextStep(given, [{ ...handler, department: 'water' }])).toBeNull();
    expect(nextStep(given, dispatcher)).toBeNull();
  });

  it.each([
    ['accepted', { kind: 'quick', label: '接手办理' }],
    ['dispatched', { kind: 'quick', label: '接手办理' }],
    ['handling', { kind: 'open', label: '去答复' }],
    ['replied', { kind: 'open', label: '去核实' }],
  ] as const)('%s', (status, step) => expect(nextStep(subject(status), worker)).toMatchObject(step));

  it.each(['verified', 'closed', 'declined', 'withdrawn', 'merged'] as const)(
    '%s needs nothing more',
    (status) => expect(nextStep(subject(status), worker)).toBeNull(),
  );

  it('does not take a worker for one of another grid, nor of a case above grid level', () => {
    expect(servesGrid(subject('submitted'), [{ role: 'grid_worker', areaCode: '990101001001002' }])).toBe(
      false,
    );
    expect(servesGrid(subject('submitted', 'street'), worker)).toBe(false);
    expect(servesGrid({ ...subject('submitted'), area: { gridCode: null, path: [] } }, worker)).toBe(false);
    expect(servesGrid(subject('submitted'), [{ role: 'grid_worker' }])).toBe(false);
  });
});

describe('dueOf', () => {
  const now = Date.parse('2026-11-22T04:00:00Z'); // 12:00 in Shanghai
  const at = (status: CaseSummary['status'], respondBy: string, resolveBy: string, hold = false) =>
    dueOf(
      {
        status,
        deadlines: { respondBy, resolveBy },
        flags: { urgent: false, overdue: false, supervised: false, hold, reworks: 0 },
      },
      now,
    );

  it('speaks of accepting first and of answering later', () => {
    expect(at('submitted', '2026-11-22T09:30:00Z', '2026-11-25T09:30:00Z')).toEqual({
      what: '受理',
      tone: 'calm',
      short: '受理还有 5 小时',
      by: '今天 17:30 前',
    });
    expect(at('handling', '2026-11-20T09:30:00Z', '2026-11-22T05:00:00Z')).toMatchObject({
      short: '答复还有 1 小时',
      tone: 'soon',
    });
  });

  it('says in words that it is late', () => {
    expect(at('handling', '2026-11-20T09:30:00Z', '2026-11-22T01:00:00Z')).toMatchObject({
      short: '答复已超时 3 小时',
      tone: 'late',
    });
  });

  it('has no clock when answered, closed or on hold', () => {
    expect(at('replied', '2026-11-20T09:30:00Z', '2026-11-20T09:30:00Z')).toBeNull();
    expect(at('closed', '2026-11-20T09:30:00Z', '2026-11-20T09:30:00Z')).toBeNull();
    expect(at('handling', '2026-11-20T09:30:00Z', '2026-11-20T09:30:00Z', true)).toBeNull();
  });
});
