import { readdirSync } from 'node:fs';
import { SPREADSHEET_TYPES } from '@shared/area-import/contract';
import type { AreaImportReport } from '@shared/area-import/schemas';
import type { AreaView } from '@shared/areas/schemas';
import type { Problem } from '@shared/core/errors';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { type MadeCell, makeXlsx, makeZip, sheetXml } from '@api/test/make-xlsx';
import { get, send } from '@api/test/request';
import { snapshotStore } from '@api/test/store-snapshot';
import { startTestApp, type TestApp } from '@api/test/test-app';

let app: TestApp;
let home: Community;
let admin: Person;
let west: number;
const MB = 1024 * 1024;
const [CSV, XLSX] = SPREADSHEET_TYPES;
const JSON_TYPE = 'application/geo+json';

beforeAll(async () => {
  app = await startTestApp();
  home = await buildCommunity(app);
  admin = await home.person({ name: '管理员', role: 'admin', area: home.city });
  west = home.centres[0].lng - 0.005;
});
afterAll(() => app.stop());

type Point = [number, number];
const ring = (...points: Point[]): Point[] => [...points, points[0]!];
const box = (x: number, y: number, w: number, h = 0.01) =>
  ring([x, y], [x + w, y], [x + w, y + h], [x, y + h]);
const polygon = (...coordinates: unknown[]) => ({ type: 'Polygon', coordinates });
const feature = (geometry: unknown, properties: object = {}) => ({
  type: 'Feature',
  geometry,
  properties: {
    code: `${home.community}001`,
    name: '一',
    level: 'grid',
    parentCode: home.community,
    ...properties,
  },
});
/** The first grid as it should be, and a second one that is wrong. */
const withGood = (bad: unknown) =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: [feature(polygon(box(west, 30, 0.01))), bad],
  });
const second = (geometry: unknown, properties: object = {}) =>
  withGood(feature(geometry, { code: `${home.community}002`, ...properties }));

async function refused(raw: string | Buffer, type: string, dryRun = 0) {
  const before = await snapshotStore(app);
  const answer = await send<Problem & { current?: AreaImportReport }>(
    app,
    'POST',
    `/admin/areas/import?dryRun=${dryRun}`,
    { token: admin.token, raw, headers: { 'Content-Type': type } },
  );
  expect(await snapshotStore(app)).toEqual(before);
  expect(readdirSync(app.deps.tmpDir).filter((name) => name.endsWith('.import'))).toEqual([]);
  return answer;
}

