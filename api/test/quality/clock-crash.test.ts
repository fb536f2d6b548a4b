import { randomInt, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import catalogue from '@api/demo/source/categories.json';
import type { Session } from '@shared/auth/schemas';
import type { CaseEvent, CaseView } from '@shared/cases/schemas';
import type { NotificationView } from '@shared/notifications/contract';
import { get, post } from '../request';
import { bundleServer, type ServerProcess, startServer } from '../server-process';

jest.setTimeout(240_000);

const seconds = (count: number) => ({ hours: count / 3600, clock: 'natural' });
/** From submission: accepted within 16 s, warned after 16 s, overdue after 20 s, raised after 30 s. */
const SOON = { respond: seconds(16), resolve: seconds(20) };
const CASES = 4;

const scratch = mkdtempSync(join(tmpdir(), 'lianxin-clock-'));
const [bundle, dataDir] = [join(scratch, 'bundle'), join(scratch, 'data')];
const tokens = {} as Record<'resident' | 'grid-worker' | 'admin', string>;
let server: ServerProcess;

async function start() {
  server = await startServer(bundle, dataDir);
  for (const persona of ['resident', 'grid-worker', 'admin'] as const)
    tokens[persona] = (await post<Session>(server, '/auth/demo', { persona })).body.accessToken;
}
beforeAll(async () => {
  await bundleServer(bundle);
  await start();
  const categories = catalogue.categories.map((entry) =>
    entry.code === 'GY-0102' ? { ...entry, ...SOON } : entry,
  );
  const body = { ...catalogue, version: 'in-seconds', categories };
  const imported = await post(server, '/admin/categories/import', body, tokens.admin);
  if (imported.status !== 200) throw new Error(JSON.stringify(imported.body));
});
afterAll(async () => {
  await server.end('SIGKILL');
  rmSync(scratch, { recursive: true, force: true });
});

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const eventsOfCase = async (id: string) =>
  (await get<{ items: CaseEvent[] }>(server, `/cases/${id}/events?limit=100`, tokens['grid-worker'])).body
    .items;
async function told(topic: 'mine' | 'work', persona: 'resident' | 'grid-worker'): Promise<string[]> {
  const items: NotificationView[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: { body: { items: NotificationView[]; nextCursor: string | null } } = await get(
      server,
      `/me/notifications?limit=100&topic=${topic}${cursor && `&cursor=${cursor}`}`,
      tokens[persona],
    );
    items.push(...page.body.items);
    cursor = page.body.nextCursor;
  }
  return items.map(({ id }) => id.slice(0, id.lastIndexOf(':')));
}

const CLOCK_STEPS = ['warned', 'overdue', 'raised'];
const clock = (events: CaseEvent[]) =>
  events.map(({ type }) => type).filter((type) => CLOCK_STEPS.includes(type));
const isThrough = async (id: string) => clock(await eventsOfCase(id)).includes('raised');
const acceptAndTakeUp = async (id: string) => {
  for (const action of ['accept', 'takeUp'])
    await post(server, `/cases/${id}/actions/${action}`, {}, tokens['grid-worker']);
};

test('kills while clocks run out: no step is missed, and each is told once', async () => {
  const ids: string[] = [];
  for (let round = 0; round < CASES; round += 1) {
    const report = { text: `时限 第 ${round} 轮`, categoryCode: 'GY-0102', visibility: 'private' };
    const made = await post<CaseView>(server, '/cases', report, tokens.resident, randomUUID());
    expect(made.status).toBe(201);
    ids.push(made.body.id);
    const acts = acceptAndTakeUp(made.body.id).catch(() => undefined);
    await wait(randomInt(10, 300));
    await server.end('SIGKILL');
    await acts;
    await start();
    // What the kill cut off is done now; what was done is refused as done.
    await acceptAndTakeUp(made.body.id);
  }
  // Steps are taken when a process starts and every 30 s: it is killed in the middle of them, again and again.
  let kills = 0;
  for (const end = Date.now() + 120_000; !(await Promise.all(ids.map(isThrough))).every(Boolean);) {
    if (Date.now() > end) throw new Error(`steps are missing after ${kills} kills`);
    await wait(randomInt(0, 1_500));
    await server.end('SIGKILL');
    await start();
    kills += 1;
  }
  expect(kills).toBeGreaterThan(0);
  const logs = await Promise.all(ids.map(eventsOfCase));
  for (const log of logs)
    // The warning may come too late to be of use; the others never.
    expect(['warned overdue raised', 'overdue raised']).toContain(clock(log).join(' '));
  const all = logs.flat();
  const expected = {
    mine: all.filter(({ type, visibility }) => visibility === 'public' && type !== 'submit'),
    work: all.filter(({ type }) => ['submit', 'warned', 'overdue'].includes(type)),
  };
  const want = (topic: 'mine' | 'work') => expected[topic].map(({ id }) => id).sort();
  const have = async (topic: 'mine' | 'work') =>
    (await told(topic, topic === 'mine' ? 'resident' : 'grid-worker'))
      .filter((id) => ids.includes(id.slice(0, 24)))
      .sort();
  for (let i = 0; i < 60; i += 1) {
    const complete = (await have('mine')).length >= want('mine').length;
    if (complete && (await have('work')).length >= want('work').length) break;
    await wait(500);
  }
  expect(await have('mine')).toEqual(want('mine'));
  expect(await have('work')).toEqual(want('work'));
});
