import type { Session } from '@shared/auth/schemas';
import type { CaseEvent, CaseSummary, CaseView } from '@shared/cases/schemas';
import { deadlinesOf } from './deadlines';
import { brokenLink } from './event-hash';
import { casesOf, eventsOf } from './case.model';
import { flushAllEvents } from './event-log';
import { closeUnrated } from './auto-close';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { act, get, post } from '@api/test/request';
import { startTestApp, TEST_NOW, type TestApp } from '@api/test/test-app';

const LAMP = 'GY-0102';
const COVER = 'GY-0101';
const DAY = 86_400_000;
let app: TestApp;
let home: Community;
const people = {} as Record<
  | 'resident'
  | 'friend1'
  | 'friend2'
  | 'friend3'
  | 'worker'
  | 'leader'
  | 'parttimer'
  | 'neighbour'
  | 'community'
  | 'street'
  | 'district'
  | 'handler'
  | 'police'
  | 'supervisor',
  Person
>;
type Who = keyof typeof people;

beforeAll(async () => {
  app = await startTestApp();
  home = await buildCommunity(app);
  const [grid, other] = home.grids;
  const worker = { role: 'grid_worker', area: grid } as const;
  for (const who of ['resident', 'friend1', 'friend2', 'friend3'] as const)
    people[who] = await home.person({ name: `居民${who}`, homeGrid: grid });
  people.worker = await home.person({ ...worker, name: '王芳', post: 'grid_worker' });
  people.leader = await home.person({ ...worker, name: '赵强', post: 'grid_leader' });
  people.parttimer = await home.person({ ...worker, name: '钱帮', post: 'parttime_worker' });
  people.neighbour = await home.person({ ...worker, area: other, name: '孙邻', post: 'grid_worker' });
  people.community = await home.person({ name: '何丽', role: 'dispatcher', area: home.community });
  people.street = await home.person({ name: '罗航', role: 'dispatcher', area: home.street });
  people.district = await home.person({ name: '区台', role: 'dispatcher', area: home.district });
  people.handler = await home.person({
    name: '孙立',
    role: 'handler',
    department: 'urban-management',
    area: home.district,
  });
  people.police = await home.person({
    name: '民警',
    role: 'handler',
    department: 'police',
    area: home.district,
  });
  people.supervisor = await home.person({ name: '郑严', role: 'supervisor', area: home.district });
});
beforeEach(() => at(TEST_NOW));
/** Sets the clock; access tokens of before are too old then. */
async function at(ms: number): Promise<void> {
  app.setClock(ms);
  for (const person of Object.values(people))
    person.token = (await post<Session>(app, '/auth/demo', { persona: person.persona })).body.accessToken;
}
afterAll(() => app.stop());

const does = (who: Who, made: { id: string }, action: string, body: object = {}) =>
  act(app, people[who].token, made.id, action, body);
const sees = async (who: Who, made: { id: string }) =>
  (await get<CaseView>(app, `/cases/${made.id}`, people[who].token)).body;
