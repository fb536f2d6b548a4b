import gcoord from 'gcoord';
import type { AreaView, ContactsView, LocateResult } from '@shared/areas/schemas';
import { buildCommunity, type Community } from '@api/test/build-community';
import { type Answer, get, send } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';
import { areasOf, bumpAreasRevision, postsOf } from './index';

let app: TestApp;
let home: Community;
let empty: Community;

beforeAll(async () => {
  app = await startTestApp();
  home = await buildCommunity(app);
  empty = await buildCommunity(app);
  await home.person({ name: '王芳', role: 'grid_worker', area: home.grids[0], post: 'grid_worker' });
  await home.person({ name: '赵强', role: 'grid_worker', area: home.grids[0], post: 'grid_leader' });
  const member = await home.person({ name: '党员甲', area: home.grids[0], post: 'party_member' });
  await home.person({ name: '不亮身份', area: home.grids[0], post: 'party_member' });
  await postsOf(app.deps.db).updateOne({ userId: member.id }, { $set: { shown: true } });
});
afterAll(() => app.stop());

const area = (path: string) => get<AreaView>(app, `/areas/${path}`);
const list = (query: string) => get<{ items: AreaView[]; nextCursor: string | null }>(app, `/areas?${query}`);

test('the tree is walked from its roots to its leaves, page by page, in order of codes', async () => {
  const roots = (await list('')).body.items.map((item) => item.code);
  expect(roots).toEqual([home.city, empty.city]);
  const grids = (await list(`parent=${home.community}`)).body.items;
  expect(grids.map((item) => [item.code, item.level, item.children])).toEqual([
    [home.grids[0], 'grid', 0],
    [home.grids[1], 'grid', 0],
  ]);
  expect(grids[0]?.path.map((node) => node.code)).toEqual([
    home.city,
    home.district,
    home.street,
    home.community,
    home.grids[0],
  ]);
  expect((await list(`parent=${home.community}&level=street`)).body.items).toEqual([]);
  const first = await list(`parent=${home.community}&limit=1`);
  expect([first.body.items.length, first.body.nextCursor]).toEqual([1, home.grids[0]]);
  const second = await list(`parent=${home.community}&limit=1&cursor=${first.body.nextCursor}`);
  expect([second.body.items[0]?.code, second.body.nextCursor]).toEqual([home.grids[1], null]);
  expect((await list('parent=999999')).status).toBe(404);
});

test.each([
  ['wgs84', (point: [number, number]) => point],
  ['gcj02', (point: [number, number]) => gcoord.transform(point, gcoord.WGS84, gcoord.GCJ02)],
  ['bd09', (point: [number, number]) => gcoord.transform(point, gcoord.WGS84, gcoord.BD09)],
])('boundary and centre are given in %s, the boundary only when asked for', async (coordType, convert) => {
  const stored = await areasOf(app.deps.db).findById(home.grids[0]).lean();
  const { body } = await area(`${home.grids[0]}?geometry=1&coordType=${coordType}`);
  const ring = (stored?.geometry.coordinates as [number, number][][])[0] ?? [];
  const answered = (body.geometry?.coordinates as number[][][])[0] ?? [];
  expect(answered).toHaveLength(ring.length);
  ring.forEach((point, i) => {
    const [lng, lat] = convert(point);
    expect(answered[i]?.[0]).toBeCloseTo(lng, 5);
    expect(answered[i]?.[1]).toBeCloseTo(lat, 5);
  });
  expect(body.centre.coordType).toBe(coordType);
  expect((await area(`${home.grids[0]}?coordType=${coordType}`)).body).not.toHaveProperty('geometry');
});

test('public reads carry an ETag; unchanged is 304 without a body; signed in, no shared cache keeps it', async () => {
  const path = `/areas/${home.grids[0]}`;
  const first = await get(app, path);
  const etag = first.headers.get('ETag') ?? '';
  expect([etag.length > 10, first.headers.get('Cache-Control')]).toEqual([true, 'public, no-cache']);
  const again = await send(app, 'GET', path, { headers: { 'If-None-Match': etag } });
  expect([again.status, again.body]).toEqual([304, '']);
  const { token } = await home.person({ name: '甲' });
  expect((await get(app, path, token)).headers.get('Cache-Control')).toBe('private, no-cache');
});

