import mongoose from 'mongoose';
import type { Session } from '@shared/auth/schemas';
import type { CaseView } from '@shared/cases/schemas';
import type { Problem } from '@shared/core/errors';
import type { DisclosedVisit, VisitView } from '@shared/visits/contract';
import { VISIT_KEPT_DAYS } from '@shared/visits/rules';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { get, post } from '@api/test/request';
import { startTestApp, TEST_NOW, type TestApp } from '@api/test/test-app';
import { casesOf } from '../cases';
import { looksOf, visitsOf } from './visit.model';
import { wipeVisits } from './wipe-visits';

let app: TestApp;
let town: Community;
let worker: Person;
let liaison: Person;
let colleague: Person;
let dispatcher: Person;
let foreign: Person;
let resident: Person;
let away: Community;

beforeAll(async () => {
  app = await startTestApp();
  town = await buildCommunity(app);
  away = await buildCommunity(app);
  const [grid, other] = town.grids;
  worker = await town.person({ name: '王芳', role: 'grid_worker', area: grid, post: 'grid_worker' });
  liaison = await town.person({ name: '钱联', role: 'grid_worker', area: other, post: 'liaison' });
  colleague = await town.person({ name: '赵强', role: 'grid_worker', area: grid, post: 'grid_leader' });
  dispatcher = await town.person({ name: '何丽', role: 'dispatcher', area: town.community });
  foreign = await away.person({ name: '吴远', role: 'dispatcher', area: away.street });
  resident = await town.person({ name: '许静怡', homeGrid: grid });
});
afterAll(() => app.stop());

const at = (hoursAgo: number) => new Date(TEST_NOW - hoursAgo * 3600_000).toISOString();
const visit = (extra: object = {}) => ({
  purpose: 'household',
  at: at(1),
  place: town.centres[0],
  placeText: '3号楼502',
  people: ['李桂芬'],
  note: '腿脚不便，女儿周末来',
  findings: ['楼道灯不亮，晚上看不清', '门口堆了纸箱'],
  ...extra,
});
const write = (by: Person, extra: object = {}, key?: string) =>
  post<VisitView>(app, '/visits', visit(extra), by.token, key);
/** A token lives for fifteen minutes. */
const signInAgain = async (person: Person): Promise<Person> => ({
  ...person,
  token: (await post<Session>(app, '/auth/demo', { persona: person.persona })).body.accessToken,
});
interface VisitSummary {
  visits: number;
  people: number;
  findings: number;
  cases: number;
}
const list = async (by: Person, query = '') =>
  (await get<{ items: VisitView[]; nextCursor: string | null }>(app, `/visits?limit=50${query}`, by.token))
    .body;

test('written down once, however often it is sent; whom he met is his alone, and encrypted', async () => {
  const first = await write(worker, {}, 'offline-visit-1');
  const again = await write(worker, {}, 'offline-visit-1');
  expect([first.status, again.body.id]).toEqual([201, first.body.id]);
  expect(first.body).toMatchObject({ people: ['李桂芬'], peopleCount: 1, mine: true });
  const stored = await visitsOf(app.deps.db).find({ userId: worker.id }).toArray();
  expect(stored).toHaveLength(1);
  expect(JSON.stringify(stored)).not.toMatch(/李桂芬|女儿/);
  for (const reader of [colleague, dispatcher]) {
    const seen = (await list(reader, `&area=${town.grids[0]}`)).items.find(({ id }) => id === first.body.id);
    expect(seen).toMatchObject({ people: null, note: null, peopleCount: 1, mine: false, worker: '王芳' });
  }
  expect((await get(app, `/visits?area=${town.grids[0]}`, foreign.token)).status).toBe(404);
  expect((await get(app, '/visits', resident.token)).status).toBe(403);
});

