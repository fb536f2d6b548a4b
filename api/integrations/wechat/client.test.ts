import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { createWechatClient } from '.';
import {
  APP_ID,
  APP_SECRET,
  failure,
  MESSAGE_DATA,
  startFixture,
  TEMPLATE,
  type WechatFixture,
} from './test/wechat-fixture';

let wechat: WechatFixture;
beforeEach(async () => (wechat = await startFixture()));
afterEach(() => wechat.sandbox.stop());

const LOGIN = '/sns/jscode2session';
const CHECK = '/wxa/msg_sec_check';
const check = (openid: string, content = '路灯不亮') =>
  wechat.client.msgSecCheck({ openid, scene: 'forum', content });
async function signIn(name = 'resident'): Promise<string> {
  return (await wechat.client.code2Session(wechat.sandbox.issueLoginCode(name))).openid;
}

describe('code2Session', () => {
  it('gives the same openid and another session key at every sign-in', async () => {
    const first = await wechat.client.code2Session(wechat.sandbox.issueLoginCode('resident'));
    const second = await wechat.client.code2Session(wechat.sandbox.issueLoginCode('resident'));
    expect(first.openid).toMatch(/^o[\w-]{27}$/);
    expect(second.openid).toBe(first.openid);
    expect(second.sessionKey).not.toBe(first.sessionKey);
    expect(await signIn('resident2')).not.toBe(first.openid);
  });

  it('refuses a replayed, an expired, another app’s and an unknown code', async () => {
    const { client, sandbox } = wechat;
    const replayed = sandbox.issueLoginCode('resident');
    await client.code2Session(replayed);
    expect(await failure(client.code2Session(replayed))).toMatchObject({ code: 'CODE_USED', errcode: 40163 });
    const expired = sandbox.issueLoginCode('resident');
    wechat.advance(5 * 60_000);
    for (const code of [expired, sandbox.issueLoginCode('resident', 'wxffffffffffffffff'), 'nonsense']) {
      expect(await failure(client.code2Session(code))).toMatchObject({
        code: 'CODE_INVALID',
        errcode: 40029,
      });
    }
  });

  it('has one winner when a code is redeemed 20 times at once', async () => {
    const code = wechat.sandbox.issueLoginCode('resident');
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => wechat.client.code2Session(code)),
    );
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
  });

  it.each([
    ['wx0000000000000000', APP_SECRET, 40013],
    [APP_ID, 'wrong', 40125],
  ])('takes appid %s with secret %s as misconfiguration', async (appId, appSecret, errcode) => {
    const client = wechat.newClient({ appId, appSecret });
    const code = wechat.sandbox.issueLoginCode('resident');
    expect(await failure(client.code2Session(code))).toMatchObject({
      code: 'MISCONFIGURED',
      errcode,
      retryable: false,
    });
    expect(await failure(client.getPhoneNumber('x'))).toMatchObject({ code: 'MISCONFIGURED', errcode });
  });

  it.each([
    [40029, 'CODE_INVALID', false],
    [40163, 'CODE_USED', false],
    [40226, 'USER_BLOCKED', false],
    [45011, 'RATE_LIMITED', true],
    [45009, 'RATE_LIMITED', true],
    [40013, 'MISCONFIGURED', false],
    [40125, 'MISCONFIGURED', false],
    [40164, 'MISCONFIGURED', false],
    [99999, 'REJECTED', false],
  ])('maps errcode %i to %s, asking once', async (errcode, code, retryable) => {
    wechat.sandbox.script({ path: LOGIN, times: 1, errcode });
    const error = await failure(wechat.client.code2Session(wechat.sandbox.issueLoginCode('resident')));
    expect(error).toMatchObject({ code, errcode, retryable, api: 'code2Session' });
    expect(wechat.calls).toEqual([expect.objectContaining({ api: 'code2Session', errcode, outcome: code })]);
  });

  it('names the address that is not on the whitelist', async () => {
    const errmsg = 'invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist';
    wechat.sandbox.script({ path: LOGIN, times: 1, errcode: 40164, errmsg });
    expect((await failure(signIn())).detail).toMatch(/^ip 203\.0\.113\.7, rid: /);
  });

  it('asks again after -1, and gives up as BUSY when it stays', async () => {
    wechat.sandbox.script({ path: LOGIN, times: 2, errcode: -1 });
    await expect(signIn()).resolves.toMatch(/^o/);
    expect(wechat.attempts('code2Session')).toBe(3);
    wechat.sandbox.script({ path: LOGIN, times: 3, errcode: -1 });
    expect(await failure(signIn())).toMatchObject({ code: 'BUSY', errcode: -1, retryable: true });
  });

  it.each([
    [{ drop: true }, 'UNAVAILABLE'],
    [{ drop: true, afterEffect: true }, 'UNAVAILABLE'],
    [{ httpStatus: 502 }, 'UNAVAILABLE'],
    [{ httpStatus: 429 }, 'RATE_LIMITED'],
    [{ httpStatus: 302 }, 'BAD_RESPONSE'],
    [{ malformed: true }, 'BAD_RESPONSE'],
    [{ body: [] }, 'BAD_RESPONSE'],
    [{ body: { openid: 'o1' } }, 'BAD_RESPONSE'],
    [{ body: { openid: '', session_key: 'k' } }, 'BAD_RESPONSE'],
    [{ body: 'x'.repeat(300_000) }, 'BAD_RESPONSE'],
  ])('does not spend the code twice after %j', async (fault, code) => {
    wechat.sandbox.script({ path: LOGIN, times: 1, ...fault });
    expect(await failure(signIn())).toMatchObject({ code, retryable: true, unsent: false });
    expect(wechat.attempts('code2Session')).toBe(1);
  });

  it('gives up after the time-out without a second attempt', async () => {
    wechat.sandbox.script({ path: LOGIN, times: 1, delayMs: 5000 });
    const client = wechat.newClient({ timeoutMs: 60 });
    const startedAt = Date.now();
    expect(await failure(client.code2Session('any'))).toMatchObject({ code: 'TIMEOUT', retryable: true });
    expect(Date.now() - startedAt).toBeLessThan(1500);
    expect(wechat.attempts('code2Session')).toBe(1);
  });

  it('asks again when surely nothing was sent', async () => {
    const { baseUrl } = wechat.sandbox;
    await wechat.sandbox.stop();
    const error = await failure(wechat.newClient({ baseUrl }).code2Session('any'));
    expect(error).toMatchObject({ code: 'UNAVAILABLE', detail: 'ECONNREFUSED', unsent: true });
    expect(wechat.attempts('code2Session')).toBe(3);
  });
});

