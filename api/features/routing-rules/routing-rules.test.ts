import type { CaseView, RoutingPreview } from '@shared/cases/schemas';
import type { Problem } from '@shared/core/errors';
import type { DryRunResult, RuleSetView, RuleVersionView } from '@shared/routing-rules/contract';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { act, get, post, send } from '@api/test/request';
import { settle, startTestApp, TEST_NOW, type TestApp } from '@api/test/test-app';
import { createLiveRules } from './live-rules';

const PATH = '/admin/routing-rules';
/** Goes to the grid by itself. */
const LAMP = 'GY-0102';
const COVER = 'GY-0101';
const HOUR = 3600_000;
let app: TestApp;
let home: Community;
let version = 0;
const people = {} as Record<
  | 'resident'
  | 'worker'
  | 'dispatcher'
  | 'street'
  | 'handler'
  | 'admin'
  | 'supervisor'
  | 'streetAdmin'
  | 'foreign',
  Person
>;

beforeAll(async () => {
  app = await startTestApp();
  home = await buildCommunity(app);
  const away = await buildCommunity(app);
  const { city, district, street, community, grids } = home;
  Object.assign(people, {
    resident: await home.person({ name: '李居民' }),
    worker: await home.person({ name: '王芳', role: 'grid_worker', area: grids[0], post: 'grid_worker' }),
    dispatcher: await home.person({ name: '孙丽', role: 'dispatcher', area: community }),
    street: await home.person({ name: '罗航', role: 'dispatcher', area: street }),
    handler: await home.person({ name: '何警', role: 'handler', department: 'police', area: district }),
    admin: await home.person({ name: '冯理', role: 'admin', area: city }),
    streetAdmin: await home.person({ name: '街管', role: 'admin', area: street }),
    supervisor: await home.person({ name: '郑严', role: 'supervisor', area: city }),
    foreign: await away.person({ name: '外管', role: 'admin', area: away.city }),
  });
});
afterAll(() => app.stop());

const rule = (id: string, when: object, then: object, extra: object = {}) => ({
  id,
  name: `规则${id}`,
  enabled: true,
  when,
  then,
  ...extra,
});
async function save(rules: object[]): Promise<RuleSetView> {
  const { status, body } = await send<RuleSetView>(app, 'PUT', PATH, {
    token: people.admin.token,
    body: { version, rules, note: '试' },
  });
  expect([status, body]).toEqual([200, expect.objectContaining({ version: version + 1 })]);
  version = body.version;
  return body;
}
const file = async (extra: object = {}): Promise<CaseView> => {
  const body = { text: '楼下的路灯不亮了', categoryCode: LAMP, place: home.centres[0], ...extra };
  return (await post<CaseView>(app, '/cases', body, people.resident.token)).body;
};
const see = async (id: string, who: Person) => (await get<CaseView>(app, `/cases/${id}`, who.token)).body;

test('without rules everything is as before, and the set is empty', async () => {
  const { body } = await get<RuleSetView>(app, PATH, people.admin.token);
  expect([body.version, body.rules, body.mayEdit, body.area.code]).toEqual([0, [], true, home.city]);
  expect((await file()).assignee).toMatchObject({ type: 'person' });
});

test('a rule’s department gets the case at once, may send it back, and the case says which rule decided', async () => {
  await save([
    rule('night', { words: ['扰民'] }, { department: 'police', resolve: { hours: 4, clock: 'natural' } }),
  ]);
  const made = await file({ text: '半夜施工，扰 民！' });
  expect([made.status, made.assignee]).toEqual([
    'dispatched',
    expect.objectContaining({ type: 'department', department: 'police' }),
  ]);
  expect(Date.parse(made.deadlines.resolveBy) - Date.parse(made.createdAt)).toBe(4 * HOUR);
  expect(made.routing).toMatchObject({ rule: null, mode: 'normal' });
  expect(made.routing.reason).toContain('的分派规则，「路灯不亮」由');
  expect(made.plainStatus).toContain('已交给');
  expect((await see(made.id, people.worker)).routing.rule).toEqual({
    id: 'night',
    name: '规则night',
    version,
  });
  const taken = await act(app, people.handler.token, made.id, 'return', {
    reason: 'not_ours',
    text: '不归我们',
  });
  expect([taken.status, taken.body.status]).toEqual([200, 'accepted']);
  const desk = await see(made.id, people.dispatcher);
  expect(desk.assignee).toMatchObject({ type: 'center', areaCode: home.community });
});

