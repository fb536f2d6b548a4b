import { readdirSync } from 'node:fs';
import type { ContactsView, LocateResult } from '@shared/areas/schemas';
import type { Session } from '@shared/auth/schemas';
import type { Problem } from '@shared/core/errors';
import type { PostImportReport, StaffPost } from '@shared/posts/contract';
import { SPREADSHEET_TYPES } from '@shared/area-import/contract';
import { shanghaiDate } from '@shared/time/shanghai';
import type { Deps } from '@api/deps';
import { postsOf } from '@api/features/areas';
import { usersOf } from '@api/features/auth';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { type MadeCell, makeXlsx, makeZip, sheetXml } from '@api/test/make-xlsx';
import { act, get, post, send } from '@api/test/request';
import { snapshotStore } from '@api/test/store-snapshot';
import { startTestApp, type TestApp } from '@api/test/test-app';
import { runPostImport, runPostImports } from '.';
import { postImportsOf } from './post-import.model';

const [CSV, XLSX] = SPREADSHEET_TYPES;
const MB = 1024 * 1024;
const HEAD = ['网格编码', '岗位', '姓名', '电话', '任期起', '任期止', '职责', '服务时间', '语言'];

let app: TestApp;
let home: Community;
let away: Community;
let admin: Person;
beforeAll(async () => {
  app = await startTestApp();
  [home, away] = [await buildCommunity(app), await buildCommunity(app)];
  admin = await home.person({ name: '管理员', role: 'admin', area: home.city });
});
afterAll(() => app.stop());

/** The clock moves on by days here, sign-ins do not last that long. */
const freshen = async (who: Person) => {
  who.token = (await post<Session>(app, '/auth/demo', { persona: who.persona })).body.accessToken;
};
beforeEach(() => freshen(admin));

const load = <T = PostImportReport>(raw: string | Buffer, dryRun = 0, type: string = CSV, who = admin) =>
  send<T>(app, 'POST', `/admin/posts/import?dryRun=${dryRun}`, {
    token: who.token,
    raw,
    headers: { 'Content-Type': type },
  });
const csv = (...rows: string[][]) => [HEAD, ...rows].map((row) => row.join(',')).join('\n');
const signIn = async (phone: string) => {
  const sent = await post<{ demoCode: string }>(app, '/auth/phone/code', { phone });
  return (await post<Session>(app, '/auth/phone', { phone, code: sent.body.demoCode })).body;
};
const day = (days: number) => shanghaiDate(app.deps.clock() + days * 86_400_000);
const listed = async (area = home.community, who = admin) =>
  (await get<{ items: StaffPost[] }>(app, `/admin/posts?area=${area}&limit=100`, who.token)).body.items;

test('a sheet is checked without a trace, then makes people, posts and rights; again it changes nothing', async () => {
  const [grid] = home.grids;
  const sheet = csv(
    [grid, '专职网格员', '王芳', '138 0000 1001', day(0), day(30), '巡查、代办', '工作日', '普通话、壮语'],
    [grid, '网格长', '赵强', '13800001002', '', '', '', '', ''],
    [grid, '网格志愿者', '孙志愿', '', '', '', '帮忙', '', ''],
  );
  const before = await snapshotStore(app);
  const checked = await load(sheet, 1);
  expect(await snapshotStore(app)).toEqual(before);
  expect(checked.body).toMatchObject({
    applied: false,
    counts: { created: 3, updated: 0, unchanged: 0, rejected: 0 },
    rows: [
      {
        line: 2,
        change: 'create',
        areaName: '第一网格',
        functionName: '专职网格员',
        name: '王芳',
        phoneMasked: '138****1001',
      },
      { line: 3, name: '赵强', phoneMasked: '138****1002' },
      { line: 4, name: '孙志愿', phoneMasked: null },
    ],
  });
  expect(JSON.stringify(checked.body)).not.toMatch(/1[3-9]\d{9}/);
  expect((await load(sheet)).body).toMatchObject({ applied: true, counts: { created: 3 } });
  expect((await load(sheet)).body).toMatchObject({ counts: { created: 0, updated: 0, unchanged: 3 } });
  // He signs in with his number and is the grid's worker.
  const worker = await signIn('13800001001');
  expect(worker.user.roles).toContainEqual({ role: 'grid_worker', areaCode: grid });
  expect((await get(app, '/workbench?queue=todo', worker.accessToken)).status).toBe(200);
  const { lng, lat } = home.centres[0];
  const at = await get<LocateResult>(app, `/areas/locate?lng=${lng}&lat=${lat}&coordType=wgs84`);
  expect(at.body.worker?.name).toBe('王芳');
  const cards = await get<ContactsView>(app, `/areas/${grid}/contacts`);
  expect(cards.body.team.map(({ name, duties, languages }) => [name, duties, languages])).toEqual([
    ['赵强', '', []],
    ['王芳', '巡查、代办', ['普通话', '壮语']],
    ['孙志愿', '帮忙', []],
  ]);
  // What a later sheet leaves empty stays; a shorter term is taken over.
  const later = await load(csv([grid, '专职网格员', '王芳', '13800001001', day(0), day(60), '', '', '']));
  expect(later.body).toMatchObject({ counts: { updated: 1 } });
  expect((await listed()).find(({ name }) => name === '王芳')).toMatchObject({
    until: day(60),
    term: 'now',
    phoneMasked: '138****1001',
  });
  expect((await get<ContactsView>(app, `/areas/${grid}/contacts`)).body.team[1]?.duties).toBe('巡查、代办');
  expect(await postImportsOf(app.deps.db).countDocuments({ rows: { $exists: true } })).toBe(0);
});

