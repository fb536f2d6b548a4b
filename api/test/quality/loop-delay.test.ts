import { monitorEventLoopDelay } from 'node:perf_hooks';
import { get } from '../request';
import { settle, startTestApp, type TestApp } from '../test-app';
import { buildWorld, type World } from './world';

/** QUALITY 24: what asks for too much, or for what no index answers, is capped or refused and never holds the loop. */
const BLOCKED_AT_MOST_MS = 50;
const TRIES = 3;

let app: TestApp;
let world: World;

beforeAll(async () => {
  app = await startTestApp();
  world = await buildWorld(app);
  await settle();
});
afterAll(() => app.stop());

const EVIL = [
  '(a+)+$',
  '.*'.repeat(200),
  '[',
  '\\',
  '$where',
  'a'.repeat(200),
  '灯'.repeat(200),
  '*'.repeat(60),
];
const PATHS = [
  '/cases?limit=1000000000',
  '/cases?limit=-1',
  '/cases?skip=1000000000',
  '/cases?sort=text',
  '/cases?cursor=zzzz',
  '/cases?near=120.1,30.2&radiusM=1000000000',
  '/cases?bbox=-180,-90,180,90&format=geojson',
  '/workbench?queue=team&limit=1000000000',
  '/workbench?queue=team&sort=text',
  '/areas?limit=1000000000',
  ...EVIL.flatMap((words) => [
    `/cases?q=${encodeURIComponent(words)}`,
    `/workbench/search?q=${encodeURIComponent(words)}`,
  ]),
];

/** The longest the loop stood still while it was answered, the best of some tries: the machine has other work, too. */
async function longestBlock(path: string, token: string): Promise<{ ms: number; status: number }> {
  let best = { ms: Infinity, status: 0 };
  for (let attempt = 0; attempt < TRIES && best.ms > BLOCKED_AT_MOST_MS; attempt += 1) {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const { status } = await get(app, path, token);
    delay.disable();
    const ms = delay.count > 0 ? delay.max / 1e6 : 0;
    if (ms < best.ms) best = { ms, status };
  }
  return best;
}

test.each(PATHS)('%s', async (path) => {
  const { ms, status } = await longestBlock(path, world.people.dispatcher.token);
  expect([200, 400]).toContain(status);
  expect(ms).toBeLessThan(BLOCKED_AT_MOST_MS);
});

test.each([
  '/cases?limit=1000000000',
  '/cases?skip=5',
  '/cases?sort=text',
  '/workbench?queue=team&limit=101',
])('%s is refused, field by field', async (path) => {
  const answer = await get<{ code: string; errors: unknown[] }>(app, path, world.people.dispatcher.token);
  expect(answer.status).toBe(400);
  expect(answer.body.errors.length).toBeGreaterThan(0);
});
