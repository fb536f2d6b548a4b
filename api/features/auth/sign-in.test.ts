import type { Session, UserView } from '@shared/auth/schemas';
import type { Problem } from '@shared/core/errors';
import { buildCommunity, type Community } from '@api/test/build-community';
import { type Answer, get, post } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';
import { usersOf } from './user.model';

let app: TestApp;
let home: Community;

beforeAll(async () => {
  app = await startTestApp();
  home = await buildCommunity(app);
});
afterAll(() => app.stop());

type Answered = Session & UserView & Problem;
const codeOf = ({ status, body }: Answer<Answered>) => [status, body.code];
const byCode = (phone: string, code: string) => post<Answered>(app, '/auth/phone', { phone, code });
const byWechat = (code: string) => post<Answered>(app, '/auth/wechat', { code });
const sandbox = () => {
  if (!app.services.sandbox) throw new Error('no sandbox');
  return app.services.sandbox;
};
async function askCode(phone: string, at = app): Promise<string> {
  const { body } = await post<{ demoCode: string }>(at, '/auth/phone/code', { phone });
  return body.demoCode;
}
const wrongOf = (code: string) => (code === '000000' ? '000001' : '000000');
const peopleWith = (phone: string) =>
  usersOf(app.deps.db).countDocuments({ phoneMasked: `${phone.slice(0, 3)}****${phone.slice(7)}` });

