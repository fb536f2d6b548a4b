import { mongo } from 'mongoose';
import { get } from '@api/test/request';
import { buildWorld, LAMP, submit, type World } from '@api/test/quality/world';
import { settle, startTestApp, type TestApp } from '@api/test/test-app';
import { copyCases } from './test/copy-cases';

/** `FEED_CASES=30000` measures a larger city; what is asserted is the same. */
const CASES = Number(process.env.FEED_CASES ?? 3000);
const MOST_EXAMINED = 1000;

let app: TestApp;
let world: World;
let asked: { filter: mongo.Document; options: mongo.FindOptions }[] = [];

beforeAll(async () => {
  app = await startTestApp();
  world = await buildWorld(app);
  const { city, district, street, community, grids, centres } = world.home;
  const pattern = await submit(world, { text: '路灯不亮' });
  await settle();
  const [{ lng, lat }] = centres;
  // One word nearly every case has, one that is rare; a grid with a hundredth of the cases; few are closed there.
  await copyCases(app, pattern.id, CASES, (i) => ({
    place: { lng: lng + ((i * 7919) % 1000) * 2e-5, lat: lat + ((i * 104_729) % 1000) * 2e-5 },
    terms: ['路灯', ...(i % 500 === 3 ? ['喷泉'] : [])],
    status: i % 100 === 1 ? 'closed' : 'handling',
    kind: i % 400 === 7 ? 'wish' : 'report',
    areaPath: [city, district, street, community, i % 100 === 5 ? grids[1] : grids[0]],
    gridCode: i % 100 === 5 ? grids[1] : grids[0],
  }));
  const prototype = mongo.Collection.prototype as unknown as Record<'find', (...args: unknown[]) => unknown>;
  const original = prototype.find;
  jest.spyOn(prototype, 'find').mockImplementation(function (this: mongo.Collection, ...args: unknown[]) {
    if (this.collectionName === 'cases')
      asked.push({ filter: args[0] as mongo.Document, options: args[1] as mongo.FindOptions });
    return original.apply(this, args);
  });
}, 240_000);
afterAll(() => app.stop());

/** What the queries of one request read, as the store itself counts. */
async function examined(): Promise<{ docs: number; stages: string }> {
  // Explaining asks through the same method.
  const queries = [...asked];
  let docs = 0;
  let stages = '';
  for (const { filter, options } of queries) {
    const plan = (await app.deps.db.collection('cases').find(filter, options).explain('executionStats')) as {
      executionStats: { totalDocsExamined: number };
      queryPlanner: object;
    };
    docs += plan.executionStats.totalDocsExamined;
    stages += (JSON.stringify(plan.queryPlanner).match(/"(COLLSCAN|SORT)"/g) ?? []).join();
  }
  return { docs, stages };
}

const inGrid = () => `area=${world.home.grids[1]}`;
const inBox = () => {
  const { lng, lat } = world.home.centres[0];
  return `coordType=wgs84&bbox=${lng},${lat},${lng + 0.03},${lat + 0.03}`;
};
const q = (words: string) => `q=${encodeURIComponent(words)}`;
const searches: [string, () => string, number][] = [
  ['a word everybody uses, in a small area', () => `${q('路灯')}&${inGrid()}`, 300],
  ['a rare word in the whole city', () => q('喷泉'), 60],
  ['a rare word beside a frequent one', () => q('路灯 喷泉'), 300],
  ['a word everybody uses, closed, in a small area', () => `${q('路灯')}&${inGrid()}&status=closed`, 300],
  ['rare state within a view of the map', () => `${inBox()}&status=closed`, 400],
  ['a rare word within a view of the map', () => `${inBox()}&${q('喷泉')}`, 400],
  ['category and state together', () => `category=${LAMP}&status=closed`, 400],
  ['a rare kind', () => 'kind=wish', 60],
  ['a rare kind in a large area', () => `kind=wish&area=${world.home.city}`, MOST_EXAMINED],
  ['a word that is nowhere', () => `${q('没有')}&area=${world.home.city}`, 200],
  ['the whole view on a map', () => `${inBox()}&format=geojson`, MOST_EXAMINED],
  ['a state on a map', () => `${inBox()}&format=geojson&status=handling`, MOST_EXAMINED],
];

test.each(searches)('%s: from an index in order, and few are read', async (name, query, most) => {
  asked = [];
  const started = performance.now();
  const { status } = await get(app, `/cases?${query()}`);
  const ms = Math.round(performance.now() - started);
  const { docs, stages } = await examined();
  if (process.env.FEED_CASES) process.stdout.write(`${name}: ${docs} documents, ${ms} ms\n`);
  expect(status).toBe(200);
  // What another server reads is its planner's to choose, and its size of "small": here only ours is held to it.
  if (process.env.MONGODB_URI) return;
  expect(stages).toBe('');
  expect(docs).toBeGreaterThan(0);
  expect(docs).toBeLessThanOrEqual(Math.min(most, MOST_EXAMINED));
});

test('what is rare is found to the last one, page by page', async () => {
  const found = new Set<string>();
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: { items: { id: string }[]; nextCursor: string | null } = (
      await get<{ items: { id: string }[]; nextCursor: string | null }>(
        app,
        `/cases?${inBox()}&status=closed&limit=7${cursor && `&cursor=${cursor}`}`,
      )
    ).body;
    page.items.forEach(({ id }) => found.add(id));
    cursor = page.nextCursor;
  }
  expect(found.size).toBe(CASES / 100);
});
