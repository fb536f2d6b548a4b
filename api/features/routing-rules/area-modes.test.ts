import type { CaseView, RoutingPreview } from '@shared/cases/schemas';
import type { AreaModeView } from '@shared/clocks/mode-contract';
import type { Problem } from '@shared/core/errors';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { act, get, post, send } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';
import { deadlinesOf } from '../cases';
import { liveCatalogue } from '../categories';
import { durationIn, type Mode } from '@shared/clocks/modes';

const LAMP = 'GY-0102';
const HOUR = 3600_000;
let app: TestApp;
let home: Community;
let resident: Person;
let worker: Person;
let supervisor: Person;
let admin: Person;
let foreign: Person;

beforeAll(async () => {
  app = await startTestApp();
  home = await buildCommunity(app);
  const away = await buildCommunity(app);
  resident = await home.person({ name: '李居民' });
  worker = await home.person({ name: '王芳', role: 'grid_worker', area: home.grids[0], post: 'grid_worker' });
  supervisor = await home.person({ name: '郑严', role: 'supervisor', area: home.district });
  admin = await home.person({ name: '冯理', role: 'admin', area: home.city });
  foreign = await away.person({ name: '外督', role: 'supervisor', area: away.city });
});
afterAll(() => app.stop());

const put = <T = AreaModeView>(who: Person, code: string, body: object) =>
  send<T>(app, 'PUT', `/admin/areas/${code}/mode`, { token: who.token, body });
const file = async (): Promise<CaseView> => {
  const body = { text: '楼下的路灯不亮了', categoryCode: LAMP, place: home.centres[0] };
  return (await post<CaseView>(app, '/cases', body, resident.token)).body;
};
async function promised(mode: Mode, createdAt: string, code = LAMP) {
  const entry = (await liveCatalogue(app.deps)).byCode.get(code);
  if (!entry) throw new Error('no such category');
  const made = { respond: durationIn(mode, entry.respond), resolve: durationIn(mode, entry.resolve) };
  const { respondBy, resolveBy } = deadlinesOf(Date.parse(createdAt), made, app.deps.calendar);
  return { respondBy: respondBy.toISOString(), resolveBy: resolveBy.toISOString() };
}
const later = (hours: number) => new Date(app.deps.clock() + hours * HOUR).toISOString();

test('ordinary times: the category’s own promise', async () => {
  const { body } = await get<AreaModeView>(app, `/admin/areas/${home.street}/mode`, supervisor.token);
  expect(body).toMatchObject({ mode: 'normal', effective: { mode: 'normal', area: null }, history: [] });
  const made = await file();
  expect(made.deadlines).toEqual(await promised('normal', made.createdAt));
  expect(made.routing).toMatchObject({ mode: 'normal', modeTold: null });
});

test('a mode shortens what is promised from then on, and the case keeps it', async () => {
  const before = await file();
  const set = await put(supervisor, home.street, {
    mode: 'emergency',
    until: later(6),
    reason: '台风“贝碧嘉”',
  });
  expect([set.status, set.body.mode, set.body.effective.area?.code]).toEqual([200, 'emergency', home.street]);
  expect((await put(admin, home.city, { mode: 'major', reason: '防汛' })).status).toBe(200);

  const made = await file();
  expect(made.deadlines).toEqual(await promised('emergency', made.createdAt));
  expect(made.routing).toMatchObject({
    mode: 'emergency',
    modeTold: '测试街道正处于应急状态（台风“贝碧嘉”），承诺时间缩短',
  });
  const preview = await post<RoutingPreview>(app, '/cases/preview-routing', {
    text: '灯坏了',
    categoryCode: LAMP,
    place: home.centres[0],
  });
  expect([preview.body.mode, preview.body.modeTold]).toEqual(['emergency', made.routing.modeTold]);
  const { body: old } = await get<CaseView>(app, `/cases/${before.id}`, worker.token);
  expect([old.deadlines, old.routing.mode]).toEqual([before.deadlines, 'normal']);

  await put(supervisor, home.street, { mode: 'normal', reason: '台风过境' });
  const changed = await act(app, worker.token, made.id, 'recategorise', {
    categoryCode: 'GY-0105',
    text: '不是灯',
  });
  expect(changed.body.deadlines).toEqual(await promised('emergency', made.createdAt, 'GY-0105'));
  expect((await file()).routing.mode).toBe('major');
});

test('it ends by itself, and what was done is noted with who and why', async () => {
  await put(admin, home.city, { mode: 'normal', reason: '汛情解除' });
  await put(supervisor, home.community, { mode: 'major', until: later(0.1), reason: '庙会' });
  const list = await get<{ areas: object[]; special: object[] }>(app, '/admin/area-modes', supervisor.token);
  expect(list.body).toMatchObject({
    areas: [{ code: home.district }],
    special: [{ area: { code: home.community }, mode: 'major', reason: '庙会' }],
  });
  expect((await get<{ special: object[] }>(app, '/admin/area-modes', foreign.token)).body.special).toEqual(
    [],
  );
  expect((await file()).routing.mode).toBe('major');
  app.travel(0.1 * HOUR + 1000);
  expect((await file()).routing.mode).toBe('normal');
  const { body } = await get<AreaModeView>(app, `/admin/areas/${home.street}/mode`, supervisor.token);
  expect(body.history.map(({ mode, reason, by }) => [mode, reason, by.name])).toEqual([
    ['normal', '台风过境', '郑严'],
    ['emergency', '台风“贝碧嘉”', '郑严'],
  ]);
});

test.each([
  ['an end in the past', { mode: 'major', reason: '防汛', until: '2020-01-01T00:00:00Z' }, 'until'],
  ['an end too far ahead', { mode: 'major', reason: '防汛', until: '2099-01-01T00:00:00Z' }, 'until'],
  ['no reason', { mode: 'major' }, 'reason'],
  ['no such mode', { mode: 'war', reason: '防汛' }, 'mode'],
])('%s is refused', async (_what, body, path) => {
  const answer = await put<Problem>(supervisor, home.street, body);
  expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([400, path]);
});

test('only who answers for the area sets or reads it', async () => {
  const body = { mode: 'major', reason: '防汛' };
  expect((await put(supervisor, home.city, body)).status).toBe(403);
  expect((await put(foreign, home.street, body)).status).toBe(403);
  expect((await put(worker, home.grids[0], body)).status).toBe(403);
  expect((await put(admin, '1101', body)).status).toBe(404);
  expect((await get(app, `/admin/areas/${home.street}/mode`, foreign.token)).status).toBe(403);
});