describe('a boundary that is rubbish is named with its place in the file, and nothing changes', () => {
  test.each<[string, () => string, string]>([
    ['latitude before longitude', () => second(polygon(box(30, west + 0.01, 0.01))), '经度和纬度写反了'],
    ['metres of a projection', () => second(polygon(box(12345678, 3456789, 100))), '坐标超出范围'],
    [
      'across the antimeridian',
      () => second(polygon(ring([179, 30], [-179, 30], [-179, 31], [179, 31]))),
      '不在中国范围内',
    ],
    ['far away', () => second(polygon(box(2.35, 48.85, 0.01))), '不在中国范围内'],
    [
      'a bow-tie',
      () =>
        second(
          polygon(ring([west + 0.01, 30], [west + 0.02, 30.01], [west + 0.02, 30], [west + 0.01, 30.01])),
        ),
      '边界自己相交',
    ],
    [
      'a spike',
      () =>
        second(polygon(ring([west + 0.01, 30], [west + 0.02, 30], [west + 0.01, 30], [west + 0.01, 30.01]))),
      '边界自己相交',
    ],
    [
      'a hole outside',
      () => second(polygon(box(west + 0.01, 30, 0.01), box(west + 0.03, 30.002, 0.001, 0.001))),
      '洞在外环之外',
    ],
    [
      'a hole across the edge',
      () => second(polygon(box(west + 0.01, 30, 0.01), box(west + 0.019, 30.002, 0.002, 0.001))),
      '交叉',
    ],
    [
      'a hole in a hole',
      () =>
        second(
          polygon(
            box(west + 0.01, 30, 0.01),
            box(west + 0.012, 30.002, 0.005, 0.005),
            box(west + 0.013, 30.003, 0.001, 0.001),
          ),
        ),
      '两个洞重叠',
    ],
    [
      'parts that overlap',
      () =>
        second({
          type: 'MultiPolygon',
          coordinates: [[box(west + 0.01, 30, 0.01)], [box(west + 0.012, 30.002, 0.001, 0.001)]],
        }),
      '几个部分互相重叠',
    ],
    ['a line', () => second(polygon(ring([west, 30], [west + 0.01, 30], [west + 0.02, 30]))), '没有围成面积'],
    ['no ring', () => second(polygon()), '没有外环'],
    ['an open ring', () => second(polygon(box(west, 30, 0.01).slice(0, 4))), '没有闭合'],
    ['no boundary', () => second(null), '边界应为'],
    ['no name', () => second(polygon(box(west + 0.01, 30, 0.01)), { name: ' ' }), '区域名称'],
    [
      'a formula for a name',
      () => second(polygon(box(west + 0.01, 30, 0.01)), { households: '=1+1' }),
      'households',
    ],
    ['a field of its own', () => second(polygon(box(west + 0.01, 30, 0.01)), { role: 'admin' }), ''],
    ['not an object', () => withGood(17), ''],
    ['the same code again', () => withGood(feature(polygon(box(west + 0.01, 30, 0.01)))), '编码重复'],
    [
      'a parent of another street',
      () => second(polygon(box(west + 0.01, 30, 0.01)), { parentCode: '330102001001' }),
      '没有上级区域',
    ],
  ])('%s', async (_name, make, reason) => {
    const dry = await refused(make(), JSON_TYPE, 1);
    expect(dry.status).toBe(200);
    const report = dry.body as unknown as AreaImportReport;
    expect(report.rejected.map(({ index }) => index)).toEqual([1]);
    expect(report.rejected[0]?.reason).toContain(reason);
    expect(report.rejected[0]?.reason).toMatch(/\p{Script=Han}/u);
    const real = await refused(make(), JSON_TYPE);
    expect([real.status, real.body.code, real.body.current?.counts.rejected]).toEqual([
      422,
      'IMPORT_REJECTED',
      1,
    ]);
  });

  test('a self-crossing is shown where it is, in the coordinate system asked for', async () => {
    const { body } = await refused(
      second(polygon(ring([west + 0.01, 30], [west + 0.02, 30.01], [west + 0.02, 30], [west + 0.01, 30.01]))),
      JSON_TYPE,
      1,
    );
    const [found] = (body as unknown as AreaImportReport).rejected;
    expect(found?.at?.lng).toBeCloseTo(west + 0.015, 6);
    expect(found?.at?.lat).toBeCloseTo(30.005, 6);
    expect(found?.geometry?.type).toBe('Polygon');
  });

  test('a grid that reaches out of its community, with what lies outside drawn', async () => {
    const { body } = await refused(second(polygon(box(west + 0.01, 30, 0.011))), JSON_TYPE, 1);
    const report = body as unknown as AreaImportReport;
    expect(report.outside).toMatchObject([{ code: `${home.community}002`, parentCode: home.community }]);
    expect(report.outside[0]?.areaM2).toBeGreaterThan(90_000);
    expect(report.outside[0]?.geometry).not.toBeNull();
  });
});