test('opened one by one, for a reason, within limits, by who answers for the place; its writer sees who did', async () => {
  const { body } = await write(worker);
  const supervisor = await town.person({ name: '郑严', role: 'supervisor', area: town.district });
  const admin = await town.person({ name: '冯理', role: 'admin', area: town.city });
  const look = (by: Person, purpose: string | undefined = '核对探访', id = body.id) =>
    post<DisclosedVisit & Omit<Problem, 'status'>>(app, `/visits/${id}/disclose`, { purpose }, by.token);
  const looks = (by: Person) =>
    get<{ items: { by: { name: string }; purpose: string }[] }>(app, `/visits/${body.id}/looks`, by.token);
  const seen = async (by: Person) =>
    (await list(by, `&area=${town.grids[0]}`)).items.find(({ id }) => id === body.id)?.mayLook;
  expect(await Promise.all([worker, colleague, dispatcher, supervisor, admin].map(seen))).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
  for (const by of [colleague, dispatcher, supervisor])
    expect((await look(by)).body).toMatchObject({ people: ['李桂芬'], note: '腿脚不便，女儿周末来' });
  for (const by of [worker, admin]) expect((await look(by)).body.code).toBe('ACTION_NOT_ALLOWED');
  for (const by of [foreign, liaison]) expect((await look(by)).status).toBe(404);
  expect((await look(resident)).status).toBe(403);
  expect((await look(dispatcher, '')).status).toBe(400);
  expect((await looks(worker)).body.items.map(({ by, purpose }) => [by.name, purpose])).toEqual([
    ['郑严', '核对探访'],
    ['何丽', '核对探访'],
    ['赵强', '核对探访'],
  ]);
  expect((await looks(supervisor)).body.items).toHaveLength(3);
  expect((await looks(dispatcher)).status).toBe(404);
  const many = await Promise.all(Array.from({ length: 8 }, () => look(dispatcher)));
  expect(many.filter(({ status }) => status === 200)).toHaveLength(4);
  expect(many.find(({ status }) => status === 429)?.body.detail).toContain('看走访详情');
});

test.each([
  ['in another grid', { place: undefined }, 403],
  ['in the future', { at: at(-2) }, 400],
  ['too long ago', { at: at(24 * 9) }, 400],
  ['with too many findings', { findings: Array.from({ length: 11 }, () => '灯坏了') }, 400],
])('one %s is refused', async (_what, extra, status) => {
  const place = 'place' in extra ? { place: town.centres[1] } : {};
  expect((await write(worker, { ...extra, ...place })).status).toBe(status);
});

test('a finding becomes one case where it was found, and only he makes it', async () => {
  const { body } = await write(worker);
  const report = (by: Person, index = 0) =>
    post<VisitView>(app, `/visits/${body.id}/findings/${index}/case`, undefined, by.token);
  expect((await report(colleague)).status).toBe(404);
  expect((await report(worker, 5)).status).toBe(404);
  const answers = await Promise.all([report(worker), report(worker), report(worker)]);
  const ids = new Set(answers.map((answer) => answer.body.findings[0]?.case?.id));
  expect(ids.size).toBe(1);
  const [id] = [...ids];
  expect(await casesOf(app.deps.db).countDocuments({ text: '楼道灯不亮，晚上看不清' })).toBe(1);
  const made = await get<CaseView>(app, `/cases/${id}`, worker.token);
  expect([made.body.viewer, made.body.area.gridCode]).toEqual(['reporter', town.grids[0]]);
  expect(made.body.assignee).toMatchObject({ type: 'person', worker: { name: '赵强' } });
  expect((await report(worker)).body.findings[1]?.case).toBeNull();
});

test('the day’s route in order, page by page', async () => {
  for (const hours of [3, 2, 25]) await write(liaison, { place: town.centres[1], at: at(hours) });
  const day = await list(liaison, '&date=2026-11-23');
  expect(day.items.map((item) => item.at)).toEqual([at(2), at(3)].map((iso) => iso));
  const first = await get<{ items: VisitView[]; nextCursor: string }>(app, '/visits?limit=2', liaison.token);
  const rest = await get<{ items: VisitView[] }>(
    app,
    `/visits?limit=2&cursor=${first.body.nextCursor}`,
    liaison.token,
  );
  expect(rest.body.items.map((item) => item.at)).toEqual([at(25)]);
});

