import { acceptsField } from './field-rules';
import { startWechatSandbox, type WechatSandbox } from '.';

const appId = 'wx0123456789abcdef';
const appSecret = 'secret';
const startedAt = Date.now();
let offset = 0;
let sandbox: WechatSandbox;
beforeEach(async () => {
  offset = 0;
  sandbox = await startWechatSandbox({ appId, appSecret, now: () => startedAt + offset });
});
afterEach(() => sandbox.stop());

type Json = Record<string, unknown>;
const read = async (response: Response) => (await response.json()) as Json;
const get = async (path: string) => read(await fetch(sandbox.baseUrl + path));
const postRaw = (path: string, body: string, type = 'application/json') =>
  fetch(sandbox.baseUrl + path, { method: 'POST', body, headers: { 'content-type': type } });
const post = async (path: string, body: unknown) => read(await postRaw(path, JSON.stringify(body)));
const login = (code: string, extra = '') =>
  get(
    `/sns/jscode2session?appid=${appId}&secret=${appSecret}&js_code=${code}&grant_type=authorization_code${extra}`,
  );
const token = (extra: Json = {}) =>
  post('/cgi-bin/stable_token', {
    grant_type: 'client_credential',
    appid: appId,
    secret: appSecret,
    ...extra,
  });

describe('codes made up by the caller', () => {
  it('sign the same name in as the same user, once each', async () => {
    const first = await login('sandbox-grid-worker-1a');
    const second = await login('sandbox-grid-worker-2b');
    expect(first.openid).toBe(sandbox.openidOf('grid-worker'));
    expect(second.openid).toBe(first.openid);
    expect((await login('sandbox-resident-1a')).openid).not.toBe(first.openid);
    expect(await login('sandbox-grid-worker-1a')).toMatchObject({ errcode: 40163 });
  });

  it('give the number they hold', async () => {
    const { access_token: accessToken } = await token();
    const path = `/wxa/business/getuserphonenumber?access_token=${String(accessToken)}`;
    expect(await post(path, { code: 'sandbox-phone-13812345678-x' })).toMatchObject({
      phone_info: { purePhoneNumber: '13812345678', countryCode: '86', watermark: { appid: appId } },
    });
    expect(await post(path, { code: 'sandbox-resident-x' })).toMatchObject({ errcode: 40029 });
    expect(await login('sandbox-phone-13812345678-y')).toMatchObject({ errcode: 40029 });
  });

  it('keep users themselves across restarts, and apart between apps', async () => {
    const again = await startWechatSandbox({ appId, appSecret });
    const other = await startWechatSandbox({ appId: 'wxother', appSecret });
    expect(again.openidOf('resident')).toBe(sandbox.openidOf('resident'));
    expect(other.openidOf('resident')).not.toBe(sandbox.openidOf('resident'));
    await Promise.all([again.stop(), other.stop()]);
  });
});

describe('request checks', () => {
  it.each([
    ['/sns/jscode2session', 41002],
    [`/sns/jscode2session?appid=${appId}`, 41004],
    [`/sns/jscode2session?appid=${appId}&secret=${appSecret}`, 40002],
    [`/sns/jscode2session?appid=${appId}&secret=${appSecret}&grant_type=authorization_code`, 41008],
    ['/wxa/msg_sec_check', 41001],
    ['/wxa/msg_sec_check?access_token=not%20a%20token', 40014],
    ['/wxa/msg_sec_check?access_token=unknown', 40001],
    ['/cgi-bin/stable_token', 43002],
  ])('GET %s answers %i with a request id', async (path, errcode) => {
    expect(await get(path)).toEqual({
      errcode,
      errmsg: expect.stringMatching(/ rid: [\da-f-]+$/) as unknown,
    });
  });

  it('answers broken bodies as WeChat does, huge and unknown ones by HTTP', async () => {
    expect(await read(await postRaw('/cgi-bin/stable_token', ''))).toMatchObject({ errcode: 44002 });
    expect(await read(await postRaw('/cgi-bin/stable_token', '{'))).toMatchObject({ errcode: 47001 });
    expect(await post('/cgi-bin/stable_token', { grant_type: 'x' })).toMatchObject({ errcode: 40002 });
    expect((await postRaw('/nowhere', '{}')).status).toBe(404);
    expect((await postRaw('/cgi-bin/stable_token', 'x'.repeat(1_100_000))).status).toBe(413);
  });
});

describe('stable_token', () => {
  const check = (accessToken: unknown) => post(`/wxa/msg_sec_check?access_token=${String(accessToken)}`, {});

  it('stays the same until its last five minutes, then both are good for a while', async () => {
    const first = await token();
    offset += 60 * 60_000;
    expect(await token()).toMatchObject({ access_token: first.access_token, expires_in: 3600 });
    offset += 56 * 60_000;
    const second = await token();
    expect(second).not.toMatchObject({ access_token: first.access_token });
    expect(await check(first.access_token)).toMatchObject({ errcode: 47001 });
    offset += 5 * 60_000;
    expect(await check(first.access_token)).toMatchObject({ errcode: 42001 });
    expect(await check(second.access_token)).toMatchObject({ errcode: 47001 });
  });

  it('is forced at most every 30 s and 20 times a day', async () => {
    const force = async () =>
      (await token({ force_refresh: true })) as { access_token?: string; errcode?: number };
    const first = await force();
    expect((await force()).access_token).toBe(first.access_token);
    for (let round = 1; round < 20; round += 1) {
      offset += 30_000;
      expect((await force()).errcode).toBeUndefined();
    }
    expect(await check(first.access_token)).toMatchObject({ errcode: 42001 });
    offset += 30_000;
    expect((await force()).errcode).toBe(45009);
    expect(await token()).toHaveProperty('access_token');
  });
});

