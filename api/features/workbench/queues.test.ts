import { WORKBENCH_QUEUES } from '@shared/cases/contract';
import type { CaseSummary } from '@shared/cases/schemas';
import { buildWorld, signInAgain, submit, type World } from '@api/test/quality/world';
import { act, get } from '@api/test/request';
import { startTestApp, TEST_NOW, type TestApp } from '@api/test/test-app';

let app: TestApp;
let world: World;
beforeAll(async () => {
  app = await startTestApp();
  world = await buildWorld(app);
});
afterAll(() => app.stop());

type Staff = 'worker' | 'dispatcher' | 'supervisor';
const list = async (who: Staff, queue: string) => {
  const page = await get<{ items: CaseSummary[] }>(
    app,
    `/workbench?queue=${queue}&limit=100`,
    world.people[who].token,
  );
  return page.body.items.map(({ id }) => id);
};
const does = (who: 'worker' | 'leader' | 'dispatcher' | 'reporter', id: string, action: string, body = {}) =>
  act(app, world.people[who].token, id, action, body);

test('nobody has it yet, comes back, is due soon, is late; each count is the length of its list', async () => {
  const made = await submit(world);
  const { id } = made;
  expect(await list('dispatcher', 'unclaimed')).toContain(id);
  await does('worker', id, 'accept');
  expect(await list('dispatcher', 'unclaimed')).not.toContain(id);
  await does('dispatcher', id, 'dispatch', { to: { personId: world.people.leader.id } });
  expect(await list('dispatcher', 'unclaimed')).toContain(id);
  expect(await list('dispatcher', 'returned')).not.toContain(id);
  await does('leader', id, 'return', { reason: 'not_ours', text: '不归我管' });
  expect(await list('dispatcher', 'returned')).toContain(id);
  const due = Date.parse(made.deadlines.resolveBy);
  for (const [nowMs, soon, late] of [
    [due - 5 * 3600_000, false, false],
    [due - 3600_000, true, false],
    [due + 1000, false, true],
  ] as const) {
    app.setClock(nowMs);
    for (const who of ['worker', 'dispatcher', 'supervisor'] as const)
      world.people[who].token = (await signInAgain(app, world.people[who])).accessToken;
    expect((await list('supervisor', 'dueSoon')).includes(id)).toBe(soon);
    expect((await list('supervisor', 'overdue')).includes(id)).toBe(late);
    for (const who of ['worker', 'dispatcher', 'supervisor'] as const) {
      const summary = await get<{ queues: { queue: string; count: number }[] }>(
        app,
        '/workbench/summary',
        world.people[who].token,
      );
      const counts = Object.fromEntries(summary.body.queues.map(({ queue, count }) => [queue, count]));
      for (const queue of WORKBENCH_QUEUES)
        expect([queue, (await list(who, queue)).length]).toEqual([queue, counts[queue]]);
    }
  }
  app.setClock(TEST_NOW);
});
