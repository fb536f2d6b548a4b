import * as fc from 'fast-check';
import { DAY_MS, startOfShanghaiDay } from '../time/shanghai';
import type { ServiceItem } from './catalogue';
import { findSlot, mayCancel, nextReminder, slotIdOf, slotsOn, whyNotBook } from './slots';

const calendar = { isWorkingDay: (date: string) => date !== '2026-10-01' };
const item: Pick<ServiceItem, 'hours' | 'appointment'> = {
  hours: {
    text: '',
    open: [
      { days: [1, 2, 3, 4, 5], from: '08:30', to: '10:00' },
      { days: [6], from: '09:00', to: '09:50' },
    ],
  },
  appointment: { slotMinutes: 30, capacity: 3 },
};
const at = (text: string) => Date.parse(`${text}+08:00`);
const namesOn = (date: string) => slotsOn(item, '9901', date, calendar).map(({ id }) => id);

test.each([
  ['a Monday', '2026-11-23', ['9901-202611230830', '9901-202611230900', '9901-202611230930']],
  ['a Saturday: what does not fit whole is left out', '2026-11-28', ['9901-202611280900']],
  ['a Sunday', '2026-11-29', []],
  ['a Thursday that is a public holiday', '2026-10-01', []],
])('slots on %s', (_what, date, expected) => {
  expect(namesOn(date)).toEqual(expected);
});

test('nothing can be booked of what takes no appointments', () => {
  expect(slotsOn({ ...item, appointment: undefined }, '9901', '2026-11-23', calendar)).toEqual([]);
});

test('a slot is as long as said and found by its name', () => {
  expect(findSlot(item, '9901-202611230830', calendar)).toEqual({
    id: '9901-202611230830',
    siteCode: '9901',
    startMs: at('2026-11-23T08:30:00'),
    endMs: at('2026-11-23T09:00:00'),
  });
});

test.each([
  ['between two slots', '9901-202611230845'],
  ['when it is closed', '9901-202611290830'],
  ['on no date', '9901-202613400830'],
  ['on a date that is another', '9901-202602300830'],
  ['of no site', '202611230830'],
  ['of nonsense', 'x'],
])('no slot %s', (_what, id) => {
  expect(findSlot(item, id, calendar)).toBeNull();
});

test('whatever the day, every slot is found by its own name, and none overlaps the next', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 700 }),
      fc.integer({ min: 10, max: 240 }),
      fc.integer({ min: 0, max: 23 }),
      fc.integer({ min: 0, max: 59 }),
      (days, slotMinutes, hour, minute) => {
        const two = (n: number) => String(n).padStart(2, '0');
        const open = [{ days: [1, 2, 3, 4, 5, 6, 7], from: `${two(hour)}:${two(minute)}`, to: '23:59' }];
        const any = { hours: { text: '', open }, appointment: { slotMinutes, capacity: 1 } };
        const date = new Date(Date.UTC(2026, 0, 1) + days * DAY_MS).toISOString().slice(0, 10);
        const slots = slotsOn(any, '990101', date, { isWorkingDay: () => true });
        slots.forEach((slot, n) => {
          expect(findSlot(any, slot.id, { isWorkingDay: () => true })).toMatchObject(slot);
          expect(slotIdOf('990101', slot.startMs)).toBe(slot.id);
          expect(slot.startMs).toBeGreaterThanOrEqual(slots[n - 1]?.endMs ?? startOfShanghaiDay(date));
        });
      },
    ),
  );
});

const NOW = at('2026-11-23T10:00:00');
test.each([
  ['past', at('2026-11-23T09:59:00'), true],
  ['now', NOW, true],
  ['in a minute', NOW + 60_000, false],
  ['on the last day', at('2026-12-07T17:00:00'), false],
  ['too far off', at('2026-12-08T08:30:00'), true],
])('booking what is %s', (_what, startMs, refused) => {
  expect(whyNotBook(startMs, NOW) !== null).toBe(refused);
});

test.each([
  [2 * 3600_000, true],
  [2 * 3600_000 - 1, false],
  [-1, false],
])('cancelling %d ms before', (before, may) => {
  expect(mayCancel(NOW + before, NOW)).toBe(may);
});

test('one is reminded a day and two hours before, of what is still to come', () => {
  const start = NOW + 3 * DAY_MS;
  expect(nextReminder(start, NOW)).toBe(start - DAY_MS);
  expect(nextReminder(start, start - DAY_MS)).toBe(start - 3600_000);
  expect(nextReminder(start, start - 3600_000)).toBeNull();
  expect(nextReminder(NOW + 3 * 3600_000, NOW)).toBe(NOW + 2 * 3600_000);
});
