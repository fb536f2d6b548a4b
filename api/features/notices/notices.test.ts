import { buildNotices } from '@api/demo/city/build-notices';
import type { Session } from '@shared/auth/schemas';
import type { ManagedNotice, NoticeItem, NoticeView } from '@shared/notices/schemas';
import { STANDING_AT_MOST } from '@shared/notices/schemas';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { get, post, send } from '@api/test/request';
import { startTestApp, type TestApp, TEST_NOW } from '@api/test/test-app';
import { newUser, usersOf } from '../auth';
import { notificationsOf } from '../notifications';
import { noticesOf } from './notice.model';
import { tellNotices } from './tell-notice';

const HOUR = 3_600_000;
let app: TestApp;
let home: Community;
let away: Community;
let desk: Person;
let resident: Person;

beforeAll(async () => {
  app = await startTestApp();
  away = await buildCommunity(app);
});
afterAll(() => app.stop());
beforeEach(async () => {
  app.setClock(TEST_NOW);
  home = await buildCommunity(app);
  desk = await home.person({ role: 'dispatcher', area: home.community });
  resident = await home.person({ homeGrid: home.grids[0] });
});

/** Hours later, everybody signed in anew: tokens live fifteen minutes. */
async function later(hours: number, ...others: Person[]) {
  app.travel(hours * HOUR);
  for (const person of [desk, resident, ...others])
    person.token = (await post<Session>(app, '/auth/demo', { persona: person.persona })).body.accessToken;
}
const at = (hours: number) => new Date(TEST_NOW + hours * HOUR).toISOString();
type Refused = { code: string; detail: string; errors?: { path: string }[]; current?: ManagedNotice };
const write = (who: Person, body: object = {}, key?: string) =>
  post<ManagedNotice & Refused>(
    app,
    '/notices',
    {
      areaCode: home.community,
      category: 'utility',
      title: '停水',
      text: '明天停水',
      validUntil: at(48),
      ...body,
    },
    who.token,
    key,
  );
const change = (who: Person, id: string, body: object) =>
  send<ManagedNotice & Refused>(app, 'PATCH', `/notices/${id}`, { token: who.token, body });
const withdraw = (who: Person, id: string, body: object) =>
  post<ManagedNotice & Refused>(app, `/notices/${id}/withdraw`, body, who.token);
const read = (id: string, who?: Person) => get<NoticeView>(app, `/notices/${id}`, who?.token);
const receipt = (who: Person, id: string) =>
  send<NoticeView & Refused>(app, 'PUT', `/notices/${id}/receipt`, { token: who.token });
const list = async (query: string, who?: Person) =>
  (await get<{ items: NoticeItem[]; nextCursor: string | null }>(app, `/notices?${query}`, who?.token)).body;
const titles = async (query: string, who?: Person) =>
  (await list(query, who)).items.map(({ title }) => title);

test('a resident reads those of his grid and all above it; nothing of the grid beside', async () => {
  const city = await home.person({ role: 'admin', area: home.city });
  await write(city, { title: '全市的', areaCode: home.city });
  app.travel(60_000);
  await write(desk, { title: '社区的' });
  app.travel(60_000);
  await write(desk, { title: '一格的', areaCode: home.grids[0] });
  await write(desk, { title: '二格的', areaCode: home.grids[1] });
  expect(await titles('', resident)).toEqual(['一格的', '社区的', '全市的']);
  expect(await titles(`area=${home.grids[1]}`)).toEqual(['二格的', '社区的', '全市的']);
  expect(await titles(`area=${home.street}`, resident)).toEqual(['全市的']);
  expect(await titles(`area=${away.grids[0]}`)).toEqual([]);
  expect((await get(app, '/notices')).status).toBe(400);
  expect((await get(app, '/notices?area=1111')).status).toBe(404);
});

