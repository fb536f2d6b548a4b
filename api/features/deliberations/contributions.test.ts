import type {
  CaredItem,
  CommentView,
  OwnContributions,
  ReplyView,
  StatementView,
} from '@shared/deliberations/contributions';
import type { Problem } from '@shared/core/errors';
import type { TopicView } from '@shared/deliberations/schemas';
import type { Person } from '@api/test/build-community';
import { get, post, send } from '@api/test/request';
import { startTestApp, type TestApp, TEST_NOW } from '@api/test/test-app';
import { buildHall, DAY, discussed, type Hall, list, look, raise, second, signInAnew } from './test/topics';
import { recountStatements } from './recount-statements';
import { runTopicClock } from './run-clock';
import { statementsOf, statementVotesOf } from './topic.model';

let app: TestApp;
let hall: Hall;
let topic: TopicView;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(async () => {
  app.setClock(TEST_NOW);
  hall = await buildHall(app, 4);
  topic = await discussed(app, hall);
});

type Refused = Pick<Problem, 'code' | 'errors'>;
const person = (index: number) => {
  const found = hall.neighbours[index];
  if (!found) throw new Error('no such neighbour');
  return found;
};
const path = () => `/topics/${topic.id}`;
const say = (who: Person, text: string, key?: string) =>
  post<StatementView & Refused>(app, `${path()}/statements`, { text }, who.token, key);
const opine = (who: Person, sid: string, opinion: string) =>
  send<StatementView & Refused>(app, 'PUT', `${path()}/statements/${sid}/opinion`, {
    token: who.token,
    body: { opinion },
  });
const statements = async (who?: Person) =>
  (await get<{ items: StatementView[] }>(app, `${path()}/statements?limit=100`, who?.token)).body.items;
const comment = (who: Person, text: string, replyTo?: string) =>
  post<ReplyView & Refused>(app, `${path()}/comments`, { text, replyTo }, who.token);
const comments = async (who?: Person) =>
  (await get<{ items: CommentView[] }>(app, `${path()}/comments`, who?.token)).body.items;
const care = (who: Person, item: string, act: string, body: object) =>
  post<CaredItem & Refused>(app, `${path()}/care/${item}/${act}`, body, who.token);
const waiting = async (who = hall.desk) =>
  (await get<{ items: CaredItem[] }>(app, `${path()}/care`, who.token)).body.items;

test('one opinion of each under 50 replays, changeable, counted exactly', async () => {
  const { id } = (await say(person(0), '充电桩要装在楼外面')).body;
  const opinions = ['agree', 'disagree', 'pass'] as const;
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) => opine(person(1), id, opinions[i % 3] ?? 'pass')),
  );
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  const votes = await statementVotesOf(app.deps.db)
    .find({ voterId: person(1).id })
    .toArray();
  expect(votes).toHaveLength(1);
  await opine(person(1), id, 'agree');
  await opine(person(2), id, 'disagree');
  await opine(person(3), id, 'agree');
  const [seen] = await statements(person(1));
  expect(seen).toMatchObject({ opinion: 'agree', tally: { agree: 2, disagree: 1, pass: 0 } });
  await statementsOf(app.deps.db).updateMany({}, { $set: { agree: 99 } });
  await recountStatements(app.deps, { _id: votes[0]?.topicId ?? ({} as never) });
  expect((await statements(person(1)))[0]?.tally).toEqual({ agree: 2, disagree: 1, pass: 0 });
});

test('nobody reads the counts before he has spoken, everybody when the discussion is over', async () => {
  const { id } = (await say(person(0), '充电桩要装在楼外面')).body;
  await opine(person(1), id, 'agree');
  expect((await statements(person(2)))[0]?.tally).toBeNull();
  expect((await statements())[0]).toMatchObject({ tally: null, opinion: null, mine: false });
  app.travel(10 * DAY);
  await runTopicClock(app.deps, {
    isReady: () => Promise.resolve(true),
    outcome: () => Promise.resolve(null),
  });
  expect((await statements())[0]?.tally).toEqual({ agree: 1, disagree: 0, pass: 0 });
  await signInAnew(app, person(1), person(2));
  expect((await opine(person(2), id, 'agree')).body.code).toBe('WRONG_STATE');
  expect((await say(person(1), '现在还能说吗')).body.code).toBe('WRONG_STATE');
});

