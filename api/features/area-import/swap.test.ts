import type { AreaImportReport } from '@shared/area-import/schemas';
import type { AreaView, LocateResult } from '@shared/areas/schemas';
import type { CaseView } from '@shared/cases/schemas';
import { generateCityGeometry, scaleCityOptions } from '@api/demo/geometry';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { get, post, send } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';
import { areasOf } from '../areas';
import { finishImports } from './commit-import';
import { draftsOf, versionsOf } from './import.model';

let app: TestApp;
let home: Community;
let admin: Person;

const codeOf = (code: string) => (code === '990100' ? '9901' : code);
const CITY = generateCityGeometry(scaleCityOptions(100, 150)).map((area) => ({
  ...area,
  code: codeOf(area.code),
  parentCode: area.parentCode && codeOf(area.parentCode),
}));
const GRID = CITY.find(({ level }) => level === 'grid')!;

/** The city, with names that say which edition it is. */
const edition = (name: string) => ({
  type: 'FeatureCollection',
  features: CITY.map(({ code, level, parentCode, geometry }) => ({
    type: 'Feature',
    geometry,
    properties: { code, name: `${name}${code.slice(-3)}`, level, parentCode },
  })),
});
const load = (body: object) =>
  send<AreaImportReport>(app, 'POST', '/admin/areas/import', { token: admin.token, body });
const where = () => `/areas/locate?lng=${GRID.inside.lng}&lat=${GRID.inside.lat}&coordType=wgs84`;

beforeAll(async () => {
  app = await startTestApp();
  home = await buildCommunity(app);
  admin = await home.person({ name: '管理员', role: 'admin', area: home.city });
  expect((await load(edition('旧'))).body.applied).toBe(true);
});
afterAll(() => app.stop());

test('while a city is swapped every locate is answered, by the old edition and then by the new one', async () => {
  const seen: string[] = [];
  let done = false;
  const asking = (async () => {
    while (!done) {
      const { status, body } = await get<LocateResult>(app, where());
      seen.push(
        status === 200
          ? `${body.grid?.code} ${body.path.map(({ name }) => name[0]).join('')}`
          : String(status),
      );
    }
  })();
  expect((await load(edition('新'))).body).toMatchObject({ applied: true, counts: { updated: CITY.length } });
  const { body } = await get<LocateResult>(app, where());
  expect(body.path.map(({ name }) => name[0]).join('')).toMatch(/^新+$/);
  done = true;
  await asking;
  const editions = new Set(seen.map((answer) => answer.replace(/(.)\1+$/, '$1')));
  // Never a path of both editions, never a failure.
  expect([...editions].sort()).toEqual([`${GRID.code} 新`, `${GRID.code} 旧`].sort());
  expect(seen.length).toBeGreaterThan(20);
});

test('what an area was is kept; a case keeps the area it had', async () => {
  const resident = await home.person({ name: '居民' });
  const [lng, lat] = [home.centres[0].lng, home.centres[0].lat];
  const filed = await post<CaseView>(
    app,
    '/cases',
    { kind: 'report', text: '路灯不亮了，晚上看不清路', place: { lng, lat, coordType: 'wgs84' } },
    resident.token,
  );
  const old = (await get<AreaView>(app, `/areas/${home.grids[0]}?geometry=1&coordType=wgs84`)).body;
  // The border between the two grids moves west, past the case.
  const [west, middle, east] = [lng - 0.005, lng - 0.001, lng + 0.015];
  const box = (from: number, to: number) => ({
    type: 'Polygon',
    coordinates: [
      [
        [from, 30],
        [to, 30],
        [to, 30.01],
        [from, 30.01],
        [from, 30],
      ],
    ],
  });
  const moved = home.grids.map((code, i) => ({
    type: 'Feature',
    geometry: i === 0 ? box(west, middle) : box(middle, east),
    properties: {
      code,
      name: `改${i}`,
      level: 'grid',
      parentCode: home.community,
      kind: 'basic',
      settlement: 'urban',
    },
  }));
  expect((await load({ type: 'FeatureCollection', features: moved })).body).toMatchObject({
    applied: true,
    gaps: [],
  });
  const located = await get<LocateResult>(app, `/areas/locate?lng=${lng}&lat=${lat}&coordType=wgs84`);
  expect(located.body.grid?.code).toBe(home.grids[1]);
  const kept = await get<CaseView>(app, `/cases/${filed.body.id}`, resident.token);
  expect(kept.body.area.path.at(-1)).toMatchObject({ code: home.grids[0], name: old.name });
  const versions = await get<{
    items: { version: number; name: string; replacedAt: string | null; geometry: object }[];
  }>(app, `/admin/areas/${home.grids[0]}/versions?coordType=wgs84`, admin.token);
  expect(
    versions.body.items.map(({ version, name, replacedAt }) => [version, name, replacedAt !== null]),
  ).toEqual([
    [old.version + 1, '改0', false],
    [old.version, old.name, true],
  ]);
  expect(versions.body.items[1]?.geometry).toEqual(old.geometry);
});

describe('a process that dies in the middle', () => {
  const meta = () => app.deps.db.collection<{ _id: string }>('meta');
  const code = () => home.grids[1];
  const begin = async (stage: 'drafting' | 'applying') => {
    const area = await areasOf(app.deps.db).findById(code()).lean();
    if (!area) throw new Error('no grid');
    const { _id, childCount, center: _center, version, ...content } = area;
    await draftsOf(app.deps.db).insertOne({
      _id: `dead-${stage}:0`,
      importId: `dead-${stage}`,
      seq: 0,
      code: _id,
      content: { ...content, name: `由${stage}改` },
      gone: false,
      childCount,
      version,
    });
    await meta().updateOne(
      { _id: 'areas' },
      { $set: { import: { id: `dead-${stage}`, stage, at: new Date(app.deps.clock()) } } },
    );
    return area;
  };

  test('before the decision: nothing has changed, the drafts go, others may import again', async () => {
    const before = await begin('drafting');
    const busy = await load(edition('三'));
    expect([busy.status, (busy.body as unknown as { code: string }).code]).toEqual([409, 'WRONG_STATE']);
    app.travel(10 * 60_000);
    await finishImports(app.deps.db, app.deps.clock);
    expect(await areasOf(app.deps.db).findById(code()).lean()).toEqual(before);
    expect(await draftsOf(app.deps.db).countDocuments({})).toBe(0);
  });

  test('after the decision: it is brought to its end, once, whoever tries', async () => {
    const before = await begin('applying');
    const revision = (await get<{ revision: number }>(app, '/areas/revision')).body.revision;
    await finishImports(app.deps.db, app.deps.clock);
    expect((await areasOf(app.deps.db).findById(code()).lean())?.name).toBe(before.name);
    app.travel(10 * 60_000);
    await Promise.all([1, 2, 3].map(() => finishImports(app.deps.db, app.deps.clock)));
    const after = await areasOf(app.deps.db).findById(code()).lean();
    expect([after?.name, after?.version]).toEqual(['由applying改', before.version + 1]);
    expect((await get<{ revision: number }>(app, '/areas/revision')).body.revision).toBe(revision + 1);
    expect(await versionsOf(app.deps.db).countDocuments({ code: code(), version: before.version })).toBe(1);
    expect(await draftsOf(app.deps.db).countDocuments({})).toBe(0);
  });
});
