import type { CaseView } from '@shared/cases/schemas';
import { act, get, post, send } from '@api/test/request';
import { startTestApp, type TestApp, TEST_NOW } from '@api/test/test-app';
import { verify } from '@api/test/verified';
import { LAMP } from '@api/test/quality/world';
import type { BallotPort } from './ballot-port';
import { runTopicClock } from './run-clock';
import {
  buildHall,
  DAY,
  discussed,
  type Hall,
  inboxOf,
  list,
  look,
  move,
  plan,
  raise,
  second,
  type Seen,
  signInAnew,
} from './test/topics';
import { tellTopics } from './tell-topics';
import { participantsOf, secondsOf, topicsOf } from './topic.model';

let app: TestApp;
let hall: Hall;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(async () => {
  app.setClock(TEST_NOW);
  hall = await buildHall(app);
});

const ballots = (passed: boolean | null): BallotPort => ({
  isReady: () => Promise.resolve(true),
  outcome: () =>
    Promise.resolve(passed === null ? null : { passed, words: passed ? '12 票同意' : '人数不够' }),
});
const later = async (days: number, port = ballots(null)) => {
  app.travel(days * DAY);
  await runTopicClock(app.deps, port);
  await signInAnew(app, hall.desk, ...hall.neighbours);
};
const [one, two] = [0, 1];
const person = (index: number) => {
  const found = hall.neighbours[index];
  if (!found) throw new Error('no such neighbour');
  return found;
};

test('a resident raises, neighbours second, and enough of them lead it on by themselves', async () => {
  const { status, body } = await raise(app, hall, person(one));
  expect(status).toBe(201);
  expect(body).toMatchObject({
    phase: 'raise',
    secondsNeeded: 5,
    initiator: '居民居**',
    me: { initiator: true, maySecond: false, maySpeak: true },
  });
  for (const neighbour of hall.neighbours.slice(1, 5)) await second(app, body.id, neighbour);
  expect(await look(app, body.id)).toMatchObject({ seconds: 4, phase: 'raise', participants: 5 });
  await second(app, body.id, person(5));
  expect(await look(app, body.id, person(two))).toMatchObject({
    seconds: 5,
    phase: 'set',
    participants: 6,
    me: { seconded: true, joined: true, residence: 'here' },
  });
  expect((await look(app, body.id)).plan.answerBy).not.toBeNull();
  for (const neighbour of hall.neighbours)
    expect(await inboxOf(app, neighbour)).toMatchObject([
      { kind: 'topic', topicId: body.id, title: '附议人数够了，等待答复是否立项' },
    ]);
});

test('a second counts once under 50 replays at once; neither strangers nor the initiator second', async () => {
  const { id } = (await raise(app, hall, person(one))).body;
  const answers = await Promise.all(Array.from({ length: 50 }, () => second(app, id, person(two))));
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  expect((await look(app, id)).seconds).toBe(1);
  expect(
    await secondsOf(app.deps.db).countDocuments({ topicId: { $exists: true }, userId: person(two).id }),
  ).toBe(1);
  expect((await second(app, id, person(one))).body.code).toBe('ACTION_NOT_ALLOWED');
  const unknown = await hall.home.person({ homeGrid: hall.home.grids[0] });
  expect((await second(app, id, unknown)).body.code).toBe('ACTION_NOT_ALLOWED');
  const other = await buildHall(app, 1);
  expect((await second(app, id, other.neighbours[0] ?? unknown)).body.code).toBe('ACTION_NOT_ALLOWED');
  // Confirmed elsewhere now: he can no longer second here, and what he has seconded stays one.
  await verify(app, person(two), other.home.grids[0]);
  expect((await second(app, id, person(two))).body.seconds).toBe(1);
  await verify(app, person(3), other.home.grids[0]);
  expect((await second(app, id, person(3))).body.code).toBe('ACTION_NOT_ALLOWED');
});

test('without enough seconds it lapses by the clock; without an answer everybody reads that it is overdue', async () => {
  const { id } = (await raise(app, hall, person(one))).body;
  await later(29);
  expect((await look(app, id)).outcome).toBeNull();
  await later(1);
  expect(await look(app, id)).toMatchObject({ outcome: 'lapsed', phase: 'raise', until: null });
  expect((await second(app, id, person(two))).body.code).toBe('WRONG_STATE');
  const center = (await raise(app, hall, hall.desk, { official: true })).body;
  expect(center).toMatchObject({ phase: 'set', secondsNeeded: 0, initiator: '测试岗位孙*' });
  await later(16);
  expect(await look(app, center.id)).toMatchObject({ overdue: true, phase: 'set' });
  expect((await look(app, center.id)).history[0]?.title).toBe('答复是否立项的期限已过，还没有答复');
  await later(1);
  expect((await look(app, center.id)).history).toHaveLength(2);
});

