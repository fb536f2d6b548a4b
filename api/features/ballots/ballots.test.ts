import type { BallotResultView, BallotView } from '@shared/ballots/schemas';
import type { Session } from '@shared/auth/schemas';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { buildTopic } from '@api/test/build-topic';
import { get, post, send } from '@api/test/request';
import { startTestApp, type TestApp, TEST_NOW } from '@api/test/test-app';
import { verify } from '@api/test/verified';
import { auditLinesOf } from '../audit/audit.model';
import { usersOf } from '../auth';
import { type TopicDoc, topicsOf } from '../deliberations';
import { residencesOf } from '../residence';
import { ballotsOf, boxOf, ofTopic, rollOf } from './ballot.model';
import { ballotPort, finishBallots } from './count-ballots';

const DAY = 24 * 3_600_000;
let app: TestApp;
let home: Community;
let desk: Person;
let topic: TopicDoc;
let people: Person[];

type Refused = { code: string; detail: string; errors?: { path: string }[]; current?: BallotView };
const DRAFT = {
  question: '充电棚建在哪里',
  options: [{ text: '东门' }, { text: '西门' }, { text: '都不建', against: true }],
  kind: 'single',
  unit: 'person',
  quorumPercent: 50,
  majority: 'half',
  tie: 'none',
  version: 0,
};
const at = () => `/topics/${topic._id.toHexString()}`;
const write = (who: Person, changes: object = {}) =>
  send<BallotView & Refused>(app, 'PUT', `${at()}/ballot/rules`, {
    token: who.token,
    body: { ...DRAFT, ...changes },
  });
const cast = (who: Person, ...choices: string[]) =>
  send<BallotView & Refused>(app, 'PUT', `${at()}/ballot`, { token: who.token, body: { choices } });
const read = async (who?: Person) => (await get<BallotView>(app, `${at()}/ballot`, who?.token)).body;
const result = () => get<BallotResultView & Refused>(app, `${at()}/result`);
const voter = async (address?: string, grid: 0 | 1 = 0) => {
  const person = await home.person({ homeGrid: home.grids[grid] });
  await verify(app, person, home.grids[grid], address);
  return person;
};
const decide = async () => {
  const decideUntil = new Date(app.deps.clock() + DAY);
  await topicsOf(app.deps.db).updateOne(
    { _id: topic._id },
    { $set: { phase: 'decide', 'dates.decideUntil': decideUntil } },
  );
};
/** Past the closing and the pause before counting; tokens live fifteen minutes. */
const close = async () => {
  app.travel(DAY + 21_000);
  for (const person of [desk, ...people]) await signIn(person);
};
const signIn = async (person: Person) => {
  person.token = (await post<Session>(app, '/auth/demo', { persona: person.persona })).body.accessToken;
};
const count = () => finishBallots(app.deps, () => false);
const boxed = () => boxOf(app.deps.db).countDocuments({ _id: ofTopic(topic._id) });

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(async () => {
  app.setClock(TEST_NOW);
  home = await buildCommunity(app);
  desk = await home.person({ role: 'dispatcher', area: home.community });
  topic = await buildTopic(app, home.community);
  people = [await voter(), await voter(), await voter(undefined, 1)];
});

/** Rules written, deciding begun. */
async function open(changes: object = {}) {
  expect((await write(desk, changes)).status).toBe(200);
  await decide();
}

test('from rules to result: every number, in words, for everybody to read', async () => {
  expect((await get(app, `${at()}/ballot`)).status).toBe(404);
  await open();
  const [a, b, c] = people as [Person, Person, Person];
  expect(await read()).toMatchObject({ state: 'open', turnout: { cast: 0, eligible: 3 }, mine: null });
  expect((await cast(a, 'A')).body.mine).toEqual({ mayVote: true, why: null, voted: true, choices: ['A'] });
  await cast(b, 'B');
  await cast(c);
  expect((await cast(b, 'A')).body.mine?.choices).toEqual(['A']);
  const live = await read(b);
  expect(live.turnout).toEqual({ cast: 3, eligible: 3, buildings: [] });
  expect((await result()).body.code).toBe('WRONG_STATE');
  expect(JSON.stringify(live)).not.toContain('votes');
  await count();
  await close();
  expect((await read()).state).toBe('counting');
  expect(
    await ballotPort(app.deps).outcome({
      ...topic,
      phase: 'decide',
      dates: { ...topic.dates, decideUntil: new Date(app.deps.clock()) },
    }),
  ).toBeNull();
  await count();
  expect((await result()).body).toMatchObject({
    cast: 3,
    abstained: 1,
    eligible: 3,
    listed: 3,
    unreadable: 0,
    quorumNeeded: 2,
    quorumMet: true,
    votesNeeded: 2,
    decided: ['A'],
    passed: true,
    summary: '通过了「东门」',
    ballots: [
      { choices: [], count: 1 },
      { choices: ['A'], count: 2 },
    ],
  });
  const { hash } = (await result()).body;
  expect(await ballotPort(app.deps).outcome(topic)).toEqual({ passed: true, words: '通过了「东门」' });
  await app.deps.audit.flush();
  const line = await auditLinesOf(app.deps.db).findOne({
    operation: 'countBallot',
    target: { $regex: topic._id.toHexString() },
  });
  expect(line?.target).toBe(`${topic._id.toHexString()} sha256:${hash}`);
  expect(await read(a)).toMatchObject({ state: 'counted', mine: { voted: true, choices: null } });
  expect(await boxed()).toBe(0);
});

