import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { BallotResultView, BallotView } from '@shared/ballots/schemas';
import type { Session } from '@shared/auth/schemas';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { buildTopic } from '@api/test/build-topic';
import { get, post, send } from '@api/test/request';
import { startTestApp, type TestApp, TEST_NOW } from '@api/test/test-app';
import { verify } from '@api/test/verified';
import { secondProcess } from '../activities/test/crowd';
import { usersOf } from '../auth';
import { type TopicDoc, topicsOf } from '../deliberations';
import { boxOf, ofTopic, rollOf } from './ballot.model';
import { finishBallots } from './count-ballots';

/**
 * One voter, one vote: two processes on one store, everybody on several devices, double taps and replays, while people
 * move house and change their office. What is counted is what each sent last, and anybody can count it again.
 */
const DAY = 24 * 3_600_000;
const run = promisify(execFile);
const SCRIPT = join(__dirname, '../../../docs/recount-ballot.mjs');

let app: TestApp;
let other: Awaited<ReturnType<typeof secondProcess>>;
let home: Community;
let desk: Person;

beforeAll(async () => {
  app = await startTestApp();
  other = await secondProcess(app);
});
afterAll(async () => {
  await other.stop();
  await app.stop();
});
beforeEach(async () => {
  app.setClock(TEST_NOW);
  home = await buildCommunity(app);
  desk = await home.person({ role: 'dispatcher', area: home.community });
});

type Answer = BallotView & { code?: string; detail?: string };
const path = (topic: TopicDoc) => `/topics/${topic._id.toHexString()}`;
const cast = (at: Pick<TestApp, 'url'>, topic: TopicDoc, who: Person, ...choices: string[]) =>
  send<Answer>(at, 'PUT', `${path(topic)}/ballot`, { token: who.token, body: { choices } });

async function opened(unit: 'person' | 'household'): Promise<TopicDoc> {
  const topic = await buildTopic(app, home.community);
  const rules = await send(app, 'PUT', `${path(topic)}/ballot/rules`, {
    token: desk.token,
    body: {
      question: '充电棚建在哪里',
      options: [{ text: '东门' }, { text: '西门' }, { text: '都不建', against: true }],
      kind: 'single',
      unit,
      quorumPercent: 0,
      majority: 'half',
      tie: 'none',
      version: 0,
    },
  });
  expect(rules.status).toBe(200);
  const decideUntil = new Date(app.deps.clock() + DAY);
  await topicsOf(app.deps.db).updateOne(
    { _id: topic._id },
    { $set: { phase: 'decide', 'dates.decideUntil': decideUntil } },
  );
  return topic;
}
async function voter(address?: string): Promise<Person> {
  const person = await home.person({ homeGrid: home.grids[0] });
  await verify(app, person, home.grids[0], address);
  return person;
}
const takesOffice = (who: Person) =>
  usersOf(app.deps.db).updateOne(
    { persona: who.persona },
    { $push: { roles: { role: 'dispatcher', areaCode: home.community } } },
  );
const leavesOffice = (who: Person) =>
  usersOf(app.deps.db).updateOne({ persona: who.persona }, { $set: { roles: [{ role: 'resident' }] } });
const signIn = async (who: Person) => {
  who.token = (await post<Session>(app, '/auth/demo', { persona: who.persona })).body.accessToken;
};

/** Past the end, counted by both processes at once; then counted again by anybody with the published script. */
async function counted(topic: TopicDoc): Promise<BallotResultView> {
  app.travel(DAY + 21_000);
  await Promise.all([1, 2, 3].map(() => finishBallots(app.deps, () => false)));
  const { body } = await get<BallotResultView>(other, `${path(topic)}/result`);
  const { stdout } = await run(process.execPath, [SCRIPT, `${app.url}/api/v1${path(topic)}/result`]);
  expect(stdout).not.toBe('');
  return body;
}
const rows = async (topic: TopicDoc) => [
  await rollOf(app.deps.db).countDocuments({ topicId: topic._id }),
  await boxOf(app.deps.db).countDocuments({ _id: ofTopic(topic._id) }),
];

