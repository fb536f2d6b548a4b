import mongoose from 'mongoose';
import type { Session } from '@shared/auth/schemas';
import type { CaseView } from '@shared/cases/schemas';
import type { ContactRecord, DisclosedPhone } from '@shared/contacts/schemas';
import type { Problem } from '@shared/core/errors';
import { postsOf } from '@api/features/areas';
import { usersOf } from '@api/features/auth';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { get, post, send } from '@api/test/request';
import { startTestApp, TEST_NOW, type TestApp } from '@api/test/test-app';

const MINUTE = 60_000;
const DAY = 24 * 3600_000;
const WORKER_PHONE = '13812345678';
const REPORTER_PHONE = '13987650123';
const LAMP = 'GY-0102';

let app: TestApp;
let home: Community;
let worker: Person;
let deputy: Person;
let resident: Person;
let now = TEST_NOW;

type Shown = DisclosedPhone & Pick<Problem, 'code' | 'detail'>;
interface Listed {
  items: ContactRecord[];
  nextCursor: string | null;
}

const numberOf = async (person: Person, number: string) => {
  const sealed = { phoneSealed: app.deps.fieldCrypto.encrypt(number), phoneMasked: '138****5678' };
  await usersOf(app.deps.db).updateOne({ _id: new mongoose.Types.ObjectId(person.id) }, { $set: sealed });
  await postsOf(app.deps.db).updateMany({ userId: person.id }, { $set: sealed });
};

beforeAll(async () => {
  app = await startTestApp();
  home = await buildCommunity(app);
});
afterAll(() => app.stop());
beforeEach(async () => {
  // Each test in a day of its own, with people of its own.
  now += 2 * DAY;
  app.setClock(now);
  await postsOf(app.deps.db).deleteMany({});
  const [grid, beside] = home.grids;
  worker = await home.person({ name: '王芳', role: 'grid_worker', area: grid, post: 'grid_worker' });
  deputy = await home.person({ name: '钱进', role: 'grid_worker', area: beside, post: 'grid_worker' });
  resident = await home.person({ name: '李居民', homeGrid: grid });
  await numberOf(worker, WORKER_PHONE);
  await numberOf(deputy, '13800000002');
  await numberOf(resident, REPORTER_PHONE);
});

const purpose = '楼道灯的事';
const ask = (who: Person | null, of = worker, area = home.grids[0]) =>
  post<Shown>(app, `/areas/${area}/contacts/post-${of.id}/disclose`, { purpose }, who?.token);
const askOnCase = (who: Person, { id }: { id: string }) =>
  post<Shown>(app, `/cases/${id}/disclose-phone`, { purpose: '约时间上门' }, who.token);
const records = async (who: Person, side: 'of' | 'by', more = '') =>
  (await get<Listed>(app, `/me/contact-records?side=${side}${more}`, who.token)).body;
const report = async (extra: object = {}) =>
  (
    await post<CaseView>(
      app,
      '/cases',
      { text: '路灯不亮了', categoryCode: LAMP, place: home.centres[0], ...extra },
      resident.token,
    )
  ).body;

test('a resident is shown the worker’s number once; both read who looked, when and what for', async () => {
  const { status, body } = await ask(resident);
  expect([status, body]).toEqual([
    200,
    {
      number: WORKER_PHONE,
      name: '王芳',
      title: '专职网格员',
      standsInFor: null,
      leftToday: 9,
      recordId: expect.any(String) as string,
    },
  ]);
  const told: ContactRecord = {
    id: body.recordId,
    at: expect.any(String) as string,
    by: { name: '李居民', title: '居民' },
    of: { name: '王芳', title: '专职网格员' },
    purpose,
    case: null,
    area: { code: home.grids[0], level: 'grid', name: '第一网格' },
  };
  expect((await records(worker, 'of')).items).toEqual([told]);
  expect((await records(resident, 'by')).items).toEqual([told]);
  expect((await records(worker, 'by')).items).toEqual([]);
  expect((await records(resident, 'of')).items).toEqual([]);
  const contacts = await get(app, `/areas/${home.grids[0]}/contacts`, resident.token);
  expect(JSON.stringify(contacts.body)).not.toContain(WORKER_PHONE);
});

