import type { Session } from '@shared/auth/schemas';
import type { CaseView } from '@shared/cases/schemas';
import type { NotificationView } from '@shared/notifications/contract';
import { DEFAULT_SETTINGS } from '@shared/notifications/settings';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { act, type Answer, get, post, send } from '@api/test/request';
import { startTestApp, TEST_NOW, type TestApp } from '@api/test/test-app';
import { casesOf, eventsOf, flushAllEvents, runAlerts } from '../cases';
import { deliverNotifications, notificationsOf, tellWaiting } from '.';
import { audienceOf } from './recipients';

const DAY = 86_400_000;
let app: TestApp;
let home: Community;
const people = {} as Record<
  'resident' | 'friend' | 'worker' | 'leader' | 'community' | 'street' | 'handler' | 'admin',
  Person
>;
type Who = keyof typeof people;

beforeAll(async () => {
  app = await startTestApp();
  home = await buildCommunity(app);
  const [grid] = home.grids;
  const worker = { role: 'grid_worker', area: grid } as const;
  people.resident = await home.person({ name: '李居民', homeGrid: grid });
  people.friend = await home.person({ name: '周邻居', homeGrid: grid });
  people.worker = await home.person({ ...worker, name: '王芳', post: 'grid_worker' });
  people.leader = await home.person({ ...worker, name: '赵强', post: 'grid_leader' });
  people.community = await home.person({ name: '何丽', role: 'dispatcher', area: home.community });
  people.street = await home.person({ name: '罗航', role: 'dispatcher', area: home.street });
  people.handler = await home.person({
    name: '孙立',
    role: 'handler',
    department: 'urban-management',
    area: home.district,
  });
  people.admin = await home.person({ name: '冯理', role: 'admin', area: home.city });
});
beforeEach(async () => {
  await at(TEST_NOW);
  await notificationsOf(app.deps.db).deleteMany({});
  await casesOf(app.deps.db).deleteMany({});
});
afterAll(() => app.stop());