describe('locate', () => {
  const at = (lng: number, lat: number, coordType = 'wgs84') =>
    get<LocateResult>(app, `/areas/locate?lng=${lng}&lat=${lat}&coordType=${coordType}`);
  /** Metres per degree of longitude at the latitude of the tests. */
  const east = (metres: number) => metres / (111_320 * Math.cos((30.005 * Math.PI) / 180));

  test('inside: grid, path, its full-time worker and why', async () => {
    const [{ lng, lat }] = home.centres;
    const { body } = await at(lng, lat);
    expect(body).toMatchObject({
      grid: { code: home.grids[0] },
      microgrid: null,
      method: 'inside',
      distanceM: 0,
      nearEdge: null,
      worker: { name: '王芳', functionName: '专职网格员' },
      workerReason: '王芳是本网格的专职网格员',
      center: { areaCode: home.community },
    });
    expect(JSON.stringify(body)).not.toMatch(/userId|load/);
  });

  test('the same place said in another coordinate system is the same grid', async () => {
    const { lng, lat } = home.centres[0];
    for (const [coordType, crs] of [
      ['gcj02', gcoord.GCJ02],
      ['bd09', gcoord.BD09],
    ] as const) {
      const [x = 0, y = 0] = gcoord.transform<[number, number]>([lng, lat], gcoord.WGS84, crs);
      expect((await at(x, y, coordType)).body.grid?.code).toBe(home.grids[0]);
    }
  });

  test('within 30 m of another grid it says so; nobody there: the center, with the reason', async () => {
    const border = home.centres[0].lng + 0.005;
    const { body } = await at(border + east(10), 30.005);
    expect(body.grid?.code).toBe(home.grids[1]);
    expect(body.nearEdge).toMatchObject({ code: home.grids[0], distanceM: 10 });
    expect([body.worker, body.workerReason]).toEqual([null, '本网格暂无在岗人员，由社区网格中心负责']);
    expect((await at(border + east(40), 30.005)).body.nearEdge).toBeNull();
  });

  test('up to 200 m outside the nearest grid answers, farther out only its center', async () => {
    const west = home.centres[0].lng - 0.005;
    const near = (await at(west - east(150), 30.005)).body;
    expect([near.grid?.code, near.method, near.distanceM]).toEqual([home.grids[0], 'nearest', 150]);
    const far = (await at(west - east(2000), 30.005)).body;
    expect([far.grid, far.method, far.worker]).toEqual([null, 'outside', null]);
    expect(far.center?.areaCode).toBe(home.community);
  });

  test('a building inside the grid is told as microgrid', async () => {
    const { lng, lat } = empty.centres[0];
    const size = 0.0005;
    const ring = [
      [lng, lat],
      [lng + size, lat],
      [lng + size, lat + size],
      [lng, lat + size],
      [lng, lat],
    ] as [number, number][];
    await areasOf(app.deps.db).create({
      _id: `${empty.grids[0]}001`,
      level: 'microgrid',
      name: '1号楼',
      parentCode: empty.grids[0],
      childCount: 0,
      centre: { lng, lat },
      geometry: { type: 'Polygon', coordinates: [ring] },
      version: 1,
    });
    await bumpAreasRevision(app.deps.db);
    await app.deps.routing.refresh(true);
    const { body } = await at(lng + size / 2, lat + size / 2);
    expect([body.grid?.code, body.microgrid?.name]).toEqual([empty.grids[0], '1号楼']);
  });

  test.each([
    '',
    'lng=110',
    'lng=&lat=30',
    'lng=%20&lat=30',
    'lng=0x10&lat=30',
    'lng=1e2&lat=30',
    'lng=181&lat=1',
    'lng=NaN&lat=1',
    'lng=1&lat=-90.1',
  ])('refuses %p', async (query) => {
    expect((await get(app, `/areas/locate?${query}`)).status).toBe(400);
  });
});

describe('contacts', () => {
  test('team by function, party members apart, vacancies against the norm, center; numbers masked', async () => {
    await postsOf(app.deps.db).updateMany(
      { areaCode: home.grids[0] },
      { $set: { phoneMasked: '138****5678', phoneSealed: 'sealed-canary' } },
    );
    const answer = await get<ContactsView>(app, `/areas/${home.grids[0]}/contacts`);
    const { team, partyMembers, norm, center } = answer.body;
    expect(team.map((card) => [card.name, card.phoneMasked])).toEqual([
      ['赵强', '138****5678'],
      ['王芳', '138****5678'],
    ]);
    expect(partyMembers.map((card) => card.name)).toEqual(['党员甲']);
    expect(norm.vacancies.map((need) => [need.function, need.missing])).toEqual([
      ['liaison', 1],
      ['parttime_worker', 1],
    ]);
    expect(center?.areaCode).toBe(home.community);
    expect(JSON.stringify(answer.body)).not.toContain('sealed-canary');
  });

  test('an empty grid has all vacancies; who left a post is not shown', async () => {
    const gone = await home.person({ name: '离任', area: home.grids[1], post: 'grid_worker' });
    await postsOf(app.deps.db).updateOne({ userId: gone.id }, { $set: { active: false } });
    const { body } = await get<ContactsView>(app, `/areas/${home.grids[1]}/contacts`);
    expect(body.team).toEqual([]);
    expect(body.norm.vacancies).toHaveLength(4);
    const unknown: Answer = await get(app, '/areas/999999999999999/contacts');
    expect(unknown.status).toBe(404);
  });
});