test('a person has one vote on whatever devices and processes, through moves and offices', async () => {
  const topic = await opened('person');
  const people: Person[] = [];
  for (let i = 0; i < 9; i += 1) people.push(await voter());
  // A storm: each of nine sends six at once to both processes, some of them repetitions.
  const storm = people.flatMap((who) =>
    ['A', 'B', 'A', 'C', 'B', 'A'].map((choice, n) => cast(n % 2 ? app : other, topic, who, choice)),
  );
  // Meanwhile one moves within the scope, one takes an office and one loses it.
  const [mover, riser, faller] = people as [Person, Person, Person];
  await takesOffice(faller);
  const [answers] = await Promise.all([
    Promise.all(storm),
    verify(app, mover, home.grids[1]),
    takesOffice(riser),
    leavesOffice(faller),
  ]);
  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  expect(await rows(topic)).toEqual([9, 9]);

  // Each says once more what he wants, on the other device.
  const wanted = ['A', 'A', 'B', 'A', 'C', 'A', 'B', 'A', ''];
  await Promise.all(people.map(signIn));
  const last = await Promise.all(
    people.map((who, n) => cast(n % 2 ? other : app, topic, who, ...(wanted[n] ? [wanted[n]] : []))),
  );
  expect(last.map(({ status }) => status)).toEqual(people.map(() => 200));
  for (const [n, who] of people.entries()) {
    const seen = await get<BallotView>(n % 2 ? app : other, `${path(topic)}/ballot`, who.token);
    expect(seen.body.mine?.choices).toEqual(wanted[n] ? [wanted[n]] : []);
  }
  // Who moves away keeps the vote he has cast and cannot cast another.
  const away = await buildCommunity(app);
  await verify(app, mover, away.grids[0]);
  expect((await cast(other, topic, mover, 'C')).status).toBe(403);
  expect(await rows(topic)).toEqual([9, 9]);

  const result = await counted(topic);
  expect(result.options.map(({ votes }) => votes)).toEqual([5, 2, 1]);
  expect(result).toMatchObject({ cast: 9, abstained: 1, listed: 9, unreadable: 0 });
  expect((await cast(app, topic, people[3] as Person, 'B')).status).not.toBe(200);
  expect(await rows(topic)).toEqual([9, 0]);
});

test('a household has one vote, whoever of it is faster, and nobody votes for two', async () => {
  const topic = await opened('household');
  const homes = await Promise.all(
    ['一栋101', '一栋102', '一栋103'].map(async (door) => [await voter(door), await voter(door)] as const),
  );
  const storm = await Promise.all(
    homes.flatMap(([a, b]) => [
      cast(app, topic, a, 'A'),
      cast(other, topic, b, 'B'),
      cast(other, topic, a, 'A'),
      cast(app, topic, b, 'B'),
    ]),
  );
  // Of each household one is in, with both his taps, and the other is told so.
  for (const [n] of homes.entries()) {
    const [a1, b1, a2, b2] = storm.slice(4 * n, 4 * n + 4).map(({ status }) => status);
    expect([a1, b1].sort()).toEqual([a2, b2].sort());
    expect([a1, b1].sort()).toEqual([200, 409]);
  }
  expect(await rows(topic)).toEqual([3, 3]);

  const [first, second] = homes as unknown as [[Person, Person], [Person, Person]];
  const voted = storm[0]?.status === 200 ? 0 : 1;
  const winner = first[voted];
  const loser = first[1 - voted] as Person;
  // He moves next door, where somebody has voted, and to an empty flat, where nobody has: no second vote in either.
  for (const door of ['一栋102', '一栋201']) {
    await verify(app, winner, home.grids[0], door);
    const tries = await Promise.all([app, other, app].map((at) => cast(at, topic, winner, 'C')));
    expect(tries.map(({ body }) => body.code)).toEqual(tries.map(() => 'ALREADY_DONE'));
  }
  // Whom he left behind has no vote either: the household has used its own.
  expect((await cast(other, topic, loser, 'C')).body.code).toBe('ALREADY_DONE');
  // Who has not voted yet and moves to a flat that has not either may.
  const waiting = second[storm[4]?.status === 200 ? 1 : 0];
  await verify(app, waiting, home.grids[0], '一栋301');
  expect((await cast(app, topic, waiting, 'C')).status).toBe(200);
  expect(await rows(topic)).toEqual([4, 4]);

  const result = await counted(topic);
  expect(result).toMatchObject({ cast: 4, listed: 4, unreadable: 0 });
  expect(result.options.reduce((sum, { votes }) => sum + votes, 0)).toBe(4);
});
