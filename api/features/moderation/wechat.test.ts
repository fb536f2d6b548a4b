import type { Session } from '@shared/auth/schemas';
import type { CaseView } from '@shared/cases/schemas';
import type { ModerationEntry } from '@shared/moderation/contract';
import { get, post, send } from '@api/test/request';
import { settle, startTestApp, type TestApp } from '@api/test/test-app';
import { buildWorld, report, signInAgain, tokenOf, upload, type World } from '@api/test/quality/world';
import { eventsOf, flushAllEvents } from '../cases';
import { checkContents, giveUpPhotoChecks } from './index';

const TOKEN = 'pushToken123';
let app: TestApp;
let world: World;
let author: Session;
beforeAll(async () => {
  app = await startTestApp({
    CONTENT_CHECK: 'wechat',
    WECHAT_MESSAGE_TOKEN: TOKEN,
    PUBLIC_URL: 'https://wg.example.test',
  });
  world = await buildWorld(app);
  sandbox().pushTo({ url: `${app.url}/api/v1/wechat/messages`, token: TOKEN });
  author = await signIn();
});
afterEach(() => sandbox().clearFaults());
afterAll(() => app.stop());

const sandbox = () => {
  const found = app.services.sandbox;
  if (!found) throw new Error('no sandbox');
  return found;
};
const signIn = async () =>
  (await post<Session>(app, '/auth/wechat', { code: sandbox().issueLoginCode('author') })).body;
const MINUTE = 60_000;
type Who = Parameters<typeof tokenOf>[1];
const see = async (id: string, who: Who) =>
  (await get<CaseView>(app, `/cases/${id}`, tokenOf(world, who))).body;
async function file(text: string, photos = 0, token = author.accessToken): Promise<CaseView> {
  const uploadIds: string[] = [];
  for (let i = 0; i < photos; i += 1) uploadIds.push((await upload(app, token)).body.id);
  const { status, body } = await post<CaseView>(
    app,
    '/cases',
    report(world, { visibility: 'public', text, uploadIds }),
    token,
  );
  expect(status).toBe(201);
  await settle();
  await flushAllEvents(app.deps.db);
  return body;
}
const orderOf = (view: CaseView, at = 0) =>
  sandbox()
    .mediaOrders()
    .find(({ mediaUrl }) => mediaUrl.includes(view.photos[at]?.id ?? 'none'));
/** The clock of these tests runs ahead of every sign-in. */
async function waiting(id: string) {
  const { accessToken } = await signInAgain(app, world.people.dispatcher);
  const { body } = await get<{ items: ModerationEntry[] }>(app, '/moderation?limit=100', accessToken);
  return body.items.find(({ caseId }) => caseId === id)?.items ?? [];
}

test('words that only WeChat finds risky are public at first, then held once, and the author is told', async () => {
  const made = await file('这里有违规样例，路灯也坏了');
  expect(made.care).toEqual([]);
  expect((await see(made.id, 'anonymous')).text).toContain('违规样例');
  await checkContents(app.deps);
  expect((await see(made.id, 'anonymous')).text).not.toContain('违规样例');
  expect((await waiting(made.id)).map(({ item, found }) => [item, found])).toEqual([['t1', ['违法内容']]]);
  // The order comes again after a crash: nothing more happens.
  await eventsOf(app.deps.db).updateOne(
    { caseId: made.id, seq: 1 },
    { $set: { check: { at: new Date(0), tries: 0 } } },
  );
  await Promise.all([checkContents(app.deps), checkContents(app.deps)]);
  await settle();
  const events = await eventsOf(app.deps.db).find({ caseId: made.id }).toArray();
  expect(events.map(({ type }) => type).sort()).toEqual(['held', 'submit']);
  expect(events.filter(({ check }) => check)).toEqual([]);
});

test('what passes stays public; a word of the list is held before anybody is asked', async () => {
  const clean = await file('单元门口的路灯坏了');
  const rude = await file('物业王八蛋，灯坏了不修');
  expect(rude.care).toMatchObject([{ item: 't1', state: 'pending' }]);
  await checkContents(app.deps);
  expect((await see(clean.id, 'anonymous')).text).toBe('单元门口的路灯坏了');
  expect(await waiting(clean.id)).toEqual([]);
  expect((await see(rude.id, 'anonymous')).text).not.toContain('王八蛋');
});

