import type { Session } from '@shared/auth/schemas';
import type { CaseView } from '@shared/cases/schemas';
import { DEFAULT_SETTINGS } from '@shared/notifications/settings';
import type { Subscriptions } from '@shared/notifications/subscriptions';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { act, get, post, send } from '@api/test/request';
import { startTestApp, TEST_NOW, type TestApp } from '@api/test/test-app';
import { usersOf } from '../auth';
import { casesOf, flushAllEvents } from '../cases';
import { deliverNotifications, notificationsOf, sendPushes } from '.';
import { spendGrant } from './push-grants';

const [MINUTE, HOUR] = [60_000, 3600_000];
/** 22:30 in Shanghai, within the quiet hours that everybody starts with. */
const NIGHT = TEST_NOW + 12.5 * HOUR;
let app: TestApp;
let home: Community;
const people = {} as Record<'resident' | 'worker' | 'admin', Person>;
type Who = keyof typeof people;
let before = 0;

beforeAll(async () => {
  app = await startTestApp();
  home = await buildCommunity(app);
  const [grid] = home.grids;
  people.resident = await home.person({ name: '李居民', homeGrid: grid });
  people.worker = await home.person({ name: '王芳', role: 'grid_worker', area: grid, post: 'grid_worker' });
  people.admin = await home.person({ name: '冯理', role: 'admin', area: home.city });
  for (const who of ['resident', 'worker'] as const)
    await usersOf(app.deps.db).updateOne(
      { _id: people[who].id },
      { $set: { openidSealed: app.deps.fieldCrypto.encrypt(openid(who)) } },
    );
  jest.spyOn(app.deps.log, 'warn').mockImplementation(() => undefined);
});
beforeEach(async () => {
  await at(TEST_NOW);
  app.services.sandbox?.clearFaults();
  await notificationsOf(app.deps.db).deleteMany({});
  await casesOf(app.deps.db).deleteMany({});
  await app.deps.db.collection('pushGrants').deleteMany({});
  before = app.services.sandbox?.sent().length ?? 0;
});
afterAll(() => app.stop());

const openid = (who: Who) => app.services.sandbox?.openidOf(who) ?? '';
async function at(ms: number): Promise<void> {
  app.setClock(ms);
  for (const person of Object.values(people))
    person.token = (await post<Session>(app, '/auth/demo', { persona: person.persona })).body.accessToken;
}
/** Agreed to in WeChat, where the sandbox keeps count as WeChat does, and told to us. */
async function agree(who: Who, template: 'progress' | 'work', times = 1, ours = times): Promise<void> {
  app.services.sandbox?.grant(openid(who), `sandbox-${template}`, times);
  for (let i = 0; i < ours; i += 1)
    await post(app, '/me/subscriptions', { accepted: [template] }, people[who].token);
}
const left = async (who: Who, template: string) =>
  (await get<Subscriptions>(app, '/me/subscriptions', people[who].token)).body.items.find(
    (item) => item.template === template,
  )?.left;
const pushed = () => (app.services.sandbox?.sent() ?? []).slice(before);
const outcomes = async (who: Who) =>
  (
    await notificationsOf(app.deps.db)
      .find({ userId: people[who].id, pushed: { $exists: true } }, { sort: { at: 1 } })
      .toArray()
  ).map((doc) => doc.pushed?.outcome);
async function filed(extra: object = {}): Promise<CaseView> {
  const body = { text: '楼下的灯不亮', categoryCode: 'GY-0102', place: home.centres[0], ...extra };
  return (await post<CaseView>(app, '/cases', body, people.resident.token)).body;
}
const done = (who: Who, made: { id: string }, action: string, body: object = {}) =>
  act(app, people[who].token, made.id, action, body);
async function tell(): Promise<void> {
  await flushAllEvents(app.deps.db);
  await deliverNotifications(app.deps);
}
/** As several processes would. */
const sendAll = () => Promise.all([1, 2, 3].map(() => sendPushes(app.deps)));