test('accepted with reasons and dates, or declined with reasons; by the desk of the place alone', async () => {
  const { id } = (await raise(app, hall, hall.desk, { official: true })).body;
  expect((await move(app, id, hall.desk, 'discuss')).body.errors?.[0]?.path).toBe('plan');
  const early = { ...plan(), discussUntil: new Date(TEST_NOW + 1000).toISOString() };
  expect((await move(app, id, hall.desk, 'discuss', { plan: early })).body.errors?.[0]?.path).toBe(
    'plan.discussUntil',
  );
  expect((await move(app, id, hall.desk, 'discuss', { plan: plan(), reason: '' })).status).toBe(400);
  expect((await move(app, id, person(one), 'discuss', { plan: plan() })).status).toBe(403);
  const foreign = (await buildHall(app, 0)).desk;
  expect((await move(app, id, foreign, 'discuss', { plan: plan() })).body.code).toBe('ACTION_NOT_ALLOWED');
  expect((await move(app, id, hall.desk, 'decide')).body.code).toBe('WRONG_STATE');
  const accepted = (await move(app, id, hall.desk, 'discuss', { plan: plan() })).body;
  expect(accepted).toMatchObject({ phase: 'discuss', until: plan().discussUntil });
  expect(accepted.history[0]).toMatchObject({
    title: '议题已立项，开始议事',
    who: '测试岗位孙*',
    text: '大家的意见很集中',
  });
  const other = (await raise(app, hall, hall.desk, { official: true })).body;
  expect((await move(app, other.id, hall.desk, 'declined')).body).toMatchObject({
    outcome: 'declined',
    steps: [],
  });
  expect((await move(app, other.id, hall.desk, 'discuss', { plan: plan() })).body.code).toBe('WRONG_STATE');
});

test('of two who lead on at once one does', async () => {
  const { id } = (await raise(app, hall, hall.desk, { official: true })).body;
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      move(app, id, hall.desk, i % 2 ? 'declined' : 'discuss', { plan: plan() }),
    ),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect((await look(app, id)).history).toHaveLength(2);
});

test('a ballot opens by the clock when its rules are written, and decides by itself', async () => {
  const topic = await discussed(app, hall);
  const step = (await look(app, topic.id, hall.desk)).steps.find(({ to }) => to === 'decide');
  expect(step?.missing).toEqual(['表决方案还没有定']);
  await later(10, ballots(null));
  expect(await look(app, topic.id)).toMatchObject({ phase: 'decide' });
  await later(10, ballots(null));
  expect(await look(app, topic.id)).toMatchObject({ phase: 'decide' });
  await later(0.01, ballots(true));
  const passed = await look(app, topic.id);
  expect(passed).toMatchObject({ phase: 'execute', outcome: null });
  expect(passed.history[0]).toMatchObject({ title: '表决通过，开始办理', who: '系统', text: '12 票同意' });
  app.setClock(TEST_NOW);
  await signInAnew(app, hall.desk, ...hall.neighbours);
  const failed = await discussed(app, hall);
  await later(10, ballots(null));
  await later(10.01, ballots(false));
  expect(await look(app, failed.id)).toMatchObject({ phase: 'decide', outcome: 'rejected' });
});

test('voting that would be over before anybody can vote does not open: first the dates are moved', async () => {
  const topic = await discussed(app, hall);
  await later(19.7, ballots(null));
  const late = await look(app, topic.id, hall.desk);
  expect(late).toMatchObject({ phase: 'discuss', overdue: true });
  expect(late.history[0]?.title).toBe('议事到期，表决还没有准备好');
  expect(late.steps.find(({ to }) => to === 'decide')?.missing).toContain(
    '留给表决的时间不到半天，请先改日期',
  );
  expect((await move(app, topic.id, hall.desk, 'decide')).body.code).toBe('WRONG_STATE');
  const moved = await send<Seen>(app, 'PUT', `/topics/${topic.id}/plan`, {
    token: hall.desk.token,
    body: { plan: plan(TEST_NOW + 15 * DAY), reason: '方案写晚了', version: late.version },
  });
  expect(moved.status).toBe(200);
  await later(6, ballots(null));
  expect(await look(app, topic.id)).toMatchObject({ phase: 'decide', overdue: false });
});

