import type { AddressCodeView } from '@shared/address-codes/contract';
import type { AreaChangeItem, AreaChangeReport, AreaChangeView } from '@shared/area-changes/schemas';
import type { AreaView, ContactsView, LocateResult } from '@shared/areas/schemas';
import type { UserView } from '@shared/auth/schemas';
import type { CaseView } from '@shared/cases/schemas';
import type { AreaModeView } from '@shared/clocks/mode-contract';
import type { AreaStation } from '@shared/stations/contract';
import type { WebhookView } from '@shared/webhooks/contract';
import type { Deps } from '@api/deps';
import { areasOf, bumpAreasRevision, postsOf } from '@api/features/areas';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { act, get, post, send } from '@api/test/request';
import { snapshotStore } from '@api/test/store-snapshot';
import { settle, startTestApp, type TestApp } from '@api/test/test-app';
import { runChange, runChanges } from '.';
import { areaChangesOf } from './change.model';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

interface Answer {
  report: AreaChangeReport | null;
  change: AreaChangeView | null;
  code?: string;
  detail?: string;
  errors?: { path: string }[];
}
interface Scene {
  home: Community;
  admin: Person;
  desk: Person;
  worker: Person;
  partTimer: Person;
  resident: Person;
  west: number;
}

const ask = (who: Person, body: object, key?: string) =>
  post<Answer>(app, '/admin/area-changes', { text: '户数太多，一个人管不过来', ...body }, who.token, key);