describe('idempotent calls', () => {
  it.each([[{ drop: true }], [{ httpStatus: 503 }], [{ errcode: -1 }]])(
    'survive two times %j',
    async (fault) => {
      const openid = await signIn();
      wechat.sandbox.script({ path: CHECK, times: 2, ...fault });
      await expect(check(openid)).resolves.toMatchObject({ suggest: 'pass', label: 100 });
      expect(wechat.attempts('msgSecCheck')).toBe(3);
    },
  );

  it('take at most twice the time-out, however many attempts are allowed', async () => {
    const client = wechat.newClient({ timeoutMs: 150, retry: { retries: 20, baseMs: 1, capMs: 1 } });
    await client.code2Session(wechat.sandbox.issueLoginCode('warm-up')); // opens the connection
    const openid = wechat.sandbox.openidOf('resident');
    wechat.sandbox.script({ path: CHECK, times: 20, delayMs: 3000 });
    const startedAt = Date.now();
    const error = await failure(client.msgSecCheck({ openid, scene: 'comment', content: '好' }));
    expect(error.code).toBe('TIMEOUT');
    expect(Date.now() - startedAt).toBeLessThan(1500);
  });
});

describe('getPhoneNumber', () => {
  it('redeems a code once', async () => {
    const code = wechat.sandbox.issuePhoneCode('13812345678');
    await expect(wechat.client.getPhoneNumber(code)).resolves.toEqual({
      phone: '13812345678',
      countryCode: '86',
    });
    expect(await failure(wechat.client.getPhoneNumber(code))).toMatchObject({ code: 'CODE_INVALID' });
  });

  it('does not take a login code, an expired or another app’s', async () => {
    const { client, sandbox } = wechat;
    const expired = sandbox.issuePhoneCode('13812345678');
    wechat.advance(5 * 60_000);
    for (const code of [
      expired,
      sandbox.issueLoginCode('resident'),
      sandbox.issuePhoneCode('13812345678', 'wxother'),
    ]) {
      expect(await failure(client.getPhoneNumber(code))).toMatchObject({
        code: 'CODE_INVALID',
        errcode: 40029,
      });
    }
  });

  it('reads the country code as number too and knows the spent quota', async () => {
    const path = '/wxa/business/getuserphonenumber';
    wechat.sandbox.script({
      path,
      times: 1,
      body: { phone_info: { purePhoneNumber: '61234567', countryCode: 852 } },
    });
    await expect(wechat.client.getPhoneNumber('c')).resolves.toEqual({
      phone: '61234567',
      countryCode: '852',
    });
    wechat.sandbox.script({ path, times: 1, errcode: 1400001 });
    expect(await failure(wechat.client.getPhoneNumber('c'))).toMatchObject({
      code: 'QUOTA_SPENT',
      retryable: false,
    });
  });
});

