import type { Problem } from '@shared/core/errors';
import type { AreaStation } from '@shared/stations/contract';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { get, send } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';

let app: TestApp;
let home: Community;
let admin: Person;
let grid: string;

beforeAll(async () => {
  app = await startTestApp();
  home = await buildCommunity(app);
  [grid] = home.grids;
  admin = await home.person({ name: '管理员', role: 'admin', area: home.street });
});
afterAll(() => app.stop());

const BRANCH = {
  name: '春和社区党支部',
  secretary: '李书记',
  address: '春和路 8 号二楼',
  place: { lng: 110.1, lat: 30.1, coordType: 'wgs84' },
};
const STATION = {
  name: '春和延时服务站',
  address: '春和路 8 号',
  open: [
    { days: [1, 2, 3, 4, 5], from: '08:30', to: '20:00' },
    { days: [6], from: '09:00', to: '17:00' },
  ],
  place: null,
};
const read = async (code: string) =>
  (await get<AreaStation>(app, `/areas/${code}/station?coordType=wgs84`)).body;
const put = (code: string, body: object, { token }: Pick<Person, 'token'> = admin) =>
  send<AreaStation & Problem>(app, 'PUT', `/admin/areas/${code}/station?coordType=wgs84`, { token, body });

test('what a grid has not of its own is its community’s, each part by itself', async () => {
  expect(await read(grid)).toEqual({ branch: null, station: null, version: 0 });
  const set = await put(home.community, { branch: BRANCH, station: STATION, version: 0 });
  expect(set.status).toBe(200);
  expect(await read(grid)).toMatchObject({
    branch: { ...BRANCH, of: { code: home.community } },
    station: {
      ...STATION,
      of: { code: home.community },
      hours: '周一至周五 08:30–20:00；周六 09:00–17:00',
      // TEST_NOW is a Monday, 10:00.
      openNow: true,
      today: '今天 08:30–20:00',
    },
    version: 0,
  });
  const own = { ...STATION, name: '第一网格服务站', open: [{ days: [2], from: '09:00', to: '10:00' }] };
  expect((await put(grid, { branch: null, station: own, version: 0 })).body).toMatchObject({
    branch: { name: BRANCH.name, of: { code: home.community } },
    station: { name: own.name, of: { code: grid }, openNow: false, today: '今天不开门' },
    version: 1,
  });
  // Given back, it is the community's again.
  expect((await put(grid, { branch: null, station: null, version: 1 })).body).toMatchObject({
    station: { of: { code: home.community } },
    version: 2,
  });
  expect((await read(home.grids[1])).station?.name).toBe(STATION.name);
});

test('of two who change it at once one does, the other reads what stands now', async () => {
  const other = home.grids[1];
  const named = (name: string) => put(other, { branch: { ...BRANCH, name }, station: null, version: 0 });
  const answers = await Promise.all(['甲支部', '乙支部', '丙支部'].map(named));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  const lost = answers.find(({ status }) => status === 409);
  expect([lost?.body.code, (lost?.body.current as AreaStation).version]).toEqual(['VERSION_CONFLICT', 1]);
});

test('who may not, where it may not be, and what is no station', async () => {
  const away = await buildCommunity(app);
  const foreign = await away.person({ name: '别处', role: 'admin', area: away.street });
  const desk = await home.person({ name: '调度', role: 'dispatcher', area: home.community });
  const none = { branch: null, station: null, version: 2 };
  for (const who of [foreign, desk]) expect((await put(grid, none, who)).status).toBe(403);
  expect((await put(home.street, { ...none, version: 0 })).status).toBe(403);
  expect((await put('9901', none)).status).toBe(404);
  expect((await get(app, '/areas/9901/station')).status).toBe(404);
  for (const bad of [
    { ...STATION, open: [] },
    { ...STATION, open: [{ days: [1], from: '20:00', to: '08:00' }] },
    { ...STATION, place: { lng: 30.1, lat: 110.1 } },
    { ...STATION, address: '' },
    { ...STATION, phone: '13800001111' },
  ])
    expect((await put(grid, { ...none, station: bad })).status).toBe(400);
});

test('a change is a line of the audit log', async () => {
  await app.deps.audit.flush();
  const done = { operation: 'setAreaStation', actorId: admin.id, target: grid, status: 200 };
  expect(await app.deps.db.collection('auditLines').countDocuments(done)).toBe(2);
});