test('photos wait for WeChat: pass shows them, review and risky go to a moderator, a second push changes nothing', async () => {
  const made = await file('路灯坏了，见照片', 3);
  expect(made.photos.map(({ review }) => review)).toEqual(['pending', 'pending', 'pending']);
  expect(await waiting(made.id)).toEqual([]);
  await checkContents(app.deps);
  await checkContents(app.deps);
  const orders = [0, 1, 2].map((at) => orderOf(made, at));
  // WeChat's servers fetch what the public may not see yet.
  const { pathname, search, origin } = new URL(orders[0]?.mediaUrl ?? '');
  expect(origin).toBe('https://wg.example.test');
  expect((await get(app, `${pathname.replace('/api/v1', '')}${search}`)).status).toBe(200);
  for (const [at, suggest] of (['pass', 'review', 'risky'] as const).entries())
    for (let i = 0; i < 2; i += 1)
      expect(await sandbox().pushMediaVerdict(orders[at]?.traceId ?? '', suggest)).toBe(200);
  expect((await see(made.id, 'anonymous')).photos.map(({ id }) => id)).toEqual([made.photos[0]?.id]);
  expect((await waiting(made.id)).map(({ item }) => item)).toEqual([
    `p${made.photos[1]?.id}`,
    `p${made.photos[2]?.id}`,
  ]);
  expect((await see(made.id, 'worker')).version).toBe(made.version);
});

test('a push that is not signed by the token is refused, other messages are acknowledged and left', async () => {
  const made = await file('路灯坏了', 1);
  await checkContents(app.deps);
  const body = {
    Event: 'wxa_media_check',
    trace_id: orderOf(made)?.traceId,
    result: { suggest: 'pass', label: 100 },
  };
  const path = `/wechat/messages?signature=${'0'.repeat(40)}&timestamp=1&nonce=x`;
  expect((await send(app, 'POST', path, { body })).status).toBe(403);
  expect((await see(made.id, 'anonymous')).photos).toEqual([]);
  expect(await sandbox().pushMediaVerdict('somebody-elses', 'pass')).toBe(200);
});

test('an author WeChat cannot judge (61010, or never signed in with it): the list has judged words, a person photos', async () => {
  const inactive = await signIn();
  sandbox().script({ path: '/wxa/msg_sec_check', times: 1, errcode: 61010 });
  sandbox().script({ path: '/wxa/media_check_async', times: 1, errcode: 61010 });
  const away = await file('这里有违规样例', 1, inactive.accessToken);
  const byPhone = await file('这里也有违规样例', 1, world.people.reporter.token);
  await checkContents(app.deps);
  for (const { id } of [away, byPhone]) {
    expect((await see(id, 'anonymous')).text).toContain('违规样例');
    expect(await waiting(id)).toMatchObject([{ kind: 'photo', found: ['自动审核没有结果'] }]);
    const open = await eventsOf(app.deps.db).countDocuments({ caseId: id, check: { $exists: true } });
    expect(open).toBe(0);
  }
});

test('WeChat down: nobody waits for it, it is asked again later and later, at last a person looks', async () => {
  sandbox().script({ path: '/wxa/msg_sec_check', times: 10_000, errcode: 48001 });
  const made = await file('违规样例在此', 1);
  await checkContents(app.deps);
  const order = async () => (await eventsOf(app.deps.db).findOne({ caseId: made.id, seq: 1 }))?.check;
  expect(await order()).toMatchObject({ tries: 1 });
  await checkContents(app.deps);
  expect(await order()).toMatchObject({ tries: 1 });
  for (let tries = 2; tries <= 8; tries += 1) {
    app.travel(70 * MINUTE);
    await checkContents(app.deps);
    expect((await order())?.tries).toBe(tries === 8 ? undefined : tries);
  }
  expect((await see(made.id, 'anonymous')).text).toContain('违规样例');
  expect(await waiting(made.id)).toMatchObject([{ kind: 'photo', found: ['自动审核没有结果'] }]);
});

test('a verdict that never comes: after an hour a person looks, and a late one changes nothing', async () => {
  author = await signIn();
  const made = await file('路灯又坏了', 1);
  await checkContents(app.deps);
  expect(await waiting(made.id)).toEqual([]);
  app.travel(61 * MINUTE);
  await giveUpPhotoChecks(app.deps);
  expect(await waiting(made.id)).toMatchObject([{ kind: 'photo' }]);
  expect(await sandbox().pushMediaVerdict(orderOf(made)?.traceId ?? '', 'pass')).toBe(200);
  expect((await see(made.id, 'anonymous')).photos).toEqual([]);
});