test('who agreed gets the new status and the next promise, once, and his grant is used up', async () => {
  await agree('resident', 'progress');
  const made = await filed();
  const accepted = (await done('worker', made, 'accept')).body;
  await tell();
  await sendAll();
  await sendAll();
  expect(pushed()).toEqual([
    expect.objectContaining({
      touser: openid('resident'),
      templateId: 'sandbox-progress',
      page: `features/cases/pages/detail/index?id=${made.id}`,
      data: {
        thing1: '路灯不亮',
        phrase2: '已受理',
        time3: '2026年11月23日 10:00',
        thing4: expect.stringMatching(/^11月\d+日 \d\d:\d\d前答复$/) as string,
      },
    }),
  ]);
  expect(accepted.status).toBe('accepted');
  expect(await left('resident', 'progress')).toBe(0);
  // Nothing agreed to any more: no order at all.
  await done('worker', made, 'takeUp');
  await tell();
  await sendAll();
  expect([pushed().length, await outcomes('resident')]).toEqual([1, ['sent']]);
});

test('a grant is never used twice, however many want it', async () => {
  await agree('resident', 'progress', 5);
  const spent = await Promise.all(
    Array.from({ length: 40 }, () => spendGrant(app.deps, people.resident.id, 'progress')),
  );
  expect(spent.filter(Boolean)).toHaveLength(5);
  expect(await left('resident', 'progress')).toBe(0);
});

test('43101 is no failure: the grant is gone, nothing is tried again, nobody is bothered', async () => {
  await agree('resident', 'progress', 0, 3);
  app.services.sandbox?.script({ path: '/cgi-bin/message/subscribe/send', times: 1, errcode: 43101 });
  const made = await filed();
  await done('worker', made, 'accept');
  await tell();
  await sendAll();
  expect([pushed(), await outcomes('resident')]).toEqual([[], ['no_grant']]);
  expect(await left('resident', 'progress')).toBe(0);
  expect(await notificationsOf(app.deps.db).countDocuments({ pushDead: { $exists: true } })).toBe(0);
});

test.each([
  ['47003', { errcode: 47003, errmsg: 'argument invalid! data.thing1.value invalid' }, '47003，data.thing1'],
  ['40037', { errcode: 40037, errmsg: 'invalid template_id' }, '40037'],
])(
  '%s is a bug: a dead letter, the grant comes back, the admins are told once',
  async (code, fault, said) => {
    await agree('resident', 'progress');
    app.services.sandbox?.script({ path: '/cgi-bin/message/subscribe/send', times: 1, ...fault });
    const made = await filed();
    await done('worker', made, 'accept');
    await tell();
    await sendAll();
    const [dead] = await notificationsOf(app.deps.db)
      .find({ pushDead: { $exists: true } })
      .toArray();
    expect(dead?.pushDead).toMatchObject({ tries: 1, error: expect.stringContaining(code) as string });
    expect([pushed(), await left('resident', 'progress')]).toEqual([[], 1]);
    // The next one fails for the same reason on the same day.
    app.services.sandbox?.script({ path: '/cgi-bin/message/subscribe/send', times: 1, ...fault });
    await done('worker', made, 'takeUp');
    await tell();
    await sendAll();
    const told = await notificationsOf(app.deps.db).find({ userId: people.admin.id }).toArray();
    expect(told.map(({ title }) => title)).toEqual(['微信通知发不出去：办理进度提醒']);
    expect(told[0]?.text).toContain(`微信返回 ${said}`);
  },
);

