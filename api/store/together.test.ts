import { startTestApp, type TestApp } from '@api/test/test-app';
import { insertTogether, together } from './together';

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('alone goes at once; those who come meanwhile go together, each with his own answer', async () => {
  const rounds: number[][] = [];
  const double = together(async (items: readonly number[]) => {
    rounds.push([...items]);
    await later(10);
    return items.map((item) => item * 2);
  }, 3);
  const first = double(1);
  await later(2);
  const others = [2, 3, 4, 5].map(double);
  expect([await first, ...(await Promise.all(others))]).toEqual([2, 4, 6, 8, 10]);
  expect(rounds).toEqual([[1], [2, 3, 4], [5]]);
});

test('a round that fails fails for those in it alone', async () => {
  const fussy = together(async (items: readonly number[]) => {
    await later(1);
    if (items.includes(13)) throw new Error('bad round');
    return items;
  });
  const good = fussy(1);
  await later(0);
  const [bad, alsoBad] = [fussy(13), fussy(2)];
  expect((await Promise.allSettled([good, bad, alsoBad])).map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'rejected',
  ]);
  expect(await fussy(3)).toBe(3);
});

describe('inserting together', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  test('a taken key is refused to the one who brought it; the others are in', async () => {
    const insert = (_id: number) => insertTogether(app.deps.db, 'inserted', { _id });
    await insert(3);
    const results = await Promise.allSettled([1, 2, 3, 4, 4].map(insert));
    const codes = results.map((result) =>
      result.status === 'fulfilled' ? 'in' : (result.reason as { code: number }).code,
    );
    expect(codes).toEqual(['in', 'in', 11000, 'in', 11000]);
    expect(await app.deps.db.collection('inserted').countDocuments()).toBe(4);
  });
});