describe('sendSubscribeMessage', () => {
  const send = (
    data: Record<string, string> = MESSAGE_DATA,
    extra: { openid?: string; templateId?: string; page?: string } = {},
  ) =>
    wechat.client.sendSubscribeMessage({
      openid: wechat.sandbox.openidOf('resident'),
      templateId: TEMPLATE.id,
      page: 'features/cases/pages/detail/index?id=1',
      data,
      ...extra,
    });

  it('sends once for one grant; without one it is an outcome, not an error', async () => {
    const openid = wechat.sandbox.openidOf('resident');
    await expect(send()).resolves.toBe('not_subscribed');
    wechat.sandbox.grant(openid, TEMPLATE.id);
    await expect(send()).resolves.toBe('sent');
    await expect(send()).resolves.toBe('not_subscribed');
    expect(wechat.sandbox.sent()).toEqual([
      expect.objectContaining({
        touser: openid,
        templateId: TEMPLATE.id,
        data: MESSAGE_DATA,
        state: 'formal',
      }),
    ]);
  });

  it('keeps a long-term grant', async () => {
    wechat.sandbox.grant(wechat.sandbox.openidOf('resident'), 'tmpl-notice');
    const notice = () => send({ thing1: '停水通知' }, { templateId: 'tmpl-notice' });
    await expect(Promise.all([notice(), notice(), notice()])).resolves.toEqual(['sent', 'sent', 'sent']);
  });

  it.each([
    [{ ...MESSAGE_DATA, thing1: '二十一个字二十一个字二十一个字二十一个字多' }, {}, 'FIELD_REJECTED', 47003],
    [{ thing1: '路灯不亮' }, {}, 'FIELD_REJECTED', 47003],
    [MESSAGE_DATA, { templateId: 'unknown' }, 'TEMPLATE_INVALID', 40037],
    [MESSAGE_DATA, { openid: 'o-of-another-app' }, 'OPENID_INVALID', 40003],
    [MESSAGE_DATA, { page: 'pages/nowhere' }, 'PAGE_INVALID', 41030],
  ])('reports our own mistakes: %j %j', async (data, extra, code, errcode) => {
    expect(await failure(send(data, extra))).toMatchObject({ code, errcode, retryable: false });
    expect(wechat.attempts('sendSubscribeMessage')).toBe(1);
  });

  it('names the rejected field but never its value', async () => {
    const error = await failure(send({ ...MESSAGE_DATA, phrase2: '王小明的电话' }));
    expect(error.detail).toMatch(/^data\.phrase2, rid: [\da-f-]{26}$/);
    expect(JSON.stringify(error)).not.toContain('王小明');
  });

  it('is not repeated when the answer is lost: the user would pay two grants', async () => {
    wechat.sandbox.grant(wechat.sandbox.openidOf('resident'), TEMPLATE.id, 5);
    wechat.sandbox.script({
      path: '/cgi-bin/message/subscribe/send',
      times: 1,
      drop: true,
      afterEffect: true,
    });
    expect(await failure(send())).toMatchObject({ code: 'UNAVAILABLE', unsent: false });
    expect(wechat.sandbox.sent()).toHaveLength(1);
  });
});