test('whoever leads a topic to 定事, the center has its term to answer, and everybody reads when it has passed', async () => {
  const neighbour = person(one);
  const { id } = (await raise(app, hall, neighbour)).body;
  const set = (await move(app, id, hall.desk, 'set')).body;
  expect(set.plan.answerBy).toBe(set.until);
  expect(Date.parse(set.until ?? '')).toBeGreaterThan(TEST_NOW + 14 * DAY);
  await later(16, ballots(null));
  expect(await look(app, id)).toMatchObject({ phase: 'set', overdue: true });
  expect((await list(app, `area=${hall.home.community}&phase=set`)).items).toContainEqual(
    expect.objectContaining({ id, overdue: true }),
  );
  expect((await inboxOf(app, neighbour)).map(({ title }) => title)).toContain(
    '答复是否立项的期限已过，还没有答复',
  );
});

test('no ballot written: the discussion is overdue, and dates may be moved with a reason', async () => {
  const topic = await discussed(app, hall);
  const none = { ...ballots(null), isReady: () => Promise.resolve(false) };
  await later(11, none);
  expect(await look(app, topic.id)).toMatchObject({ phase: 'discuss', overdue: true });
  const put = (body: object) =>
    fetch(`${app.url}/api/v1/topics/${topic.id}/plan`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${hall.desk.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  const { version } = await look(app, topic.id);
  const body = { plan: plan(TEST_NOW + 5 * DAY), reason: '再议五天', version };
  expect((await put({ ...body, version: 1 })).status).toBe(409);
  expect((await put(body)).status).toBe(200);
  expect(await look(app, topic.id)).toMatchObject({
    overdue: false,
    until: plan(TEST_NOW + 5 * DAY).discussUntil,
  });
});

/** A topic whose ballot has passed. */
async function decided(): Promise<Seen> {
  const { id } = await discussed(app, hall);
  await later(10, ballots(null));
  await later(10.01, ballots(true));
  return look(app, id);
}
const task = (id: string, body: object = {}, key?: string) =>
  post<Seen>(
    app,
    `/topics/${id}/tasks`,
    { text: '在三号楼北侧装十个充电位', categoryCode: LAMP, gridCode: hall.home.grids[0], ...body },
    hall.desk.token,
    key,
  );

test('a decision becomes cases that everybody follows; when all are done, who took part rates', async () => {
  const { id } = await decided();
  const worker = await hall.home.person({
    role: 'grid_worker',
    area: hall.home.grids[0],
    post: 'grid_worker',
  });
  const [made, again] = [await task(id, {}, 'task-key-1'), await task(id, {}, 'task-key-1')];
  expect(made.status).toBe(200);
  expect(again.body.tasks).toHaveLength(1);
  const [first] = made.body.tasks;
  expect(first).toMatchObject({ text: '在三号楼北侧装十个充电位', done: false, statusName: '待受理' });
  const caseId = first?.caseId ?? '';
  expect((await get<CaseView>(app, `/cases/${caseId}`)).body.text).toContain(
    '议题「小区要不要装充电桩」的决定',
  );
  const elsewhere = await buildHall(app, 0);
  expect((await task(id, { gridCode: elsewhere.home.grids[0] })).body.code).toBe('ACTION_NOT_ALLOWED');
  await act(app, worker.token, caseId, 'accept');
  await act(app, worker.token, caseId, 'takeUp');
  await act(app, worker.token, caseId, 'reply', { text: '已经装好', result: 'explained' });
  expect((await act(app, hall.desk.token, caseId, 'verify', { pass: true, text: '看过了' })).status).toBe(
    200,
  );
  await later(0.01, ballots(true));
  expect(await look(app, id)).toMatchObject({ phase: 'evaluate', tasks: [{ done: true }] });
});

test('one rating of each who took part under 50 replays, changeable until the end', async () => {
  const { id } = await decided();
  await task(id);
  expect((await move(app, id, hall.desk, 'evaluate')).body.phase).toBe('evaluate');
  const rate = (who: number, body: object) =>
    post<Seen>(app, `/topics/${id}/evaluation`, { done: 'yes', score: 5, ...body }, person(who).token);
  expect((await rate(one, {})).body.code).toBe('ACTION_NOT_ALLOWED');
  for (const neighbour of hall.neighbours)
    await post(app, `/topics/${id}/comments`, { text: '我也来说' }, neighbour.token);
  const answers = await Promise.all(Array.from({ length: 50 }, () => rate(one, { score: 4 })));
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  expect((await look(app, id)).evaluations).toMatchObject({ count: 1, average: null });
  await rate(one, { score: 2, done: 'partly', text: '<b>慢</b>了点' });
  for (const who of [1, 2, 3, 4]) await rate(who, {});
  expect((await look(app, id, person(one))).evaluations).toEqual({
    count: 5,
    average: 4.4,
    done: { yes: 4, partly: 1, no: 0 },
    texts: [{ score: 2, text: '<b>慢</b>了点' }],
    mine: { done: 'partly', score: 2, text: '<b>慢</b>了点' },
  });
  await later(41, ballots(true));
  expect((await look(app, id)).outcome).toBe('done');
  expect((await rate(one, {})).body.code).toBe('WRONG_STATE');
});

test('everybody who took part is told once of every step, however often the job runs', async () => {
  const topic = await discussed(app, hall);
  for (const neighbour of hall.neighbours)
    await post(app, `/topics/${topic.id}/comments`, { text: '支持' }, neighbour.token);
  await later(10, ballots(null));
  await Promise.all(Array.from({ length: 5 }, () => tellTopics(app.deps)));
  await topicsOf(app.deps.db).updateMany(
    {},
    { $set: { outbox: { at: new Date(0), tries: 0, seqs: [2, 3] } } },
  );
  await tellTopics(app.deps);
  for (const neighbour of hall.neighbours)
    expect((await inboxOf(app, neighbour)).map(({ title }) => title)).toEqual([
      '议事到期，开始表决',
      '议题已立项，开始议事',
    ]);
  expect(await topicsOf(app.deps.db).countDocuments({ 'outbox.at': { $exists: true } })).toBe(0);
});

test('from a case: linked both ways, and who follows it takes part', async () => {
  const filed = await post<CaseView>(
    app,
    '/cases',
    { text: '路灯天天坏', categoryCode: LAMP, place: hall.home.centres[0], visibility: 'public' },
    person(one).token,
  );
  await act(app, person(two).token, filed.body.id, 'follow');
  const { body } = await raise(app, hall, hall.desk, { caseId: filed.body.id });
  expect(body).toMatchObject({ phase: 'set', case: { id: filed.body.id, followers: 1 }, participants: 3 });
  const seen = (await get<CaseView>(app, `/cases/${filed.body.id}`)).body;
  expect(seen.topic).toEqual({ id: body.id, title: '小区要不要装充电桩' });
  expect(seen.timeline[0]).toMatchObject({ type: 'raiseTopic', title: '转为议题' });
  expect((await inboxOf(app, person(two))).map(({ topicId }) => topicId)).toEqual([body.id]);
  expect((await raise(app, hall, person(two), { caseId: filed.body.id })).body.code).toBe(
    'ACTION_NOT_ALLOWED',
  );
  const foreign = await buildHall(app, 0);
  expect((await raise(app, foreign, foreign.desk, { caseId: filed.body.id })).status).toBe(404);
});

test('similar ones are shown, the likest first; the list is of the area, above and below, in pages', async () => {
  const { id } = (await raise(app, hall, person(one))).body;
  app.travel(2000);
  const grid = await raise(app, hall, person(two), {
    areaCode: hall.home.grids[0],
    title: '一格的花坛怎么用',
    background: '花坛荒了两年，种花还是种菜',
  });
  const similar = await get<{ items: { id: string }[] }>(
    app,
    `/topics/similar?area=${hall.home.community}&text=${encodeURIComponent('想装电动车充电桩')}`,
  );
  expect(similar.body.items.map((item) => item.id)).toEqual([id]);
  const ids = async (query: string) => (await list(app, query)).items.map((item) => item.id);
  expect(await ids(`area=${hall.home.community}`)).toEqual([grid.body.id, id]);
  expect(await ids(`area=${hall.home.grids[0]}`)).toEqual([grid.body.id, id]);
  expect(await ids(`area=${hall.home.grids[1]}`)).toEqual([id]);
  expect(await ids(`area=${hall.home.community}&phase=set`)).toEqual([]);
  const first = await list(app, `area=${hall.home.grids[0]}&limit=1`);
  expect(first.items.map((item) => item.id)).toEqual([grid.body.id]);
  const next = await list(app, `area=${hall.home.grids[0]}&limit=1&cursor=${first.nextCursor}`);
  expect([next.items.map((item) => item.id), next.nextCursor]).toEqual([[id], null]);
  const mine = await get<{ items: { id: string }[] }>(app, '/me/topics', person(two).token);
  expect(mine.body.items.map((item) => item.id)).toEqual([grid.body.id]);
});

test('who lives elsewhere raises nothing here; the same request makes one', async () => {
  const foreign = await buildHall(app, 1);
  const stranger = foreign.neighbours[0] ?? hall.desk;
  expect((await raise(app, hall, stranger)).body.code).toBe('ACTION_NOT_ALLOWED');
  expect((await raise(app, hall, person(one), { official: true })).body.code).toBe('ACTION_NOT_ALLOWED');
  const made = await Promise.all([1, 2, 3].map(() => raise(app, hall, person(one), {}, 'topic-key-1')));
  expect(new Set(made.map(({ body }) => body.id)).size).toBe(1);
  expect(await participantsOf(app.deps.db).countDocuments({ userId: person(one).id })).toBe(1);
});