async function settled(scene: Scene, id: string): Promise<AreaChangeView> {
  for (let i = 0; i < 400; i += 1) {
    if (i < 20) app.travel(15_000);
    await runChanges(app.deps);
    const { body } = await get<AreaChangeView>(app, `/admin/area-changes/${id}`, scene.admin.token);
    if (body.state !== 'running') return body;
    // The run that the request began may still be at work: it is waited for by the real clock.
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the change did not end');
}

/** A community with a building in the east of its first grid, a worker there and a part-timer. */
async function scene(): Promise<Scene> {
  const home = await buildCommunity(app);
  const [grid] = home.grids;
  const west = home.centres[0].lng - 0.005;
  const [x, y] = [west + 0.007, 30.002];
  const ring = [
    [x, y],
    [x + 0.001, y],
    [x + 0.001, y + 0.001],
    [x, y + 0.001],
    [x, y],
  ];
  await areasOf(app.deps.db).collection.insertOne({
    _id: `${grid}001`,
    level: 'microgrid',
    name: '7号楼',
    parentCode: grid,
    kind: null,
    settlement: null,
    households: 20,
    childCount: 0,
    centre: { lng: x, lat: y },
    geometry: { type: 'Polygon', coordinates: [ring] },
    center: null,
    version: 1,
  } as never);
  await bumpAreasRevision(app.deps.db);
  await app.deps.routing.refresh(true);
  return {
    home,
    west,
    admin: await home.person({ name: '管理员', role: 'admin', area: home.city }),
    desk: await home.person({ name: '孙丽', role: 'dispatcher', area: home.community }),
    worker: await home.person({ name: '王芳', role: 'grid_worker', area: grid, post: 'grid_worker' }),
    partTimer: await home.person({ name: '钱兼', role: 'grid_worker', area: grid, post: 'parttime_worker' }),
    resident: await home.person({ name: '李居民', homeGrid: grid }),
  };
}

const file = async ({ resident }: Scene, place: { lng: number; lat: number }) =>
  (
    await post<CaseView>(
      app,
      '/cases',
      {
        text: '路灯不亮了',
        categoryCode: 'GY-0102',
        place: { ...place, coordType: 'wgs84' },
        visibility: 'public',
      },
      resident.token,
    )
  ).body;
const read = async (id: string, who: Person) => (await get<CaseView>(app, `/cases/${id}`, who.token)).body;
const splitOf = ({ home, west }: Scene) => ({
  kind: 'split',
  code: home.grids[0],
  cut: [
    { lng: west + 0.005, lat: 30.001 },
    { lng: west + 0.005, lat: 30.009 },
  ],
  coordType: 'wgs84',
  newSide: 'right',
  part: { name: '第三网格', households: 300 },
});

test('a check tells what would become of areas, posts and cases, and changes nothing', async () => {
  const s = await scene();
  await file(s, { lng: s.west + 0.002, lat: 30.005 });
  await file(s, { lng: s.west + 0.008, lat: 30.005 });
  await settle();
  const before = await snapshotStore(app);
  const change = splitOf(s);
  const posts = [{ postId: `post-${s.partTimer.id}`, to: `${s.home.community}003` }];
  const { status, body } = await ask(s.admin, { change, posts });
  expect(status).toBe(200);
  const after = await snapshotStore(app);
  // What an idempotency key keeps is no change of the city.
  for (const each of [before, after]) delete each.idempotencyKeys;
  expect(after).toEqual(before);
  expect(body.change).toBeNull();
  expect(body.report).toMatchObject({
    problems: [],
    grids: [
      { code: s.home.grids[0], name: '第一网格', isNew: false, microgrids: 0 },
      { code: `${s.home.community}003`, name: '第三网格', isNew: true, households: 300, microgrids: 1 },
    ],
    recoded: [{ from: `${s.home.grids[0]}001`, to: `${s.home.community}003001`, name: '7号楼' }],
    cases: { total: 2, capped: false },
    gone: [],
    residents: 0,
  });
  expect(body.report?.grids[1]?.vacancies).toEqual(['网格联络员 1 人', '网格长 1 人', '专职网格员 1 人']);
  expect(
    body.report?.cases.plan.map(({ gridName, to, changesHands }) => [gridName, to, changesHands]).sort(),
  ).toEqual([
    ['第一网格', '王芳', false],
    ['第三网格', '兼职网格员钱兼', true],
  ]);
});

test('a split: cases go where their place is, closed ones and people stay what they were, plates lead on', async () => {
  const s = await scene();
  const [grid] = s.home.grids;
  const part = `${s.home.community}003`;
  const stays = await file(s, { lng: s.west + 0.002, lat: 30.005 });
  const goes = await file(s, { lng: s.west + 0.0075, lat: 30.0025 });
  const closed = await file(s, { lng: s.west + 0.008, lat: 30.005 });
  await act(app, s.resident.token, closed.id, 'withdraw');
  const door = await post<{ items: AddressCodeView[] }>(
    app,
    '/admin/address-codes',
    { doors: [{ line: '幸福路 1 号', place: { lng: s.west + 0.008, lat: 30.008, coordType: 'wgs84' } }] },
    s.desk.token,
  );
  const order = {
    change: splitOf(s),
    posts: [{ postId: `post-${s.partTimer.id}`, to: part }],
    dryRun: false,
  };
  const key = `split-${part}`;
  const { body } = await ask(s.admin, order, key);
  expect((await ask(s.admin, order, key)).body.change?.id).toBe(body.change?.id);
  expect(await settled(s, body.change?.id ?? '')).toMatchObject({
    state: 'done',
    title: '第一网格拆出第三网格',
    total: 2,
    moved: 1,
    kept: 1,
  });

  const at = await get<LocateResult>(app, `/areas/locate?lng=${s.west + 0.008}&lat=30.005&coordType=wgs84`);
  expect([at.body.grid?.code, at.body.worker?.name]).toEqual([part, '钱兼']);
  expect((await get<AreaView>(app, `/areas/${s.home.community}`)).body.children).toBe(3);
  const moved = await read(goes.id, s.resident);
  expect(moved.area.path.map(({ code }) => code).slice(-2)).toEqual([part, `${part}001`]);
  expect(moved.assignee).toMatchObject({ worker: { name: '钱兼' } });
  expect(moved.timeline[0]).toMatchObject({
    type: 'regrid',
    title: '网格调整，现在属于第三网格，改由兼职网格员钱兼办理',
    text: '户数太多，一个人管不过来',
  });
  expect(moved.deadlines).toEqual(goes.deadlines);
  expect((await read(stays.id, s.resident)).assignee).toMatchObject({ worker: { name: '王芳' } });
  expect((await read(stays.id, s.resident)).timeline[0]?.type).toBe('submit');
  // What is over belongs to what the grid was.
  expect((await read(closed.id, s.resident)).area.path.map(({ code }) => code)).toContain(grid);

  // The new grid is the part-timer's, the old one no longer.
  expect((await act(app, s.partTimer.token, goes.id, 'accept')).status).toBe(200);
  expect((await act(app, s.partTimer.token, stays.id, 'accept')).status).toBe(403);
  const team = await get<ContactsView>(app, `/areas/${part}/contacts`);
  expect(team.body.team.map(({ name }) => name)).toEqual(['钱兼']);
  // Old plates: the building by its old code, the door by its own.
  const plate = await get<AddressCodeView>(app, `/address-codes/${grid}001`);
  expect([plate.body.kind, plate.body.grid?.code]).toEqual(['building', part]);
  const plateOfDoor = await get<AddressCodeView>(app, `/address-codes/${door.body.items[0]?.code ?? ''}`);
  expect(plateOfDoor.body.grid?.code).toBe(part);
  const items = await get<{ items: AreaChangeItem[] }>(
    app,
    `/admin/area-changes/${body.change?.id ?? ''}/items`,
    s.admin.token,
  );
  expect(items.body.items.map(({ number, state, grid: in_, to }) => [number, state, in_, to])).toEqual([
    [stays.number, 'kept', '第一网格', '王芳'],
    [goes.number, 'moved', '第三网格', '钱兼'],
  ]);
});

test('a merge: everybody and everything of the grid given up goes on in the other', async () => {
  const s = await scene();
  const [keeps, gone] = s.home.grids;
  const neighbour = await s.home.person({ name: '邻居', homeGrid: gone });
  const other = await s.home.person({ name: '周全', role: 'grid_worker', area: gone, post: 'grid_worker' });
  const ending = await s.home.person({ name: '吴退', role: 'grid_worker', area: gone, post: 'grid_leader' });
  const notice = await post<{ id: string }>(
    app,
    '/notices',
    {
      areaCode: gone,
      category: 'utility',
      title: '停水',
      text: '明天停水',
      validUntil: '2027-01-01T00:00:00Z',
    },
    s.desk.token,
  );
  const hook = await post<WebhookView>(
    app,
    '/admin/webhooks',
    { url: 'https://hooks.example.com/grid', eventTypes: ['submit'], areaCode: gone, note: '' },
    s.admin.token,
  );
  expect(hook.status).toBe(201);
  const filed = await file(s, { lng: s.west + 0.015, lat: 30.005 });
  expect(filed.assignee).toMatchObject({ worker: { name: '周全' } });
  const change = { kind: 'merge', code: keeps, others: [gone], name: '大网格' };
  const posts = [{ postId: `post-${ending.id}`, to: null }];
  const checked = await ask(s.admin, { change, posts });
  expect(checked.body.report).toMatchObject({
    problems: [],
    gone: [{ code: gone, name: '第二网格' }],
    grids: [{ code: keeps, name: '大网格' }],
    residents: 1,
  });
  const { body } = await ask(s.admin, {
    change,
    posts,
    dryRun: false,
    revision: checked.body.report?.revision,
  });
  expect(await settled(s, body.change?.id ?? '')).toMatchObject({ state: 'done', total: 1, moved: 1 });
  const view = await read(filed.id, neighbour);
  expect([view.area.path.at(-1)?.name, view.timeline[0]?.title]).toEqual([
    '大网格',
    '网格调整，现在属于大网格',
  ]);
  expect((await read(filed.id, s.resident)).assignee).toMatchObject({ worker: { name: '周全' } });
  expect((await act(app, other.token, filed.id, 'accept')).status).toBe(200);
  const me = await get<UserView>(app, '/me', neighbour.token);
  expect(me.body.homeArea?.code).toBe(keeps);
  expect((await get(app, `/workbench?queue=todo`, ending.token)).status).toBe(403);
  expect(await postsOf(app.deps.db).findById(`post-${ending.id}`).lean()).toMatchObject({ active: false });
  const notices = await get<{ items: { id: string }[] }>(app, `/notices?area=${keeps}`);
  expect(notices.body.items.map(({ id }) => id)).toContain(notice.body.id);
  const { items: hooks } = (await get<{ items: WebhookView[] }>(app, '/admin/webhooks', s.admin.token)).body;
  expect(hooks.find(({ id }) => id === hook.body.id)).toMatchObject({ areaCode: keeps, areaName: '大网格' });
  expect((await get(app, `/areas/${gone}`)).status).toBe(404);
  const plate = await get<AddressCodeView>(app, `/address-codes/${gone}`);
  expect(plate.body.grid?.code).toBe(keeps);
  expect((await get(app, `/admin/areas/${gone}/versions`, s.admin.token)).status).toBe(200);
});

const NOT_YET = { branch: null, station: null };
const BRANCH = { name: '第二网格党支部', secretary: '周书记', address: '幸福路 3 号', place: null };
const stationOf = async (code: string) => (await get<AreaStation>(app, `/areas/${code}/station`)).body;

test('rules, modes, branches and stations that name a grid go on for what became of it, and the check says so', async () => {
  const s = await scene();
  const [keeps, gone] = s.home.grids;
  const { token } = s.admin;
  const street = await s.home.person({ name: '街道', role: 'admin', area: s.home.street });
  const rule = {
    id: 'lamps',
    name: '路灯直派',
    enabled: true,
    when: { areas: [gone] },
    then: { urgent: true },
  };
  const setRules = (areas: string[], version: number) =>
    send(app, 'PUT', `/admin/routing-rules?area=${s.home.street}`, {
      token: street.token,
      body: { version, note: '试', rules: [{ ...rule, when: { areas } }] },
    });
  expect((await setRules([gone], 0)).status).toBe(200);
  const modeOf = (code: string, body?: object) =>
    body
      ? send<AreaModeView>(app, 'PUT', `/admin/areas/${code}/mode`, { token, body })
      : get<AreaModeView>(app, `/admin/areas/${code}/mode`, token);
  expect((await modeOf(gone, { mode: 'emergency', reason: '台风' })).status).toBe(200);
  await send(app, 'PUT', `/admin/areas/${gone}/station`, {
    token,
    body: { ...NOT_YET, branch: BRANCH, version: 0 },
  });

  const merge = { kind: 'merge', code: keeps, others: [gone] };
  expect((await ask(s.admin, { change: merge })).body.report?.standing).toEqual([
    {
      title: expect.stringContaining('路灯直派') as string,
      note: '原来点名「第二网格」，之后管整个「第一网格」',
    },
    { title: '第二网格的应急状态', note: '「第一网格」也按应急承诺时间：台风' },
  ]);
  const merged = await ask(s.admin, { change: merge, dryRun: false });
  expect(await settled(s, merged.body.change?.id ?? '')).toMatchObject({ state: 'done' });
  const inEast = { lng: s.home.centres[1].lng, lat: s.home.centres[1].lat };
  const filed = await file(s, inEast);
  expect([filed.area.path.at(-1)?.code, filed.flags.urgent]).toEqual([keeps, true]);
  expect((await modeOf(keeps)).body).toMatchObject({ mode: 'emergency', reason: '台风' });
  expect(await stationOf(keeps)).toMatchObject({ branch: { name: BRANCH.name, of: { code: keeps } } });

  const split = { ...splitOf(s), part: { name: '第三网格' } };
  const checked = (await ask(s.admin, { change: split })).body.report;
  expect(checked?.standing.map(({ note }) => note)).toEqual([
    '也管「第三网格」',
    '「第三网格」也按应急承诺时间：台风',
  ]);
  const cut = await ask(s.admin, { change: split, dryRun: false });
  expect(await settled(s, cut.body.change?.id ?? '')).toMatchObject({ state: 'done' });
  const part = checked?.grids.find(({ isNew }) => isNew)?.code ?? '';
  expect((await modeOf(part)).body).toMatchObject({ mode: 'emergency', area: { name: '第三网格' } });
  expect(await stationOf(part)).toMatchObject({ branch: { of: { code: part } }, station: null, version: 1 });
  const inPart = await file(s, { lng: s.west + 0.008, lat: 30.005 });
  expect([inPart.area.path.at(-1)?.code, inPart.flags.urgent]).toEqual([part, true]);
  // Every version of the rules says why it is one.
  const versions = await get<{ items: { version: number; note: string; changes: string[] }[] }>(
    app,
    `/admin/routing-rules/versions?area=${s.home.street}`,
    street.token,
  );
  expect(versions.body.items.map(({ version, note }) => [version, note])).toEqual([
    [3, '网格调整：第一网格拆出第三网格'],
    [2, '网格调整：第二网格并入第一网格'],
    [1, '试'],
  ]);
  // The admin may still save them: no code is unknown.
  expect((await setRules([keeps, part], 3)).status).toBe(200);
});

test('dying again and again, wherever it is: the end is the same, and nothing happens twice', async () => {
  const s = await scene();
  const part = `${s.home.community}003`;
  const filed = [];
  for (let i = 0; i < 6; i += 1) filed.push(await file(s, { lng: s.west + 0.0021 + 0.001 * i, lat: 30.006 }));
  const { body } = await ask(s.admin, {
    change: splitOf(s),
    dryRun: false,
    posts: [{ postId: `post-${s.worker.id}`, to: part }],
  });
  const id = body.change?.id ?? '';
  // The split, undisturbed; what is killed is the merge that follows.
  await settled(s, id);
  const merged = await ask(s.admin, {
    change: { kind: 'merge', code: s.home.grids[0], others: [part] },
    dryRun: true,
  });
  expect(merged.body.report?.problems).toEqual([]);

  const dying = (after: number): Deps => {
    let left = after;
    return {
      ...app.deps,
      clock: () => {
        left -= 1;
        if (left < 0) throw new Error('killed');
        return app.deps.clock();
      },
    };
  };
  // While another import is under way the request itself comes no further than its order.
  const meta = app.deps.db.collection<{ _id: string }>('meta');
  const busy = { id: 'another', stage: 'drafting', at: new Date(app.deps.clock()) };
  await meta.updateOne({ _id: 'areas' }, { $set: { import: busy } });
  const plan = (
    await ask(s.admin, { change: { kind: 'merge', code: s.home.grids[0], others: [part] }, dryRun: false })
  ).body.change;
  await settle();
  await meta.updateOne({ _id: 'areas' }, { $unset: { import: 1 } });
  const order = plan?.id ?? '';
  let deaths = 0;
  for (let n = 1; ; n += 1) {
    app.travel(1_000);
    const now = await areaChangesOf(app.deps.db).findOneAndUpdate(
      { _id: order },
      { $set: { leaseUntil: new Date(0) } },
    );
    if (!now?.pending) break;
    try {
      await runChange(dying(n), order);
    } catch {
      deaths += 1;
    }
  }
  const done = await get<AreaChangeView>(app, `/admin/area-changes/${order}`, s.admin.token);
  expect(done.body).toMatchObject({ state: 'done', failure: null, total: 6 });
  for (const { id: caseId } of filed) {
    const view = await read(caseId, s.resident);
    expect(view.area.path.map(({ code }) => code)).toContain(s.home.grids[0]);
    expect(view.timeline.filter(({ type }) => type === 'regrid').length).toBeLessThanOrEqual(2);
  }
  expect(deaths).toBeGreaterThan(2);
  expect(await areasOf(app.deps.db).countDocuments({ parentCode: s.home.community })).toBe(2);
});

test('what stands against it is said: another area, strangers, a line that misses, a code once used, a change meanwhile', async () => {
  const s = await scene();
  const away = await scene();
  const change = splitOf(s);
  expect((await ask(away.admin, { change })).status).toBe(403);
  expect((await ask(s.worker, { change })).status).toBe(403);
  expect((await ask(s.admin, { change: { ...change, code: `${s.home.community}999` } })).status).toBe(404);
  const missing = {
    ...change,
    cut: [
      { lng: s.west + 0.03, lat: 30 },
      { lng: s.west + 0.03, lat: 31 },
    ],
  };
  expect((await ask(s.admin, { change: missing })).body.errors?.[0]?.path).toBe('change.cut');
  const used = { ...change, part: { name: '三', code: s.home.grids[1] } };
  expect((await ask(s.admin, { change: used })).body.errors?.[0]?.path).toBe('change.part.code');
  const foreign = { ...change, part: { name: '三', code: `${away.home.community}009` } };
  expect((await ask(s.admin, { change: foreign })).body.errors?.[0]?.path).toBe('change.part.code');
  const far = { kind: 'merge', code: s.home.grids[0], others: [away.home.grids[0]] };
  expect((await ask(s.admin, { change: far })).body.errors?.[0]?.path).toBe('change.others');
  const posts = [{ postId: `post-${away.worker.id}`, to: null }];
  expect((await ask(s.admin, { change, posts })).body.errors?.[0]?.path).toBe('posts.0.postId');
  const { body } = await ask(s.admin, { change });
  await bumpAreasRevision(app.deps.db);
  const late = await ask(s.admin, { change, dryRun: false, revision: body.report?.revision });
  expect([late.status, late.body.code]).toEqual([409, 'WRONG_STATE']);
  expect((await get(app, '/admin/area-changes', away.admin.token)).body).toMatchObject({ items: [] });
});
