import type { CaseView } from '@shared/cases/schemas';
import type { SimilarCase } from '@shared/similar/contract';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { act, get, post } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';
import { evaluateDuplicates } from './eval/metrics';
import { likeness, wordsAlike } from './score';

test.each([
  ['楼下路灯不亮', '路灯不亮了', 1],
  ['路灯不亮', '垃圾没清', 0],
  ['', '路灯不亮', 0],
  ['灯', '灯', 0],
])('words of %j and %j', (a, b, alike) => expect(wordsAlike(a, b)).toBe(alike));

test('no hint across groups or beyond 150 m, whatever the words', () => {
  const same = { sameCategory: true, sameGroup: true, ours: '路灯不亮', theirs: '路灯不亮' };
  expect(likeness({ ...same, distanceM: 151 }).score).toBe(0);
  expect(likeness({ ...same, distanceM: 0, sameGroup: false }).score).toBe(0);
  expect(likeness({ ...same, distanceM: 0 })).toEqual({
    score: 1,
    why: ['说法相近', '相距 0 米', '同一类问题'],
  });
});

test('of the pairs written for it, nine in ten hints are right, and most of the same things are found', () => {
  const { precision, recall } = evaluateDuplicates();
  expect(precision).toBeGreaterThanOrEqual(0.9);
  expect(recall).toBeGreaterThanOrEqual(0.8);
});

describe('GET /cases/similar', () => {
  let app: TestApp;
  let home: Community;
  let reporter: Person;
  let friend: Person;
  beforeAll(async () => {
    app = await startTestApp();
    home = await buildCommunity(app);
    const [grid] = home.grids;
    reporter = await home.person({ name: '李居民', homeGrid: grid });
    friend = await home.person({ name: '周邻居', homeGrid: grid });
    await home.person({ name: '王芳', role: 'grid_worker', area: grid, post: 'grid_worker' });
  });
  afterAll(() => app.stop());

  const at = (metresEast: number) => ({
    ...home.centres[0],
    lng: home.centres[0].lng + metresEast / 96_400,
  });
  const file = async (metresEast: number, extra: object = {}) =>
    (
      await post<CaseView>(
        app,
        '/cases',
        {
          text: '三号楼前的路灯不亮',
          categoryCode: 'GY-0102',
          visibility: 'public',
          place: at(metresEast),
          ...extra,
        },
        reporter.token,
      )
    ).body;
  const ask = (extra = '', token?: string) => {
    const { lng, lat } = home.centres[0];
    const text = encodeURIComponent('路灯不亮，请来修');
    const query = `lng=${lng}&lat=${lat}&coordType=wgs84&categoryCode=GY-0102&text=${text}${extra}`;
    return get<{ items: SimilarCase[] }>(app, `/cases/similar?${query}`, token);
  };

  test('shows what is near and alike, the most alike first, and joining counts', async () => {
    const [near, middle] = [await file(10), await file(60)];
    await file(400);
    await file(20, { visibility: 'private' });
    await file(15, { categoryCode: 'SR-0201', text: '垃圾没人清' });
    const { body } = await ask();
    expect(body.items.map(({ id }) => id)).toEqual([near.id, middle.id]);
    expect(body.items[0]).toMatchObject({ distanceM: 10, followers: 0, why: expect.any(Array) as unknown });
    await act(app, friend.token, near.id, 'follow');
    expect((await ask('', friend.token)).body.items[0]).toMatchObject({ id: near.id, followers: 1 });
    await act(app, reporter.token, near.id, 'withdraw');
    expect((await ask()).body.items.map(({ id }) => id)).toEqual([middle.id]);
  });

  test('bad input is told at its field', async () => {
    expect((await get(app, '/cases/similar?lng=1000&lat=30')).status).toBe(400);
    expect((await get(app, '/cases/similar')).status).toBe(400);
    expect((await get(app, '/cases/similar?lng=110&lat=30&categoryCode=NOPE')).status).toBe(422);
  });
});