test('a term begins and ends by the clock: before and after it there is no right, no card, no case', async () => {
  const grid = home.grids[1];
  await load(csv([grid, '专职网格员', '周期', '13800002001', day(1), day(2), '', '', '']));
  const ask = async () => {
    await freshen(admin);
    const { accessToken } = await signIn('13800002001');
    const { lng, lat } = home.centres[1];
    return {
      queue: (await get(app, '/workbench?queue=todo', accessToken)).status,
      card: (await get<ContactsView>(app, `/areas/${grid}/contacts`)).body.team.length,
      worker: (await get<LocateResult>(app, `/areas/locate?lng=${lng}&lat=${lat}&coordType=wgs84`)).body
        .worker?.name,
      term: (await listed(grid))[0]?.term,
    };
  };
  expect(await ask()).toEqual({ queue: 403, card: 0, worker: undefined, term: 'coming' });
  app.travel(86_400_000);
  expect(await ask()).toEqual({ queue: 200, card: 1, worker: '周期', term: 'now' });
  const { accessToken } = await signIn('13800002001');
  const resident = await home.person({ name: '居民' });
  const filed = await post<{ id: string; number: string }>(
    app,
    '/cases',
    { text: '路灯不亮了', categoryCode: 'GY-0102', place: home.centres[1] },
    resident.token,
  );
  expect((await listed(grid))[0]?.openCases).toBe(1);
  // The admin ends it today: at once, with the token he still has.
  const [held] = await listed(grid);
  const ended = await send<StaffPost>(app, 'PUT', `/admin/posts/${held?.postId ?? ''}/term`, {
    token: admin.token,
    body: { from: null, until: day(-1) },
  });
  expect([ended.status, ended.body.term]).toEqual([200, 'over']);
  expect((await get(app, '/workbench?queue=todo', accessToken)).status).toBe(403);
  await send(app, 'PUT', `/admin/posts/${held?.postId ?? ''}/term`, {
    token: admin.token,
    body: { from: null, until: day(1) },
  });
  expect((await act(app, accessToken, filed.body.id, 'accept')).status).toBe(200);
  app.travel(2 * 86_400_000);
  expect(await ask()).toEqual({ queue: 403, card: 0, worker: undefined, term: 'over' });
  const gaps = await get<{ items: { missing: { function: string }[] }[] }>(
    app,
    `/admin/vacancies?area=${grid}`,
    admin.token,
  );
  expect(gaps.body.items[0]?.missing.map(({ function: fn }) => fn)).toContain('grid_worker');
});

test('who may: his own area only; terms are the admin’s', async () => {
  const foreign = await away.person({ role: 'admin', area: away.city });
  const desk = await home.person({ name: '孙丽', role: 'dispatcher', area: home.community });
  const [some] = await listed();
  const refused = await load(
    csv([home.grids[0], '网格长', '外人', '13800003001', '', '', '', '', '']),
    1,
    CSV,
    foreign,
  );
  expect(refused.body.rejected[0]?.reason).toContain('不在您的辖区');
  expect((await get(app, `/admin/posts?area=${home.community}`, foreign.token)).status).toBe(403);
  expect((await listed(home.community, desk)).length).toBeGreaterThan(2);
  const term = { token: desk.token, body: { from: null, until: null } };
  expect((await send(app, 'PUT', `/admin/posts/${some?.postId ?? ''}/term`, term)).status).toBe(403);
  const byForeign = { ...term, token: foreign.token };
  expect((await send(app, 'PUT', `/admin/posts/${some?.postId ?? ''}/term`, byForeign)).status).toBe(403);
});

