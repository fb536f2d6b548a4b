import type { AddressCodeView } from '@shared/address-codes/contract';
import type { AreaView } from '@shared/areas/schemas';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { get, post, send } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';
import { commitImport } from '../area-import';
import { areasOf, readAreasRevision } from '../areas';
import { doorsOf } from './door.model';

let app: TestApp;
let home: Community;
let admin: Person;
let desk: Person;
let resident: Person;

beforeAll(async () => {
  app = await startTestApp();
  home = await buildCommunity(app);
  admin = await home.person({ name: '管理员', role: 'admin', area: home.city });
  desk = await home.person({ name: '调度', role: 'dispatcher', area: home.community });
  resident = await home.person({ name: '居民' });
  await home.person({ name: '王芳', role: 'grid_worker', area: home.grids[0], post: 'grid_worker' });
  const { lng, lat } = home.centres[0];
  const box = [
    [lng, lat],
    [lng + 0.0005, lat],
    [lng + 0.0005, lat + 0.0005],
    [lng, lat + 0.0005],
    [lng, lat],
  ];
  const building = {
    type: 'Feature',
    geometry: { type: 'Polygon', coordinates: [box] },
    properties: { code: `${home.grids[0]}001`, name: '3号楼', level: 'microgrid', parentCode: home.grids[0] },
  };
  const { status } = await send(app, 'POST', '/admin/areas/import', {
    token: admin.token,
    body: { type: 'FeatureCollection', features: [building] },
  });
  expect(status).toBe(200);
});
afterAll(() => app.stop());

const resolve = (code: string) => get<AddressCodeView>(app, `/address-codes/${code}?coordType=wgs84`);

test('a grid and a building answer to their own codes, with a line a person would write', async () => {
  expect((await resolve(home.grids[0])).body).toMatchObject({
    kind: 'grid',
    line: '测试社区 第一网格',
    grid: { code: home.grids[0] },
  });
  const building = (await resolve(`${home.grids[0]}001`)).body;
  expect(building).toMatchObject({
    kind: 'building',
    line: '测试社区 第一网格 3号楼',
    grid: { code: home.grids[0] },
  });
  expect(building.path.at(-1)).toMatchObject({ level: 'microgrid', name: '3号楼' });
  expect(building.place.lng).toBeCloseTo(home.centres[0].lng + 0.00025, 6);
});

test.each([['9'.repeat(15)], ['9'.repeat(18)], ['DZZZZZZZZZZ']])('%s is not known', async (code) =>
  expect((await resolve(code)).status).toBe(404),
);
test.each([['9901'], ['D1'], ['DIIIIIIIIII'], ['%3Cscript%3E']])('%s is no code', async (code) =>
  expect((await get(app, `/address-codes/${code}`)).status).toBe(400),
);

test('door plates are registered once per key, in the own area only, and follow the boundaries', async () => {
  const doors = [
    { line: '幸福路 12 号', place: home.centres[0] },
    { line: '幸福路 14 号', place: home.centres[1] },
  ];
  const first = await post<{ items: AddressCodeView[] }>(
    app,
    '/admin/address-codes',
    { doors },
    desk.token,
    'doors-key-1',
  );
  const again = await post<{ items: AddressCodeView[] }>(
    app,
    '/admin/address-codes',
    { doors },
    desk.token,
    'doors-key-1',
  );
  expect(first.status).toBe(201);
  expect(again.body).toEqual(first.body);
  expect(await doorsOf(app.deps.db).countDocuments({})).toBe(2);
  const [, second] = first.body.items;
  expect((await resolve(second?.code ?? '')).body).toMatchObject({
    kind: 'door',
    line: '幸福路 14 号',
    grid: { code: home.grids[1] },
  });
  const elsewhere = [{ line: '远处 1 号', place: { lng: 100, lat: 25, coordType: 'wgs84' } }];
  expect((await post(app, '/admin/address-codes', { doors: elsewhere }, desk.token)).status).toBe(403);
});

test('labels are a PDF for who answers for the area, a poster for anyone signed in', async () => {
  const pdf = async (path: string, token: string) => {
    const answer = await fetch(`${app.url}/api/v1${path}`, { headers: { Authorization: `Bearer ${token}` } });
    return {
      status: answer.status,
      head: Buffer.from(await answer.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    };
  };
  expect(await pdf(`/areas/${home.community}/address-codes.pdf`, desk.token)).toEqual({
    status: 200,
    head: '%PDF-',
  });
  expect(await pdf(`/areas/${home.grids[0]}/poster.pdf`, resident.token)).toEqual({
    status: 200,
    head: '%PDF-',
  });
  expect((await pdf(`/areas/${home.city}/address-codes.pdf`, admin.token)).status).toBe(409);
  expect((await pdf(`/areas/${home.community}/address-codes.pdf`, resident.token)).status).toBe(403);
});

test('areas are found by the words people use', async () => {
  const names = async (q: string) =>
    (
      await get<{ items: { area: { name: string } }[] }>(app, `/areas/search?q=${encodeURIComponent(q)}`)
    ).body.items.map(({ area }) => area.name);
  expect(await names('3号楼')).toEqual(['3号楼']);
  expect(await names('第一网格 3号楼')).toEqual(['3号楼']);
  expect(await names('测试社区')).toContain('测试社区');
  expect(await names('第二网格 3号楼')).toEqual([]);
});

test('the code of a building that is gone still leads to where it stood', async () => {
  const code = `${home.grids[0]}001`;
  const stored = new Map(
    (
      await areasOf(app.deps.db)
        .find({ _id: { $in: [code, home.grids[0]] } })
        .lean()
    ).map((area) => [area._id, area]),
  );
  const revision = await readAreasRevision(app.deps.db);
  await commitImport(app.deps.db, { rows: [], gone: [code], stored, revision, nowMs: app.deps.clock() });
  await app.deps.routing.refresh();
  expect((await get<AreaView>(app, `/areas/${code}`)).status).toBe(404);
  expect((await resolve(code)).body).toMatchObject({ kind: 'building', grid: { code: home.grids[0] } });
});
