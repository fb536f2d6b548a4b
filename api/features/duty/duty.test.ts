import type { ContactsView } from '@shared/areas/schemas';
import type { RosterView } from '@shared/duty/contract';
import type { Problem } from '@shared/core/errors';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { get, send } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';

let app: TestApp;
let home: Community;
let away: Community;
let worker: Person;
let desk: Person;
let supervisor: Person;

beforeAll(async () => {
  app = await startTestApp();
  home = await buildCommunity(app);
  away = await buildCommunity(app);
  worker = await home.person({ name: '王芳', role: 'grid_worker', area: home.grids[0], post: 'grid_worker' });
  desk = await home.person({ name: '调度', role: 'dispatcher', area: home.community });
  supervisor = await home.person({ name: '督导', role: 'supervisor', area: home.street });
});
afterAll(() => app.stop());

const path = () => `/posts/post-${worker.id}/duty`;
const put = (body: object, token = desk.token) =>
  send<RosterView & Problem>(app, 'PUT', path(), { token, body });
const monday = { weekday: 1, from: '08:30', to: '12:00' };

test('a roster is set by the desk, read by anyone, and shown on the page of the grid', async () => {
  expect((await get<RosterView>(app, path())).body).toMatchObject({ shifts: [], version: 0, today: null });
  const set = await put({ shifts: [{ weekday: 2, from: '08:30', to: '12:00' }, monday], version: 0 });
  expect(set.body).toMatchObject({
    version: 1,
    onShift: true,
    today: '今天 08:30–12:00 值班',
    shifts: [monday, { weekday: 2 }],
  });
  const { team } = (await get<ContactsView>(app, `/areas/${home.grids[0]}/contacts`)).body;
  expect(team[0]).toMatchObject({ name: '王芳', dutyToday: '今天 08:30–12:00 值班', phoneMasked: null });
});

test('of two who set it at once one wins, the other reads what stands now', async () => {
  const answers = await Promise.all(
    [1, 2, 3].map((weekday) => put({ shifts: [{ ...monday, weekday }], version: 1 })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  const lost = answers.find(({ status }) => status === 409);
  expect([lost?.body.code, (lost?.body.current as RosterView).version]).toEqual(['VERSION_CONFLICT', 2]);
});

test('who may not set it, and what is no roster', async () => {
  const foreign = await away.person({ name: '别处', role: 'dispatcher', area: away.community });
  expect((await put({ shifts: [], version: 2 }, foreign.token)).status).toBe(403);
  expect((await put({ shifts: [], version: 2 }, worker.token)).status).toBe(403);
  expect((await put({ shifts: [monday, { ...monday, from: '09:00' }], version: 2 })).status).toBe(400);
  expect((await get(app, '/posts/post-nobody/duty')).status).toBe(404);
});

test('supervisors see which grids lack whom, in their own area', async () => {
  interface Page {
    items: { area: { code: string }; norm: string; missing: { function: string; missing: number }[] }[];
    grids: number;
    nextCursor: string | null;
  }
  const read = (query: string, token = supervisor.token) =>
    get<Page>(app, `/admin/vacancies?${query}`, token);
  const all = (await read(`area=${home.community}`)).body;
  expect([all.grids, all.nextCursor, all.items.map(({ area }) => area.code)]).toEqual([
    2,
    null,
    [...home.grids],
  ]);
  expect(all.items[0]?.missing.map((gap) => gap.function)).toEqual([
    'liaison',
    'grid_leader',
    'parttime_worker',
  ]);
  expect(all.items[1]?.missing.map((gap) => gap.function)).toContain('grid_worker');
  const first = (await read(`area=${home.community}&limit=1`)).body;
  expect(first.items).toHaveLength(1);
  const second = (await read(`area=${home.community}&limit=1&cursor=${first.nextCursor}`)).body;
  expect(second.items.map(({ area }) => area.code)).toEqual([home.grids[1]]);
  expect((await read(`area=${away.community}`)).status).toBe(403);
  expect((await read('area=1111')).status).toBe(404);
});
