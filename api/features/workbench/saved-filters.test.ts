import type { CaseSummary } from '@shared/cases/schemas';
import type { SavedFilter } from '@shared/workbench/saved-filters';
import { buildWorld, submit, tokenOf, type ActorName, type World } from '@api/test/quality/world';
import { get, post, send } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';

let app: TestApp;
let world: World;
beforeAll(async () => {
  app = await startTestApp();
  world = await buildWorld(app);
});
afterAll(() => app.stop());

const PATH = '/me/workbench/filters';
type Staff = Exclude<ActorName, 'anonymous'>;
const save = (who: Staff, name: string, filter: object = { urgent: '1' }, queue = 'team', key?: string) =>
  post<SavedFilter & { errors?: { path: string }[] }>(
    app,
    PATH,
    { name, queue, filter },
    world.people[who].token,
    key,
  );
const list = async (who: Staff, query = '') =>
  (await get<{ items: SavedFilter[] }>(app, `${PATH}${query}`, tokenOf(world, who))).body.items;
const names = async (who: Staff) => (await list(who)).map(({ name }) => name);
const change = (who: Staff, id: string, body: object) =>
  send<SavedFilter>(app, 'PATCH', `${PATH}/${id}`, { token: world.people[who].token, body });
const remove = (who: Staff, id: string) =>
  send(app, 'DELETE', `${PATH}/${id}`, { token: world.people[who].token });

test('saved, renamed, moved, removed; each person has his own', async () => {
  const [a, b, c] = [await save('worker', '甲'), await save('worker', '乙'), await save('worker', '丙')];
  expect([a.status, a.body]).toEqual([
    201,
    { id: a.body.id, name: '甲', queue: 'team', filter: { urgent: '1' }, count: null, capped: false },
  ]);
  expect((await change('worker', c.body.id, { position: 0 })).status).toBe(200);
  expect(await names('worker')).toEqual(['丙', '甲', '乙']);
  const changed = await change('worker', b.body.id, {
    name: '已受理',
    queue: 'todo',
    filter: { status: 'accepted' },
  });
  expect(changed.body).toMatchObject({ name: '已受理', queue: 'todo', filter: { status: 'accepted' } });
  expect(await list('leader')).toEqual([]);
  for (const { body } of [a, b, c]) {
    expect((await change('leader', body.id, { name: '偷改' })).status).toBe(404);
    expect((await remove('leader', body.id)).status).toBe(404);
  }
  expect((await remove('worker', a.body.id)).status).toBe(204);
  expect((await remove('worker', a.body.id)).status).toBe(404);
  expect(await names('worker')).toEqual(['丙', '已受理']);
});

test('the same request twice saves once; two at once are both kept', async () => {
  const key = 'same-key-same-filter';
  const first = await save('leader', '一次', {}, 'todo', key);
  const again = await save('leader', '一次', {}, 'todo', key);
  expect(again.body.id).toBe(first.body.id);
  const both = await Promise.all(['左', '右', '上'].map((name) => save('leader', name)));
  expect(both.map(({ status }) => status)).toEqual([201, 201, 201]);
  expect((await names('leader')).sort()).toEqual(['一次', '上', '右', '左'].sort());
});

test('twenty at most, no name twice', async () => {
  for (let i = 1; i <= 20; i += 1) expect((await save('dispatcher', `第${i}个`)).status).toBe(201);
  const full = await save('dispatcher', '第21个');
  expect([full.status, full.body.errors?.[0]?.path]).toEqual([400, 'name']);
  const [first, second] = await list('dispatcher');
  expect((await change('dispatcher', first?.id ?? '', { name: second?.name })).status).toBe(400);
  expect((await remove('dispatcher', first?.id ?? '')).status).toBe(204);
  expect((await save('dispatcher', second?.name ?? '')).status).toBe(400);
  expect((await save('dispatcher', '第21个')).status).toBe(201);
});

test.each([
  ['a long name', { name: '长'.repeat(21), queue: 'team', filter: {} }],
  ['no name', { name: ' ', queue: 'team', filter: {} }],
  ['an unknown queue', { name: '好', queue: 'all', filter: {} }],
  ['an unknown field', { name: '好', queue: 'team', filter: { $where: '1' } }],
  ['a wrong status', { name: '好', queue: 'team', filter: { status: 'x' } }],
])('%s is refused', async (_name, body) => {
  expect((await post(app, PATH, body, world.people.supervisor.token)).status).toBe(400);
});

test('a count is the length of its list, within his own area', async () => {
  await submit(world);
  await submit(world, { place: world.home.centres[1] });
  for (const who of ['supervisor', 'otherWorker', 'foreign'] as const) {
    await save(who, '未受理', { status: 'submitted' });
    await save(who, '路灯', { q: '路灯' });
    for (const { queue, filter, count, capped } of await list(who, '?counts=1')) {
      const query = new URLSearchParams({ queue, limit: '100', ...(filter as Record<string, string>) });
      const page = await get<{ items: CaseSummary[] }>(
        app,
        `/workbench?${query.toString()}`,
        tokenOf(world, who),
      );
      expect([who, filter, count, capped]).toEqual([who, filter, page.body.items.length, false]);
    }
  }
  expect((await list('supervisor', '?counts=1')).map(({ count }) => count)).toEqual([2, 2]);
  expect((await list('foreign', '?counts=1')).map(({ count }) => count)).toEqual([0, 0]);
});