test('own words: seen, changed until somebody has judged them, taken back with what was said to them', async () => {
  const { id } = (await say(person(0), '充电桩要装在楼外面', 'statement-1')).body;
  expect((await say(person(0), '充电桩要装在楼外面', 'statement-1')).body.id).toBe(id);
  const change = (who: Person, text: string) =>
    send<StatementView & Refused>(app, 'PUT', `${path()}/statements/${id}`, {
      token: who.token,
      body: { text },
    });
  expect((await change(person(0), '充电桩要装在小区门口')).body.text).toBe('充电桩要装在小区门口');
  expect((await change(person(1), '我来改一改')).status).toBe(404);
  await opine(person(1), id, 'agree');
  await comment(person(1), '说得好');
  expect((await change(person(0), '充电桩不要装')).body.code).toBe('WRONG_STATE');
  const own = (await get<OwnContributions>(app, `${path()}/mine`, person(1).token)).body;
  expect(own).toMatchObject({
    statements: [],
    opinions: [{ id, opinion: 'agree' }],
    comments: [{ text: '说得好' }],
  });
  expect((await get<OwnContributions>(app, `${path()}/mine`, person(0).token)).body.statements).toHaveLength(
    1,
  );
  const remove = (who: Person) => send(app, 'DELETE', `${path()}/statements/${id}`, { token: who.token });
  expect((await remove(person(1))).status).toBe(404);
  expect((await remove(person(0))).status).toBe(204);
  expect(await statements()).toEqual([]);
  expect(await statementVotesOf(app.deps.db).countDocuments({ voterId: person(1).id })).toBe(0);
});

test('who may speak: who lives or serves there, in the phase for it', async () => {
  const other = await buildHall(app, 1);
  const stranger = other.neighbours[0] ?? hall.desk;
  const { id } = (await say(hall.desk, '先把消防通道让出来')).body;
  expect((await statements())[0]).toMatchObject({ official: true });
  for (const refused of [
    await say(stranger, '我不住这里'),
    await opine(stranger, id, 'agree'),
    await comment(stranger, '我不住这里'),
  ])
    expect(refused.body.code).toBe('ACTION_NOT_ALLOWED');
  const raised = (await raise(app, hall, person(0), { areaCode: hall.home.grids[0] })).body;
  const early = await post<Refused>(
    app,
    `/topics/${raised.id}/statements`,
    { text: '先说一句' },
    person(1).token,
  );
  expect(early.body.code).toBe('WRONG_STATE');
  for (let i = 0; i < 10; i += 1) await say(person(2), `第 ${i} 条看法`);
  expect((await say(person(2), '第十一条看法')).body.code).toBe('WRONG_STATE');
});

test('comments with answers below, staff’s marked; a deleted one keeps its answers', async () => {
  const first = (await comment(person(0), '什么时候装？')).body;
  app.travel(1000);
  const answer = (await comment(hall.desk, '下个月', first.id)).body;
  expect(answer).toMatchObject({ official: true, who: '测试岗位孙*' });
  await comment(person(1), '太好了', answer.id);
  expect((await comment(person(1), '回复谁？', 'f'.repeat(24))).status).toBe(404);
  const [shown] = await comments();
  expect(shown).toMatchObject({
    who: '居民居**',
    official: false,
    replies: [
      { text: '下个月', official: true },
      { text: '太好了', official: false },
    ],
  });
  const remove = (who: Person, id: string) =>
    send(app, 'DELETE', `${path()}/comments/${id}`, { token: who.token });
  expect((await remove(person(1), first.id)).status).toBe(404);
  expect((await remove(person(0), first.id)).status).toBe(204);
  expect(await comments()).toMatchObject([{ text: '（本人已删除）', who: '', replies: [{}, {}] }]);
});

