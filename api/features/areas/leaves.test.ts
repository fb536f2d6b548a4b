import type { LocateResult, ContactsView } from '@shared/areas/schemas';
import type { Session } from '@shared/auth/schemas';
import type { CaseView } from '@shared/cases/schemas';
import type { LeaveView } from '@shared/leave/schemas';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { get, post, send } from '@api/test/request';
import { startTestApp, TEST_NOW, type TestApp } from '@api/test/test-app';

const DAY = 24 * 3600_000;
let app: TestApp;
let home: Community;
let worker: Person;
let deputy: Person;
let leader: Person;
let desk: Person;
let reporter: Person;

beforeAll(async () => {
  app = await startTestApp();
  home = await buildCommunity(app);
  const [grid, beside] = home.grids;
  worker = await home.person({ name: '王芳', role: 'grid_worker', area: grid, post: 'grid_worker' });
  leader = await home.person({ name: '赵强', role: 'grid_worker', area: grid, post: 'grid_leader' });
  deputy = await home.person({ name: '钱进', role: 'grid_worker', area: beside, post: 'grid_worker' });
  desk = await home.person({ role: 'dispatcher', area: home.community });
  reporter = await home.person({ homeGrid: grid });
});
beforeEach(() => app.setClock(TEST_NOW));
afterAll(() => app.stop());

const at = (ms: number) => new Date(TEST_NOW + ms).toISOString();
const ask = (who: Person, body: object, postOf = worker, key?: string) =>
  post<LeaveView & { code: string; errors?: { path: string }[] }>(
    app,
    `/posts/post-${postOf.id}/leave`,
    { reason: '年休假', ...body },
    who.token,
    key,
  );
const cancel = (who: Person, { id }: LeaveView, postOf = worker) =>
  send<LeaveView>(app, 'DELETE', `/posts/post-${postOf.id}/leave/${id}`, { token: who.token });
const located = async () => {
  const { lng, lat } = home.centres[0];
  return (await get<LocateResult>(app, `/areas/locate?lng=${lng}&lat=${lat}&coordType=wgs84`)).body;
};
const submitted = async () =>
  (
    await post<CaseView>(
      app,
      '/cases',
      { text: '路灯不亮了', categoryCode: 'GY-0102', place: home.centres[0] },
      (await post<Session>(app, '/auth/demo', { persona: reporter.persona })).body.accessToken,
    )
  ).body;

test('who is on leave gets no new case, from the hour to the hour; the next in order does', async () => {
  const { status, body } = await ask(worker, { from: at(DAY), until: at(2 * DAY) });
  expect([status, body.state]).toEqual([201, 'coming']);
  expect((await located()).worker?.name).toBe('王芳');
  app.setClock(TEST_NOW + DAY + 1000);
  const found = await located();
  expect(found.worker?.name).toBe('赵强');
  expect(found.workerReason).toContain('网格长');
  expect((await submitted()).assignee).toMatchObject({ worker: { name: '赵强' } });
  const { team } = (await get<ContactsView>(app, `/areas/${home.grids[0]}/contacts`)).body;
  expect(team.find(({ name }) => name === '王芳')?.onDuty).toBe(false);
  app.setClock(TEST_NOW + 2 * DAY);
  expect((await located()).worker?.name).toBe('王芳');
  app.setClock(TEST_NOW);
  expect((await cancel(worker, body)).status).toBe(200);
});

test('a deputy takes the place of who is away, unless away himself', async () => {
  const { body } = await ask(worker, { from: at(0), until: at(DAY), deputyPostId: `post-${deputy.id}` });
  expect(body.deputy).toMatchObject({ name: '钱进', functionName: '专职网格员' });
  const found = await located();
  expect([found.worker?.name, found.workerReason]).toEqual(['钱进', '王芳暂不在岗，由专职网格员钱进代班']);
  const own = await ask(deputy, { from: at(0), until: at(DAY) }, deputy);
  expect((await located()).worker?.name).toBe('赵强');
  await cancel(deputy, own.body, deputy);
  expect((await cancel(desk, body)).body.state).toBe('cancelled');
  expect((await located()).worker?.name).toBe('王芳');
  expect((await cancel(worker, body)).status).toBe(409);
});

test('leave is the holder’s or his desk’s to arrange and to read', async () => {
  const times = { from: at(10 * DAY), until: at(11 * DAY) };
  const strange = await (await buildCommunity(app)).person({ role: 'admin', area: home.grids[1] });
  expect((await ask(leader, times)).status).toBe(403);
  expect((await ask(strange, times)).status).toBe(403);
  expect((await ask(reporter, times)).status).toBe(403);
  expect((await post(app, `/posts/post-${worker.id}/leave`, times)).status).toBe(401);
  expect((await post(app, '/posts/nobody/leave', { ...times, reason: '假' }, desk.token)).status).toBe(404);
  const { status, body } = await ask(desk, times);
  expect(status).toBe(201);
  const list = await get<{ items: LeaveView[] }>(app, `/posts/post-${worker.id}/leave`, worker.token);
  expect(list.body.items[0]?.id).toBe(body.id);
  expect((await get(app, `/posts/post-${worker.id}/leave`, leader.token)).status).toBe(403);
  expect((await cancel(leader, body)).status).toBe(403);
  const page = await get<{ items: LeaveView[]; nextCursor: string | null }>(
    app,
    `/posts/post-${worker.id}/leave?limit=1`,
    worker.token,
  );
  expect(page.body.items).toHaveLength(1);
  const next = await get<{ items: LeaveView[] }>(
    app,
    `/posts/post-${worker.id}/leave?limit=1&cursor=${page.body.nextCursor}`,
    worker.token,
  );
  expect(next.body.items[0]?.id).not.toBe(page.body.items[0]?.id);
});

test('the same request makes one leave; another at the same time is refused', async () => {
  const times = { from: at(20 * DAY), until: at(22 * DAY) };
  const first = await ask(worker, times, worker, 'leave-key-1');
  expect((await ask(worker, times, worker, 'leave-key-1')).body.id).toBe(first.body.id);
  const over = await ask(worker, { from: at(21 * DAY), until: at(30 * DAY) });
  expect([over.status, over.body.errors?.[0]?.path]).toEqual([400, 'from']);
});

test.each([
  [{ from: at(2 * DAY), until: at(DAY) }, 'until'],
  [{ from: at(-9 * DAY), until: at(-8 * DAY) }, 'until'],
  [{ from: at(-9 * DAY), until: at(40 * DAY) }, 'from'],
  [{ from: at(40 * DAY), until: at(400 * DAY) }, 'until'],
  [{ from: at(40 * DAY), until: at(41 * DAY), reason: ' ' }, 'reason'],
  [{ from: at(40 * DAY), until: at(41 * DAY), deputyPostId: 'nobody' }, 'deputyPostId'],
])('what is wrong in %j is told at its field', async (body, path) => {
  const answer = await ask(worker, body);
  expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([400, path]);
});