test('pinned first, in pages without gaps, by category', async () => {
  for (const [title, body] of [
    ['甲', {}],
    ['乙', { pinned: true }],
    ['丙', { category: 'law' }],
    ['丁', { pinned: true }],
  ] as const) {
    await write(desk, { title: `${title}公告`, ...body });
    app.travel(60_000);
  }
  const area = `area=${home.grids[0]}`;
  const seen: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Awaited<ReturnType<typeof list>> = await list(
      `${area}&limit=1${cursor && `&cursor=${cursor}`}`,
    );
    seen.push(...page.items.map(({ title }) => title));
    cursor = page.nextCursor;
  }
  expect(seen).toEqual(['丁公告', '乙公告', '丙公告', '甲公告']);
  expect(await titles(`${area}&category=law`)).toEqual(['丙公告']);
  expect((await get(app, `/notices?${area}&cursor=xx`)).status).toBe(400);
});

test('appears at its time and goes at its end, by the clock alone', async () => {
  const { body } = await write(desk, { publishAt: at(2), validUntil: at(4) });
  expect(body.state).toBe('scheduled');
  const seen = async () => [(await titles('', resident)).length, (await read(body.id)).status];
  expect(await seen()).toEqual([0, 404]);
  await later(2);
  expect(await seen()).toEqual([1, 200]);
  await later(2);
  expect(await seen()).toEqual([0, 200]);
  expect((await read(body.id)).body.state).toBe('ended');
  expect((await change(desk, body.id, { title: '再来', version: 1 })).body.code).toBe('WRONG_STATE');
});

test('a scheduled one can be moved; one that is out keeps its date, and says when its words changed', async () => {
  const { id } = (await write(desk, { publishAt: at(2) })).body;
  expect((await change(desk, id, { publishAt: at(3), text: '改了', version: 1 })).body).toMatchObject({
    publishAt: at(3),
    editedAt: null,
    version: 2,
  });
  await later(4);
  expect((await change(desk, id, { publishAt: at(9), version: 2 })).body.errors?.[0]?.path).toBe('publishAt');
  expect((await change(desk, id, { pinned: true, version: 2 })).body.editedAt).toBeNull();
  expect((await change(desk, id, { text: '又改了', version: 3 })).body.editedAt).not.toBeNull();
});