test('a level sends it to that desk, with the rule’s own words for the resident', async () => {
  await save([
    rule('off', { categories: [LAMP] }, { level: 'district' }, { enabled: false }),
    rule('grid2', { areas: [home.grids[1]] }, { level: 'district' }),
    rule('lamps', { categories: ['GY'] }, { level: 'street', urgent: true }, { told: '路灯由街道统一维修' }),
    rule('later', {}, { level: 'community' }),
  ]);
  const made = await file();
  expect([made.status, made.level, made.flags.urgent]).toEqual(['submitted', 'street', true]);
  expect(made.assignee).toMatchObject({ type: 'center', areaCode: home.street });
  expect(made.routing.reason).toBe('路灯由街道统一维修');
  expect((await act(app, people.street.token, made.id, 'accept')).status).toBe(200);
});

test('before sending, the preview says what will be; nothing is written', async () => {
  const asked = { text: '楼下的路灯不亮了', categoryCode: LAMP, place: home.centres[0] };
  const before = await app.deps.db.collection('cases').countDocuments();
  const { status, body } = await post<RoutingPreview>(app, '/cases/preview-routing', asked);
  expect([status, body.reason, body.urgent]).toEqual([200, '路灯由街道统一维修', true]);
  expect(await app.deps.db.collection('cases').countDocuments()).toBe(before);
  const made = await file();
  expect(body.assignee).toEqual(made.assignee);
  const apart = Date.parse(made.deadlines.resolveBy) - Date.parse(body.deadlines.resolveBy);
  expect(Math.abs(apart)).toBeLessThan(5000);
});

test('another category asks the rules again; an unaccepted case goes to the desk they want', async () => {
  await save([
    rule('covers', { categories: [COVER] }, { level: 'street', resolve: { hours: 2, clock: 'natural' } }),
    rule('police', { categories: ['SR-0201'] }, { department: 'police' }),
  ]);
  const made = await file();
  expect(made.assignee).toMatchObject({ type: 'person' });
  const changed = await act(app, people.worker.token, made.id, 'recategorise', {
    categoryCode: COVER,
    text: '是井盖',
  });
  expect([changed.body.level, changed.body.assignee]).toMatchObject(['street', { areaCode: home.street }]);
  expect(Date.parse(changed.body.deadlines.resolveBy) - Date.parse(made.createdAt)).toBe(2 * HOUR);
  expect(changed.body.routing.rule).toMatchObject({ id: 'covers' });

  const held = await file();
  const accepted = await act(app, people.worker.token, held.id, 'accept', { categoryCode: 'SR-0201' });
  expect([accepted.body.assignee?.type, accepted.body.routing.rule?.id]).toEqual(['person', 'police']);
  const { body } = await get<{ departments: { department: string }[] }>(
    app,
    `/cases/${held.id}/dispatch-targets`,
    people.dispatcher.token,
  );
  expect(body.departments[0]?.department).toBe('police');
});

test('another place asks the rules again', async () => {
  await save([
    rule('east', { areas: [home.grids[1]] }, { level: 'street', resolve: { hours: 1, clock: 'natural' } }),
  ]);
  const made = await file();
  const moved = await act(app, people.dispatcher.token, made.id, 'relocate', {
    place: home.centres[1],
    text: '在隔壁',
  });
  expect([moved.body.level, moved.body.assignee]).toMatchObject(['street', { areaCode: home.street }]);
  expect(Date.parse(moved.body.deadlines.resolveBy) - Date.parse(made.createdAt)).toBe(HOUR);
});

test('other processes take saved rules over when they reload', async () => {
  const other = createLiveRules({ db: app.deps.db, clock: app.deps.clock });
  const asked = {
    text: '灯',
    category: { code: LAMP, group: 'GY' },
    areaPath: [home.city, home.district, home.street, home.community, home.grids[1]],
    atMs: TEST_NOW,
    mode: 'normal' as const,
  };
  expect(other.match(asked, app.deps.calendar)).toBeNull();
  await other.reload();
  expect(other.match(asked, app.deps.calendar)?.rule.id).toBe('east');
});

