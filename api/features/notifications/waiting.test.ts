import type { Session } from '@shared/auth/schemas';
import type { CaseView } from '@shared/cases/schemas';
import type { NotificationView } from '@shared/notifications/contract';
import { DEFAULT_SETTINGS } from '@shared/notifications/settings';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { act, get, post, send } from '@api/test/request';
import { settle, startTestApp, TEST_NOW, type TestApp } from '@api/test/test-app';
import { casesOf, eventsOf, flushAllEvents, runAlerts } from '../cases';
import { deliverNotifications, notificationsOf, tellWaiting, waitingOf } from '.';

const [HOUR, DAY] = [3600_000, 86_400_000];
let app: TestApp;
let home: Community;
const people = {} as Record<'resident' | 'friend' | 'worker' | 'community', Person>;
type Who = keyof typeof people;

beforeAll(async () => {
  app = await startTestApp();
  home = await buildCommunity(app);
  const [grid] = home.grids;
  people.resident = await home.person({ name: '李居民', homeGrid: grid });
  people.friend = await home.person({ name: '周邻居', homeGrid: grid });
  people.worker = await home.person({ name: '王芳', role: 'grid_worker', area: grid, post: 'grid_worker' });
  people.community = await home.person({ name: '何丽', role: 'dispatcher', area: home.community });
});
beforeEach(async () => {
  await at(TEST_NOW);
  for (const collection of [notificationsOf(app.deps.db), waitingOf(app.deps.db)])
    await collection.deleteMany({});
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
/** A public case that the friend follows, being handled. */
async function handled(): Promise<CaseView> {
  const body = {
    text: '楼下的灯不亮',
    categoryCode: 'GY-0102',
    place: home.centres[0],
    visibility: 'public',
  };
  const { body: made } = await post<CaseView>(app, '/cases', body, people.resident.token);
  await done('friend', made, 'follow');
  await done('worker', made, 'accept');
  return done('worker', made, 'takeUp');
}
const inbox = async (who: Who) =>
  (await get<{ items: NotificationView[] }>(app, '/me/notifications?limit=100', people[who].token)).body
    .items;
/** As several processes would, at the same time. */
async function tell(): Promise<void> {
  await flushAllEvents(app.deps.db);
  await Promise.all([deliverNotifications(app.deps), deliverNotifications(app.deps)]);
  await Promise.all([tellWaiting(app.deps), tellWaiting(app.deps), tellWaiting(app.deps)]);
}
/** As after a crash before anything was crossed out. */
const forgetDelivered = (made: { id: string }) =>
  eventsOf(app.deps.db).updateMany(
    { caseId: made.id },
    { $set: { outbox: { at: new Date(app.deps.clock()), tries: 0 } } },
  );
const choose = (extra: object) =>
  send(app, 'PUT', '/me/notifications/settings', {
    token: people.friend.token,
    body: { ...DEFAULT_SETTINGS, ...extra },
  });

describe('daily digest', () => {
  beforeEach(() => choose({ digest: { on: true, hour: 18 } }));
  afterAll(async () => {
    await at(TEST_NOW);
    await choose({});
  });

  test('one entry a day for all followed cases, once, whoever crashes and however many run', async () => {
    const cases = [await handled(), await handled()];
    for (const made of cases)
      for (const text of ['到场', '在修']) await done('worker', made, 'progress', { text });
    await tell();
    expect(await inbox('friend')).toEqual([]);
    expect((await inbox('resident')).length).toBeGreaterThan(0);
    await at(TEST_NOW + 8 * HOUR + 60_000);
    await tell();
    for (const made of cases) await forgetDelivered(made);
    await tell();
    await at(TEST_NOW + DAY + 9 * HOUR);
    await tell();
    const [digest, ...others] = await inbox('friend');
    expect(others).toEqual([]);
    expect(digest).toMatchObject({
      kind: 'digest',
      title: '您关注的 2 件事有新进展',
      count: 4,
      caseId: null,
    });
    expect(digest?.id).toBe(`digest:2026-11-23:${people.friend.id}`);
    expect(digest?.lines.map(({ caseId }) => caseId).sort()).toEqual(cases.map(({ id }) => id).sort());
    for (const line of digest?.lines ?? [])
      expect(line).toMatchObject({
        title: '路灯不亮：有新进展（此间共 2 次变化）',
        text: expect.stringMatching(/正在处理，承诺 \d+月\d+日 \d\d:\d\d 前答复/) as string,
      });
    expect(await waitingOf(app.deps.db).countDocuments({})).toBe(0);
  });

  test('what comes after today’s digest is for tomorrow’s; days of downtime make one digest', async () => {
    const made = await handled();
    await done('worker', made, 'progress', { text: '第一天' });
    await tell();
    await at(TEST_NOW + 8 * HOUR + 60_000);
    await tell();
    // Ordered before the hour, written after it: as by a process that was slow.
    await done('worker', made, 'progress', { text: '刚过点' });
    await flushAllEvents(app.deps.db);
    await deliverNotifications(app.deps);
    await waitingOf(app.deps.db).updateMany({}, { $set: { due: new Date(TEST_NOW + 8 * HOUR) } });
    await tell();
    expect(await inbox('friend')).toHaveLength(1);
    await at(TEST_NOW + 4 * DAY);
    await tell();
    expect((await inbox('friend')).map(({ id, count }) => [id.slice(0, 17), count])).toEqual([
      ['digest:2026-11-27', 1],
      ['digest:2026-11-23', 1],
    ]);
  });

  test('who follows no more, or wants to hear no more, gets none', async () => {
    const made = await handled();
    await done('worker', made, 'progress', { text: '到场' });
    await tell();
    await done('friend', made, 'unfollow');
    await at(TEST_NOW + DAY);
    await tell();
    expect(await inbox('friend')).toEqual([]);
    const other = await handled();
    await done('worker', other, 'progress', { text: '到场' });
    await tell();
    await choose({ followed: false, digest: { on: true, hour: 18 } });
    await at(TEST_NOW + 2 * DAY);
    await tell();
    expect(await inbox('friend')).toEqual([]);
    expect(await waitingOf(app.deps.db).countDocuments({})).toBe(0);
  });
});

describe('after a pause of the service', () => {
  test('several events of a case are one message that tells how it stands now', async () => {
    const made = await handled();
    await done('worker', made, 'progress', { text: '到场' });
    await settle();
    await at(TEST_NOW + 3 * HOUR);
    await tell();
    expect(await inbox('resident')).toEqual([]);
    await at(TEST_NOW + 3 * HOUR + 300_000);
    await tell();
    await forgetDelivered(made);
    await tell();
    await at(TEST_NOW + 4 * HOUR);
    await tell();
    expect(await inbox('resident')).toMatchObject([
      { kind: 'case', count: 3, title: '路灯不亮：有新进展（此间共 3 次变化）', caseId: made.id },
    ]);
    expect(await inbox('friend')).toMatchObject([{ count: 1, title: '路灯不亮：有新进展' }]);
  });

  test('half of them told before the crash: the others follow, none twice', async () => {
    const made = await handled();
    await flushAllEvents(app.deps.db);
    await deliverNotifications(app.deps);
    expect(await inbox('resident')).toHaveLength(2);
    await forgetDelivered(made);
    await done('worker', made, 'progress', { text: '到场' });
    await settle();
    await at(TEST_NOW + 3 * HOUR);
    await tell();
    await at(TEST_NOW + 4 * HOUR);
    await tell();
    const told = await inbox('resident');
    expect(told.map(({ count }) => count)).toEqual([1, 1, 1]);
    const events = (
      await notificationsOf(app.deps.db).find({ userId: people.resident.id }).toArray()
    ).flatMap((doc) => doc.events ?? []);
    expect(events.sort()).toEqual([2, 3, 4].map((seq) => `${made.id}:${seq}`));
  });

  test('no message for each step of each clock: who has many late cases is told of all in one', async () => {
    const cases: CaseView[] = [];
    for (let i = 0; i < 5; i += 1) cases.push(await handled());
    await tell();
    await notificationsOf(app.deps.db).deleteMany({});
    await at(TEST_NOW + 200 * DAY);
    await Promise.all([runAlerts(app.deps), runAlerts(app.deps)]);
    await runAlerts(app.deps);
    await tell();
    await at(TEST_NOW + 200 * DAY + 300_000);
    await tell();
    const worker = await inbox('worker');
    expect(worker).toMatchObject([
      { kind: 'summary', topic: 'work', title: '有 5 件事的消息来晚了，合在一起告诉您' },
    ]);
    expect(worker[0]?.lines.every(({ title }) => title.includes('已超过承诺时限'))).toBe(true);
    // Overdue and raised, of five cases.
    expect(await inbox('community')).toMatchObject([{ kind: 'summary', count: 10 }]);
    const [line] = (await inbox('community'))[0]?.lines ?? [];
    expect(line?.title).toBe('路灯不亮：超时较久，已提级督办（此间共 2 次变化）');
    const opened = await get(app, `/cases/${line?.caseId}`, people.community.token);
    expect(opened.status).toBe(200);
  });
});
