import fc from 'fast-check';
import {
  acceptedWindows,
  cancelCounts,
  CODE_MS,
  codeWindow,
  isReminderUseful,
  mayCheckIn,
  mayCheckOut,
  offerUntil,
  pausedUntil,
  placeQueue,
  seriesOffset,
  seriesShifts,
  servedMinutes,
  shiftProblem,
  signUpProblem,
  SHIFT_STEPS,
  stepDue,
} from './rules';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-11-25T02:00:00Z');
const START = NOW + DAY;
const term = { start: START, end: START + 2 * HOUR };

describe('times of a shift', () => {
  it.each([
    ['as it should be', 1, 3, null],
    ['already begun', 0, 2, '过去'],
    ['ends before it begins', 3, 1, '晚于'],
    ['ends as it begins', 3, 3, '晚于'],
    ['shorter than a quarter of an hour', 1, 1.24, '15 分钟'],
    ['a quarter of an hour', 1, 1.25, null],
    ['twelve hours', 1, 13, null],
    ['longer than twelve hours', 1, 13.1, '12 小时'],
    ['more than a year ahead', 366 * 24 + 1, 366 * 24 + 2, '一年'],
  ])('%s', (_, from, to, words) => {
    const problem = shiftProblem({ start: NOW + from * HOUR, end: NOW + to * HOUR }, NOW);
    if (words === null) expect(problem).toBeNull();
    else expect(problem).toContain(words);
  });

  it.each([
    ['week', 3, 21 * DAY],
    ['fortnight', 2, 28 * DAY],
    ['month', 1, 30 * DAY],
  ] as const)('every %s, number %d', (every, n, offset) =>
    expect(seriesOffset({ every, times: 12 }, n, NOW)).toBe(offset),
  );

  it('a month without the day takes its last, and the hour stays', () => {
    const first = Date.parse('2026-12-31T01:00:00Z');
    const days = [0, 1, 2, 3].map((n) =>
      new Date(first + seriesOffset({ every: 'month', times: 4 }, n, first)).toISOString(),
    );
    expect(days).toEqual([
      '2026-12-31T01:00:00.000Z',
      '2027-01-31T01:00:00.000Z',
      '2027-02-28T01:00:00.000Z',
      '2027-03-31T01:00:00.000Z',
    ]);
  });

  it('a series keeps the distance between its shifts', () => {
    const shift = (at: number) => ({
      start: new Date(at).toISOString(),
      end: new Date(at + HOUR).toISOString(),
      capacity: 5,
      skills: [],
    });
    const all = seriesShifts([shift(NOW), shift(NOW + 3 * HOUR)], { every: 'week', times: 2 });
    expect(all.map((one) => one.map(({ start }) => Date.parse(start) - NOW))).toEqual([
      [0, 3 * HOUR],
      [7 * DAY, 7 * DAY + 3 * HOUR],
    ]);
  });
});

describe('seats', () => {
  const queue = (...states: ('new' | 'waiting')[]) => states.map((state, i) => ({ id: `p${i}`, state }));

  it.each([
    ['who comes while there is room has it', queue('new', 'new'), [], 2, ['confirmed 1', 'confirmed 2']],
    ['who comes later waits', queue('new', 'new'), [1], 2, ['confirmed 2', 'waiting null']],
    ['who waited is asked', queue('waiting', 'waiting'), [1, 3], 3, ['offered 2']],
    ['a lowered capacity takes from nobody', queue('new'), [1, 2, 5], 2, ['waiting null']],
    ['the free number is given, not the next', queue('new'), [2], 2, ['confirmed 1']],
  ])('%s', (_, waiting, held, capacity, given) =>
    expect(placeQueue(waiting, held, capacity).map(({ to, seat }) => `${to} ${seat}`)).toEqual(given),
  );

  it('never gives a seat twice, never more than there are, and keeps to the order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('new' as const, 'waiting' as const), { maxLength: 30 }),
        fc.uniqueArray(fc.integer({ min: 1, max: 20 }), { maxLength: 20 }),
        fc.integer({ min: 0, max: 20 }),
        (states, held, capacity) => {
          const given = placeQueue(queue(...states), held, capacity);
          const seats = given.flatMap(({ seat }) => (seat === null ? [] : [seat]));
          expect(new Set([...seats, ...held]).size).toBe(seats.length + held.length);
          expect(seats.length).toBe(Math.min(states.length, Math.max(0, capacity - held.length)));
          const order = given.map(({ id }) => Number(id.slice(1)));
          expect(order).toEqual([...order].sort((a, b) => a - b));
          // Who got a seat stood before everybody who did not.
          expect(given.slice(0, seats.length).every(({ seat }) => seat !== null)).toBe(true);
        },
      ),
    );
  });

  it('an offer stands two hours, never beyond the start', () => {
    expect(offerUntil(NOW, START)).toBe(NOW + 2 * HOUR);
    expect(offerUntil(START - HOUR, START)).toBe(START);
  });
});