test('killed in the middle of an import: the rest is carried out, nobody comes twice', async () => {
  const rows = Array.from({ length: 60 }, (_, i) => [
    away.grids[i % 2] ?? '',
    '兼职网格员',
    `兼职${i}`,
    `1380001${String(1000 + i)}`,
    ...['', '', '', '', ''],
  ]);
  const foreign = await away.person({ role: 'admin', area: away.city });
  let looked = 0;
  const dying: Deps = {
    ...app.deps,
    fieldCrypto: {
      ...app.deps.fieldCrypto,
      decrypt: (sealed) => {
        looked += 1;
        if (looked % 37 === 0) throw new Error('killed');
        return app.deps.fieldCrypto.decrypt(sealed);
      },
    },
  };
  // As the request leaves it when its process dies right after the decision.
  const done = await load(csv(...rows), 0, CSV, foreign);
  expect(done.body).toMatchObject({ applied: true, counts: { created: 60 } });
  const made = await postsOf(app.deps.db)
    .find({ areaCode: { $in: away.grids } })
    .lean();
  const order = {
    _id: 'again',
    by: foreign.id,
    at: new Date(app.deps.clock()),
    rows: made.map((each, i) => ({
      line: i + 2,
      postId: each._id,
      areaCode: each.areaCode,
      function: each.function,
      name: each.name,
      phoneSealed: each.phoneSealed,
      phoneMasked: each.phoneMasked,
      from: null,
      until: null,
    })),
    done: 0,
    pending: true as const,
    leaseUntil: new Date(0),
  };
  await postsOf(app.deps.db).deleteMany({ areaCode: { $in: away.grids } });
  await usersOf(app.deps.db).updateMany({ 'roles.areaCode': { $in: away.grids } }, { $set: { roles: [] } });
  await postImportsOf(app.deps.db).insertOne(order);
  let deaths = 0;
  for (let i = 0; i < 60 && (await runPostImports(app.deps, () => true)) > 0; i += 1) {
    app.travel(60_000);
    await runPostImport(dying, 'again').catch(() => {
      deaths += 1;
    });
  }
  expect(deaths).toBeGreaterThan(0);
  expect(await postImportsOf(app.deps.db).countDocuments({ pending: true })).toBe(0);
  expect(await postsOf(app.deps.db).countDocuments({ areaCode: { $in: away.grids } })).toBe(60);
  const users = await usersOf(app.deps.db)
    .find({ 'roles.areaCode': { $in: away.grids } })
    .lean();
  expect(users.map(({ roles }) => roles.length)).toEqual(Array.from({ length: 60 }, () => 1));
});

async function refused(raw: string | Buffer, type: string, dryRun = 0) {
  const before = await snapshotStore(app);
  const answer = await load<Problem & { current?: PostImportReport }>(raw, dryRun, type);
  expect(await snapshotStore(app)).toEqual(before);
  expect(readdirSync(app.deps.tmpDir).filter((name) => name.endsWith('.import'))).toEqual([]);
  expect(JSON.stringify(answer.body)).not.toMatch(/1[3-9]\d{9}/);
  return answer;
}

describe('a file that is no list of people is refused whole', () => {
  test.each<[string, string, () => string | Buffer, number, string]>([
    ['empty', CSV, () => '', 400, 'VALIDATION_FAILED'],
    ['only a head', CSV, () => HEAD.join(','), 400, 'VALIDATION_FAILED'],
    ['without its columns', CSV, () => '姓名,电话\n王芳,13800001001', 400, 'VALIDATION_FAILED'],
    ['a column twice', CSV, () => `${HEAD.join(',')},姓名\n1,2,3`, 400, 'VALIDATION_FAILED'],
    [
      'too many lines',
      CSV,
      () => csv(...Array.from({ length: 10_001 }, () => ['1', '2', '3'])),
      400,
      'VALIDATION_FAILED',
    ],
    ['50 MB', CSV, () => Buffer.alloc(50 * MB, 'a'), 413, 'PAYLOAD_TOO_LARGE'],
    [
      'a zip bomb',
      XLSX,
      () =>
        makeZip([{ name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(210 * MB), claimedSize: 100 }]),
      413,
      'PAYLOAD_TOO_LARGE',
    ],
    ['an old .xls', XLSX, () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), 415, 'UNSUPPORTED_TYPE'],
    [
      'half a file',
      XLSX,
      () => makeZip([{ name: 'xl/worksheets/sheet1.xml', content: sheetXml([HEAD]).subarray(0, 200) }]),
      415,
      'UNSUPPORTED_TYPE',
    ],
    ['GeoJSON', 'application/geo+json', () => '{}', 415, 'UNSUPPORTED_TYPE'],
  ])('%s', async (_name, type, make, status, code) => {
    const { status: answered, body } = await refused(make(), type, 1);
    expect([answered, body.code]).toEqual([status, code]);
    expect(body.detail).toMatch(/\p{Script=Han}/u);
  });
});