test('of two who change at once one wins, the other is shown what stands', async () => {
  const { id } = (await write(desk)).body;
  const answers = await Promise.all(['甲甲', '乙乙'].map((title) => change(desk, id, { title, version: 1 })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const lost = answers.find(({ status }) => status === 409)?.body;
  expect([lost?.code, lost?.current?.version]).toEqual(['VERSION_CONFLICT', 2]);
});

test('withdrawn: gone from the list, its reason in place of its words, for good', async () => {
  const { id } = (await write(desk)).body;
  expect((await withdraw(desk, id, { version: 1 })).body.errors?.[0]?.path).toBe('reason');
  expect((await withdraw(desk, id, { reason: '时间写错了', version: 1 })).body.state).toBe('withdrawn');
  expect(await titles('', resident)).toEqual([]);
  expect((await read(id)).body).toMatchObject({
    state: 'withdrawn',
    content: [],
    withdrawn: { reason: '时间写错了' },
  });
  expect((await withdraw(desk, id, { reason: '再撤一次', version: 2 })).body.code).toBe('WRONG_STATE');
  const early = (await write(desk, { publishAt: at(5) })).body.id;
  await withdraw(desk, early, { reason: '不发了', version: 1 });
  app.travel(6 * HOUR);
  expect((await read(early)).status).toBe(404);
});

test('a receipt of each person, once; counted for staff; asked again after a large change', async () => {
  const { id } = (await write(desk, { important: true })).body;
  const stranger = await away.person({ homeGrid: away.grids[0] });
  const second = await home.person({ homeGrid: home.grids[1] });
  expect((await read(id, resident)).body).toMatchObject({ mayAcknowledge: true, acknowledgedAt: null });
  expect((await read(id)).body.mayAcknowledge).toBe(false);
  const first = (await receipt(resident, id)).body.acknowledgedAt;
  app.travel(60_000);
  const again = await Promise.all([receipt(resident, id), receipt(resident, id)]);
  expect(again.map(({ body }) => body.acknowledgedAt)).toEqual([first, first]);
  expect((await receipt(second, id)).status).toBe(200);
  expect((await receipt(stranger, id)).body.code).toBe('ACTION_NOT_ALLOWED');
  const counts = async () =>
    (await get<ManagedNotice>(app, `/workbench/notices/${id}`, desk.token)).body.receipts;
  expect(await counts()).toEqual({ read: 2, residents: 2 });
  await change(desk, id, { text: '改到后天', askAgain: true, version: 1 });
  expect(await counts()).toEqual({ read: 0, residents: 2 });
  expect((await read(id, resident)).body.acknowledgedAt).toBeNull();
  await receipt(resident, id);
  expect(await counts()).toEqual({ read: 1, residents: 2 });
  await later(100, second);
  expect((await receipt(second, id)).body.code).toBe('WRONG_STATE');
});

test('an important one of a community comes to who lives there, once, at its time; a city’s and ordinary ones do not', async () => {
  const second = await home.person({ homeGrid: home.grids[1] });
  const stranger = await away.person({ homeGrid: away.grids[0] });
  const city = await home.person({ role: 'admin', area: home.city });
  const told = async (who: Person) =>
    (await notificationsOf(app.deps.db).find({ userId: who.id }).toArray()).map(({ text, linkId }) => [
      text,
      linkId,
    ]);
  await write(desk, { title: '平常的' });
  await write(city, { title: '全市的', areaCode: home.city, important: true });
  const { body } = await write(desk, { title: '停水', important: true, publishAt: at(2) });
  expect(body.inbox).toBe('waiting');
  await tellNotices(app.deps);
  expect(await told(resident)).toEqual([]);
  await later(3);
  await Promise.all([tellNotices(app.deps), tellNotices(app.deps)]);
  await tellNotices(app.deps);
  for (const who of [resident, second]) expect(await told(who)).toEqual([['停水', body.id]]);
  expect(await told(stranger)).toEqual([]);
  const managed = await get<ManagedNotice>(app, `/workbench/notices/${body.id}`, desk.token);
  expect(managed.body.inbox).toBe('sent');
  await change(desk, body.id, { text: '改到后天', askAgain: true, version: managed.body.version });
  await tellNotices(app.deps);
  expect(await told(resident)).toHaveLength(2);
});

test('every resident is told, page by page, also when a page was cut off; a withdrawn one is told to nobody', async () => {
  const grids = [...home.grids];
  await usersOf(app.deps.db).collection.insertMany(
    Array.from({ length: 450 }, (_, n) => newUser(`居民${n}`, TEST_NOW, { homeGridCode: grids[n % 2] })),
  );
  const count = (id: string) => notificationsOf(app.deps.db).countDocuments({ linkId: id });
  const { id } = (await write(desk, { important: true })).body;
  let pages = 0;
  await tellNotices(app.deps, () => (pages += 1) > 3);
  const first = await count(id);
  expect([first > 0, first < 451]).toEqual([true, true]);
  await tellNotices(app.deps);
  expect(await count(id)).toBe(451);
  const gone = (await write(desk, { important: true })).body.id;
  await withdraw(desk, gone, { reason: '写错了', version: 1 });
  await tellNotices(app.deps);
  expect(await count(gone)).toBe(0);
});

test('two a day of an area come into the inbox, the next are read in the list; the day after there is room', async () => {
  const inboxes = [];
  for (const title of ['甲甲', '乙乙', '丙丙'])
    inboxes.push((await write(desk, { title, important: true })).body.inbox);
  expect(inboxes).toEqual(['waiting', 'waiting', 'none']);
  expect((await write(desk, { important: true, areaCode: home.grids[0] })).body.inbox).toBe('waiting');
  await later(25);
  expect((await write(desk, { important: true })).body.inbox).toBe('waiting');
});

test('the second of a day keeps its message when its time is moved: it is not in its own way', async () => {
  await write(desk, { title: '甲甲', important: true });
  const { id, version } = (await write(desk, { title: '乙乙', important: true, publishAt: at(5) })).body;
  const moved = await change(desk, id, { publishAt: at(3), version });
  expect([moved.status, moved.body.inbox]).toEqual([200, 'waiting']);
  expect((await write(desk, { title: '丙丙', important: true })).body.inbox).toBe('none');
});

test('an ordinary notice asks nobody, nor does one that is not there', async () => {
  const { id } = (await write(desk)).body;
  expect((await receipt(resident, id)).body.code).toBe('WRONG_STATE');
  expect((await receipt(resident, 'f'.repeat(24))).status).toBe(404);
  expect((await get<ManagedNotice>(app, `/workbench/notices/${id}`, desk.token)).body.receipts).toBeNull();
});

test('each writes for his area and below; of others he does not know', async () => {
  const worker = await home.person({ role: 'grid_worker', area: home.grids[0] });
  const foreign = await away.person({ role: 'admin', area: away.city });
  const above = await home.person({ role: 'supervisor', area: home.district });
  expect((await write(worker)).status).toBe(403);
  expect((await write(resident)).status).toBe(403);
  expect((await write(foreign)).body.code).toBe('ACTION_NOT_ALLOWED');
  expect((await write(desk, { areaCode: home.street })).body.code).toBe('ACTION_NOT_ALLOWED');
  expect((await write(desk, { areaCode: '1111' })).status).toBe(404);
  const { id } = (await write(desk)).body;
  const managed = async (who: Person) =>
    (await get<{ items: { id: string }[] }>(app, '/workbench/notices', who.token)).body.items.map(
      (n) => n.id,
    );
  expect([await managed(desk), await managed(above), await managed(foreign)]).toEqual([[id], [id], []]);
  expect((await change(foreign, id, { title: '改掉', version: 1 })).status).toBe(404);
  expect((await withdraw(foreign, id, { reason: '撤掉', version: 1 })).status).toBe(404);
  expect((await change(above, id, { title: '改掉', version: 1 })).status).toBe(200);
});

test.each([
  [{ title: '一' }, 'title'],
  [{ title: '两行\n标题' }, 'title'],
  [{ text: '\u200b\u200b\u200b' }, 'text'],
  [{ text: '字'.repeat(5001) }, 'text'],
  [{ category: 'party' }, 'category'],
  [{ validUntil: at(-1) }, 'validUntil'],
  [{ publishAt: at(10), validUntil: at(9) }, 'validUntil'],
  [{ validUntil: at(9000) }, 'validUntil'],
  [{ publishAt: at(9000), validUntil: at(9001) }, 'publishAt'],
  [{ html: '<b>' }, ''],
])('what is wrong in %j is told at its field', async (body, path) => {
  const answer = await write(desk, body);
  expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([400, path]);
});

test('hostile words come back as letters in a closed tree', async () => {
  const text = '<script>alert(1)</script>\n[点](javascript:alert(1))\n[好](https://a.example.com/)';
  const { id } = (await write(desk, { text })).body;
  const { content } = (await read(id)).body;
  expect(content.map((block) => (block.type === 'list' ? [] : block.line))).toEqual([
    [{ type: 'text', text: '<script>alert(1)</script>' }],
    [{ type: 'text', text: '[点](javascript:alert(1))' }],
    [{ type: 'link', text: '好', href: 'https://a.example.com/' }],
  ]);
});

test('the same request makes one; an area holds a hundred that stand, ended ones make room', async () => {
  const [first, again] = [await write(desk, {}, 'notice-key-1'), await write(desk, {}, 'notice-key-1')];
  expect(again.body.id).toBe(first.body.id);
  const stored = await noticesOf(app.deps.db).findOne({ areaCode: home.community });
  if (!stored) throw new Error('nothing stored');
  const { _id, ...rest } = stored;
  expect(_id.toHexString()).toBe(first.body.id);
  await noticesOf(app.deps.db).insertMany(
    Array.from({ length: STANDING_AT_MOST - 1 }, () => ({ ...rest })) as never[],
  );
  expect((await write(desk)).body.code).toBe('WRONG_STATE');
  await later(50);
  expect((await write(desk, { validUntil: at(100) })).status).toBe(201);
});

test('the demo city’s notices are in order', () => {
  const made = buildNotices(TEST_NOW);
  expect(new Set(made.map(({ _id }) => _id.toHexString())).size).toBe(made.length);
  for (const { publishAt, validUntil, areaCode, areaPath } of made) {
    expect(validUntil > publishAt).toBe(true);
    expect(areaPath.at(-1)).toBe(areaCode);
  }
  expect(made.filter(({ pinned }) => pinned)).toHaveLength(1);
});
