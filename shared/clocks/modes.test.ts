import fc from 'fast-check';
import { DAY_MS, startOfShanghaiDay } from '../time/shanghai';
import { addWorkingHours, type WorkCalendar } from '../time/working-hours';
import type { Duration } from '../categories/schemas';
import { durationIn, type Mode, modeOn, MODES, modeTold, type SetMode } from './modes';

const FIRST = startOfShanghaiDay('2026-11-01');
const calendars = fc.uniqueArray(fc.nat(60), { maxLength: 30 }).map((off): WorkCalendar => ({
  isWorkingDay: (date) => !off.includes((startOfShanghaiDay(date) - FIRST) / DAY_MS),
}));
const instants = fc.nat(30 * 24 * 60).map((minutes) => FIRST + minutes * 60_000);
const durations = fc.record({
  hours: fc.integer({ min: 1, max: 60 * 75 }).map((minutes) => minutes / 60),
  clock: fc.constantFrom('working' as const, 'natural' as const),
});
const ends = (start: number, { hours, clock }: Duration, calendar: WorkCalendar) =>
  clock === 'natural' ? start + hours * 3600_000 : addWorkingHours(start, hours, calendar);

test('a stricter mode never promises later, and never nothing', () => {
  fc.assert(
    fc.property(instants, durations, calendars, (start, duration, calendar) => {
      const [normal, major, emergency] = MODES.map((mode) =>
        ends(start, durationIn(mode, duration), calendar),
      );
      expect(normal).toBe(ends(start, duration, calendar));
      expect(major).toBeLessThanOrEqual(normal as number);
      expect(emergency).toBeLessThanOrEqual(major as number);
      expect(emergency).toBeGreaterThan(start);
    }),
  );
});

test('more time in ordinary times is not less in a special mode', () => {
  fc.assert(
    fc.property(durations, fc.nat(100), fc.constantFrom(...MODES), (duration, more, mode) => {
      const longer = { ...duration, hours: duration.hours + more };
      expect(durationIn(mode, longer).hours).toBeGreaterThanOrEqual(durationIn(mode, duration).hours);
    }),
  );
});

test.each([
  ['normal', { hours: 15, clock: 'working' }, { hours: 15, clock: 'working' }],
  ['major', { hours: 15, clock: 'working' }, { hours: 7.5, clock: 'working' }],
  ['emergency', { hours: 15, clock: 'working' }, { hours: 3.75, clock: 'natural' }],
  ['emergency', { hours: 0.5, clock: 'natural' }, { hours: 0.25, clock: 'natural' }],
  ['emergency', { hours: 0.1, clock: 'natural' }, { hours: 0.1, clock: 'natural' }],
] as [Mode, Duration, Duration][])('%s makes of %j: %j', (mode, given, made) => {
  expect(durationIn(mode, given)).toEqual(made);
});

describe('on a path', () => {
  const set = (areaCode: string, mode: Mode, untilMs: number | null = null): SetMode => ({
    areaCode,
    areaName: `区域${areaCode}`,
    mode,
    untilMs,
    reason: '台风',
  });
  const sets = fc.array(
    fc.record({
      level: fc.nat(4),
      mode: fc.constantFrom(...MODES),
      untilMs: fc.option(fc.integer({ min: 0, max: 20 })),
    }),
    { maxLength: 5 },
  );

  test('the strictest that has not ended is in force', () => {
    fc.assert(
      fc.property(sets, fc.nat(20), (list, now) => {
        const byCode = new Map(
          list.map(({ level, mode, untilMs }) => [`${level}`, set(`${level}`, mode, untilMs)]),
        );
        const found = modeOn(['0', '1', '2', '3', '4'], (code) => byCode.get(code), now);
        const running = [...byCode.values()].filter(({ untilMs }) => untilMs === null || untilMs > now);
        const worst = Math.max(0, ...running.map(({ mode }) => MODES.indexOf(mode)));
        expect(found?.mode ?? 'normal').toBe(MODES[worst]);
      }),
    );
  });

  test('what lies elsewhere is of no account, and of equals the higher area is named', () => {
    const byCode = new Map(
      ['1', '2', '9'].map((code) => [code, set(code, code === '9' ? 'emergency' : 'major')]),
    );
    expect(modeOn(['0', '1', '2'], (code) => byCode.get(code), 0)?.areaCode).toBe('1');
  });

  test('a resident reads why', () => {
    expect(modeTold(set('1', 'emergency'))).toBe('区域1正处于应急状态（台风），承诺时间缩短');
    expect(modeTold(set('1', 'normal'))).toBeNull();
  });
});