describe('a file that has no rows at all is refused as a whole', () => {
  const gbk = Buffer.concat([
    Buffer.from('{"type":"FeatureCollection","name":"'),
    Buffer.from([0xcd, 0xf8, 0xb8, 0xf1]),
    Buffer.from('","features":[]}'),
  ]);
  test.each<[string, string, () => string | Buffer, number, string]>([
    ['nothing', JSON_TYPE, () => '', 400, 'VALIDATION_FAILED'],
    [
      'an empty collection',
      JSON_TYPE,
      () => '{"type":"FeatureCollection","features":[]}',
      400,
      'VALIDATION_FAILED',
    ],
    ['a single feature', JSON_TYPE, () => '{"type":"Feature","features":[1]}', 400, 'VALIDATION_FAILED'],
    ['half a file', JSON_TYPE, () => withGood(1).slice(0, -20), 400, 'MALFORMED_JSON'],
    ['GBK in JSON', JSON_TYPE, () => gbk, 415, 'UNSUPPORTED_TYPE'],
    [
      'a projected file',
      JSON_TYPE,
      () =>
        '{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3857"}},"features":[1]}',
      400,
      'VALIDATION_FAILED',
    ],
    ['50 MB of brackets', JSON_TYPE, () => '['.repeat(50 * MB), 400, 'MALFORMED_JSON'],
    ['130 MB', JSON_TYPE, () => Buffer.alloc(130 * MB, 32), 413, 'PAYLOAD_TOO_LARGE'],
    ['50 MB of CSV', CSV, () => '编码,名称\n'.repeat(4 * MB), 413, 'PAYLOAD_TOO_LARGE'],
    ['a photo', 'image/png', () => Buffer.from('\x89PNG', 'latin1'), 415, 'UNSUPPORTED_TYPE'],
    ['a head line alone', CSV, () => '编码,名称\n', 400, 'VALIDATION_FAILED'],
    ['a table without codes', CSV, () => '名称,户数\n一,2\n', 400, 'VALIDATION_FAILED'],
    [
      'text of no encoding',
      CSV,
      () => Buffer.from([0x61, 0xff, 0xff, 0x0a, 0x80, 0x80]),
      415,
      'UNSUPPORTED_TYPE',
    ],
    ['an old .xls', XLSX, () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0]), 415, 'UNSUPPORTED_TYPE'],
    ['a torn .xlsx', XLSX, () => makeXlsx([['编码']]).subarray(0, 90), 415, 'UNSUPPORTED_TYPE'],
    [
      'a ZIP without a sheet',
      XLSX,
      () => makeZip([{ name: 'a.txt', content: Buffer.from('x') }]),
      415,
      'UNSUPPORTED_TYPE',
    ],
    [
      'a ZIP bomb',
      XLSX,
      () => makeZip([{ name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(210 * MB) }]),
      413,
      'PAYLOAD_TOO_LARGE',
    ],
    [
      'a bomb that lies about its size',
      XLSX,
      () =>
        makeZip([{ name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(210 * MB), claimedSize: 100 }]),
      413,
      'PAYLOAD_TOO_LARGE',
    ],
    [
      'entities that multiply',
      XLSX,
      () =>
        makeZip([
          {
            name: 'xl/worksheets/sheet1.xml',
            content: Buffer.from('<!DOCTYPE a [<!ENTITY b "bbbb">]><worksheet>&b;</worksheet>'),
          },
        ]),
      415,
      'UNSUPPORTED_TYPE',
    ],
    [
      'XML that breaks off',
      XLSX,
      () => makeZip([{ name: 'xl/worksheets/sheet1.xml', content: sheetXml([['编码']]).subarray(0, 200) }]),
      415,
      'UNSUPPORTED_TYPE',
    ],
  ])('%s', async (_name, type, make, status, code) => {
    const { status: answered, body } = await refused(make(), type, 1);
    expect([answered, body.code]).toEqual([status, code]);
    expect(body.detail).toMatch(/\p{Script=Han}/u);
  });
});