test('fifty times the same vote at once, from several devices, is one', async () => {
  await open();
  const [a] = people as [Person];
  const device = (await post<Session>(app, '/auth/demo', { persona: a.persona })).body.accessToken;
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) => cast({ ...a, token: i % 2 ? device : a.token }, 'A')),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect([await boxed(), await rollOf(app.deps.db).countDocuments({ topicId: topic._id })]).toEqual([1, 1]);
  expect((await read()).turnout.cast).toBe(1);
});

test('before the opening and after the closing it is 409, to the second', async () => {
  await write(desk);
  const [a] = people as [Person];
  expect((await cast(a, 'A')).body).toMatchObject({ code: 'WRONG_STATE', detail: '投票还没有开始' });
  await decide();
  await cast(a, 'A');
  const { closesAt } = await read();
  app.freezeClock(Date.parse(closesAt ?? '') - 1);
  await signIn(a);
  expect((await cast(a, 'B')).status).toBe(200);
  app.freezeClock(Date.parse(closesAt ?? ''));
  expect((await cast(a, 'A')).status).toBe(409);
  // Counting waits for what is under way; then the last vote before the closing stands.
  await count();
  expect((await read()).state).toBe('counting');
  app.freezeClock(Date.parse(closesAt ?? '') + 20_000);
  await count();
  expect((await result()).body.ballots).toEqual([{ choices: ['B'], count: 1 }]);
  expect((await cast(a, 'A')).status).toBe(409);
  expect(await boxed()).toBe(0);
});

test('only who is verified in the scope, himself; the organiser’s role gives no vote', async () => {
  await open();
  const stranger = await home.person({ homeGrid: home.grids[0] });
  const away = await buildCommunity(app);
  const elsewhere = await home.person({ homeGrid: away.grids[0] });
  await verify(app, elsewhere, away.grids[0]);
  for (const who of [stranger, elsewhere, desk]) {
    expect((await cast(who, 'A')).body.code).toBe('ACTION_NOT_ALLOWED');
    expect((await read(who)).mine).toMatchObject({ mayVote: false, voted: false });
  }
  expect((await read(stranger)).mine?.why).toContain('请先核实住处');
  expect((await send(app, 'PUT', `${at()}/ballot`, { body: { choices: [] } })).status).toBe(401);
  expect(await boxed()).toBe(0);
});

test('choices that the rules do not allow change nothing', async () => {
  await open();
  const [a] = people as [Person];
  for (const choices of [['A', 'B'], ['D'], ['A', 'A'], ['K'], 'A', [{ $ne: 1 }]])
    expect(
      (await send<Refused>(app, 'PUT', `${at()}/ballot`, { token: a.token, body: { choices } })).status,
    ).toBe(400);
  expect(
    (await send(app, 'PUT', `${at()}/ballot`, { token: a.token, body: { choices: ['A'], onBehalfOf: 'x' } }))
      .status,
  ).toBe(400);
  expect(await boxed()).toBe(0);
});

