import { pino } from 'pino';
import type { Session } from '@shared/auth/schemas';
import { get, post, send } from '@api/test/request';
import { settle, startTestApp, type TestApp } from '@api/test/test-app';
import { buildWorld, report, type World } from '@api/test/quality/world';
import { pushMessage } from '@api/integrations/wechat/sandbox/push-message';
import { flushAllEvents } from '../cases';
import { checkContents } from '../moderation';

const MESSAGE_TOKEN = 'pushTokenOnlyHere77';
const AES_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
const PHONE = '13955501234';
const WRONG_CODE = 'code-that-nobody-issued-8841';

const logged: string[] = [];
/** Error answers and what everybody may read of the process. */
const answered: string[] = [];
/** What must be nowhere: told by this test, or read off the wire between us and WeChat. */
const secrets = new Map<string, string>([
  [MESSAGE_TOKEN, 'message token'],
  [AES_KEY, 'AES key'],
  [PHONE, 'phone'],
  [WRONG_CODE, 'code'],
]);
const realFetch = globalThis.fetch;
let app: TestApp;
let world: World;

const NAMES = ['access_token', 'session_key', 'openid', 'secret', 'touser', 'unionid'];
function learn(text: string): void {
  for (const name of NAMES)
    for (const [, value = ''] of text.matchAll(new RegExp(`"?\\b${name}\\b"?[:=]"?([^"&,}]{8,})`, 'g')))
      secrets.set(decodeURIComponent(value), name);
}

beforeAll(async () => {
  // Listens on the wire to WeChat: only there the secrets of the other side are to be seen.
  globalThis.fetch = async (input, init) => {
    const response = await realFetch(input, init);
    const url = input instanceof Request ? input.url : input.toString();
    if (!url.includes('/api/v1/')) {
      learn(url);
      if (typeof init?.body === 'string') learn(init.body);
      learn(await response.clone().text());
    }
    return response;
  };
  const log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });
  app = await startTestApp(
    {
      LOG_LEVEL: 'debug',
      CONTENT_CHECK: 'wechat',
      WECHAT_MESSAGE_TOKEN: MESSAGE_TOKEN,
      WECHAT_MESSAGE_KEY: AES_KEY,
      PUBLIC_URL: 'https://wg.example.test',
    },
    log,
  );
  world = await buildWorld(app);
});
afterAll(async () => {
  globalThis.fetch = realFetch;
  await app.stop();
});

const sandbox = () => {
  const found = app.services.sandbox;
  if (!found) throw new Error('no sandbox');
  return found;
};
const code = (name: string) => {
  const issued = sandbox().issueLoginCode(name);
  secrets.set(issued, 'code');
  return issued;
};
const phoneCode = () => {
  const issued = sandbox().issuePhoneCode(PHONE);
  secrets.set(issued, 'phone code');
  return issued;
};
/** What a refusal says is looked at; what a success says to its owner is his. */
const refused = (answer: { status: number; body: unknown }, status: number) => {
  expect(answer.status).toBe(status);
  answered.push(JSON.stringify(answer.body));
};
const fail = (path: string, times: number, fault: object) => sandbox().script({ path, times, ...fault });

test('no secret of WeChat, code, number or openid is in a log, in the metrics or in a refusal', async () => {
  const signIn = (value: string) => post<Session>(app, '/auth/wechat', { code: value });
  // Signing in: as it should be, with a false code, and each way it can break.
  const { body: person } = await signIn(code('one'));
  const used = code('two');
  await signIn(used);
  refused(await signIn(used), 401);
  refused(await signIn(WRONG_CODE), 401);
  const login = '/sns/jscode2session';
  fail(login, 1, { errcode: 40226, errmsg: `blocked ${WRONG_CODE}` });
  refused(await signIn(code('three')), 403);
  for (const fault of [{ drop: true }, { malformed: true }, { httpStatus: 502 }, { errcode: -1 }]) {
    fail(login, 5, fault);
    refused(await signIn(code('four')), 503);
    sandbox().clearFaults();
    app.travel(11_000);
  }
  // The number; the access token renewed under it.
  sandbox().revokeTokens();
  const bind = (value: string) => post(app, '/auth/wechat/phone', { code: value }, person.accessToken);
  const phone = '/wxa/business/getuserphonenumber';
  fail(phone, 1, { errcode: 1400001, errmsg: `quota for ${PHONE}` });
  refused(await bind(phoneCode()), 503);
  refused(await bind(WRONG_CODE), 401);
  fail('/cgi-bin/stable_token', 5, { httpStatus: 500 });
  sandbox().revokeTokens();
  refused(await bind(phoneCode()), 503);
  sandbox().clearFaults();
  app.travel(60_000);
  expect((await bind(phoneCode())).status).toBe(200);
  // Codes, words judged with the openid, pushes true and false.
  expect((await get(app, `/wechat/codes/grid/${world.home.grids[0]}`)).status).toBe(200);
  fail('/wxa/getwxacodeunlimit', 5, { errcode: 45009, errmsg: 'reach max api daily quota' });
  refused(await get(app, `/wechat/codes/grid/${world.home.grids[1]}`), 503);
  fail('/wxa/msg_sec_check', 1, { malformed: true });
  const filed = await post(app, '/cases', report(world, { text: '路灯坏了三天' }), person.accessToken);
  expect(filed.status).toBe(201);
  await settle();
  await flushAllEvents(app.deps.db);
  await checkContents(app.deps);
  const push = (aesKey: string) =>
    pushMessage(
      { url: `${app.url}/api/v1/wechat/messages`, token: MESSAGE_TOKEN, aesKey },
      'wx-lianxin-demo',
      app.deps.clock(),
      { FromUserName: sandbox().openidOf('one'), Event: 'debug_demo' },
    );
  expect(await push(AES_KEY)).toBe(200);
  expect(await push(AES_KEY.replace('a', 'b'))).toBe(403);
  refused(
    await send(app, 'POST', '/wechat/messages?signature=00&timestamp=1&nonce=n', { body: { a: 1 } }),
    403,
  );
  // A message to the phone: refused for want of a grant, and for a field.
  await post(app, '/me/subscriptions', { accepted: ['progress'] }, person.accessToken);
  for (const errcode of [43101, 47003]) {
    fail('/cgi-bin/message/subscribe/send', 1, { errcode, errmsg: `to ${sandbox().openidOf('one')}` });
    await app.deps.wechat
      .sendSubscribeMessage({
        openid: sandbox().openidOf('one'),
        templateId: 'sandbox-progress',
        page: 'pages/home/index',
        data: {},
      })
      .catch((error: unknown) => app.deps.log.error({ err: error }, 'push failed'));
  }
  secrets.set(sandbox().openidOf('one'), 'openid');
  for (const path of ['/metrics', '/readyz', '/healthz'])
    answered.push(await (await fetch(`${app.url}${path}`)).text());
  await settle();

  const kinds = new Set(secrets.values());
  // The test is worth something only if it has seen each kind.
  expect([...kinds].sort()).toEqual(
    expect.arrayContaining(['access_token', 'openid', 'secret', 'session_key']),
  );
  expect(logged.length).toBeGreaterThan(20);
  expect(answered.length).toBeGreaterThan(10);
  const seen = [...logged, ...answered].join('\n');
  const leaked = [...secrets].filter(
    ([value]) => seen.includes(value) || seen.includes(encodeURIComponent(value)),
  );
  expect(leaked.map(([, kind]) => kind)).toEqual([]);
}, 120_000);