describe('by phone', () => {
  test('the code signs in once; the number’s second sign-in is the same person', async () => {
    const phone = '13800000001';
    const code = await askCode(phone);
    const first = await byCode(phone, code);
    expect([first.status, first.body.user.phoneMasked]).toEqual([200, '138****0001']);
    expect(codeOf(await byCode(phone, code))).toEqual([401, 'CODE_INVALID']);
    const second = await byCode(phone, await askCode(phone));
    expect(second.body.user.id).toBe(first.body.user.id);
  });

  test('after five wrong tries the right code is dead, too', async () => {
    const phone = '13800000002';
    const code = await askCode(phone);
    for (let i = 0; i < 4; i += 1) expect((await byCode(phone, wrongOf(code))).status).toBe(401);
    expect((await byCode(phone, code)).status).toBe(200);
    const next = await askCode(phone);
    for (let i = 0; i < 5; i += 1) expect((await byCode(phone, wrongOf(next))).status).toBe(401);
    expect(codeOf(await byCode(phone, next))).toEqual([401, 'CODE_INVALID']);
  });

  test('guessing in parallel gets no more than the five', async () => {
    const phone = '13800000003';
    const code = await askCode(phone);
    const guesses = Array.from({ length: 30 }, (_, i) => byCode(phone, i === 29 ? code : wrongOf(code)));
    const guessed = await Promise.all(guesses.slice(0, 29));
    expect(guessed.every((answer) => answer.status === 401)).toBe(true);
    await Promise.all(guesses);
    expect((await byCode(phone, code)).status).toBe(401);
  });

  test('used thirty times at once it signs in one', async () => {
    const phone = '13800000004';
    const code = await askCode(phone);
    const answers = await Promise.all(Array.from({ length: 30 }, () => byCode(phone, code)));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(await peopleWith(phone)).toBe(1);
  });

  test('it lives five minutes; a newer one replaces it; it is for its number alone', async () => {
    const [phone, other] = ['13800000005', '13800000006'];
    const [code, otherCode] = [await askCode(phone), await askCode(other)];
    if (code !== otherCode) expect((await byCode(other, code)).status).toBe(401);
    app.travel(301_000);
    expect((await byCode(phone, code)).status).toBe(401);
    app.travel(-301_000);
    const newer = await askCode(phone);
    if (newer !== code) expect((await byCode(phone, code)).status).toBe(401);
    expect((await byCode(phone, newer)).status).toBe(200);
  });

  test('the answer does not tell whether the number is known', async () => {
    const keysOf = async (phone: string) => {
      const { status, body } = await post<object>(app, '/auth/phone/code', { phone });
      return [status, Object.keys(body)];
    };
    expect(await keysOf('13800000001')).toEqual(await keysOf('13899999999'));
    const [known, unknown] = [await byCode('13800000001', '111111'), await byCode('13899999998', '111111')];
    expect({ ...known.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
  });
});

describe('by WeChat', () => {
  test('a new openid becomes a resident, the same one comes back', async () => {
    const first = await byWechat(sandbox().issueLoginCode('zhang'));
    expect(first.body.user.roles).toEqual([{ role: 'resident' }]);
    const again = await byWechat(sandbox().issueLoginCode('zhang'));
    expect(again.body.user.id).toBe(first.body.user.id);
  });

  test('a code replayed, made up, too old or of another app: 401, and one session', async () => {
    const code = sandbox().issueLoginCode('wang');
    const answers = await Promise.all(Array.from({ length: 10 }, () => byWechat(code)));
    const opened = answers.filter((answer) => answer.status === 200);
    expect(opened).toHaveLength(1);
    const user = await usersOf(app.deps.db).findById(opened[0]?.body.user.id).lean();
    expect(user?.sessions).toHaveLength(1);
    for (const bad of [code, 'made-up-code', sandbox().issueLoginCode('wang', 'wx-another-app')])
      expect(codeOf(await byWechat(bad))).toEqual([401, 'CODE_INVALID']);
  });

  test('the same new person on two devices at once is one person', async () => {
    const codes = Array.from({ length: 8 }, () => sandbox().issueLoginCode('li'));
    const answers = await Promise.all(codes.map(byWechat));
    expect(new Set(answers.map((answer) => answer.body.user.id)).size).toBe(1);
  });

  const LOGIN = '/sns/jscode2session';
  test.each<[string, object, number, string, RegExp]>([
    ['a code WeChat does not know (40029)', { errcode: 40029 }, 401, 'CODE_INVALID', /再试一次/],
    ['a code used before (40163)', { errcode: 40163 }, 401, 'CODE_INVALID', /再试一次/],
    ['a user at risk (40226)', { errcode: 40226 }, 403, 'ACCOUNT_DISABLED', /有风险/],
    ['too often (45011)', { errcode: 45011 }, 429, 'TOO_MANY_REQUESTS', /一分钟后/],
    ['WeChat busy all the time (-1)', { errcode: -1 }, 503, 'UPSTREAM_UNAVAILABLE', /稍后再试/],
    ['a wrong AppSecret (40125)', { errcode: 40125 }, 503, 'UPSTREAM_UNAVAILABLE', /稍后再试/],
    ['an outage', { httpStatus: 502 }, 503, 'UPSTREAM_UNAVAILABLE', /稍后再试/],
    ['a cut connection', { drop: true }, 503, 'UPSTREAM_UNAVAILABLE', /稍后再试/],
    ['malformed JSON', { malformed: true }, 503, 'UPSTREAM_UNAVAILABLE', /稍后再试/],
  ])(
    '%s: an outcome with words for the person, nothing of WeChat in it',
    async (_, fault, status, code, words) => {
      sandbox().script({ path: LOGIN, times: 50, ...fault });
      const answer = await byWechat(sandbox().issueLoginCode('sun'));
      sandbox().clearFaults();
      expect(codeOf(answer)).toEqual([status, code]);
      expect(answer.body.detail).toMatch(words);
      if (status === 429 || status === 503)
        expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(0);
      // The id of the request is random and may well hold such a number.
      const told = JSON.stringify({ ...answer.body, requestId: '' });
      expect(told).not.toMatch(/jscode2session|secret|errcode|40\d{3}/);
      // A success in between, so that the circuit does not open over the rows.
      expect((await byWechat(sandbox().issueLoginCode('sun'))).status).toBe(200);
    },
  );

  test('WeChat busy for a moment (-1 once) is not noticed', async () => {
    sandbox().script({ path: LOGIN, times: 1, errcode: -1 });
    expect((await byWechat(sandbox().issueLoginCode('zhou'))).status).toBe(200);
  });

  test('a number: a used or old code asks again, a spent quota (1400001) shows the way by SMS', async () => {
    const { accessToken } = (await byWechat(sandbox().issueLoginCode('number'))).body;
    const bind = () =>
      post<Answered>(
        app,
        '/auth/wechat/phone',
        { code: sandbox().issuePhoneCode('13911112222') },
        accessToken,
      );
    const rows: [object, number, RegExp][] = [
      [{ errcode: 40029 }, 401, /再试一次/],
      [{ errcode: 1400001 }, 503, /短信验证码/],
      [{ errcode: 45011 }, 429, /一分钟后/],
      [{ errcode: 40001 }, 200, /^$/],
    ];
    for (const [fault, status, words] of rows) {
      sandbox().script({ path: '/wxa/business/getuserphonenumber', times: 1, ...fault });
      const answer = await bind();
      expect([status, answer.status, answer.body.detail ?? '']).toEqual([
        status,
        status,
        expect.stringMatching(words),
      ]);
    }
  });

  test('binds a number once; a number of somebody else stays his', async () => {
    const [a, b] = [
      await byWechat(sandbox().issueLoginCode('a')),
      await byWechat(sandbox().issueLoginCode('b')),
    ];
    const bind = (token: string, code: string) => post<Answered>(app, '/auth/wechat/phone', { code }, token);
    const code = sandbox().issuePhoneCode('13912345678');
    expect((await bind(a.body.accessToken, code)).body.phoneMasked).toBe('139****5678');
    expect(codeOf(await bind(a.body.accessToken, code))).toEqual([401, 'CODE_INVALID']);
    const taken = await bind(b.body.accessToken, sandbox().issuePhoneCode('13912345678'));
    expect(codeOf(taken)).toEqual([409, 'ALREADY_DONE']);
    const byNumber = await byCode('13912345678', await askCode('13912345678'));
    expect(byNumber.body.user.id).toBe(a.body.user.id);
  });
});

describe('limits and the demo', () => {
  test('with limits on: 429 with Retry-After for codes to one number, for sign-ins from one address', async () => {
    const limited = await startTestApp({ RATE_LIMITS: 'on' });
    try {
      const codes: Answer<Problem>[] = [];
      for (let i = 0; i < 6; i += 1)
        codes.push(await post(limited, '/auth/phone/code', { phone: '13800000009' }));
      expect(codes.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200, 429]);
      expect(codes[5]?.body.code).toBe('TOO_MANY_REQUESTS');
      expect(Number(codes[5]?.headers.get('Retry-After'))).toBeGreaterThan(0);
      const tries = await Promise.all(
        Array.from({ length: 80 }, () => post(limited, '/auth/demo', { persona: 'nobody' })),
      );
      expect(tries.filter((answer) => answer.status === 429).length).toBeGreaterThanOrEqual(20);
      expect((await get(limited, '/areas/revision')).status).toBe(200);
    } finally {
      await limited.stop();
    }
  });

  test('outside the demo there are no personas, and no code in the answer', async () => {
    const real = await startTestApp({ DEMO: 'false', RATE_LIMITS: 'on' });
    try {
      expect((await get(real, '/auth/demo/personas')).status).toBe(404);
      expect((await post(real, '/auth/demo', { persona: 'admin' })).status).toBe(404);
      const { body } = await post<object>(real, '/auth/phone/code', { phone: '13800000001' });
      expect(Object.keys(body)).toEqual(['expiresInS']);
    } finally {
      await real.stop();
    }
  });

  test('my profile: changed by me, not with an old version; my grid must be one', async () => {
    const { token } = await home.person({ name: '改名' });
    const patch = async (body: object) => {
      const response = await fetch(`${app.url}/api/v1/me`, {
        method: 'PATCH',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
      return { status: response.status, body: (await response.json()) as Answered & { current: UserView } };
    };
    const { body: before } = await get<UserView>(app, '/me', token);
    const changed = await patch({
      nickname: ' 新名 ',
      preferences: { elder: true },
      version: before.version,
    });
    expect(changed.body).toMatchObject({
      nickname: '新名',
      preferences: { elder: true, language: '普通话' },
    });
    const stale = await patch({ nickname: '旧', version: before.version });
    expect([stale.status, stale.body.code, stale.body.current.nickname]).toEqual([
      409,
      'VERSION_CONFLICT',
      '新名',
    ]);
  });
});