async function done(who: Who, made: { id: string }, action: string, body: object = {}): Promise<CaseView> {
  const answer = await does(who, made, action, body);
  if (answer.status !== 200) throw new Error(`${action}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}
async function filed(extra: object = {}): Promise<CaseView> {
  const body = { text: '楼下的灯不亮', categoryCode: LAMP, place: home.centres[0], visibility: 'public' };
  const made = await post<CaseView>(app, '/cases', { ...body, ...extra }, people.resident.token);
  expect(made.status).toBe(201);
  return made.body;
}
async function handling(): Promise<CaseView> {
  const made = await filed();
  await done('worker', made, 'accept');
  return done('worker', made, 'takeUp');
}
async function closed(): Promise<CaseView> {
  const made = await handling();
  await done('worker', made, 'reply', { text: '换好了', result: 'explained' });
  await done('leader', made, 'verify', { pass: true, text: '看过' });
  return done('resident', made, 'rate', { resolved: 'yes', response: 5, attitude: 5, result: 5 });
}
const offered = (view: CaseView) => view.actions.map(({ action }) => action);

test('a case climbs from grid to district, is submitted anew at each desk, and no further', async () => {
  const made = await handling();
  const climbed = [await done('worker', made, 'escalate', { text: '要社区协调' })];
  expect(climbed[0]).toMatchObject({ status: 'submitted', level: 'community' });
  expect(offered(await sees('worker', made))).not.toContain('accept');
  for (const desk of ['community', 'street'] as const) {
    await done(desk, made, 'accept');
    climbed.push(await done(desk, made, 'escalate', { text: '要上级协调' }));
  }
  expect(climbed.map(({ level }) => level)).toEqual(['community', 'street', 'district']);
  expect(climbed[2]?.assignee).toMatchObject({ type: 'center', areaCode: home.district });
  // The answer stays promised as the resident was told.
  expect(climbed[2]?.deadlines.resolveBy).toBe(made.deadlines.resolveBy);
  await done('district', made, 'accept');
  const further = await does('district', made, 'escalate', { text: '再上报' });
  expect([further.status, further.body]).toMatchObject([409, { code: 'WRONG_STATE' }]);
  expect(offered(await sees('district', made))).not.toContain('escalate');
});

describe('hold', () => {
  test('asked, granted and resumed: what working time was left is left again', async () => {
    const made = await handling();
    const until = new Date(TEST_NOW + 10 * DAY).toISOString();
    const asked = await done('worker', made, 'hold', { until, text: '等配件' });
    expect(asked).toMatchObject({ flags: { hold: false }, requests: [{ kind: 'hold', until }] });
    expect((await sees('resident', made)).requests).toEqual([]);
    expect((await does('worker', made, 'hold', { until, text: '再等' })).status).toBe(409);
    const request = asked.requests[0]?.id;
    expect((await does('worker', made, 'grant', { request, approve: true })).status).toBe(403);
    await done('community', made, 'grant', { request, approve: true });
    expect(await sees('resident', made)).toMatchObject({
      flags: { hold: true },
      holding: { until, text: '等配件' },
      plainStatus: expect.stringContaining('暂缓办理') as string,
    });
    await at(TEST_NOW + DAY); // Tuesday, the same hour: one working day later
    const resumed = await done('worker', made, 'resume');
    expect(resumed).toMatchObject({ flags: { hold: false }, holding: null });
    const lamp = Date.parse(made.deadlines.resolveBy);
    const moved = Date.parse(resumed.deadlines.resolveBy) - lamp;
    // Requests take some milliseconds of their own; a weekend may lie between.
    expect([1, 3]).toContain(Math.round(moved / DAY));
  });

  test('a refusal leaves the clock running and the resident untold', async () => {
    const made = await handling();
    const until = new Date(TEST_NOW + DAY).toISOString();
    const { requests } = await done('worker', made, 'hold', { until, text: '等人' });
    await done('community', made, 'grant', { request: requests[0]?.id, approve: false, text: '请今天办' });
    const mine = await sees('resident', made);
    expect([mine.flags.hold, mine.timeline.some(({ type }) => type === 'grant')]).toEqual([false, false]);
    expect(offered(await sees('worker', made))).toContain('hold');
  });

  test('answering ends it', async () => {
    const made = await handling();
    const until = new Date(TEST_NOW + 5 * DAY).toISOString();
    const { requests } = await done('worker', made, 'hold', { until, text: '等配件' });
    await done('community', made, 'grant', { request: requests[0]?.id, approve: true });
    const replied = await done('worker', made, 'reply', { text: '配件提前到了', result: 'explained' });
    expect(replied).toMatchObject({ status: 'replied', flags: { hold: false }, holding: null });
  });
});

test('a promise is put off twice at most, and only to a later day', async () => {
  const made = await handling();
  const promised = Date.parse(made.deadlines.resolveBy);
  const early = await does('worker', made, 'extend', {
    until: new Date(promised - 1000).toISOString(),
    text: '早',
  });
  expect([early.status, early.body]).toMatchObject([400, { errors: [{ path: 'until' }] }]);
  for (const days of [1, 2]) {
    const until = new Date(promised + days * DAY).toISOString();
    const { requests } = await done('worker', made, 'extend', { until, text: '要排期' });
    const granted = await done('community', made, 'grant', { request: requests[0]?.id, approve: true });
    expect(granted).toMatchObject({ deadlines: { resolveBy: until }, extensions: days, requests: [] });
  }
  const third = await does('worker', made, 'extend', {
    until: new Date(promised + 3 * DAY).toISOString(),
    text: '再排',
  });
  expect([third.status, third.body]).toMatchObject([409, { detail: '已延期 2 次，不能再延' }]);
});

describe('merge', () => {
  test('the reporter follows the other case; within a day it is taken back to where it stood', async () => {
    const [made, other] = [await handling(), await filed()];
    const merged = await done('community', made, 'merge', { into: other.number });
    expect(merged).toMatchObject({ status: 'merged', mergedInto: { number: other.number } });
    expect((await sees('resident', made)).plainStatus).toContain(other.number);
    await at(TEST_NOW + DAY - 60_000);
    const back = await done('community', made, 'unmerge', { text: '不是同一盏灯' });
    expect(back).toMatchObject({ status: 'handling', mergedInto: null });
    await done('community', made, 'merge', { into: other.id });
    await at(TEST_NOW + 2 * DAY);
    expect((await does('community', made, 'unmerge', { text: '晚了' })).status).toBe(409);
  });

  test('not into itself, a finished case, or one out of reach', async () => {
    const [made, over] = [await filed(), await closed()];
    for (const into of [made.id, over.id, 'f'.repeat(24), 'LX20200101-000001'])
      expect((await does('community', made, 'merge', { into })).body).toMatchObject({
        code: 'VALIDATION_FAILED',
        errors: [{ path: 'into' }],
      });
  });
});

describe('followers', () => {
  const followed = async (who: Who) =>
    (
      await get<{ items: CaseSummary[]; nextCursor: string | null }>(
        app,
        '/me/cases?relation=followed&limit=1',
        people[who].token,
      )
    ).body;

  test('follow once each, are counted, see it among theirs, and may stop', async () => {
    const made = await filed();
    const answers = await Promise.all(
      (['friend1', 'friend1', 'friend2', 'friend3'] as const).map((who) => does(who, made, 'follow')),
    );
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(3);
    expect(await sees('friend1', made)).toMatchObject({ followers: 3, following: true });
    expect((await followed('friend1')).items.map(({ id }) => id)).toEqual([made.id]);
    expect(await done('friend1', made, 'unfollow')).toMatchObject({ followers: 2, following: false });
    expect((await does('friend1', made, 'unfollow')).status).toBe(403);
    expect((await followed('friend1')).items).toEqual([]);
    // A new follower is nobody's conflict.
    await done('worker', made, 'accept', { version: made.version });
  });

  test('a private case is followed by nobody', async () => {
    const made = await filed({ visibility: 'private' });
    expect((await does('friend1', made, 'follow')).status).toBe(404);
    expect((await does('community', made, 'follow')).status).toBe(409);
  });

  test('three of them open a closed case again; two do not, nor one twice', async () => {
    const made = await closed();
    for (const who of ['friend1', 'friend2', 'friend3'] as const) await done(who, made, 'follow');
    expect(await done('friend1', made, 'reopen', { text: '又坏了' })).toMatchObject({ status: 'closed' });
    expect((await does('friend1', made, 'reopen', { text: '又坏了' })).status).toBe(409);
    await done('friend2', made, 'reopen', { text: '我也看到了' });
    const opened = await done('friend3', made, 'reopen', { text: '是的' });
    expect(opened).toMatchObject({ status: 'handling', reply: null });
    expect(Date.parse(opened.deadlines.resolveBy)).toBeGreaterThan(TEST_NOW);
  });
});

test('the reporter opens it again within 30 days of closing, not later; also when it closed by itself', async () => {
  const made = await closed();
  await at(TEST_NOW + 29 * DAY);
  expect(await done('resident', made, 'reopen', { text: '又坏了' })).toMatchObject({ status: 'handling' });
  await at(TEST_NOW);
  const unrated = await handling();
  await done('worker', unrated, 'reply', { text: '好了', result: 'explained' });
  await done('leader', unrated, 'verify', { pass: true, text: '看过' });
  await at(TEST_NOW + 8 * DAY);
  await closeUnrated(app.deps);
  await at(TEST_NOW + 40 * DAY);
  const late = await does('resident', unrated, 'reopen', { text: '又坏了' });
  expect([late.status, late.body]).toMatchObject([409, { code: 'WRONG_STATE' }]);
});

test('urged once a day each, by reporter and followers', async () => {
  const made = await handling();
  expect((await does('friend1', made, 'urge')).status).toBe(403);
  await done('friend1', made, 'follow');
  await done('resident', made, 'urge', { text: '老人摔了一跤' });
  expect((await does('resident', made, 'urge')).body).toMatchObject({
    detail: '今天已经催过了，请明天再催',
  });
  expect(offered(await sees('resident', made))).not.toContain('urge');
  expect(await done('friend1', made, 'urge')).toMatchObject({ urges: 2 });
  await at(TEST_NOW + DAY);
  expect(await done('resident', made, 'urge')).toMatchObject({ urges: 3 });
});

test('supervised until lifted', async () => {
  const made = await handling();
  const deadline = new Date(TEST_NOW + DAY).toISOString();
  const watched = await done('supervisor', made, 'supervise', { text: '今天办完', deadline });
  expect(watched).toMatchObject({
    flags: { supervised: true },
    supervision: { deadline, text: '今天办完' },
  });
  const queue = async () =>
    (
      await get<{ items: CaseSummary[] }>(
        app,
        '/workbench?queue=supervised&limit=100',
        people.supervisor.token,
      )
    ).body.items.map(({ id }) => id);
  expect(await queue()).toContain(made.id);
  await handling();
  expect((await queue()).every((id) => id === made.id)).toBe(true);
  expect(await done('supervisor', made, 'lift')).toMatchObject({
    flags: { supervised: false },
    supervision: null,
  });
  expect(await queue()).toEqual([]);
  expect((await does('supervisor', made, 'lift')).status).toBe(409);
});

test('another category: promises are reckoned from submission, old and new are told', async () => {
  const made = await filed();
  await at(TEST_NOW + 3 * 3600_000);
  const changed = await done('worker', made, 'recategorise', { categoryCode: COVER, text: '是井盖' });
  const doc = await casesOf(app.deps.db).findById(made.id).lean();
  const { category } = doc!;
  const due = deadlinesOf(Date.parse(made.createdAt), category, app.deps.calendar);
  expect(changed.deadlines).toEqual({
    respondBy: due.respondBy.toISOString(),
    resolveBy: due.resolveBy.toISOString(),
  });
  expect(changed.timeline[0]?.title).toBe('类别由「路灯不亮」改为「井盖缺失破损」');
  expect((await does('worker', made, 'recategorise', { categoryCode: COVER, text: '同' })).status).toBe(400);
});

test('another place: the worker there gets it, the former one no longer', async () => {
  const made = await filed();
  const moved = await done('worker', made, 'relocate', { place: home.centres[1], text: '在路对面' });
  expect(moved).toMatchObject({ area: { gridCode: home.grids[1] }, status: 'submitted' });
  expect(moved.assignee).toMatchObject({ type: 'person', worker: { name: '孙邻' } });
  expect((await does('worker', made, 'accept')).status).toBe(403);
  await done('neighbour', made, 'accept');
  const moon = { place: { lng: 0, lat: 0 }, text: '月球' };
  expect((await does('neighbour', made, 'relocate', moon)).status).toBe(400);
});

test('somebody else goes on with it: a desk gives to anybody below it, a worker to a part-timer', async () => {
  const made = await handling();
  const body = (who: Who) => ({ to: { personId: people[who].id }, text: '我要休假' });
  expect((await does('worker', made, 'reassign', body('leader'))).status).toBe(400);
  expect(await done('worker', made, 'reassign', body('parttimer'))).toMatchObject({
    status: 'handling',
    assignee: { worker: { name: '钱帮' } },
  });
  expect((await does('community', made, 'reassign', body('parttimer'))).status).toBe(400);
  expect(await done('community', made, 'reassign', body('leader'))).toMatchObject({
    assignee: { worker: { name: '赵强' } },
  });
});

test('who helps signs off his part before anybody may check the whole', async () => {
  const made = await filed();
  await done('worker', made, 'accept');
  const to = { department: 'urban-management' };
  await done('community', made, 'dispatch', { to, coHandlers: [{ department: 'police' }] });
  await done('handler', made, 'takeUp');
  await done('handler', made, 'reply', { text: '处理好了', result: 'explained' });
  const tooEarly = await does('community', made, 'verify', { pass: true, text: '看过' });
  expect([tooEarly.status, tooEarly.body]).toMatchObject([400, { errors: [{ path: 'pass' }] }]);
  const signed = await done('police', made, 'signOff', { text: '占道车辆已劝离' });
  expect(signed.signedOff).toHaveLength(1);
  expect((await does('police', made, 'signOff', { text: '再来' })).status).toBe(409);
  await done('community', made, 'verify', { pass: true, text: '看过' });
});

test('twenty at once on one case: one history, every link of it in place', async () => {
  const made = await handling();
  await Promise.all((['friend1', 'friend2', 'friend3'] as const).map((who) => does(who, made, 'follow')));
  const until = new Date(TEST_NOW + 20 * DAY).toISOString();
  const tries: [Who, string, object][] = [
    ['worker', 'progress', { text: '到场' }],
    ['worker', 'hold', { until, text: '等' }],
    ['worker', 'extend', { until, text: '等' }],
    ['worker', 'reply', { text: '好了', result: 'explained' }],
    ['worker', 'escalate', { text: '难' }],
    ['leader', 'escalate', { text: '难' }],
    ['leader', 'verify', { pass: true, text: '好' }],
    ['community', 'dispatch', { to: { department: 'urban-management' } }],
    ['community', 'reassign', { to: { personId: people.leader.id }, text: '换' }],
    ['community', 'recategorise', { categoryCode: COVER, text: '改' }],
    ['community', 'relocate', { place: home.centres[1], text: '改' }],
    ['handler', 'takeUp', {}],
    ['handler', 'return', { reason: 'not_ours', text: '不归我们' }],
    ['supervisor', 'supervise', { text: '快', deadline: until }],
    ['supervisor', 'lift', {}],
    ['resident', 'urge', {}],
    ['resident', 'supplement', { text: '还在' }],
    ['friend1', 'urge', {}],
    ['friend2', 'urge', {}],
    ['friend3', 'urge', {}],
  ];
  const answers = await Promise.all(tries.map(([who, action, body]) => does(who, made, action, body)));
  expect([...new Set(answers.map(({ status }) => status))].every((status) => status < 500)).toBe(true);
  await flushAllEvents(app.deps.db);
  const events = await eventsOf(app.deps.db)
    .find({ caseId: made.id }, { sort: { seq: 1 } })
    .toArray();
  const succeeded = answers.filter(({ status }) => status === 200).length;
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
  expect(events).toHaveLength(3 + succeeded);
  expect(brokenLink(events)).toBe(-1);
  events.slice(1).forEach((event, i) => expect(event.from).toBe(events[i]?.to));
  const view = await sees('community', made);
  expect([view.version, view.status]).toEqual([events.length, events.at(-1)?.to]);
  const log = await get<{ items: CaseEvent[] }>(
    app,
    `/cases/${made.id}/events?limit=100`,
    people.community.token,
  );
  expect(log.body.items).toHaveLength(events.length);
});