test('a dry run tells what would have gone elsewhere and changes nothing', async () => {
  await save([]);
  const lamp = await file();
  await settle();
  const before = JSON.stringify(await app.deps.db.collection('cases').find().toArray());
  const rules = [rule('all', { categories: [LAMP] }, { level: 'district' })];
  const { status, body } = await send<DryRunResult>(app, 'POST', `${PATH}/dry-run`, {
    token: people.admin.token,
    body: { rules },
  });
  expect([status, body.truncated, body.looked]).toEqual([200, false, expect.any(Number)]);
  const example = body.examples.find(({ id }) => id === lamp.id);
  expect(example).toMatchObject({
    was: { name: '第一网格员' },
    would: { name: '测试区调度中心' },
    rule: '规则all',
  });
  expect(body.flows).toContainEqual(expect.objectContaining({ from: '第一网格员', to: '测试区调度中心' }));
  expect(body.flows.reduce((sum, { count }) => sum + count, 0)).toBe(body.moved);
  expect(JSON.stringify(await app.deps.db.collection('cases').find().toArray())).toBe(before);
  const { body: street } = await send<DryRunResult>(app, 'POST', `${PATH}/dry-run`, {
    token: people.streetAdmin.token,
    body: { rules: [], area: home.community },
  });
  expect(street.looked).toBe(body.looked);
  const { body: elsewhere } = await send<DryRunResult>(app, 'POST', `${PATH}/dry-run`, {
    token: people.foreign.token,
    body: { rules },
  });
  expect([elsewhere.looked, elsewhere.moved]).toEqual([0, 0]);
});

test('every version is kept with who saved it and what it changed', async () => {
  const { body } = await get<{ items: RuleVersionView[]; nextCursor: string | null }>(
    app,
    `${PATH}/versions?limit=2`,
    people.supervisor.token,
  );
  expect(body.items.map((item) => item.version)).toEqual([version, version - 1]);
  expect(body.items[0]).toMatchObject({
    changes: ['删除「规则east」'],
    savedBy: { name: '冯理' },
    rules: [],
  });
  const seen = new Set(body.items.map((item) => item.version));
  let cursor = body.nextCursor;
  while (cursor !== null) {
    const page = await get<typeof body>(app, `${PATH}/versions?limit=2&cursor=${cursor}`, people.admin.token);
    page.body.items.forEach((item) => expect(seen.has(item.version) || seen.add(item.version)).toBeTruthy());
    cursor = page.body.nextCursor;
  }
  expect(seen.size).toBe(version);
});

test('of two who saw the same version one is told to look again', async () => {
  const put = (rules: object[]) =>
    send<Problem>(app, 'PUT', PATH, { token: people.admin.token, body: { version, rules } });
  const answers = await Promise.all([put([]), put([rule('x', {}, { urgent: true })])]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  version += 1;
  const before = version - 1;
  const stale = await send<Problem>(app, 'PUT', PATH, {
    token: people.admin.token,
    body: { version: before, rules: [] },
  });
  expect([stale.status, stale.body.code]).toEqual([409, 'VERSION_CONFLICT']);
  expect(stale.body.current).toMatchObject({ area: { code: home.city }, version });
});

test.each([
  ['a place of another area', () => [rule('a', { areas: ['1101'] }, { urgent: true })], 'when.areas'],
  [
    'an unknown category',
    () => [rule('a', { categories: ['XX-9999'] }, { urgent: true })],
    'when.categories',
  ],
  ['an unknown department', () => [rule('a', {}, { department: 'nobody' })], 'then.department'],
  ['no outcome', () => [rule('a', {}, {})], 'then'],
])('%s is refused', async (_what, rules, path) => {
  const answers = await Promise.all([
    send<Problem>(app, 'PUT', PATH, { token: people.admin.token, body: { version: 1, rules: rules() } }),
    send<Problem>(app, 'POST', `${PATH}/dry-run`, { token: people.admin.token, body: { rules: rules() } }),
  ]);
  for (const { status, body } of answers)
    expect([status, body.errors?.some((issue) => issue.path.includes(path))]).toEqual([400, true]);
});

test('an admin rules his own area only; supervisors read', async () => {
  const put = (who: Person, area: string) =>
    send(app, 'PUT', `${PATH}?area=${area}`, { token: who.token, body: { version: 0, rules: [] } });
  expect((await put(people.streetAdmin, home.city)).status).toBe(403);
  expect((await put(people.foreign, home.city)).status).toBe(403);
  expect((await put(people.supervisor, home.city)).status).toBe(403);
  expect((await put(people.admin, home.grids[0])).status).toBe(404);
  expect((await put(people.streetAdmin, home.street)).status).toBe(200);
  const { body } = await get<RuleSetView>(app, `${PATH}?area=${home.street}`, people.supervisor.token);
  expect([body.version, body.mayEdit]).toEqual([1, false]);
});
