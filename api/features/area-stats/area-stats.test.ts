import type { AreaStats } from '@shared/area-stats/contract';
import type { CaseView } from '@shared/cases/schemas';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { act, get, post } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';

let app: TestApp;
let home: Community;
let worker: Person;
let resident: Person;

beforeAll(async () => {
  app = await startTestApp();
  home = await buildCommunity(app);
  worker = await home.person({ name: '王芳', role: 'grid_worker', area: home.grids[0], post: 'grid_worker' });
  resident = await home.person({ name: '居民' });
});
afterAll(() => app.stop());

const statsOf = async (code: string) => (await get<AreaStats>(app, `/areas/${code}/stats`)).body;
const file = async (visibility: 'public' | 'private') =>
  (
    await post<CaseView>(
      app,
      '/cases',
      { kind: 'report', text: '路灯不亮了，晚上看不清路', place: home.centres[0], visibility },
      resident.token,
    )
  ).body;

test('an area without cases has no shares, only that there are too few', async () => {
  const stats = await statsOf(home.grids[1]);
  expect(stats.cases).toEqual({ received: 0, open: 0, done: 0 });
  expect(stats.rates.response).toEqual({ part: 0, of: 0, share: null, enough: false });
});

test('every case counts with its denominator, private ones without anything else of them; late answers count against', async () => {
  const cases = [];
  for (const visibility of ['public', 'private', 'public', 'public', 'public', 'public'] as const)
    cases.push(await file(visibility));
  for (const item of cases.slice(0, 4))
    expect((await act(app, worker.token, item.id, 'accept')).status).toBe(200);
  app.travel(90 * 3600_000);
  const stats = await statsOf(home.grids[0]);
  expect(stats.cases).toEqual({ received: 6, open: 6, done: 0 });
  expect(stats.rates.response).toEqual({ part: 4, of: 6, share: 4 / 6, enough: true });
  expect(stats.rates.satisfaction).toMatchObject({ of: 0, share: null });
  expect((await statsOf(home.community)).cases.received).toBe(6);
  expect((await statsOf(home.grids[1])).cases.received).toBe(0);
  expect(JSON.stringify(stats)).not.toContain('路灯');
});

test('what is older than the period no longer counts; an unknown area is not found', async () => {
  app.travel(91 * 86_400_000);
  expect((await statsOf(home.grids[0])).cases.received).toBe(0);
  expect((await get(app, '/areas/111111111111111/stats')).status).toBe(404);
});
