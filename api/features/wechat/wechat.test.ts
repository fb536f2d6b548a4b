import type { Session } from '@shared/auth/schemas';
import type { CaseView } from '@shared/cases/schemas';
import type { Subscriptions } from '@shared/notifications/subscriptions';
import { get, post, send } from '@api/test/request';
import { settle, startTestApp, type TestApp } from '@api/test/test-app';
import { buildWorld, report, tokenOf, upload, type World } from '@api/test/quality/world';
import { pushMessage, sealPush } from '@api/integrations/wechat/sandbox/push-message';
import { flushAllEvents } from '../cases';
import { checkContents } from '../moderation';
import { scenesOf } from './scene.model';

const TOKEN = 'pushToken123';
const KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
let app: TestApp;
let world: World;
let resident: Session;
beforeAll(async () => {
  app = await startTestApp({
    CONTENT_CHECK: 'wechat',
    WECHAT_MESSAGE_TOKEN: TOKEN,
    WECHAT_MESSAGE_KEY: KEY,
    PUBLIC_URL: 'https://wg.example.test',
  });
  world = await buildWorld(app);
  sandbox().pushTo(target());
  const code = sandbox().issueLoginCode('resident');
  resident = (await post<Session>(app, '/auth/wechat', { code })).body;
});
afterEach(() => sandbox().clearFaults());
afterAll(() => app.stop());

const sandbox = () => {
  const found = app.services.sandbox;
  if (!found) throw new Error('no sandbox');
  return found;
};
const target = (change: object = {}) => ({
  url: `${app.url}/api/v1/wechat/messages`,
  token: TOKEN,
  aesKey: KEY,
  ...change,
});
const picture = async (path: string) => {
  const response = await fetch(`${app.url}/api/v1${path}`);
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() };
};
const drawn = () => scenesOf(app.deps.db).countDocuments();

describe('pushed messages in the secure mode', () => {
  test('the address is verified as the console does it', async () => {
    const signature = '398bfe7627050416ec030766223864d8e756c09e';
    const path = `/wechat/messages?timestamp=1&nonce=n&echostr=hello&signature=`;
    expect((await picture(`${path}${signature}`)).status).toBe(403);
    const { createHash } = await import('node:crypto');
    const right = createHash('sha1').update([TOKEN, '1', 'n'].sort().join('')).digest('hex');
    expect(await picture(`${path}${right}`)).toMatchObject({ status: 200, body: 'hello' });
  });

  test('a sealed verdict shows the photo; sent again it changes nothing', async () => {
    const uploadIds = [(await upload(app, resident.accessToken)).body.id];
    const body = report(world, { visibility: 'public', text: '路灯坏了', uploadIds });
    const made = (await post<CaseView>(app, '/cases', body, resident.accessToken)).body;
    await settle();
    await flushAllEvents(app.deps.db);
    await checkContents(app.deps);
    const photos = async () => (await get<CaseView>(app, `/cases/${made.id}`)).body;
    expect((await photos()).photos).toEqual([]);
    const traceId = sandbox().mediaOrders().at(-1)?.traceId ?? '';
    expect(await sandbox().pushMediaVerdict(traceId, 'pass')).toBe(200);
    const after = await photos();
    expect(after.photos).toHaveLength(1);
    // WeChat sends three times when it hears nothing; somebody who recorded it, another verdict under the same id.
    for (const suggest of ['pass', 'risky'] as const)
      expect(await sandbox().pushMediaVerdict(traceId, suggest)).toBe(200);
    expect(await photos()).toEqual(after);
  });

  test.each<[string, object]>([
    ['in the clear', { aesKey: undefined }],
    ['sealed with another key', { aesKey: KEY.replace('a', 'b') }],
    ['signed with another token', { token: 'another123' }],
  ])('%s: refused', async (_, change) => {
    expect(await pushMessage({ ...target(), ...change }, 'wx-lianxin-demo', Date.now(), {})).toBe(403);
  });

  test('for another app, or with a changed body: refused; other messages are acknowledged', async () => {
    expect(await pushMessage(target(), 'wx-other', Date.now(), {})).toBe(403);
    expect(await pushMessage(target(), 'wx-lianxin-demo', Date.now(), { Event: 'debug_demo' })).toBe(200);
    const { createHash } = await import('node:crypto');
    const sign = (...parts: string[]) =>
      createHash('sha1')
        .update([TOKEN, ...parts].sort().join(''))
        .digest('hex');
    const [mine, others] = ['{}', '{"a":1}'].map((text) => sealPush(text, KEY, 'wx-lianxin-demo'));
    const query = `signature=${sign('1', 'n')}&timestamp=1&nonce=n&msg_signature=${sign('1', 'n', mine ?? '')}`;
    const { status } = await send(app, 'POST', `/wechat/messages?${query}`, { body: { Encrypt: others } });
    expect(status).toBe(403);
  });

  test('messages switched off in WeChat: what was agreed to before is gone, what comes later counts', async () => {
    const left = async () => {
      const { body } = await get<Subscriptions>(app, '/me/subscriptions', resident.accessToken);
      return body.items.map((item) => item.left);
    };
    const agree = () =>
      post(app, '/me/subscriptions', { accepted: ['progress', 'followed'] }, resident.accessToken);
    const { openid } = { openid: sandbox().openidOf('resident') };
    const off = (atMs: number) =>
      pushMessage(target(), 'wx-lianxin-demo', atMs, {
        FromUserName: openid,
        Event: 'subscribe_msg_change_event',
        List: { TemplateId: 'sandbox-progress', SubscribeStatusString: 'reject' },
      });
    await agree();
    expect(await left()).toEqual([1, 1, 0]);
    const offAt = app.deps.clock() + 1000;
    expect(await off(offAt)).toBe(200);
    expect(await left()).toEqual([0, 1, 0]);
    app.travel(60_000);
    await agree();
    // The same message again, a minute later.
    expect(await off(offAt)).toBe(200);
    expect(await left()).toEqual([1, 2, 0]);
    expect(await sandbox().changeSubscription(openid, 'sandbox-followed', 'accept')).toBe(200);
    expect(await left()).toEqual([1, 2, 0]);
  });
});