test('three a minute, ten in 24 hours: then 429 with the time to wait, and nothing is written down', async () => {
  const sent: number[] = [];
  for (let i = 0; i < 4; i += 1) sent.push((await ask(resident)).status);
  expect(sent).toEqual([200, 200, 200, 429]);
  for (let i = 0; i < 9; i += 1) {
    app.travel(MINUTE + 1000);
    sent.push((await ask(resident)).status);
  }
  expect(sent.slice(4)).toEqual([200, 200, 200, 200, 200, 200, 200, 429, 429]);
  const refused = await ask(resident);
  expect(refused.body.detail).toBe('24 小时内最多看电话 10 次，请过些时候再试');
  expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(80_000);
  expect((await records(resident, 'by')).items).toHaveLength(10);
  app.travel(DAY);
  const { body } = await post<Session>(app, '/auth/demo', { persona: resident.persona });
  expect((await ask({ ...resident, token: body.accessToken })).status).toBe(200);
});

test('of 200 attempts at once exactly three pass, each with its record', async () => {
  const answers = await Promise.all(Array.from({ length: 200 }, () => ask(resident)));
  const count = (wanted: number) => answers.filter(({ status }) => status === wanted).length;
  expect([count(200), count(429)]).toEqual([3, 197]);
  expect(answers.filter(({ body }) => JSON.stringify(body).includes(WORKER_PHONE))).toHaveLength(3);
  expect((await records(worker, 'of')).items).toHaveLength(3);
}, 60_000);

test('strangers get nothing: signed out 401, another community 403, a wrong path or post 404', async () => {
  const away = await buildCommunity(app);
  const stranger = await away.person({ homeGrid: away.grids[0] });
  const homeless = await home.person({});
  expect((await ask(null)).status).toBe(401);
  for (const who of [stranger, homeless]) expect((await ask(who)).body.code).toBe('ACTION_NOT_ALLOWED');
  expect((await ask(resident, worker, home.grids[1])).status).toBe(404);
  expect((await ask(resident, resident)).status).toBe(404);
  const card = await home.person({ area: home.grids[0], role: 'party_member', post: 'party_member' });
  await numberOf(card, '13800000009');
  expect((await ask(resident, card)).status).toBe(404);
  expect((await records(worker, 'of')).items).toEqual([]);
});

test('who is disabled, has left or has no number is not called; who has moved is found where he is now', async () => {
  const posts = postsOf(app.deps.db);
  await posts.updateOne({ userId: worker.id }, { $set: { areaCode: home.grids[1] } });
  expect((await ask(resident)).status).toBe(404);
  expect((await ask(resident, worker, home.grids[1])).status).toBe(200);
  await posts.updateOne({ userId: worker.id }, { $set: { active: false } });
  expect((await ask(resident, worker, home.grids[1])).status).toBe(404);
  await posts.updateOne({ userId: worker.id }, { $set: { active: true, phoneSealed: null } });
  expect((await ask(resident, worker, home.grids[1])).body.code).toBe('WRONG_STATE');
  await usersOf(app.deps.db).updateOne({ _id: deputy.id }, { $set: { disabledAt: new Date(now) } });
  expect((await ask(resident, deputy, home.grids[1])).status).toBe(404);
  expect((await records(resident, 'by')).items).toHaveLength(1);
});

test('on leave the deputy answers; without one nobody is disturbed', async () => {
  const leave = async (who: Person, extra: object) => {
    const times = { from: new Date(now).toISOString(), until: new Date(now + DAY).toISOString() };
    const path = `/posts/post-${who.id}/leave`;
    expect((await post(app, path, { ...times, reason: '年休假', ...extra }, who.token)).status).toBe(201);
  };
  await leave(worker, { deputyPostId: `post-${deputy.id}` });
  app.travel(1000);
  const { body } = await ask(resident);
  expect(body).toMatchObject({ number: '13800000002', name: '钱进', standsInFor: '王芳' });
  expect((await records(deputy, 'of')).items).toHaveLength(1);
  expect((await records(worker, 'of')).items).toHaveLength(0);
  await leave(deputy, {});
  app.travel(1000);
  const none = await ask(resident);
  expect([none.status, none.body.detail]).toEqual([
    409,
    '王芳正在休假，现在没有代班的人，请打社区的值班电话',
  ]);
});