test('WeChat too busy: later, and then once; an answer lost on the way: not again', async () => {
  await agree('resident', 'progress', 2);
  app.services.sandbox?.script({ path: '/cgi-bin/message/subscribe/send', times: 3, errcode: -1 });
  const made = await filed();
  await done('worker', made, 'accept');
  await tell();
  await sendAll();
  expect([pushed().length, await left('resident', 'progress')]).toEqual([0, 2]);
  await sendAll();
  expect(pushed()).toHaveLength(0);
  app.travel(5 * MINUTE);
  await sendAll();
  expect([pushed().length, await outcomes('resident')]).toEqual([1, ['sent']]);
  app.services.sandbox?.script({
    path: '/cgi-bin/message/subscribe/send',
    times: 1,
    drop: true,
    afterEffect: true,
  });
  await done('worker', made, 'takeUp');
  await tell();
  await sendAll();
  app.travel(HOUR);
  await sendAll();
  expect([pushed().length, await outcomes('resident')]).toEqual([2, ['sent', 'unsure']]);
});

test('a process that died while sending: nobody sends it again', async () => {
  await agree('resident', 'progress');
  const made = await filed();
  await done('worker', made, 'accept');
  await tell();
  await notificationsOf(app.deps.db).updateMany(
    { push: { $exists: true } },
    { $set: { 'push.taken': new Date(TEST_NOW) } },
  );
  await sendAll();
  expect([pushed(), await outcomes('resident')]).toEqual([[], ['unsure']]);
});

test('quiet hours hold pushes back, not messages; in the morning one push tells how it stands', async () => {
  await agree('resident', 'progress', 3);
  const made = await filed();
  await at(NIGHT);
  await done('worker', made, 'accept');
  await tell();
  await done('worker', made, 'takeUp');
  await tell();
  await sendAll();
  expect(pushed()).toEqual([]);
  expect(await notificationsOf(app.deps.db).countDocuments({ userId: people.resident.id })).toBe(2);
  await at(TEST_NOW + 21 * HOUR - MINUTE);
  await sendAll();
  expect(pushed()).toEqual([]);
  await at(TEST_NOW + 21 * HOUR + MINUTE);
  await sendAll();
  expect(pushed().map(({ data }) => data.phrase2)).toEqual(['处置中']);
  expect([await outcomes('resident'), await left('resident', 'progress')]).toEqual([['covered', 'sent'], 2]);
});

test('work of an urgent case breaks quiet hours, other work does not', async () => {
  await agree('worker', 'work', 2);
  await at(NIGHT);
  const [calm, urgent] = [await filed(), await filed()];
  await casesOf(app.deps.db).updateOne({ _id: urgent.id }, { $set: { urgent: true } });
  await tell();
  await sendAll();
  expect(pushed().map(({ page }) => page)).toEqual([`features/workbench/pages/handle/index?id=${urgent.id}`]);
  await at(TEST_NOW + 22 * HOUR);
  await sendAll();
  expect(pushed().map(({ page }) => page?.slice(-24))).toEqual([urgent.id, calm.id]);
});

test('work messages may be kept off WeChat, never out of the inbox', async () => {
  await agree('worker', 'work');
  const path = '/me/notifications/settings';
  const choose = (work: boolean) =>
    send(app, 'PUT', path, { token: people.worker.token, body: { ...DEFAULT_SETTINGS, work } });
  await choose(false);
  await filed();
  await tell();
  await sendAll();
  await choose(true);
  expect(pushed()).toEqual([]);
  expect(await notificationsOf(app.deps.db).countDocuments({ userId: people.worker.id })).toBe(1);
});

test('grants are the person’s own, capped, and only for templates there are', async () => {
  const agreed = (accepted: string[], token = people.worker.token) =>
    post<Subscriptions>(app, '/me/subscriptions', { accepted }, token);
  expect((await agreed(['work', 'progress'])).body.items).toMatchObject([
    { template: 'progress', templateId: 'sandbox-progress', kind: 'once', left: 1 },
    { template: 'followed', left: 0 },
    { template: 'work', left: 1 },
  ]);
  expect(await left('resident', 'work')).toBe(0);
  for (let i = 0; i < 55; i += 1) await agreed(['work']);
  expect(await left('worker', 'work')).toBe(50);
  for (const wrong of [[], ['work', 'work'], ['spam']]) expect((await agreed(wrong)).status).toBe(400);
});