describe('msgSecCheck', () => {
  it.each([
    ['楼道灯坏了', 'pass', 100],
    ['诚聘刷单兼职', 'review', 20008],
    ['网络赌博，刷单兼职', 'risky', 20006],
  ])('reads the verdict on %s', async (content, suggest, label) => {
    const verdict = await check(await signIn(), content);
    expect(verdict).toMatchObject({ suggest, label });
    expect(verdict.traceId).toMatch(/^[\da-f-]+$/);
  });

  it('tells inactive users, foreign openids and overlong texts apart', async () => {
    const openid = await signIn();
    expect(await failure(check('o-foreign'))).toMatchObject({ code: 'OPENID_INVALID' });
    expect(await failure(check(openid, '长'.repeat(2501)))).toMatchObject({ code: 'ARGUMENT_INVALID' });
    wechat.advance(2 * 3600_000 + 1000);
    expect(await failure(check(openid))).toMatchObject({ code: 'USER_INACTIVE', errcode: 61010 });
  });

  it('does not take a bare errcode 0 for a pass', async () => {
    wechat.sandbox.script({ path: CHECK, times: 1, body: { errcode: 0, errmsg: 'ok' } });
    expect(await failure(check(await signIn()))).toMatchObject({
      code: 'BAD_RESPONSE',
      detail: 'unexpected: result',
    });
  });
});

describe('getUnlimitedQrCode', () => {
  const path = '/wxa/getwxacodeunlimit';
  it('returns the image, another one for another scene', async () => {
    const first = await wechat.client.getUnlimitedQrCode({
      scene: 'a=440305',
      page: 'pages/home/index',
      width: 280,
    });
    const second = await wechat.client.getUnlimitedQrCode({
      scene: 'a=440306',
      page: 'pages/home/index',
      width: 280,
    });
    expect(first.contentType).toBe('image/png');
    expect(first.image.equals(second.image)).toBe(false);
  });

  it('reads a JSON refusal', async () => {
    const request = { scene: 'a', page: 'pages/unreleased', envVersion: 'trial' as const };
    expect(await failure(wechat.client.getUnlimitedQrCode(request))).toMatchObject({ code: 'PAGE_INVALID' });
    await expect(wechat.client.getUnlimitedQrCode({ ...request, checkPath: false })).resolves.toBeDefined();
    wechat.sandbox.script({ path, times: 1, errcode: 45009 });
    expect(await failure(wechat.client.getUnlimitedQrCode({ scene: 'a' }))).toMatchObject({
      code: 'RATE_LIMITED',
    });
    wechat.sandbox.script({ path, times: 1, body: { errcode: 0 } });
    expect(await failure(wechat.client.getUnlimitedQrCode({ scene: 'a' }))).toMatchObject({
      code: 'BAD_RESPONSE',
    });
  });

  it.each([
    { scene: '' },
    { scene: '中文' },
    { scene: 'a%b' },
    { scene: 'x'.repeat(33) },
    { scene: 'a', page: '/p' },
    { scene: 'a', width: 100 },
  ])('refuses %j without a call', async (request) => {
    expect(await failure(wechat.client.getUnlimitedQrCode(request))).toMatchObject({
      code: 'ARGUMENT_INVALID',
    });
    expect(wechat.calls).toEqual([]);
  });
});

describe('base URL', () => {
  const make = (baseUrl: string) => createWechatClient({ baseUrl, appId: APP_ID, appSecret: APP_SECRET });

  it('must be https, or http on loopback: the secret travels in it', () => {
    expect(() => make('http://api.weixin.qq.com')).toThrow(TypeError);
    expect(() => make('http://127.example.org')).toThrow(TypeError);
    expect(() => make('https://api.weixin.qq.com/')).not.toThrow();
  });

  it('is not left by a redirect', async () => {
    const seen: (string | undefined)[] = [];
    const elsewhere = createServer((request, response) => {
      seen.push(request.url);
      response.writeHead(request.url === '/stolen' ? 200 : 302, { location: '/stolen' }).end();
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    const { port } = elsewhere.address() as AddressInfo;
    const error = await failure(make(`http://127.0.0.1:${port}`).code2Session('c'));
    elsewhere.closeAllConnections();
    await new Promise((resolve) => elsewhere.close(resolve));
    expect(error.detail).toBe('HTTP 302');
    expect(seen).toHaveLength(1);
  });
});