test('one vote a household: who cast it may change it, the family reads why not', async () => {
  await open({ unit: 'household' });
  const [son, mother] = [await voter('3号楼502'), await voter('3-502')] as [Person, Person];
  const answers = await Promise.all([cast(son, 'A'), cast(mother, 'B')]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const [first, second] = answers[0]?.status === 200 ? [son, mother] : [mother, son];
  expect((await cast(second, 'B')).body).toMatchObject({ code: 'ALREADY_DONE' });
  expect((await read(second)).mine).toMatchObject({ mayVote: false, voted: false, choices: null });
  expect((await cast(first, 'C')).body.mine?.choices).toEqual(['C']);
  // Who may vote is counted anew every half minute.
  app.travel(31_000);
  expect((await read()).turnout).toMatchObject({ cast: 1, eligible: 4 });
});

test('a move gives no second vote, neither by person nor by household; the first stands', async () => {
  await open({ unit: 'household' });
  const [a, b] = people as [Person, Person];
  await cast(a, 'A');
  await verify(app, a, home.grids[1], '新家1号');
  expect((await cast(a, 'B')).body).toMatchObject({ code: 'ALREADY_DONE' });
  expect((await read(a)).mine).toMatchObject({ mayVote: false, voted: true, choices: ['A'] });
  // Who moves in where a vote was cast finds it cast; out of the scope nobody votes any more.
  const { verified } = (await residencesOf(app.deps.db).findOne({ _id: b.id })) ?? {};
  await cast(b, 'B');
  const heir = await home.person({ homeGrid: home.grids[0] });
  await residencesOf(app.deps.db).insertOne({
    _id: heir.id,
    verified: verified ?? null,
    request: null,
    refused: null,
    version: 1,
  });
  expect((await cast(heir, 'C')).body.code).toBe('ALREADY_DONE');
  await residencesOf(app.deps.db).updateOne({ _id: b.id }, { $set: { verified: null } });
  expect((await cast(b, 'A')).body.code).toBe('ACTION_NOT_ALLOWED');
  expect(await boxed()).toBe(2);
});

test('a person’s vote stays one through moves and changes of role', async () => {
  await open();
  const [a] = people as [Person];
  await cast(a, 'A');
  await verify(app, a, home.grids[1], '新家2号');
  await usersOf(app.deps.db).updateOne(
    { _id: a.id },
    { $push: { roles: { role: 'dispatcher', areaCode: home.community } } },
  );
  expect((await cast(a, 'B')).body.mine?.choices).toEqual(['B']);
  expect((await read()).turnout.cast).toBe(1);
});

test('rules are written by the organiser, with the version he saw, until deciding begins', async () => {
  const [a] = people as [Person];
  const other = await (await buildCommunity(app)).person({ role: 'dispatcher', area: '9901' });
  expect((await write(a)).status).toBe(403);
  expect((await write(other)).status).toBe(403);
  expect((await write(desk, { options: [{ text: '东门' }, { text: '东门' }] })).body.errors?.[0]?.path).toBe(
    'options',
  );
  expect((await write(desk, { kind: 'multiple', choicesAtMost: 4 })).body.errors?.[0]?.path).toBe(
    'choicesAtMost',
  );
  expect(await ballotPort(app.deps).isReady(topic)).toBe(false);
  expect((await write(desk)).body).toMatchObject({ state: 'draft', mayWrite: true, version: 1 });
  expect(await ballotPort(app.deps).isReady(topic)).toBe(true);
  const both = await Promise.all(['half', 'most'].map((majority) => write(desk, { majority, version: 1 })));
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(both.find(({ status }) => status === 409)?.body.current?.version).toBe(2);
  expect((await write(desk)).body.code).toBe('VERSION_CONFLICT');
  await decide();
  expect((await write(desk, { version: 2 })).body.code).toBe('WRONG_STATE');
  expect((await read(desk)).mayWrite).toBe(false);
});

test('stopped: the ballots are destroyed uncounted', async () => {
  await open();
  await cast(people[0] as Person, 'A');
  await topicsOf(app.deps.db).updateOne({ _id: topic._id }, { $set: { outcome: 'stopped' } });
  expect((await cast(people[1] as Person, 'A')).status).toBe(409);
  await count();
  expect([await boxed(), (await read()).state, (await result()).status]).toEqual([0, 'void', 409]);
});

test('counting is taken up again wherever it broke off, and by several at once', async () => {
  await open();
  for (const person of people) await cast(person, 'A');
  await close();
  await ballotsOf(app.deps.db).updateOne(
    { _id: topic._id },
    { $set: { closedAt: new Date(app.deps.clock()) } },
  );
  await Promise.all([count(), count(), count()]);
  const first = (await result()).body;
  expect([first.cast, first.passed]).toEqual([3, true]);
  // Died after the result was written, before the box was emptied.
  await ballotsOf(app.deps.db).updateOne({ _id: topic._id }, { $set: { open: true } });
  await boxOf(app.deps.db).insertOne({ _id: `${topic._id.toHexString()}:left`, sealed: 'x' });
  await count();
  expect([await boxed(), (await result()).body.hash]).toEqual([0, first.hash]);
});

test('a ballot nobody cast is counted, too, and one put in by hand is seen', async () => {
  await open({ quorumPercent: 0, majority: 'most' });
  await cast(people[0] as Person, 'A');
  const [own] = await boxOf(app.deps.db)
    .find({ _id: ofTopic(topic._id) })
    .toArray();
  // A copy of a sealed ballot under another name.
  await boxOf(app.deps.db).insertOne({ _id: `${topic._id.toHexString()}:copied`, sealed: own?.sealed ?? '' });
  await close();
  await count();
  expect((await result()).body).toMatchObject({ cast: 1, listed: 1, unreadable: 1 });
  topic = await buildTopic(app, home.community);
  await open();
  await close();
  const now = await topicsOf(app.deps.db).findOne({ _id: topic._id });
  expect(await ballotPort(app.deps).outcome(now as TopicDoc)).toEqual({
    passed: false,
    words: '投票人数不够，表决无效',
  });
});
