import { createHmac } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Session } from '@shared/auth/schemas';
import type { CaseView } from '@shared/cases/schemas';
import type { Problem } from '@shared/core/errors';
import type { NotificationView } from '@shared/notifications/contract';
import type { DeadLetter } from '@shared/operations/contract';
import type { WebhookView } from '@shared/webhooks/contract';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { act, get, post, send } from '@api/test/request';
import { startTestApp, TEST_NOW, type TestApp } from '@api/test/test-app';
import { eventsOf, flushAllEvents } from '../cases';
import { deliverNotifications, tellAdmins } from '../notifications';
import { deliveriesOf, sendDeliveries } from '.';

const DAY = 86_400_000;
const PHONE = '13987650123';
interface Got {
  headers: http.IncomingHttpHeaders;
  body: string;
}
let app: TestApp;
let home: Community;
let receiver: http.Server;
let url = '';
let answer = 204;
const got: Got[] = [];
const people = {} as Record<'resident' | 'worker' | 'admin' | 'elsewhere', Person>;

beforeAll(async () => {
  receiver = http.createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      got.push({ headers: request.headers, body });
      response.writeHead(answer, answer === 302 ? { Location: '/elsewhere' } : {}).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  app = await startTestApp({ WEBHOOK_PRIVATE: 'true' });
  home = await buildCommunity(app);
  const away = await buildCommunity(app);
  const [grid] = home.grids;
  people.resident = await home.person({ name: '李居民', homeGrid: grid });
  people.worker = await home.person({ name: '王芳', role: 'grid_worker', area: grid, post: 'grid_worker' });
  people.admin = await home.person({ name: '冯理', role: 'admin', area: home.city });
  people.elsewhere = await away.person({ name: '吴远', role: 'admin', area: away.city });
});
beforeEach(async () => {
  await at(TEST_NOW);
  [answer, got.length] = [204, 0];
  for (const name of ['webhooks', 'webhookDeliveries', 'caseEvents'])
    await app.deps.db.collection(name).deleteMany({});
});
afterAll(async () => {
  receiver.closeAllConnections();
  receiver.close();
  await app.stop();
});

async function at(ms: number): Promise<void> {
  app.setClock(ms);
  for (const person of Object.values(people))
    person.token = (await post<Session>(app, '/auth/demo', { persona: person.persona })).body.accessToken;
}
const PATH = '/admin/webhooks';
const register = (extra: object = {}, token = people.admin.token) =>
  post<WebhookView & Problem>(
    app,
    PATH,
    { url, eventTypes: ['submit', 'accept', 'reply'], areaCode: home.street, ...extra },
    token,
  );
const list = async (token = people.admin.token) =>
  (await get<{ items: WebhookView[] }>(app, PATH, token)).body.items;
async function filed(extra: object = {}): Promise<CaseView> {
  const place = home.centres[0];
  const body = {
    text: `灯不亮，电话 ${PHONE}`,
    categoryCode: 'GY-0102',
    place,
    visibility: 'public',
    ...extra,
  };
  return (await post<CaseView>(app, '/cases', body, people.resident.token)).body;
}
/** As several processes would, at the same time. */
async function run(): Promise<void> {
  await flushAllEvents(app.deps.db);
  await Promise.all([deliverNotifications(app.deps), deliverNotifications(app.deps)]);
  await sendAll();
}
const sendAll = () =>
  Promise.all([1, 2, 3].map(() => sendDeliveries(app.deps, (note) => tellAdmins(app.deps, note))));

test('each matching public event once, signed, without anybody’s name or number', async () => {
  const hook = (await register()).body;
  const { secret } = (
    await post<{ secret: string }>(app, `${PATH}/${hook.id}/secret`, {}, people.admin.token)
  ).body;
  const made = await filed();
  for (const action of ['accept', 'takeUp']) await act(app, people.worker.token, made.id, action);
  await run();
  await eventsOf(app.deps.db).updateMany({}, { $set: { outbox: { at: new Date(TEST_NOW), tries: 0 } } });
  await run();
  expect(got.map(({ headers }) => headers['webhook-id']).sort()).toEqual([`${made.id}:1`, `${made.id}:2`]);
  for (const { headers, body } of got) {
    const key = Buffer.from(secret.slice(6), 'base64');
    const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
    expect(headers['webhook-signature']).toBe(
      `v1,${createHmac('sha256', key).update(signed).digest('base64')}`,
    );
    expect(Number(headers['webhook-timestamp'])).toBeGreaterThanOrEqual(TEST_NOW / 1000);
    for (const canary of [PHONE, '李居民', '王芳', people.resident.id, people.worker.id])
      expect(body).not.toContain(canary);
  }
  expect(JSON.parse(got.find(({ body }) => body.includes('case.accept'))?.body ?? '')).toMatchObject({
    type: 'case.accept',
    data: { event: { title: '已受理', to: 'accepted' }, case: { number: made.number, status: 'handling' } },
  });
  expect((await list())[0]?.lastDeliveredAt).not.toBeNull();
});

test('a private case: only which one and how far; an internal step: nothing', async () => {
  await register({ eventTypes: ['submit', 'accept', 'progress'] });
  const made = await filed({ visibility: 'private' });
  for (const action of ['accept', 'takeUp']) await act(app, people.worker.token, made.id, action);
  await act(app, people.worker.token, made.id, 'progress', { text: '内部', visibility: 'internal' });
  await run();
  const { id, number } = made;
  expect(got.map(({ body }) => (JSON.parse(body) as { data: object }).data)).toEqual([
    { case: { id, number, status: 'handling' } },
    { case: { id, number, status: 'handling' } },
  ]);
});

