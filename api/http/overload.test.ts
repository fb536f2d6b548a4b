import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { createMetrics, requestId } from './observe';
import { overload, Waiting } from './overload';

/** So many come at 10 s, some are answered at `answeredAt`; asked at `askedAt`. */
test.each<[string, number, number, number, number, number]>([
  ['nobody is inside', 0, 0, 10_000, 20_000, 0],
  ['few are inside, of whom none is answered', 255, 0, 10_000, 20_000, 0],
  ['a crowd has just come', 900, 0, 10_000, 10_900, 0],
  ['too large a crowd', 1000, 0, 10_000, 10_900, Infinity],
  ['400 are left, 1,600 were answered in two seconds', 2000, 1600, 11_900, 12_000, 0.5],
  ['500 are left, 200 were answered in two seconds', 700, 200, 11_900, 12_000, 5],
  ['of the last second only, when it began then', 800, 400, 10_900, 11_000, 1],
  ['those answered before the window do not count', 700, 200, 10_500, 14_000, 1000],
  ['as few as always are left', 800, 600, 11_900, 12_000, 0],
])('%s', (_, come, answered, answeredAt, askedAt, expected) => {
  const waiting = new Waiting();
  for (let i = 0; i < come; i += 1) waiting.enter(10_000);
  for (let i = 0; i < answered; i += 1) waiting.leave(answeredAt);
  expect(waiting.seconds(askedAt)).toBeCloseTo(expected, 5);
});

describe('at the door', () => {
  let server: Server;
  let url: string;
  const held: (() => void)[] = [];
  const metrics = createMetrics(false);
  let nowMs = 0;

  beforeAll(async () => {
    const app = new Koa();
    app.use(requestId());
    app.use(overload(metrics.turnedAway, () => nowMs));
    app.use(async (ctx) => {
      if (ctx.path === '/slow') await new Promise<void>((resolve) => held.push(resolve));
      ctx.body = 'ok';
    });
    server = createServer((req, res) => void app.callback()(req, res));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  test('while nobody is answered they are turned away, then it is open again', async () => {
    const inside = Array.from({ length: 260 }, () => fetch(`${url}/slow`));
    while (held.length < 260) await new Promise((resolve) => setTimeout(resolve, 5));
    // Just come: nothing is known yet.
    expect((await fetch(`${url}/quick`)).status).toBe(200);
    nowMs = 3_000;
    const refused = await fetch(`${url}/quick`);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    const problem = (await refused.json()) as { code: string; detail: string };
    expect(problem).toMatchObject({ code: 'UNAVAILABLE', detail: '现在使用的人太多，请稍等几秒再试' });
    const after = Number(refused.headers.get('retry-after'));
    expect(after).toBeGreaterThanOrEqual(1);
    expect(after).toBeLessThanOrEqual(30);
    expect((await fetch(`${url}/quick`, { method: 'POST' })).status).toBe(503);
    const counted = await metrics.turnedAway.get();
    expect(counted.values.map(({ labels, value }) => [labels.kind, value])).toEqual([
      ['read', 1],
      ['write', 1],
    ]);
    held.splice(0).forEach((answer) => answer());
    expect((await Promise.all(inside)).map(({ status }) => status)).toEqual(Array(260).fill(200));
    expect((await fetch(`${url}/quick`)).status).toBe(200);
  });

  test('with six seconds to wait, who writes is let in and who reads is not', async () => {
    nowMs = 10_000;
    const inside = Array.from({ length: 350 }, () => fetch(`${url}/slow`));
    while (held.length < 350) await new Promise((resolve) => setTimeout(resolve, 5));
    nowMs = 11_000;
    held.splice(0, 50).forEach((answer) => answer());
    await Promise.race([
      Promise.all(inside.slice(0, 50)),
      new Promise((resolve) => setTimeout(resolve, 1_000)),
    ]);
    // 300 inside, 50 a second.
    expect((await fetch(`${url}/quick`)).status).toBe(503);
    expect((await fetch(`${url}/quick`, { method: 'POST' })).status).toBe(200);
    held.splice(0).forEach((answer) => answer());
    await Promise.all(inside);
  });
});
