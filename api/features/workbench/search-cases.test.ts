import type { CaseSummary } from '@shared/cases/schemas';
import { buildWorld, submit, tokenOf, type ActorName, type World } from '@api/test/quality/world';
import { get } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';

let app: TestApp;
let world: World;
let lamp: CaseSummary;
let quiet: CaseSummary;
beforeAll(async () => {
  app = await startTestApp();
  world = await buildWorld(app);
  lamp = await submit(world, { text: '老槐树旁边的喷泉漏水，电话13812345678找我', addressText: '春晖路8号' });
  quiet = await submit(world, { text: '邻居喷泉太吵，不想公开', visibility: 'private' });
});
afterAll(() => app.stop());

const numbers = (page: { body: { items?: CaseSummary[] } }) => (page.body.items ?? []).map(({ id }) => id);
const staff = async (who: ActorName, q: string) =>
  numbers(await get(app, `/workbench/search?q=${encodeURIComponent(q)}`, tokenOf(world, who)));
const feed = async (q: string, more = '') =>
  numbers(await get(app, `/cases?q=${encodeURIComponent(q)}${more}`));

test.each(['喷泉漏水', '老槐树', '春晖路', '8号', '喷泉 漏水', 'PQLS', 'pqls'])(
  'staff find it by %s',
  async (q) => {
    expect(await staff('worker', q)).toContain(lamp.id);
  },
);

test('staff find it by number and by its last six digits; by a phone’s last four', async () => {
  expect(await staff('worker', lamp.number)).toEqual([lamp.id]);
  expect(await staff('worker', lamp.number.toLowerCase())).toEqual([lamp.id]);
  expect(await staff('worker', lamp.number.slice(-6))).toEqual([lamp.id]);
  const _id = { number: lamp.number };
  await app.deps.db.collection('cases').updateOne(_id, { $push: { terms: '#t:4321' } as never });
  expect(await staff('worker', '4321')).toEqual([lamp.id]);
});

test('newest first, and only within one’s own area', async () => {
  expect(await staff('dispatcher', '喷泉')).toEqual([quiet.id, lamp.id]);
  for (const who of ['otherWorker', 'foreign'] as const) expect(await staff(who, '喷泉')).toEqual([]);
});

test('the public finds what it may read, by what it may read', async () => {
  expect(await feed('喷泉')).toEqual([lamp.id]);
  expect(await feed('喷泉', `&area=${world.home.community}`)).toEqual([lamp.id]);
  expect(await feed('喷泉', `&area=${world.away.community}`)).toEqual([]);
  // Neither hidden numbers, nor what stands for staff only, whatever is typed.
  for (const q of ['13812345678', '5678', lamp.number, '#t:4321', '#p:pq', 'pqls', '！？', '没有的词'])
    expect([q, await feed(q)]).toEqual([q, []]);
});

test.each(['', '　', '\uFFFD', '长'.repeat(61)])('%j is refused', async (q) => {
  for (const path of ['/cases', '/workbench/search'])
    expect((await get(app, `${path}?q=${encodeURIComponent(q)}`, tokenOf(world, 'worker'))).status).toBe(400);
});
