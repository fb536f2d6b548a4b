import fc from 'fast-check';
import { DAY_MS } from '../time/shanghai';
import { nextDigest, notificationSettingsSchema, DEFAULT_SETTINGS, quietUntil } from './settings';

/** An instant by the clock of Shanghai. */
const at = (text: string) => Date.parse(`2026-11-${text}:00+08:00`);

test.each([
  ['22:00', '07:00', '23T21:59', null],
  ['22:00', '07:00', '23T22:00', '24T07:00'],
  ['22:00', '07:00', '23T23:59', '24T07:00'],
  ['22:00', '07:00', '24T00:00', '24T07:00'],
  ['22:00', '07:00', '24T06:59', '24T07:00'],
  ['22:00', '07:00', '24T07:00', null],
  ['12:00', '14:30', '24T13:00', '24T14:30'],
  ['12:00', '14:30', '24T14:30', null],
  ['12:00', '14:30', '24T03:00', null],
  ['00:00', '23:59', '24T12:00', '24T23:59'],
])('quiet from %s to %s at %s ends %s', (from, to, now, end) => {
  expect(quietUntil({ on: true, from, to }, at(now))).toBe(end === null ? null : at(end));
  expect(quietUntil({ on: false, from, to }, at(now))).toBeNull();
});

test.each([
  [18, '23T17:59', '23T18:00'],
  [18, '23T18:00', '24T18:00'],
  [0, '23T00:00', '24T00:00'],
  [0, '23T23:59', '24T00:00'],
])('a digest at %i, asked %s, comes %s', (hour, now, due) => {
  expect(nextDigest(hour, at(now))).toBe(at(due));
});

test('quiet hours end within a day, at the clock that was set, and are over then', () => {
  const minute = fc.integer({ min: 0, max: 1439 });
  const clock = (value: number) =>
    `${String(Math.floor(value / 60)).padStart(2, '0')}:${String(value % 60).padStart(2, '0')}`;
  fc.assert(
    fc.property(minute, minute, fc.integer({ min: 0, max: DAY_MS * 365 }), (from, to, offset) => {
      fc.pre(from !== to);
      const quiet = { on: true, from: clock(from), to: clock(to) };
      const now = at('01T00:00') + offset;
      const end = quietUntil(quiet, now);
      if (end === null) return;
      expect(end).toBeGreaterThan(now);
      expect(end - now).toBeLessThanOrEqual(DAY_MS);
      expect(quietUntil(quiet, end)).toBeNull();
      expect(new Date(end + 8 * 3600_000).toISOString().slice(11, 16)).toBe(quiet.to);
    }),
  );
});

test.each([
  [{ quiet: { on: true, from: '22:00', to: '22:00' } }, 'quiet.to'],
  [{ quiet: { on: true, from: '24:00', to: '07:00' } }, 'quiet.from'],
  [{ digest: { on: true, hour: 24 } }, 'digest.hour'],
])('%j is refused at its field', (wrong, path) => {
  const parsed = notificationSettingsSchema.safeParse({ ...DEFAULT_SETTINGS, ...wrong });
  expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
});