describe('control over HTTP', () => {
  it('issues codes, scripts faults, takes templates and grants, lists messages', async () => {
    const { code, openid } = await post('/__sandbox/login-codes', { openidSeed: 'resident' });
    expect(openid).toBe(sandbox.openidOf('resident'));
    await post('/__sandbox/faults', { path: '/sns/jscode2session', times: 1, errcode: 40226 });
    expect(await login(String(code))).toMatchObject({ errcode: 40226 });
    await post('/__sandbox/faults', { path: '*', times: 9, httpStatus: 500 });
    await fetch(`${sandbox.baseUrl}/__sandbox/faults`, { method: 'DELETE' });
    expect(await login(String(code))).toMatchObject({ openid });
    expect(await post('/__sandbox/phone-codes', { phone: '13812345678' })).toHaveProperty('code');
    await post('/__sandbox/templates', { id: 't', keys: ['thing1'] });
    await post('/__sandbox/grants', { openid, templateId: 't' });
    const { access_token: accessToken } = await token();
    const path = `/cgi-bin/message/subscribe/send?access_token=${String(accessToken)}`;
    const message = { touser: openid, template_id: 't', data: { thing1: { value: '停水' } } };
    expect(await post(path, message)).toMatchObject({ errcode: 0 });
    expect(await post(path, message)).toMatchObject({ errcode: 43101 });
    expect(await get('/__sandbox/messages')).toMatchObject({
      items: [{ touser: openid, data: { thing1: '停水' } }],
    });
    await post('/__sandbox/tokens/revoke', {});
    expect(await post(path, message)).toMatchObject({ errcode: 40001 });
  });

  it('refuses wrong bodies, unknown controls and what a web page could send', async () => {
    expect((await postRaw('/__sandbox/faults', '{"path":"*"}')).status).toBe(400);
    expect((await postRaw('/__sandbox/faults', '{')).status).toBe(400);
    expect((await postRaw('/__sandbox/nothing', '{}')).status).toBe(404);
    expect((await postRaw('/__sandbox/tokens/revoke', '{}', 'text/plain')).status).toBe(415);
  });
});

describe('the phone', () => {
  it('shows what it would have received, newest first, with the names of the fields and nothing as markup', async () => {
    const page = async () => (await fetch(`${sandbox.baseUrl}/__sandbox/phone`)).text();
    expect(await page()).toContain('还没有消息');
    await post('/__sandbox/templates', {
      id: 't',
      keys: ['thing1'],
      title: '办理进度提醒',
      labels: { thing1: '事项' },
    });
    const openid = sandbox.openidOf('resident');
    sandbox.grant(openid, 't', 2);
    const { access_token: accessToken } = await token();
    for (const value of ['先来的', '<b>后来的</b>'])
      await post(`/cgi-bin/message/subscribe/send?access_token=${String(accessToken)}`, {
        touser: openid,
        template_id: 't',
        data: { thing1: { value } },
      });
    const text = await page();
    expect(text).toContain('<h2>办理进度提醒</h2><dl><dt>事项</dt><dd>&#60;b&#62;后来的&#60;/b&#62;');
    expect(text.indexOf('后来的')).toBeLessThan(text.indexOf('先来的'));
    expect(text).not.toContain('<b>');
  });
});

describe('template fields', () => {
  it.each([
    ['thing1', '二十个字二十个字二十个字二十个字二十个字', true],
    ['thing1', '二十个字二十个字二十个字二十个字二十个字多', false],
    ['thing1', '两行\n字', false],
    ['thing1', '', false],
    ['phrase2', '处理中', true],
    ['phrase2', '正在处理中了', false],
    ['phrase2', '处理a', false],
    ['character_string3', 'LX20261122-000123', true],
    ['character_string3', '编号1', false],
    ['character_string3', 'x'.repeat(33), false],
    ['number4', '12.5', true],
    ['number4', '12a', false],
    ['letter5', 'abc', true],
    ['letter5', 'a1', false],
    ['symbol6', '!?', true],
    ['symbol6', 'a', false],
    ['time7', '15:01', true],
    ['time7', '2026年10月1日 15:01', true],
    ['time7', '15:01~16:00', true],
    ['time7', '2026-10-01 15:01', false],
    ['time7', '25:00', false],
    ['date8', '2026年10月1日', true],
    ['date8', '2026年13月1日', false],
    ['amount9', '¥100.5元', true],
    ['amount9', '一百元', false],
    ['phone_number10', '+86-0766-66888866', true],
    ['phone_number10', '电话123', false],
    ['car_number11', '粤A8Z888挂', true],
    ['car_number11', '粤A8Z88888挂', false],
    ['name12', '王小明', true],
    ['name12', 'Wang Xiaoming', true],
    ['name12', '王2', false],
    ['enum13', '任意', true],
    ['unknown1', '任意', false],
    ['thing', '无编号', false],
  ])('%s %s → %s', (key, value, accepted) => {
    expect(acceptsField(key, value)).toBe(accepted);
  });
});
