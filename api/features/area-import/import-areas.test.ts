import type { AreaImportReport } from '@shared/area-import/schemas';
import type { AreaView } from '@shared/areas/schemas';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { type Answer, get, post } from '@api/test/request';
import { snapshotStore } from '@api/test/store-snapshot';
import { startTestApp, type TestApp } from '@api/test/test-app';
import type { Problem } from '@shared/core/errors';
import { areasOf } from '../areas';

let app: TestApp;
let home: Community;
let admin: Person;
/** South-west corner of the community, which is 0.02° × 0.01°. */
let west: number;
const south = 30;

beforeAll(async () => {
  app = await startTestApp();
  home = await buildCommunity(app);
  admin = await home.person({ name: '管理员', role: 'admin', area: home.city });
  west = home.centres[0].lng - 0.005;
});
afterAll(() => app.stop());

const box = (x: number, y: number, width: number, height = 0.01) => ({
  type: 'Polygon',
  coordinates: [
    [
      [x, y],
      [x + width, y],
      [x + width, y + height],
      [x, y + height],
      [x, y],
    ],
  ],
});
const feature = (code: string, level: string, parentCode: string | null, geometry: object, extra = {}) => ({
  type: 'Feature',
  geometry,
  properties: { code, level, name: `名${code.slice(-3)}`, parentCode, ...extra },
});
type Report = AreaImportReport & Problem & { current: AreaImportReport };
const load = (features: object[], dryRun = false): Promise<Answer<Report>> =>
  post<Report>(
    app,
    `/admin/areas/import?dryRun=${dryRun ? 1 : 0}`,
    { type: 'FeatureCollection', features },
    admin.token,
  );
const grid = (n: number, geometry: object, extra = {}) =>
  feature(`${home.community}${String(n).padStart(3, '0')}`, 'grid', home.community, geometry, extra);
const revision = async () => (await get<{ revision: number }>(app, '/areas/revision')).body.revision;

async function refused(features: object[]): Promise<AreaImportReport> {
  const before = await snapshotStore(app);
  const answer = await load(features);
  expect([answer.status, answer.body.code]).toEqual([422, 'IMPORT_REJECTED']);
  expect(await snapshotStore(app)).toEqual(before);
  return answer.body.current;
}

test('a dry run tells what would come and changes nothing; the real one does it, grows the revision, is routed by', async () => {
  const features = [
    grid(1, box(west, south, 0.01), { kind: 'basic', settlement: 'urban' }),
    grid(2, box(west + 0.01, south, 0.005), { kind: 'dedicated' }),
    grid(3, box(west + 0.015, south, 0.005), { households: 300 }),
  ];
  const before = await snapshotStore(app);
  const dry = (await load(features, true)).body;
  expect(dry).toMatchObject({ dryRun: true, applied: false, created: [`${home.community}003`] });
  expect(await snapshotStore(app)).toEqual(before);
  const was = await revision();
  const { body } = await load(features);
  expect(body).toMatchObject({ applied: true, rejected: [], overlaps: [], gaps: [] });
  expect([body.created, body.updated, body.unchanged]).toEqual([dry.created, dry.updated, dry.unchanged]);
  expect(body.updated).toContain(home.grids[1]);
  expect([await revision(), body.revision]).toEqual([was + 1, was + 1]);
  const located = await get<{ grid: { code: string } }>(
    app,
    `/areas/locate?lng=${west + 0.0175}&lat=30.005&coordType=wgs84`,
  );
  expect(located.body.grid.code).toBe(`${home.community}003`);
  const parent = await get<AreaView>(app, `/areas/${home.community}`);
  expect(parent.body.children).toBe(3);
  expect((await get<AreaView>(app, `/areas/${home.community}003`)).body).toMatchObject({
    households: 300,
    version: 1,
  });
});

test('the same again is unchanged, versions stay; a new name is an update of one', async () => {
  const stored = await areasOf(app.deps.db).find({ parentCode: home.community }).sort({ _id: 1 }).lean();
  const features = stored.map(({ _id, level, parentCode, geometry, name, kind, settlement, households }) => ({
    ...feature(_id, level, parentCode, geometry, {
      name,
      ...(kind && { kind }),
      ...(settlement && { settlement }),
      ...(households && { households }),
    }),
  }));
  const same = (await load(features)).body;
  expect([same.created, same.updated, same.unchanged]).toEqual([[], [], stored.length]);
  const [first, ...rest] = features as { properties: { name: string } }[];
  const renamed = { ...first, properties: { ...first?.properties, name: '新名字' } };
  expect((await load([renamed, ...rest])).body.updated).toEqual([home.grids[0]]);
  const after = await areasOf(app.deps.db).findById(home.grids[0]).lean();
  expect([after?.name, after?.version]).toEqual(['新名字', (stored[0]?.version ?? 0) + 1]);
});