async function at(ms: number): Promise<void> {
  app.setClock(ms);
  for (const person of Object.values(people))
    person.token = (await post<Session>(app, '/auth/demo', { persona: person.persona })).body.accessToken;
}
async function done(who: Who, made: { id: string }, action: string, body: object = {}): Promise<CaseView> {
  const answer = await act(app, people[who].token, made.id, action, body);
  if (answer.status !== 200) throw new Error(`${action}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}
async function filed(): Promise<CaseView> {
  const body = {
    text: '楼下的灯不亮',
    categoryCode: 'GY-0102',
    place: home.centres[0],
    visibility: 'public',
  };
  return (await post<CaseView>(app, '/cases', body, people.resident.token)).body;
}
async function tell(): Promise<number> {
  await flushAllEvents(app.deps.db);
  return deliverNotifications(app.deps);
}
type Inbox = { items: NotificationView[]; nextCursor: string | null; unread: number };
const inbox = (who: Who, query = ''): Promise<Answer<Inbox>> =>
  get(app, `/me/notifications?${query}`, people[who].token);
const titles = async (who: Who) => (await inbox(who, 'limit=100')).body.items.map(({ title }) => title);

test('everybody is told of what concerns him, of nothing he did himself, and only once', async () => {
  const made = await filed();
  await done('friend', made, 'follow');
  await done('worker', made, 'accept');
  await done('worker', made, 'takeUp');
  await done('worker', made, 'progress', { text: '内部', visibility: 'internal' });
  await done('worker', made, 'reply', { text: '换好了', result: 'explained' });
  await done('leader', made, 'verify', { pass: true, text: '看过' });
  expect(await tell()).toBe(6);
  expect(await titles('resident')).toEqual([
    '路灯不亮：核实通过',
    '路灯不亮：已答复：已解释说明',
    '路灯不亮：开始处理',
    '路灯不亮：已受理',
  ]);
  expect(await titles('friend')).toEqual(['路灯不亮：核实通过', '路灯不亮：已答复：已解释说明']);
  expect(await titles('worker')).toEqual(['路灯不亮：居民提交']);
  expect(await titles('leader')).toEqual([]);
  const [latest] = (await inbox('resident')).body.items;
  expect(latest).toMatchObject({
    topic: 'mine',
    caseNumber: made.number,
    read: false,
    text: expect.stringContaining('评价') as string,
  });
  // A crash between telling and crossing out: told again, nothing is doubled.
  await eventsOf(app.deps.db).updateMany(
    { caseId: made.id },
    { $set: { outbox: { at: new Date(TEST_NOW), tries: 0 } } },
  );
  const before = await notificationsOf(app.deps.db).countDocuments({});
  expect(await Promise.all([deliverNotifications(app.deps), deliverNotifications(app.deps)])).not.toContain(
    0,
  );
  expect(await notificationsOf(app.deps.db).countDocuments({})).toBe(before);
  expect(await tell()).toBe(0);
});

test('departments and desks are told by their people', async () => {
  const made = await filed();
  await done('worker', made, 'accept');
  await tell();
  await done('community', made, 'dispatch', { to: { department: 'urban-management' } });
  await tell();
  expect(await titles('handler')).toEqual(['路灯不亮：已派给城市管理局办理']);
  await done('handler', made, 'return', { reason: 'not_ours', text: '不归我们' });
  await tell();
  expect((await titles('community'))[0]).toContain('退回');
});

test('who does not want to hear of a topic is not told; others are', async () => {
  const path = '/me/notifications/settings';
  expect((await get(app, path, people.friend.token)).body).toEqual(DEFAULT_SETTINGS);
  const body = { ...DEFAULT_SETTINGS, followed: false };
  const saved = await send(app, 'PUT', path, { token: people.friend.token, body });
  expect([saved.status, saved.body]).toEqual([200, body]);
  expect((await get(app, path, people.friend.token)).body).toEqual(body);
  const made = await filed();
  await done('friend', made, 'follow');
  await done('worker', made, 'accept');
  await done('worker', made, 'takeUp');
  await done('worker', made, 'progress', { text: '到场' });
  await tell();
  expect(await titles('friend')).toEqual([]);
  expect(await titles('resident')).toHaveLength(3);
  await send(app, 'PUT', path, { token: people.friend.token, body: DEFAULT_SETTINGS });
  await done('worker', made, 'progress', { text: '在修' });
  await tell();
  expect(await titles('friend')).toHaveLength(1);
});

test('pages, topics and reading', async () => {
  const made = await filed();
  await done('worker', made, 'accept');
  await done('worker', made, 'takeUp');
  await tell();
  const first = (await inbox('resident', 'limit=1')).body;
  expect([first.items.length, first.unread]).toEqual([1, 2]);
  const second = (await inbox('resident', `limit=1&cursor=${first.nextCursor}`)).body;
  expect([second.items[0]?.title, second.nextCursor]).toEqual(['路灯不亮：已受理', null]);
  expect((await inbox('resident', 'topic=work')).body.items).toEqual([]);
  expect((await inbox('resident', 'cursor=AAAA')).status).toBe(400);
  const read = (who: Who, body: object) =>
    post<{ unread: number }>(app, '/me/notifications/read', body, people[who].token);
  const ids = [first.items[0]?.id];
  // Somebody else's changes nothing.
  expect((await read('friend', { ids })).body).toEqual({ unread: 0 });
  expect((await read('resident', { ids })).body).toEqual({ unread: 1 });
  expect((await read('resident', { all: true })).body).toEqual({ unread: 0 });
  expect((await read('resident', {})).status).toBe(400);
});

test('what keeps failing is tried again with pauses, then waits for an admin who sends it again', async () => {
  const made = await filed();
  await tell();
  await notificationsOf(app.deps.db).deleteMany({});
  const eventId = `${made.id}:1`;
  await eventsOf(app.deps.db).updateOne(
    { _id: eventId },
    { $set: { outbox: { at: new Date(TEST_NOW), tries: 0 } } },
  );
  const broken = jest
    .spyOn(
      Object.getPrototypeOf(notificationsOf(app.deps.db)) as {
        insertMany: (docs: readonly object[]) => unknown;
      },
      'insertMany',
    )
    .mockImplementation(() => Promise.reject(new Error('disk full')));
  jest.spyOn(app.deps.log, 'warn').mockImplementation(() => undefined);
  let now = TEST_NOW;
  for (let tries = 1; tries <= 8; tries += 1) {
    expect(await deliverNotifications(app.deps)).toBe(0);
    // Not before its time.
    expect(await deliverNotifications(app.deps)).toBe(0);
    // With room for a slow machine: a pause counts from the end of the try.
    now += 2_000 * 2 ** tries + 60_000;
    app.setClock(now);
  }
  // The audit log writes by the same method, whenever it likes.
  const ofMessages = broken.mock.calls.filter(([docs]) => docs.some((doc) => 'userId' in doc));
  expect(ofMessages).toHaveLength(8);
  broken.mockRestore();
  expect(await deliverNotifications(app.deps)).toBe(0);
  await at(now);
  const letters = await get<{ items: object[] }>(app, '/admin/jobs', people.admin.token);
  expect(letters.body.items).toMatchObject([{ id: eventId, tries: 8, error: 'disk full' }]);
  const replay = () => post(app, `/admin/jobs/${eventId}/replay`, {}, people.admin.token);
  expect([(await replay()).status, (await replay()).status]).toEqual([200, 404]);
  expect(await deliverNotifications(app.deps)).toBe(1);
  // By now it is late, and told with whatever else is late.
  app.setClock(now + 300_000);
  await tellWaiting(app.deps);
  expect(await titles('worker')).toEqual(['路灯不亮：居民提交']);
});

describe('clocks', () => {
  const steps = async (made: CaseView) =>
    (await get<CaseView>(app, `/cases/${made.id}`, people.street.token)).body.timeline.map(
      ({ type }) => type,
    );

  test('warned, overdue, raised: each once, by however many processes', async () => {
    const made = await filed();
    await done('worker', made, 'accept');
    const accepted = await done('worker', made, 'takeUp');
    const due = Date.parse(accepted.deadlines.resolveBy);
    await at(due - 60_000);
    await Promise.all([runAlerts(app.deps), runAlerts(app.deps), runAlerts(app.deps)]);
    await at(due + 1000);
    await Promise.all([runAlerts(app.deps), runAlerts(app.deps)]);
    await runAlerts(app.deps);
    expect(await steps(made)).toEqual(['overdue', 'warned', 'takeUp', 'accept', 'submit']);
    await at(due + 60 * DAY);
    await runAlerts(app.deps);
    await runAlerts(app.deps);
    expect((await steps(made)).slice(0, 2)).toEqual(['raised', 'overdue']);
    const raised = (await get<CaseView>(app, `/cases/${made.id}`, people.street.token)).body;
    expect(raised).toMatchObject({ level: 'community', flags: { supervised: true }, status: 'handling' });
    await tell();
    await at(due + 60 * DAY + 300_000);
    await tellWaiting(app.deps);
    // Nobody was told for 60 days: now of all at once.
    expect(await titles('worker')).toEqual(['路灯不亮：已超过承诺时限（此间共 3 次变化）']);
    expect(await titles('community')).toEqual(['路灯不亮：超时较久，已提级督办（此间共 2 次变化）']);
  });

  test('each step is told when it is taken', async () => {
    const made = await filed();
    await done('worker', made, 'accept');
    const { deadlines } = await done('worker', made, 'takeUp');
    await tell();
    await notificationsOf(app.deps.db).deleteMany({});
    const due = Date.parse(deadlines.resolveBy);
    for (const ms of [due - 60_000, due + 1000]) {
      await at(ms);
      await runAlerts(app.deps);
      await tell();
    }
    expect(await titles('worker')).toEqual(['路灯不亮：已超过承诺时限', '路灯不亮：办理时限已过八成']);
    expect(await titles('community')).toEqual(['路灯不亮：已超过承诺时限']);
  });

  test('after a pause of the service: no step is missed, and a warning that is too late is left out', async () => {
    const made = await filed();
    await at(TEST_NOW + 200 * DAY);
    await runAlerts(app.deps);
    await runAlerts(app.deps);
    await runAlerts(app.deps);
    const seen = await steps(made);
    expect(seen).toContain('overdue');
    expect(seen).toContain('raised');
    expect(seen.filter((type) => type === 'overdue')).toHaveLength(1);
    // Nobody accepted it: the desk above has it now, with a term of its own.
    const raised = (await get<CaseView>(app, `/cases/${made.id}`, people.street.token)).body;
    expect(raised).toMatchObject({ level: 'community', assignee: { type: 'center' }, status: 'submitted' });
    expect(Date.parse(raised.deadlines.respondBy)).toBeGreaterThan(TEST_NOW + 200 * DAY);
  });

  test('a hold ends by itself', async () => {
    const made = await filed();
    await done('worker', made, 'accept');
    await done('worker', made, 'takeUp');
    const until = new Date(TEST_NOW + 20 * DAY).toISOString();
    const { requests } = await done('worker', made, 'hold', { until, text: '等配件' });
    await done('community', made, 'grant', { request: requests[0]?.id, approve: true });
    await at(TEST_NOW + 19 * DAY);
    await runAlerts(app.deps);
    expect((await steps(made))[0]).toBe('grant');
    await at(TEST_NOW + 20 * DAY + 1000);
    await runAlerts(app.deps);
    expect((await steps(made))[0]).toBe('resume');
  });
});

test.each<[Parameters<typeof audienceOf>[0], string[]]>([
  [{ type: 'submit', visibility: 'public', data: {}, to: 'submitted' }, ['assignee']],
  [{ type: 'reply', visibility: 'public', data: {}, to: 'replied' }, ['reporter', 'followers']],
  [{ type: 'progress', visibility: 'internal', data: {}, to: 'handling' }, []],
  [{ type: 'verify', visibility: 'public', data: {}, to: 'handling' }, ['reporter', 'followers', 'assignee']],
  [{ type: 'hold', visibility: 'internal', data: { granted: false }, to: 'handling' }, ['desk']],
  [{ type: 'hold', visibility: 'public', data: { granted: true }, to: 'handling' }, ['reporter']],
  [{ type: 'urge', visibility: 'public', data: {}, to: 'handling' }, ['assignee']],
  [{ type: 'warned', visibility: 'internal', data: {}, to: 'handling' }, ['assignee']],
])('%j is for %j', (event, audience) => {
  expect(audienceOf(event)).toEqual(audience);
});
