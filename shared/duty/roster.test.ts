import { dutyInWords, isOnShift, type Shift, shiftsSchema, sorted } from './roster';

const shift = (weekday: number, from: string, to: string): Shift => ({ weekday, from, to });
const WEEK = [shift(1, '13:30', '17:30'), shift(1, '08:30', '12:00'), shift(7, '20:00', '22:00')];
const at = (iso: string) => Date.parse(iso);

test.each([
  ['Monday 08:30 sharp', '2026-11-23T00:30:00Z', true],
  ['Monday noon, which no longer counts', '2026-11-23T04:00:00Z', false],
  ['Monday afternoon', '2026-11-23T06:00:00Z', true],
  ['Sunday evening, Sunday still in Shanghai', '2026-11-29T12:30:00Z', true],
  ['Sunday in UTC, Monday in Shanghai', '2026-11-22T16:30:00Z', false],
  ['Tuesday', '2026-11-24T02:00:00Z', false],
])('on duty on %s', (_name, iso, expected) => expect(isOnShift(WEEK, at(iso))).toBe(expected));

test('in words: today only, in order; no roster says nothing', () => {
  expect(dutyInWords(WEEK, at('2026-11-23T09:59:00Z'))).toBe('今天 08:30–12:00、13:30–17:30 值班');
  expect(dutyInWords(WEEK, at('2026-11-24T02:00:00Z'))).toBe('今天不值班');
  expect(dutyInWords([], at('2026-11-24T02:00:00Z'))).toBeNull();
});

test.each<[string, unknown[], boolean]>([
  ['a week', WEEK, true],
  ['shifts that touch', [shift(2, '08:00', '12:00'), shift(2, '12:00', '14:00')], true],
  ['shifts that overlap', [shift(2, '11:00', '14:00'), shift(2, '08:00', '12:00')], false],
  ['backwards', [shift(2, '12:00', '08:00')], false],
  ['a day that is none', [shift(8, '08:00', '12:00')], false],
  ['an hour that is none', [shift(2, '08:00', '24:00')], false],
  [
    'too many',
    Array.from({ length: 22 }, (_, i) =>
      shift(1 + (i % 7), `${10 + Math.floor(i / 7)}:00`, `${10 + Math.floor(i / 7)}:30`),
    ),
    false,
  ],
])('%s is a roster: %s', (_name, shifts, ok) => expect(shiftsSchema.safeParse(shifts).success).toBe(ok));

test('sorted by day and hour', () =>
  expect(sorted(WEEK).map(({ from }) => from)).toEqual(['08:30', '13:30', '20:00']));