test('codes twice, of the wrong length, with an unknown, wrong or foreign parent are all named', async () => {
  const report = await refused(
    [
      grid(4, box(west, south + 1, 0.01)),
      grid(4, box(west, south + 2, 0.01)),
      feature('123', 'grid', home.community, box(west, south + 3, 0.01)),
    ].slice(0, 2),
  );
  expect(report.rejected).toMatchObject([{ index: 1, code: `${home.community}004`, reason: '编码重复' }]);
  const others = await refused(
    [
      feature('99999999', 'street', home.district, box(west, south + 1, 0.01)),
      feature(`${home.community}005`, 'street', home.district, box(west, south + 2, 0.01)),
      feature('888888888888001', 'grid', '888888888888', box(west, south + 3, 0.01)),
      feature(`${home.community}006`, 'grid', home.street, box(west, south + 4, 0.01)),
      feature('777777777777001', 'grid', home.community, box(west, south + 5, 0.01)),
      feature(`${home.community}007`, 'grid', null, box(west, south + 6, 0.01)),
      feature('7777', 'city', home.city, box(west, south + 7, 0.01)),
    ].slice(1),
  );
  expect(others.rejected.map((item) => item.index).sort()).toEqual([0, 1, 2, 3, 4, 5]);
});

test('siblings that overlap forbid it, and the report draws where', async () => {
  const report = await refused([grid(8, box(west + 0.014, south, 0.002))]);
  expect(report.overlaps.map(({ a, b }) => [a, b])).toEqual([
    [`${home.community}002`, `${home.community}008`],
    [`${home.community}003`, `${home.community}008`],
  ]);
  const [overlap] = report.overlaps;
  expect(overlap?.areaM2).toBeGreaterThan(100_000);
  const lngs = (overlap?.geometry?.coordinates.flat(3) as number[]).filter((_, i) => i % 2 === 0);
  expect(Math.min(...lngs)).toBeCloseTo(west + 0.014, 6);
  expect(Math.max(...lngs)).toBeCloseTo(west + 0.015, 6);
});

test('a gap inside the parent is told with its outline, and does not forbid', async () => {
  const { body } = await load([grid(3, box(west + 0.015, south, 0.004))]);
  expect([body.applied, body.gaps.length]).toEqual([true, 1]);
  expect(body.gaps[0]).toMatchObject({ parentCode: home.community });
  const lngs = (body.gaps[0]?.geometry?.coordinates.flat(3) as number[]).filter((_, i) => i % 2 === 0);
  expect(Math.min(...lngs)).toBeCloseTo(west + 0.019, 6);
});

test('one wrong among many good ones: none is written', async () => {
  const good = Array.from({ length: 20 }, (_, i) => grid(100 + i, box(west, south + 0.02 * (i + 1), 0.01)));
  const report = await refused([...good, grid(100, box(west, south + 5, 0.01))]);
  expect(report.created.length).toBeGreaterThan(0);
  expect((await get(app, `/areas/${home.community}100`)).status).toBe(404);
});

test('a ring that is not closed, that crosses itself into nothing, or lies beyond the earth is no area', async () => {
  const bad = [
    {
      type: 'Polygon',
      coordinates: [
        [
          [1, 1],
          [2, 1],
          [2, 2],
        ],
      ],
    },
    {
      type: 'Polygon',
      coordinates: [
        [
          [1, 1],
          [2, 1],
          [2, 2],
          [1, 2],
        ],
      ],
    },
    { type: 'Polygon', coordinates: [] },
    {
      type: 'Polygon',
      coordinates: [
        [
          [500, 1],
          [501, 1],
          [501, 2],
          [500, 1],
        ],
      ],
    },
    { type: 'Point', coordinates: [1, 1] },
    {
      type: 'Polygon',
      coordinates: [
        [
          [1, 1],
          ['2', 1],
          [2, 2],
          [1, 1],
        ],
      ],
    },
  ];
  for (const geometry of bad) {
    const { rejected } = await refused([grid(3, box(west + 0.015, south, 0.004)), grid(9, geometry)]);
    expect(rejected.map(({ index }) => index)).toEqual([1]);
  }
});