describe('mini-program codes', () => {
  test('the code of a grid is drawn by WeChat once, then kept; its scene leads back to the grid', async () => {
    const path = `/wechat/codes/grid/${world.home.grids[0]}`;
    const first = await picture(path);
    expect([first.status, first.type]).toEqual([200, 'image/png']);
    sandbox().script({ path: '/wxa/getwxacodeunlimit', times: 100, httpStatus: 500 });
    expect(await picture(path)).toEqual(first);
    const [scene] = await scenesOf(app.deps.db).find().toArray();
    expect(scene?._id).toMatch(/^g[\w-]{14}$/);
    const { body } = await get(app, `/wechat/scenes/${scene?._id}`);
    expect(body).toEqual({ kind: 'grid', id: world.home.grids[0] });
    expect((await get(app, '/wechat/scenes/gnever')).status).toBe(404);
  });

  test('ten at once are one scene', async () => {
    const before = await drawn();
    const path = `/wechat/codes/grid/${world.home.grids[1]}`;
    const answers = await Promise.all(Array.from({ length: 10 }, () => picture(path)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(await drawn()).toBe(before + 1);
  });

  test('of what the public may not see there is none', async () => {
    const mine = (id: string) => picture(`/wechat/codes/case/${id}`);
    const filed = async (visibility: 'public' | 'private') =>
      (await post<CaseView>(app, '/cases', report(world, { visibility }), tokenOf(world, 'reporter'))).body
        .id;
    expect((await mine(await filed('private'))).status).toBe(404);
    expect((await mine(await filed('public'))).status).toBe(200);
    for (const path of ['case/ffffffffffffffffffffffff', 'case/1234', 'grid/1234', 'notice/12345678'])
      expect((await picture(`/wechat/codes/${path}`)).status).toBe(404);
  });

  test('WeChat away: 503 in words, and drawn the next time', async () => {
    const path = `/wechat/codes/grid/${world.home.community}`;
    sandbox().script({ path: '/wxa/getwxacodeunlimit', times: 3, httpStatus: 502 });
    const refused = await get<{ detail: string }>(app, path);
    expect([refused.status, refused.body.detail]).toEqual([503, '小程序码暂时生成不了，请稍后再试']);
    expect((await picture(path)).status).toBe(200);
  });
});