test('another area, another kind of event, a switched-off endpoint: nothing', async () => {
  await register({ areaCode: home.grids[1] });
  await register({ eventTypes: ['verify'] });
  const off = (await register()).body;
  const answered = await send<WebhookView>(app, 'PATCH', `${PATH}/${off.id}`, {
    token: people.admin.token,
    body: { active: false, version: off.version },
  });
  expect(answered.body).toMatchObject({ active: false, version: 2 });
  await filed();
  await run();
  expect(got).toEqual([]);
});

test('what fails is sent again with pauses; a redirect is a failure; then the admin sees and replays it', async () => {
  const hook = (await register()).body;
  const made = await filed();
  answer = 302;
  await run();
  expect(got).toHaveLength(1);
  await sendAll();
  expect(got).toHaveLength(1);
  expect((await list())[0]?.failingSince).not.toBeNull();
  answer = 500;
  for (let hours = 1; hours <= 60; hours += 1) {
    app.setClock(TEST_NOW + hours * 3600_000);
    await sendDeliveries(app.deps, (note) => tellAdmins(app.deps, note));
  }
  expect(got.length).toBeGreaterThan(10);
  await at(TEST_NOW + 61 * 3600_000);
  const letters = await get<{ items: DeadLetter[] }>(app, '/admin/jobs?kind=webhook', people.admin.token);
  const id = `${made.id}:1:${hook.id}`;
  expect(letters.body.items).toMatchObject([{ id, kind: 'webhook', tries: 12, error: '对方应答 500' }]);
  answer = 200;
  got.length = 0;
  const replay = () => post(app, `/admin/jobs/${id}/replay?kind=webhook`, {}, people.admin.token);
  expect([(await replay()).status, (await replay()).status]).toEqual([200, 404]);
  app.travel(7 * 3600_000);
  await sendAll();
  expect(got.map(({ headers }) => headers['webhook-id'])).toEqual([`${made.id}:1`]);
  expect(
    await list((await post<Session>(app, '/auth/demo', { persona: people.admin.persona })).body.accessToken),
  ).toMatchObject([{ active: true, failingSince: null }]);
});

test('after three days of nothing but failures it is switched off, and its admins are told once', async () => {
  await register();
  await filed();
  answer = 500;
  await run();
  await at(TEST_NOW + 3 * DAY + 60_000);
  await sendAll();
  await sendAll();
  expect(await list()).toMatchObject([
    { active: false, disabledReason: expect.stringContaining('对方应答 500') as string },
  ]);
  const inbox = await get<{ items: NotificationView[] }>(app, '/me/notifications', people.admin.token);
  expect(inbox.body.items.filter(({ kind }) => kind === 'notice')).toMatchObject([
    { title: '数据推送地址已自动停用', caseId: null, count: 1 },
  ]);
  expect((await get<{ items: [] }>(app, '/me/notifications', people.elsewhere.token)).body.items).toEqual([]);
  const [off] = await list();
  const on = { active: true, version: off?.version };
  const again = await send(app, 'PATCH', `${PATH}/${off?.id}`, { token: people.admin.token, body: on });
  expect(again.body).toMatchObject({ active: true, failingSince: null, disabledReason: null });
});

test('a test message says what came of it', async () => {
  const { id } = (await register()).body;
  const ping = () => post<object>(app, `${PATH}/${id}/test`, {}, people.admin.token);
  expect((await ping()).body).toMatchObject({ ok: true, status: 204, error: null });
  answer = 404;
  expect((await ping()).body).toMatchObject({ ok: false, status: 404, error: '对方应答 404' });
  expect(got.map(({ body }) => (JSON.parse(body) as { type: string }).type)).toEqual(['ping', 'ping']);
});

test('somebody else’s area is nobody’s business: not listed, not found, not registered', async () => {
  const { id } = (await register()).body;
  const { token } = people.elsewhere;
  expect(await list(token)).toEqual([]);
  expect((await send(app, 'DELETE', `${PATH}/${id}`, { token })).status).toBe(404);
  expect((await register({}, token)).body.errors?.[0]?.path).toBe('areaCode');
  expect((await send(app, 'DELETE', `${PATH}/${id}`, { token: people.admin.token })).status).toBe(204);
  await filed();
  await run();
  expect(got).toEqual([]);
});

test.each([
  [{ url: 'ftp://a.example.com/' }, 'url'],
  [{ url: 'https://user:pw@a.example.com/' }, 'url'],
  [{ url: 'https://a.example.com/#x' }, 'url'],
  [{ eventTypes: [] }, 'eventTypes'],
  [{ eventTypes: ['reply', 'reply'] }, 'eventTypes'],
  [{ eventTypes: ['nothing'] }, 'eventTypes.0'],
  [{ secret: 'whsec_short' }, 'secret'],
])('%j is refused at its field', async (wrong, path) => {
  const refused = await register(wrong);
  expect([refused.status, refused.body.errors?.map((issue) => issue.path)]).toEqual([400, [path]]);
});

test('where the configuration does not allow it, nothing goes into private networks', async () => {
  const { id } = (await register()).body;
  app.deps.config.webhooksToPrivate = false;
  try {
    for (const wrong of [
      'http://a.example.com/',
      'https://127.0.0.1/',
      'https://localhost/',
      'https://[::1]/',
    ])
      expect((await register({ url: wrong })).body.errors?.[0]?.path).toBe('url');
    // Registered while it was allowed: refused all the same when it is sent.
    const ping = await post<object>(app, `${PATH}/${id}/test`, {}, people.admin.token);
    expect(ping.body).toMatchObject({ ok: false, error: '地址指向内部网络，不予发送' });
    await filed();
    await run();
    expect(got).toEqual([]);
    expect(await deliveriesOf(app.deps.db).countDocuments({ done: { $exists: true } })).toBe(0);
  } finally {
    app.deps.config.webhooksToPrivate = true;
  }
});
