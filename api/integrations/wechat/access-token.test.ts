import { createMemoryTokenStore, type AccessTokenStore } from '.';
import { failure, startFixture, type WechatFixture } from './test/wechat-fixture';

let wechat: WechatFixture;
let store: AccessTokenStore;
let openid: string;
beforeEach(async () => {
  wechat = await startFixture();
  store = createMemoryTokenStore();
  wechat.client = wechat.newClient({ tokenStore: store });
  openid = (await wechat.client.code2Session(wechat.sandbox.issueLoginCode('resident'))).openid;
});
afterEach(() => wechat.sandbox.stop());

const PATH = '/wxa/msg_sec_check';
const TOKEN_PATH = '/cgi-bin/stable_token';
const check = (client = wechat.client) => client.msgSecCheck({ openid, scene: 'forum', content: '路灯不亮' });
const tokenCalls = () => wechat.attempts('stableToken');
const storedToken = async () => (await store.read())?.token;
const MINUTE = 60_000;

describe('access token', () => {
  it('is fetched once by 50 parallel calls', async () => {
    await Promise.all(Array.from({ length: 50 }, () => check()));
    expect(tokenCalls()).toBe(1);
    expect(wechat.attempts('msgSecCheck')).toBe(50);
  });

  it('is kept until its last five minutes, then replaced once by 50 parallel calls', async () => {
    await check();
    const first = await storedToken();
    wechat.advance(114 * MINUTE);
    await check();
    expect(tokenCalls()).toBe(1);
    wechat.advance(1.5 * MINUTE);
    openid = (await wechat.client.code2Session(wechat.sandbox.issueLoginCode('resident'))).openid;
    await Promise.all(Array.from({ length: 50 }, () => check()));
    expect(tokenCalls()).toBe(2);
    expect(await storedToken()).not.toBe(first);
  });

  it('goes on with the old one while an early refresh fails', async () => {
    await check();
    wechat.advance(116 * MINUTE);
    wechat.sandbox.script({ path: TOKEN_PATH, times: 3, httpStatus: 503 });
    await expect(check()).resolves.toMatchObject({ suggest: 'pass' });
  });

  it('fails when it cannot be had at all', async () => {
    wechat.sandbox.script({ path: TOKEN_PATH, times: 3, drop: true });
    expect(await failure(check())).toMatchObject({ code: 'UNAVAILABLE', api: 'stableToken' });
    await expect(check()).resolves.toMatchObject({ suggest: 'pass' });
  });

  it('is shared through the store', async () => {
    await check();
    await check(wechat.newClient({ tokenStore: store }));
    expect(tokenCalls()).toBe(1);
  });

  it('takes a wrong secret on the token call (40001) as misconfiguration', async () => {
    wechat.sandbox.script({ path: TOKEN_PATH, times: 1, errcode: 40001 });
    expect(await failure(check())).toMatchObject({ code: 'MISCONFIGURED', errcode: 40001, retryable: false });
    expect(tokenCalls()).toBe(1);
  });
});

describe('a refused access token', () => {
  it('ended elsewhere is replaced without force, once for 20 parallel calls', async () => {
    await check();
    wechat.sandbox.revokeTokens();
    await Promise.all(Array.from({ length: 20 }, () => check()));
    expect(tokenCalls()).toBe(2);
    expect((await store.read())?.forcedAt).toEqual([]);
  });

  it('replaced by another process is read from the store', async () => {
    const other = wechat.newClient({ tokenStore: store });
    await Promise.all([check(), check(other)]);
    wechat.sandbox.revokeTokens();
    await check(other);
    const before = tokenCalls();
    await check();
    expect(tokenCalls()).toBe(before);
  });

  it.each([40001, 42001, 40014])(
    'that WeChat still hands out (%i) is forced out once, the call repeated once',
    async (errcode) => {
      await check();
      const before = await storedToken();
      wechat.sandbox.script({ path: PATH, times: 1, errcode });
      await expect(check()).resolves.toMatchObject({ suggest: 'pass' });
      expect(await storedToken()).not.toBe(before);
      expect((await store.read())?.forcedAt).toHaveLength(1);
      expect(wechat.attempts('msgSecCheck')).toBe(3);
    },
  );

  it('is given up on the second refusal, and forcing keeps 30 s apart', async () => {
    await check();
    wechat.sandbox.script({ path: PATH, times: 2, errcode: 40001 });
    expect(await failure(check())).toMatchObject({ code: 'TOKEN_REJECTED', errcode: 40001, retryable: true });
    expect(wechat.attempts('msgSecCheck')).toBe(3);
    wechat.sandbox.script({ path: PATH, times: 1, errcode: 40001 });
    expect(await failure(check())).toMatchObject({ code: 'TOKEN_REJECTED', api: 'stableToken' });
    expect((await store.read())?.forcedAt).toHaveLength(1);
    wechat.advance(30_000);
    wechat.sandbox.script({ path: PATH, times: 1, errcode: 40001 });
    await expect(check()).resolves.toMatchObject({ suggest: 'pass' });
  });

  it('counts a forced refresh whose answer was lost', async () => {
    await check();
    wechat.sandbox.script({ path: PATH, times: 1, errcode: 40001 });
    wechat.sandbox.script({ path: TOKEN_PATH, times: 1, delayMs: 0 });
    wechat.sandbox.script({ path: TOKEN_PATH, times: 1, drop: true, afterEffect: true });
    expect(await failure(check())).toMatchObject({ code: 'UNAVAILABLE', api: 'stableToken' });
    expect((await store.read())?.forcedAt).toHaveLength(1);
    await expect(check()).resolves.toMatchObject({ suggest: 'pass' });
  });

  it('is forced at most 20 times in 24 hours, also across clients of one store', async () => {
    for (let round = 0; round < 20; round += 1) {
      wechat.sandbox.script({ path: PATH, times: 1, errcode: 40001 });
      await check(wechat.newClient({ tokenStore: store }));
      wechat.advance(31_000);
    }
    expect((await store.read())?.forcedAt).toHaveLength(20);
    wechat.sandbox.script({ path: PATH, times: 1, errcode: 40001 });
    expect(await failure(check())).toMatchObject({ code: 'TOKEN_REJECTED' });
    wechat.advance(24 * 60 * MINUTE);
    openid = (await wechat.client.code2Session(wechat.sandbox.issueLoginCode('resident'))).openid;
    wechat.sandbox.script({ path: PATH, times: 1, errcode: 40001 });
    await expect(check()).resolves.toMatchObject({ suggest: 'pass' });
  });
});
