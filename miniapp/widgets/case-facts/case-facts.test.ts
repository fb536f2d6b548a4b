import { promiseOf, stepsOf, toneOf, whyHim } from './index';

const now = Date.parse('2026-11-22T02:00:00Z');
const deadlines = { respondBy: '2026-11-22T04:00:00Z', resolveBy: '2026-11-24T10:00:00Z' };
const flags = { urgent: false, overdue: false, supervised: false, hold: false, reworks: 0 };

describe('what a resident is told about a case', () => {
  it('counts to the deadline that runs', () => {
    expect(promiseOf({ status: 'submitted', flags, deadlines }, now)).toEqual({
      text: '承诺 今天 12:00 前受理',
      left: '还有 2 小时',
      late: false,
    });
    expect(promiseOf({ status: 'handling', flags, deadlines }, now)?.text).toBe('承诺 11月24日 18:00 前答复');
    expect(promiseOf({ status: 'replied', flags, deadlines }, now)).toBeNull();
  });

  it('says late and says held', () => {
    const later = Date.parse('2026-11-24T10:40:00Z');
    expect(promiseOf({ status: 'handling', flags, deadlines }, later)).toMatchObject({
      left: '已超时 40 分钟',
      late: true,
    });
    const held = { ...flags, hold: true };
    expect(promiseOf({ status: 'handling', flags: held, deadlines }, later)).toMatchObject({
      left: '暂停计时',
      late: false,
    });
  });

  it("colours lateness only while it is somebody's work", () => {
    const overdue = { ...flags, overdue: true };
    expect(toneOf({ status: 'handling', flags: overdue })).toBe('overdue');
    expect(toneOf({ status: 'closed', flags: overdue })).toBe('done');
  });

  it.each([
    ['submitted', 1, false],
    ['dispatched', 3, false],
    ['handling', 3, false],
    ['verified', 6, false],
    ['closed', 7, false],
    ['declined', 1, true],
    ['withdrawn', 1, true],
  ] as const)('shows %s at step index %i', (status, current, stopped) => {
    expect(stepsOf(status)).toEqual({ current, stopped });
  });
});

test('why somebody has it: the reason, for staff the rule, in special times why the promise is shorter', () => {
  const routing = {
    method: 'inside' as const,
    reason: '路灯由街道维修',
    rule: null,
    mode: 'normal' as const,
    modeTold: null,
  };
  expect(whyHim({ routing })).toBe('路灯由街道维修');
  const ruled = {
    ...routing,
    rule: { id: 'a', name: '路灯', version: 3 },
    modeTold: '街道正处于应急状态（台风），承诺时间缩短',
  };
  expect(whyHim({ routing: ruled })).toBe(
    '路灯由街道维修；规则「路灯」第 3 版；街道正处于应急状态（台风），承诺时间缩短',
  );
});