describe('who may sign up', () => {
  const asker = {
    verified: true,
    party: false,
    adultOn: null as string | null,
    skills: ['first_aid' as const],
    areaPath: ['330400', '330400001'],
    pausedUntil: null as number | null,
  };
  const wanted = {
    eligibility: { party: false, adults: false, locals: false },
    areaCode: '330400001',
    start: START,
    skills: [],
  };
  const only = (part: Partial<typeof wanted.eligibility>) => ({
    eligibility: { ...wanted.eligibility, ...part },
  });

  it.each([
    ['a verified volunteer', {}, {}, null],
    ['nobody after the start', {}, { start: NOW }, '已经开始'],
    ['not who waits for the desk', { verified: false }, {}, '审核'],
    ['not who stayed away too often', { pausedUntil: NOW + 1 }, {}, '爽约'],
    ['who has served the pause', { pausedUntil: NOW }, {}, null],
    ['party members only', {}, only({ party: true }), '党员'],
    ['a party member', { party: true }, only({ party: true }), null],
    ['adults only', { adultOn: '2026-11-27' }, only({ adults: true }), '18'],
    ['who is of age on the day itself', { adultOn: '2026-11-26' }, only({ adults: true }), null],
    ['locals only', { areaPath: ['330400', '330400002'] }, only({ locals: true }), '本区域'],
    ['a skill that is needed', { skills: [] }, { skills: ['first_aid' as const] }, '需要会'],
    ['one of several skills', {}, { skills: ['driving' as const, 'first_aid' as const] }, null],
  ])('%s', (_, who, what, words) => {
    const problem = signUpProblem({ ...asker, ...who }, { ...wanted, ...what }, NOW);
    if (words === null) expect(problem).toBeNull();
    else expect(problem).toContain(words);
  });

  it('who is no volunteer is told to become one', () =>
    expect(signUpProblem(null, wanted, NOW)).toContain('注册'));

  it.each([
    ['two times', [NOW, NOW - DAY], null],
    ['three times in 90 days', [NOW, NOW - DAY, NOW - 90 * DAY], NOW + 30 * DAY],
    ['three times in more', [NOW, NOW - DAY, NOW - 90 * DAY - 1], null],
    ['long ago', [NOW - 30 * DAY, NOW - 31 * DAY, NOW - 32 * DAY], null],
  ])('stayed away %s', (_, noShows, until) => expect(pausedUntil(noShows, NOW)).toBe(until));

  it.each([
    ['two hours before', { signedUpAt: NOW, changedAt: null }, START - 2 * HOUR, false],
    ['later', { signedUpAt: NOW, changedAt: null }, START - 2 * HOUR + 1, true],
    ['later, but just signed up', { signedUpAt: START - HOUR, changedAt: null }, START - HOUR + 1, false],
    ['later, after a change', { signedUpAt: NOW, changedAt: NOW + 1 }, START - 1, false],
    ['later, changed before he signed up', { signedUpAt: NOW, changedAt: NOW - 1 }, START - 1, true],
  ])('cancelling %s', (_, when, at, counts) =>
    expect(cancelCounts({ start: START, ...when }, at)).toBe(counts),
  );
});

describe('checking in', () => {
  it.each([
    [-31, false],
    [-30, true],
    [0, true],
    [120, true],
    [121, false],
  ])('%d minutes after the start: %s', (minutes, may) =>
    expect(mayCheckIn(term, START + minutes * MINUTE)).toBe(may),
  );
  it('out until two hours after the end', () => {
    expect(mayCheckOut(term, term.end + 2 * HOUR)).toBe(true);
    expect(mayCheckOut(term, term.end + 2 * HOUR + 1)).toBe(false);
  });

  it('a code counts for two minutes after its half minute, and never one that is still to come', () => {
    const now = codeWindow(NOW);
    expect(acceptedWindows(NOW, null)).toEqual([now, now - 1, now - 2, now - 3, now - 4]);
    expect(acceptedWindows(NOW, NOW - 2 * CODE_MS)[0]).toBe(now - 2);
    expect(acceptedWindows(NOW, NOW + DAY).every((window) => window <= now)).toBe(true);
  });

  it.each([
    ['the whole shift', -10, 130, 120],
    ['came late', 15, 120, 100],
    ['left early', 0, 59, 50],
    ['nine minutes', 0, 9, 0],
    ['out before in', 60, 30, 0],
  ])('served: %s', (_, from, to, minutes) =>
    expect(servedMinutes(term, START + from * MINUTE, START + to * MINUTE)).toBe(minutes),
  );
});

describe('the clock', () => {
  it('takes its steps in their order', () => {
    const due = SHIFT_STEPS.map((step) => stepDue(step, term));
    expect(due).toEqual([...due].sort((a, b) => a - b));
    expect(due[0]).toBe(START - DAY);
  });
  it.each([
    ['day', 13, true],
    ['day', 11, false],
    ['hour', 0.5, true],
    ['hour', 0, false],
  ] as const)(
    'a reminder of the %s before, %d hours before the start, is of use: %s',
    (step, hours, useful) => expect(isReminderUseful(step, term, START - hours * HOUR)).toBe(useful),
  );
});