describe('a line that is wrong is named, and nothing is imported', () => {
  const good = (): MadeCell[] => [home.grids[0], '网格长', '甲', '13800004001'];
  const faulty: [string, () => MadeCell[], string, string?][] = [
    ['a formula', () => [home.grids[0], '网格长', { xml: '<f>1+1</f><v>2</v>' }, '13800004002'], '有公式'],
    [
      'merged cells',
      () => [home.grids[0], '网格长', '乙', '13800004002'],
      '合并',
      '<mergeCells><mergeCell ref="A3:B3"/></mergeCells>',
    ],
    [
      'a code that became a float',
      () => [{ xml: '<v>9.90101001001001E+17</v>' }, '网格长', '乙', '13800004002'],
      '科学计数',
    ],
    ['no such grid', () => [`${home.community}777`, '网格长', '乙', '13800004002'], '没有网格'],
    ['a community', () => [home.community, '网格长', '乙', '13800004002'], '15 位'],
    ['a function nobody knows', () => [home.grids[0], '楼长', '乙', '13800004002'], '岗位应是'],
    ['no name', () => [home.grids[0], '网格长', '', '13800004002'], '没有填姓名'],
    ['a number too short', () => [home.grids[0], '网格长', '乙', '1380000'], '11 位手机号'],
    ['a worker without a number', () => [home.grids[0], '网格长', '乙', ''], '要填手机号'],
    ['the same person again', () => good(), '同一个人'],
    ['a day that is none', () => [home.grids[0], '网格长', '乙', '13800004002', '2026-02-30'], '任期起'],
    [
      'a term backwards',
      () => [home.grids[0], '网格长', '乙', '13800004002', '2026-05-01', '2026-04-01'],
      '不能早于',
    ],
    [
      'a number in words the public reads',
      () => [home.grids[0], '网格长', '乙', '13800004002', '', '', '打我 13912345678'],
      '里有号码',
    ],
  ];
  // A fourth parameter that a line leaves out would be taken for a callback.
  test.each(faulty.map((line) => ({ line })))('$line.0', async ({ line: [, make, reason, tail] }) => {
    const file = makeXlsx([HEAD, good(), make()], tail);
    const dry = await refused(file, XLSX, 1);
    expect(dry.status).toBe(200);
    const report = dry.body as unknown as PostImportReport;
    expect(report.rejected.map(({ line }) => line)).toEqual([3]);
    expect(report.rejected[0]?.reason).toContain(reason);
    const real = await refused(file, XLSX);
    expect([real.status, real.body.code, real.body.current?.counts.rejected]).toEqual([
      422,
      'IMPORT_REJECTED',
      1,
    ]);
  });

  test('mojibake, an injected formula and an open quotation mark in a CSV', async () => {
    const bad = `${HEAD.join(',')}\n${home.grids[0]},网格长,锟斤拷\n${home.grids[0]},网格长,=cmd\n${home.grids[0]},网格长,"乙`;
    const { body } = await refused(bad, CSV, 1);
    expect(
      (body as unknown as PostImportReport).rejected.map(({ line, reason }) => [line, reason.slice(0, 3)]),
    ).toEqual([
      [2, '有乱码'],
      [3, '有公式'],
      [4, '引号没'],
    ]);
  });

  test('days as spreadsheets keep them are days', async () => {
    const row = [home.grids[0], '兼职网格员', '丙', '13800004009', { xml: '<v>46027</v>' }, '2026/12/1'];
    const { body } = await load(makeXlsx([HEAD, row]), 1, XLSX);
    expect(body.rows[0]?.term).toBe('2026-01-05 起，到 2026-12-01');
  });
});