describe('a spreadsheet of codes, names, kinds and households', () => {
  const head = ['网格编码', '名称', '类型', '城乡', '户数'];
  const line = (n: number, ...rest: MadeCell[]): MadeCell[] => [`${home.community}00${n}`, ...rest];
  const faulty: [string, () => MadeCell[][], string, string][] = [
    [
      'a formula',
      () => [head, line(1, '一', '基础', '城镇', 5), line(2, { xml: '<f>1+1</f><v>2</v>' })],
      '有公式',
      '',
    ],
    [
      'an error value',
      () => [head, line(1, '一'), line(2, { xml: '<v>#REF!</v>', type: 'e' })],
      '错误值',
      '',
    ],
    [
      'merged cells',
      () => [head, line(1, '一'), line(2, '二')],
      '合并',
      '<mergeCells><mergeCell ref="A3:B3"/></mergeCells>',
    ],
    ['a kind nobody knows', () => [head, line(1, '一'), line(2, '二', '大网格')], '', ''],
    ['households in words', () => [head, line(1, '一'), line(2, '二', '基础', '城镇', '三百')], '', ''],
    ['a code without boundary', () => [head, line(1, '一'), line(9, '九')], '先导入边界', ''],
    ['the same code twice', () => [head, line(1, '一'), line(1, '二')], '编码重复', ''],
    [
      'a code that became a float',
      () => [head, line(1, '一'), [{ xml: '<v>9.90101001001001E+17</v>' }, '二']],
      '科学计数',
      '',
    ],
  ];
  test.each(faulty)('%s: its line is named', async (_name, make, reason, tail) => {
    const { status, body } = await refused(makeXlsx(make(), tail), XLSX, 1);
    expect(status).toBe(200);
    const { rejected } = body as unknown as AreaImportReport;
    expect(rejected.map((item) => item.line)).toEqual([3]);
    expect(rejected[0]?.reason).toContain(reason);
  });

  test('mojibake, a formula and an open quotation mark in a CSV: each line is named', async () => {
    const bad = `网格编码,名称\n${home.community}001,锟斤拷\n${home.community}001,=cmd\n${home.community}002,"二`;
    const { body } = await refused(bad, CSV, 1);
    const { rejected } = body as unknown as AreaImportReport;
    expect(rejected.map((item) => [item.line, item.reason.slice(0, 3)])).toEqual([
      [2, '有乱码'],
      [3, '有公式'],
      [4, '引号没'],
    ]);
  });

  test.each<[string, (rows: string[][]) => Buffer, string]>([
    ['xlsx', (rows) => makeXlsx(rows), XLSX],
    [
      'CSV in UTF-8 with its mark',
      (rows) => Buffer.from(`\ufeff${rows.map((row) => row.join(',')).join('\r\n')}`),
      CSV,
    ],
    [
      'CSV in GBK',
      (rows) =>
        Buffer.concat(
          // 网格编码,名称,类型,城乡,户数 · 新名,专属,乡村: what Excel in China writes.
          [
            Buffer.from([
              0xcd, 0xf8, 0xb8, 0xf1, 0xb1, 0xe0, 0xc2, 0xeb, 0x2c, 0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xbb, 0xa7,
              0xca, 0xfd, 0x0a,
            ]),
            Buffer.from(`${rows[1]?.[0]},`),
            Buffer.from([0xd0, 0xc2, 0xc3, 0xfb]),
            Buffer.from(`,${rows[1]?.[4]}\n`),
          ],
        ),
      CSV,
    ],
  ])('%s that is right changes what it names and leaves the rest', async (_name, make, type) => {
    const old = (await get<AreaView>(app, `/areas/${home.grids[1]}`)).body;
    const households = (old.households ?? 300) + 1;
    const raw = make([head, [home.grids[1], '新名', '专属', '城镇', String(households)]]);
    const answer = await send<AreaImportReport>(app, 'POST', '/admin/areas/import', {
      token: admin.token,
      raw,
      headers: { 'Content-Type': type },
    });
    expect(answer.body).toMatchObject({ applied: true, updated: [home.grids[1]], created: [], gaps: [] });
    const now = (await get<AreaView>(app, `/areas/${home.grids[1]}`)).body;
    expect(now).toMatchObject({ name: '新名', households, settlement: 'urban', version: old.version + 1 });
  });
});