test('week and month are computed; a liaison sees whether his grids had their visit of the month', async () => {
  const summary = async (by: Person, query = '') =>
    (
      await get<{
        visits: number;
        people: number;
        byWorker: { name: string; count: number }[];
        norm: { met: boolean; visits: number; liaison: string }[];
      }>(app, `/visits/summary?${query}`, by.token)
    ).body;
  const before = await summary(liaison, 'period=month');
  expect(before.norm).toMatchObject([{ met: true, visits: before.visits, required: 1 }]);
  const other = await summary(liaison, 'period=month&date=2026-10-10');
  expect(other).toMatchObject({ visits: 0, norm: [{ met: false, visits: 0 }] });
  const community = await summary(dispatcher, `period=week&area=${town.community}`);
  expect(community.visits).toBe(community.byWorker.reduce((sum, { count }) => sum + count, 0));
  expect(community.byWorker.map(({ name }) => name).sort()).toEqual(['王芳', '钱联']);
  const unvisited = await town.person({
    name: '孙联',
    role: 'grid_worker',
    area: town.grids[0],
    post: 'liaison',
  });
  const month = await summary(dispatcher, `period=month&area=${town.community}`);
  expect(month.norm.map(({ liaison: name, met }) => [name, met]).sort()).toEqual([
    [unvisited.name, false],
    ['钱联', true],
  ]);
  expect((await summary(unvisited, 'period=month')).norm).toMatchObject([{ met: false }]);
  expect((await get(app, `/visits/summary?area=${away.community}`, dispatcher.token)).status).toBe(404);
});

test('after two years whom it met, what was noted and at which door is gone; the figures stay', async () => {
  const grid = town.grids[0];
  const made = (await write(worker, { people: ['李桂芬', '王大爷'] })).body;
  await post(app, `/visits/${made.id}/findings/0/case`, undefined, worker.token);
  const look = async (by: Person) =>
    post<DisclosedVisit & Problem>(app, `/visits/${made.id}/disclose`, { purpose: '核对探访' }, by.token);
  const desk = await town.person({ name: '周台', role: 'dispatcher', area: town.community });
  expect((await look(desk)).status).toBe(200);
  const figures = async () => {
    const { token } = await signInAgain(desk);
    const path = `/visits/summary?period=month&date=2026-11-23&area=${grid}`;
    const { visits, people, findings, cases } = (await get<VisitSummary>(app, path, token)).body;
    return { visits, people, findings, cases };
  };
  const before = await figures();
  const day = 24 * 3600_000;
  // A day too early only older ones go.
  app.setClock(TEST_NOW + (VISIT_KEPT_DAYS - 1) * day);
  await wipeVisits(app.deps);
  const kept = await visitsOf(app.deps.db).findOne({ _id: new mongoose.mongo.ObjectId(made.id) });
  expect([typeof kept?.sealed, kept?.placeText]).toEqual(['string', '3号楼502']);
  app.setClock(TEST_NOW + (VISIT_KEPT_DAYS + 1) * day);
  expect(await wipeVisits(app.deps, () => true)).toBe(0);
  const wiped = await wipeVisits(app.deps);
  expect([wiped > 0, await wipeVisits(app.deps)]).toEqual([true, 0]);
  const _id = new mongoose.mongo.ObjectId(made.id);
  const stored = await visitsOf(app.deps.db).findOne({ _id });
  expect(stored).toMatchObject({ sealed: null, placeText: null, peopleCount: 2 });
  expect(stored?.place.lng.toString().length).toBeLessThanOrEqual(7);
  expect(await looksOf(app.deps.db).countDocuments({ visitId: _id })).toBe(0);
  const again = await signInAgain(worker);
  const seen = (await list(again)).items.find(({ id }) => id === made.id);
  expect(seen).toMatchObject({ wiped: true, people: null, note: null, placeText: null, peopleCount: 2 });
  expect(seen?.findings.map(({ text, case: its }) => [text, its !== null])).toEqual([
    ['', true],
    ['', false],
  ]);
  expect((await post(app, `/visits/${made.id}/findings/1/case`, undefined, again.token)).status).toBe(404);
  const refused = async (by: Person) => {
    const { status, body } = await look(await signInAgain(by));
    return [status, body.detail];
  };
  // Who might have asked hears that it is gone; the others no more than before.
  expect(await refused(desk)).toEqual([403, '过了保存期限，见到谁已经清除']);
  expect(await refused(worker)).toEqual([403, '只有网格长、中心和监督人员因工作需要才能看']);
  expect(await figures()).toEqual(before);
  app.setClock(TEST_NOW);
});
