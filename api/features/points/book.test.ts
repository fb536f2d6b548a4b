import fc from 'fast-check';
import { honoursOf, servicePoints } from '@shared/points/rules';
import { certificateCode, maskName, readCertificateCode } from '@shared/points/certificate';
import { startTestApp, type TestApp } from '@api/test/test-app';
import { bookService, bookVisit } from './book';
import { entriesOf } from './ledger.model';

jest.setTimeout(60_000);

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

const SERVED = new Date('2026-11-20T01:00:00Z');
let people = 0;
const person = () => `${(people += 1)}`.padStart(24, '0');

test('whatever is booked, corrected, repeated and booked at once: every balance is the sum so far', async () => {
  const booking = fc.record({
    ref: fc.integer({ min: 0, max: 3 }),
    revision: fc.integer({ min: 1, max: 5 }),
  });
  // What a revision says never changes, however often it is booked.
  const minutesOf = (ref: number, revision: number) => ((ref * 7 + revision * 13) % 10) * 20;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(booking, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 0, max: 2 }),
      async (rounds, visits) => {
        const userId = person();
        for (const round of rounds)
          await Promise.all([
            ...round.map(({ ref, revision }) =>
              bookService(app.deps, {
                userId,
                ref: `${userId}-${ref}`,
                revision,
                title: '活动',
                servedAt: SERVED,
                minutes: minutesOf(ref, revision),
              }),
            ),
            ...Array.from({ length: visits }, (_, n) =>
              bookVisit(app.deps, { userId, ref: `${userId}-v${n}:2026-11`, at: SERVED }),
            ),
          ]);
        const lines = await entriesOf(app.deps.db)
          .find({ userId }, { sort: { seq: 1 } })
          .toArray();
        const sum = { points: 0, minutes: 0, services: 0 };
        lines.forEach((line, at) => {
          expect(line.seq).toBe(at + 1);
          for (const field of ['points', 'minutes', 'services'] as const) {
            sum[field] += line[field];
            expect(line.total[field]).toBe(sum[field]);
            expect(line.total[field]).toBeGreaterThanOrEqual(0);
          }
        });
        // Of each ref the highest revision counts, whatever came when.
        const highest = new Map<number, number>();
        for (const { ref, revision } of rounds.flat())
          highest.set(ref, Math.max(revision, highest.get(ref) ?? 0));
        const minutes = [...highest].reduce((all, [ref, revision]) => all + minutesOf(ref, revision), 0);
        const points = [...highest].reduce(
          (all, [ref, revision]) => all + servicePoints(minutesOf(ref, revision), SERVED.getTime()),
          5 * visits,
        );
        expect(sum).toMatchObject({ minutes, points });
      },
    ),
    { numRuns: 40 },
  );
});

test('lines stay as they were written', async () => {
  const userId = person();
  const service = { userId, ref: `${userId}-a`, title: '活动', servedAt: SERVED };
  await bookService(app.deps, { ...service, revision: 1, minutes: 60 });
  const before = await entriesOf(app.deps.db).findOne({ userId });
  await bookService(app.deps, { ...service, revision: 2, minutes: 0 });
  expect(await entriesOf(app.deps.db).findOne({ _id: before?._id })).toEqual(before);
  const [last] = await entriesOf(app.deps.db)
    .find({ userId }, { sort: { seq: -1 } })
    .toArray();
  expect(last).toMatchObject({ points: -10, reason: 'correction', total: { points: 0, services: 0 } });
});

test.each([
  [0, 0, undefined, '热心邻居'],
  [30, 5, '热心邻居', '十小时志愿者'],
  [100 * 60, 1000, '一星志愿者', '二星志愿者'],
  [1500 * 60, 15_000, '五星志愿者', undefined],
])('%d minutes: %d points, %s, then %s', (minutes, points, earned, next) => {
  expect(servicePoints(minutes, Date.now())).toBe(points);
  const honours = honoursOf(minutes);
  expect([honours.earned.at(-1)?.name, honours.next?.name]).toEqual([earned, next]);
});

test('codes are read as people type them, and no two letters look alike', () => {
  const code = certificateCode(new Uint8Array([0, 1, 2, 3, 30, 31, 32, 255, 8, 9, 10, 11]));
  expect(code).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/);
  expect(readCertificateCode(` ${code.toLowerCase().replace(/-/g, '')} `)).toBe(code);
  for (const wrong of ['', 'ABCD', 'ABCD-EFGH-IJKL', `${code}2`])
    expect(readCertificateCode(wrong)).toBeNull();
  expect([maskName('王芳'), maskName('欧阳修远'), maskName('王')]).toEqual(['王*', '欧***', '王*']);
});