test('on a case each sees the other’s number while it is open; nobody else on it does', async () => {
  const shown = await report();
  expect(shown.phoneOf).toBe('worker');
  const seen = await get<CaseView>(app, `/cases/${shown.id}`, worker.token);
  expect([seen.body.phoneOf, seen.body.reporter?.phoneMasked]).toEqual(['reporter', '138****5678']);
  expect((await askOnCase(worker, shown)).body).toMatchObject({ number: REPORTER_PHONE, leftToday: 59 });
  expect((await askOnCase(resident, shown)).body).toMatchObject({ number: WORKER_PHONE, leftToday: 9 });
  const desk = await home.person({ role: 'dispatcher', area: home.community });
  const refused = await askOnCase(desk, shown);
  expect([refused.status, refused.body.detail]).toEqual([403, '只有这件事的经办人能看反映人的电话']);
  expect((await records(resident, 'of')).items).toEqual([
    expect.objectContaining({
      by: { name: '王芳', title: '测试岗位' },
      purpose: '约时间上门',
      case: { id: shown.id, number: shown.number },
    }),
  ]);
  const hidden = await report({ visibility: 'private' });
  const away = await buildCommunity(app);
  const foreign = await away.person({ role: 'dispatcher', area: away.city });
  expect((await askOnCase(foreign, hidden)).status).toBe(404);
  await post(app, `/cases/${shown.id}/actions/withdraw`, { version: shown.version }, resident.token);
  for (const who of [worker, resident]) expect((await askOnCase(who, shown)).status).toBe(403);
});

test('who wished to stay unknown stays so: no number, and no name in the worker’s record', async () => {
  const shown = await report({ anonymousToWorker: true });
  const seen = await get<CaseView>(app, `/cases/${shown.id}`, worker.token);
  expect(seen.body.phoneOf).toBeNull();
  expect((await askOnCase(worker, shown)).body.detail).toBe('反映人不愿公开身份');
  expect((await askOnCase(resident, shown)).status).toBe(200);
  expect((await records(worker, 'of')).items[0]?.by).toEqual({ name: '匿名居民', title: '居民' });
});

test('supervisors and admins read the records of their area, page by page; others do not', async () => {
  for (let i = 0; i < 3; i += 1) await ask(resident);
  const supervisor = await home.person({ role: 'supervisor', area: home.district });
  const admin = await home.person({ role: 'admin', area: home.community });
  const read = (who: Person, query = '') => get<Listed>(app, `/admin/contact-records?${query}`, who.token);
  const first = (await read(supervisor, `area=${home.grids[0]}&limit=2`)).body;
  expect([first.items.length, first.nextCursor !== null]).toEqual([2, true]);
  const next = (await read(supervisor, `area=${home.grids[0]}&limit=2&cursor=${first.nextCursor}`)).body;
  const ids = [...first.items, ...next.items].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect((await read(admin)).body.items.length).toBeGreaterThanOrEqual(3);
  expect((await read(admin, `area=${home.city}`)).status).toBe(404);
  for (const who of [resident, worker]) expect((await read(who)).status).toBe(403);
});

test('a call back and a message are private cases in the hands of the grid’s worker', async () => {
  const say = (body: object, who = resident, area = home.grids[0]) =>
    post<{ id: string; to: string; code: string }>(app, `/areas/${area}/messages`, body, who.token);
  const asked = await say({ kind: 'callBack', text: '下午三点后方便' });
  expect([asked.status, asked.body.to]).toEqual([201, '王芳']);
  const { body } = await get<CaseView>(app, `/cases/${asked.body.id}`, worker.token);
  expect(body).toMatchObject({
    kind: 'service',
    visibility: 'private',
    text: '请网格员给我回电话：下午三点后方便',
    phoneOf: 'reporter',
    area: { gridCode: home.grids[0] },
  });
  expect((await get(app, `/cases/${asked.body.id}`)).status).toBe(404);
  expect((await say({ kind: 'message' })).status).toBe(400);
  expect((await say({ kind: 'message', text: '想问问老年食堂' }, resident, home.grids[1])).body.to).toBe(
    '钱进',
  );
  expect((await say({ kind: 'message', text: '再问一次' })).status).toBe(429);
  expect((await say({ kind: 'message', text: '你好啊' }, resident, '1'.repeat(15))).status).toBe(404);
  const numberless = await home.person({ homeGrid: home.grids[0] });
  expect((await say({ kind: 'callBack' }, numberless)).body.code).toBe('ACTION_NOT_ALLOWED');
});

test('the same message sent again is the same case', async () => {
  const once = () =>
    send<{ id: string }>(app, 'POST', `/areas/${home.grids[0]}/messages`, {
      token: resident.token,
      body: { kind: 'callBack' },
      headers: { 'Idempotency-Key': `again-${resident.id}` },
    });
  const [first, second] = [await once(), await once()];
  expect([first.status, second.body.id]).toEqual([201, first.body.id]);
});
