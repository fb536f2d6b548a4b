import { inspect } from 'node:util';
import { createMemoryTokenStore } from '.';
import {
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
const signIn = () => wechat.client.code2Session(wechat.sandbox.issueLoginCode('resident'));

describe('circuit', () => {
  async function breakCircuit(): Promise<void> {
    wechat.sandbox.script({ path: LOGIN, times: 5, httpStatus: 500 });
    for (let round = 0; round < 5; round += 1) await failure(signIn());
  }

  it('opens after five failures in a row, for that call only', async () => {
    await breakCircuit();
    const error = await failure(signIn());
    expect(error).toMatchObject({
      code: 'UNAVAILABLE',
      detail: 'circuit open',
      unsent: true,
      retryable: true,
    });
    expect(error.retryAfterMs).toBeGreaterThan(9000);
    expect(wechat.attempts('code2Session')).toBe(5);
    await expect(wechat.client.getUnlimitedQrCode({ scene: 'a' })).resolves.toBeDefined();
  });

  it('lets one trial through after ten seconds and closes on its success', async () => {
    await breakCircuit();
    wechat.advance(10_000);
    const results = await Promise.allSettled([signIn(), signIn(), signIn()]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    await expect(signIn()).resolves.toBeDefined();
  });

  it('opens again when the trial fails', async () => {
    await breakCircuit();
    wechat.advance(10_000);
    wechat.sandbox.script({ path: LOGIN, times: 1, drop: true });
    expect((await failure(signIn())).detail).not.toBe('circuit open');
    expect((await failure(signIn())).detail).toBe('circuit open');
  });

  it('stays closed over refusals: WeChat works, the request was wrong', async () => {
    wechat.sandbox.script({ path: LOGIN, times: 10, errcode: 40029 });
    for (let round = 0; round < 10; round += 1) expect((await failure(signIn())).code).toBe('CODE_INVALID');
  });

  it('starts counting anew after a success', async () => {
    for (let round = 0; round < 3; round += 1) {
      wechat.sandbox.script({ path: LOGIN, times: 4, httpStatus: 500 });
      for (let call = 0; call < 4; call += 1) expect((await failure(signIn())).detail).toBe('HTTP 500');
      await signIn();
    }
  });
});

describe('secrets', () => {
  it('appear in no error and no call record, even when WeChat echoes them', async () => {
    const store = createMemoryTokenStore();
    const secrets = new Set([APP_SECRET, encodeURIComponent(APP_SECRET), 'cut-of']); // the last: of the malformed answer
    const errors: Error[] = [];
    const sessionKey = 'c2Vzc2lvbi1rZXktMTIzNA==';
    secrets.add(sessionKey);
    const faults = (echo: string) => [
      { errcode: 40013, errmsg: echo },
      { errcode: 40001, errmsg: echo },
      { errcode: 47003, errmsg: echo },
      { errcode: -1, errmsg: echo },
      { body: { errcode: 0, session_key: sessionKey, openid: 5, echo } },
      { body: { errcode: 'text', errmsg: echo, session_key: sessionKey } },
      { body: echo },
      { httpStatus: 500, body: { errmsg: echo } },
      { malformed: true },
      { drop: true },
      { delayMs: 300 },
    ];
    const probe = wechat.newClient({ tokenStore: store });
    const { openid } = await probe.code2Session(wechat.sandbox.issueLoginCode('resident'));
    secrets.add(openid).add('13812345678');
    for (let index = 0; index < faults('').length; index += 1) {
      wechat.advance(31_000);
      await probe.getPhoneNumber(wechat.sandbox.issuePhoneCode('13812345678'));
      const token = (await store.read())?.token ?? '';
      const code = wechat.sandbox.issueLoginCode('resident');
      secrets.add(token).add(code);
      const echo = `appid=1&secret=${APP_SECRET} ${encodeURIComponent(APP_SECRET)} ${token} ${code} ${openid}`;
      wechat.sandbox.script({ path: '*', times: 50, ...faults(echo)[index] });
      const client = wechat.newClient({ tokenStore: store, timeoutMs: 50 });
      const calls = [
        client.code2Session(code),
        client.getPhoneNumber(code),
        client.sendSubscribeMessage({ openid, templateId: TEMPLATE.id, data: MESSAGE_DATA }),
        client.msgSecCheck({ openid, scene: 'forum', content: code }),
        client.getUnlimitedQrCode({ scene: 'a' }),
        wechat.newClient({ timeoutMs: 50 }).getPhoneNumber(code),
      ];
      for (const result of await Promise.allSettled(calls)) {
        if (result.status === 'rejected') errors.push(result.reason as Error);
      }
      wechat.sandbox.clearFaults();
    }
    // 11 faults times 6 calls, less one: a bare errcode 0 is all that a sent message needs.
    expect(errors.map((error) => error.name)).toEqual(Array(65).fill('WechatError'));
    const text = errors
      .map(
        (error) =>
          `${inspect(error, { depth: 9, showHidden: true })} ${error.stack} ${JSON.stringify(error)}`,
      )
      .join();
    const records = JSON.stringify(wechat.calls);
    expect([...secrets].filter((secret) => text.includes(secret) || records.includes(secret))).toEqual([]);
  });
});