test('removed with a reason, counted for all; the author appeals once, somebody else decides', async () => {
  const { id } = (await say(person(0), '物业经理住在三号楼')).body;
  const { id: other } = (await comment(person(0), '打电话找他')).body;
  expect((await care(person(1), id, 'removal', { reason: '涉及隐私' })).status).toBe(403);
  expect((await care(hall.desk, id, 'removal', { reason: '涉及他人隐私' })).body.care).toMatchObject({
    state: 'removed',
    reason: '涉及他人隐私',
  });
  await care(hall.desk, other, 'removal', { reason: '涉及他人隐私' });
  expect((await look(app, topic.id)).removed).toBe(2);
  expect([await statements(person(1)), await comments(person(1))]).toEqual([[], []]);
  expect((await opine(person(1), id, 'agree')).status).toBe(404);
  expect((await statements(person(0)))[0]?.care).toMatchObject({ reason: '涉及他人隐私', mayAppeal: true });
  expect((await care(person(1), id, 'appeal', { text: '我觉得没问题' })).status).toBe(404);
  expect((await care(person(0), id, 'appeal', { text: '这是公开的信息' })).body.care.mayAppeal).toBe(false);
  expect((await care(person(0), id, 'appeal', { text: '再问一次' })).body.code).toBe('WRONG_STATE');
  expect((await waiting()).map((item) => item.id).sort()).toEqual([id, other].sort());
  const decision = { show: true, text: '确实是公示过的' };
  expect((await care(hall.desk, id, 'decision', decision)).body.code).toBe('ACTION_NOT_ALLOWED');
  const admin = await hall.home.person({ role: 'admin', area: hall.home.city });
  expect((await list(app, 'waiting=1', admin)).items.map((item) => item.id)).toEqual([topic.id]);
  expect((await care(admin, id, 'decision', decision)).body).toBeNull();
  expect((await look(app, topic.id)).removed).toBe(1);
  expect(await statements(person(1))).toHaveLength(1);
  expect((await list(app, 'waiting=1', admin)).items).toEqual([]);
});

test('what the word list finds waits for the desk; its author sees that it does', async () => {
  const { body } = await say(person(0), '物业就是傻逼一样的');
  expect(body.care?.state).toBe('held');
  expect(await statements(person(1))).toEqual([]);
  expect(await statements(hall.desk)).toHaveLength(1);
  await care(hall.desk, body.id, 'decision', { show: false, text: '请不要骂人' });
  expect((await statements(person(0)))[0]?.care).toMatchObject({ state: 'removed', reason: '请不要骂人' });
  const held = (
    await raise(app, hall, person(1), {
      title: '代开发票的小广告',
      background: '代 开 发 票，价格从优，欢迎来电',
    })
  ).body;
  expect(held.care?.state).toBe('held');
  expect((await get(app, `/topics/${held.id}`)).status).toBe(404);
  expect((await second(app, held.id, person(2))).status).toBe(404);
  expect((await list(app, `area=${hall.home.community}`)).items.map(({ id }) => id)).toEqual([topic.id]);
  const show = { show: true, text: '是在反映问题' };
  await post(app, `/topics/${held.id}/care/${held.id}/decision`, show, hall.desk.token);
  expect((await second(app, held.id, person(2))).body.seconds).toBe(1);
});

test.each([
  '<script>alert(1)</script>看看',
  '<img src=x onerror=alert(1)>',
  '[点我](javascript:alert(1))',
  "'; DROP TABLE topics; --",
  '{{constructor.constructor("x")()}}',
])('%s stays letters wherever it is written', async (text) => {
  expect((await say(person(0), text)).body.text).toBe(text);
  expect((await comment(person(0), text)).body.text).toBe(text);
  expect((await statements())[0]?.text).toBe(text);
});

test.each(['\u0000坏字符的看法', '看法\ud800一半', '两行\n看法', '字'.repeat(141), '短'])(
  '%j is refused as a statement',
  async (text) => {
    const answer = await say(person(0), text);
    expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([400, 'text']);
  },
);

test('telephone numbers in what everybody reads are hidden', async () => {
  await say(person(0), '有事打 13812345678 找我');
  expect((await statements())[0]?.text).toBe('有事打 138****5678 找我');
});
