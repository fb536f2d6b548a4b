import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CaseView } from '@shared/cases/schemas';
import { casesOf, flushAllEvents } from '@api/features/cases';
import { startEmbeddedStore, type EmbeddedStore } from '@api/store/embedded';
import { get, post } from '../request';
import { startTestApp, type TestApp } from '../test-app';
import { buildWorld, report, type World } from './world';

/** What the link does with each piece that passes: let through, cut before the store sees it, cut before the answer. */
type Mood = 'fine' | 'cutRequests' | 'cutAnswers' | 'stall';

/** A TCP link to the store that can be broken at will. */
async function startLink(socketPath: string) {
  let mood: Mood = 'fine';
  let chance = 0;
  const open = new Set<net.Socket>();
  const server = net.createServer((near) => {
    const far = net.connect(socketPath);
    const cut = () => [near, far].forEach((socket) => socket.destroy());
    const pass = (to: net.Socket, cutIn: Mood) => (piece: Buffer) => {
      if (mood === 'stall') return;
      if (mood === cutIn && Math.random() < chance) cut();
      else to.write(piece);
    };
    near.on('data', pass(far, 'cutRequests'));
    far.on('data', pass(near, 'cutAnswers'));
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', cut);
      socket.on('close', () => {
        open.delete(socket);
        cut();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    be(next: Mood, often = 1) {
      mood = next;
      chance = often;
    },
    async stop() {
      open.forEach((socket) => socket.destroy());
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const dataDir = mkdtempSync(join(tmpdir(), 'lianxin-link-'));
let store: EmbeddedStore;
let link: Awaited<ReturnType<typeof startLink>>;
let app: TestApp;
let world: World;

beforeAll(async () => {
  store = await startEmbeddedStore({ dataDir, onLog: () => undefined });
  const [, socketPath = ''] = /mongodb:\/\/([^/?]+)/.exec(store.uri) ?? [];
  link = await startLink(decodeURIComponent(socketPath));
  app = await startTestApp({
    MONGODB_URI: `mongodb://127.0.0.1:${link.port}/?directConnection=true`,
    LOG_LEVEL: 'silent',
  });
  world = await buildWorld(app);
}, 60_000);
afterAll(async () => {
  link.be('fine');
  await app.stop();
  await link.stop();
  await store.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** As a phone does: the same key until it is answered. @returns every status it met on the way */
async function submitUntilDone(text: string): Promise<number[]> {
  const key = randomUUID();
  const met: number[] = [];
  for (;;) {
    const answer = await post<CaseView>(
      app,
      '/cases',
      { ...report(world), text },
      world.people.reporter.token,
      key,
    );
    met.push(answer.status);
    if (answer.status === 201 || met.length >= 60) return met;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

test.each(['cutRequests', 'cutAnswers'] as const)(
  'a link that breaks at random (%s): every report once, and never a 500',
  async (mood) => {
    link.be(mood, 0.15);
    const texts = Array.from({ length: 16 }, (_, i) => `断线 ${mood} 第 ${i} 件`);
    const met = await Promise.all(texts.map(submitUntilDone));
    link.be('fine');
    expect(met.map((statuses) => statuses.at(-1))).toEqual(texts.map(() => 201));
    expect([...new Set(met.flat())].filter((status) => ![201, 503].includes(status))).toEqual([]);
    await flushAllEvents(app.deps.db);
    for (const text of texts) expect(await casesOf(app.deps.db).countDocuments({ text })).toBe(1);
  },
  120_000,
);

test('a link that stands still: a bounded wait, 503 with Retry-After, and all is well afterwards', async () => {
  link.be('stall');
  const started = Date.now();
  const answer = await get(app, '/cases?limit=1', world.people.reporter.token);
  expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '5']);
  expect(Date.now() - started).toBeLessThan(25_000);
  link.be('cutAnswers');
  await new Promise((resolve) => setTimeout(resolve, 500));
  link.be('fine');
  expect((await submitUntilDone('恢复以后')).at(-1)).toBe(201);
}, 90_000);
