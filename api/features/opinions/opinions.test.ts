import type { OpinionMapAnswer } from '@shared/opinions/schemas';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { buildTopic, buildVotes } from '@api/test/build-topic';
import { get } from '@api/test/request';
import { startTestApp, type TestApp, TEST_NOW } from '@api/test/test-app';
import { statementsOf, statementVotesOf, type TopicDoc, topicsOf } from '../deliberations';
import { computeOpinionMaps, mapInThread } from './compute-maps';
import { opinionMapsOf } from './opinion.model';
import { buildMatrix } from '@shared/opinions/matrix';
import { computeMap } from '@shared/opinions/compute-map';
import { plant } from '@shared/opinions/test/planted';

let app: TestApp;
let home: Community;
let me: Person;
let topic: TopicDoc;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(async () => {
  app.setClock(TEST_NOW);
  home = await buildCommunity(app);
  me = await home.person({ homeGrid: home.grids[0] });
  topic = await buildTopic(app, home.community);
});

const read = async (who?: Person) =>
  (await get<OpinionMapAnswer>(app, `/topics/${topic._id.toHexString()}/opinion-map`, who?.token)).body;
const compute = () => computeOpinionMaps(app.deps, () => false);
/** Two camps of eight statements, one of them common; `count` people, the first is me. */
const camps = (count: number) =>
  buildVotes(
    app,
    topic,
    [me.id, ...Array.from({ length: count - 1 }, (_, i) => `voter-${i}`)],
    Array.from({ length: count }, (_, i) =>
      Array.from({ length: 8 }, (_unused, j) => (j === 0 || (i % 3 === 0) === j < 4 ? 1 : -1)),
    ),
  );

test('below ten voters nothing is shown, nothing is computed, nothing is kept', async () => {
  await camps(9);
  expect(await read(me)).toEqual({ voters: 9, votersNeeded: 10, pending: false, map: null, mine: null });
  expect(await compute()).toBe(0);
  expect(await opinionMapsOf(app.deps.db).findOne({ _id: topic._id })).toBeNull();
});

test('asked for, computed by the job, read with one’s own place; then only when votes have changed', async () => {
  const [first = ''] = await camps(24);
  expect(await read()).toMatchObject({ voters: 10, pending: true, map: null });
  expect(await compute()).toBe(1);
  const { map, mine, pending } = await read(me);
  expect(pending).toBe(false);
  expect(map).toMatchObject({ people: 24, placed: 24, answers: 192 });
  expect(map?.groups.map(({ name, people }) => [name, people])).toEqual([
    ['甲组', 16],
    ['乙组', 8],
  ]);
  expect(map?.words).toBe('24 人对 8 条看法表了态，看法明显分成 2 组。');
  expect(map?.shared[0]).toMatchObject({ statementId: first, text: '第 1 条看法', side: 'agree', least: 1 });
  expect(map?.shared[0]?.words).toMatch(/^各组多数都同意：最低的[甲乙]组也有 100%（把握 9\d%）。$/);
  expect(map?.dividing).toHaveLength(5);
  expect(map?.dividing[0]?.words).toMatch(/^[甲乙]组 100% 同意，[甲乙]组只有 0%（把握 99%）。$/);
  expect(map?.groups[1]?.typical[0]?.words).toMatch(/^这组 100% (不)?同意，其他人 0%（把握 99%）。$/);
  expect(mine).toMatchObject({ group: 1, answers: 8 });
  expect((await read()).mine).toBeNull();
  expect(await compute()).toBe(0);

  // I change my mind about the second statement: the next look asks for a new map, made of that one vote.
  const second = (await statementsOf(app.deps.db).find({ topicId: topic._id }).toArray())[1];
  app.travel(5000);
  await statementVotesOf(app.deps.db).updateOne(
    { statementId: second?._id, voterId: me.id },
    { $set: { vote: -1, at: new Date(app.deps.clock()) } },
  );
  expect((await read(me)).pending).toBe(true);
  expect(await compute()).toBe(1);
  const after = (await read(me)).map?.statements.find(
    ({ statementId }) => statementId === second?._id.toHexString(),
  );
  expect(after?.all).toEqual({ agree: 7, disagree: 17, pass: 0 });
});

test('a statement taken down is gone from the map at once, and from the next one', async () => {
  const [first = ''] = await camps(24);
  await read();
  await compute();
  const care = {
    state: 'removed' as const,
    reason: '人身攻击',
    at: new Date(TEST_NOW),
    by: null,
    appeal: null,
  };
  await statementsOf(app.deps.db).updateOne({ topicId: topic._id, text: '第 1 条看法' }, { $set: { care } });
  const { map, pending } = await read();
  expect(pending).toBe(true);
  expect(JSON.stringify(map)).not.toContain(first);
  await compute();
  expect((await read()).map?.statements).toHaveLength(7);
});

test('what is stored tells of nobody, and a topic kept from the public has no map', async () => {
  await camps(24);
  await read();
  await compute();
  const kept = JSON.stringify(await opinionMapsOf(app.deps.db).findOne({ _id: topic._id }));
  expect(kept).not.toContain(me.id);
  expect(kept).not.toContain('voter-');
  const care = { state: 'held' as const, reason: '待审核', at: new Date(TEST_NOW), by: null, appeal: null };
  await topicsOf(app.deps.db).updateOne({ _id: topic._id }, { $set: { care } });
  expect((await get(app, `/topics/${topic._id.toHexString()}/opinion-map`, me.token)).status).toBe(404);
});

test('two processes compute a topic once; who died gives it back after a minute', async () => {
  await camps(24);
  await read();
  const done = await Promise.all([compute(), compute()]);
  expect(done.sort()).toEqual([0, 1]);
  await opinionMapsOf(app.deps.db).updateOne(
    { _id: topic._id },
    { $set: { wantedAt: new Date(TEST_NOW), busyUntil: new Date(TEST_NOW + 60_000) } },
  );
  expect(await compute()).toBe(0);
  app.travel(61_000);
  expect(await compute()).toBe(1);
});

test('the thread answers as the function does, and the loop does not wait for it', async () => {
  const { votes } = plant({ seed: 3, groups: 3, people: 2000, statements: 200, density: 0.5, noise: 0.2 });
  const matrix = buildMatrix(votes);
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 10);
  const map = await mapInThread(matrix);
  clearInterval(timer);
  expect(map).toEqual(computeMap(matrix));
  expect(turns).toBeGreaterThan(5);
});
