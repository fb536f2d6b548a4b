import { createHmac, createSecretKey, generateKeyPairSync } from 'node:crypto';
import jwt from 'jsonwebtoken';
import mongoose from 'mongoose';
import type { Session, UserView } from '@shared/auth/schemas';
import type { Problem } from '@shared/core/errors';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { type Answer, get, post } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';
import { hashRefreshToken } from './tokens';
import { usersOf } from './user.model';

let app: TestApp;
let home: Community;
let person: Person;

beforeAll(async () => {
  app = await startTestApp();
  home = await buildCommunity(app);
  person = await home.person({ name: '李居民' });
});
afterAll(() => app.stop());

const signIn = async (who = person): Promise<Session> =>
  (await post<Session>(app, '/auth/demo', { persona: who.persona })).body;
const me = (token: string) => get<UserView & Problem>(app, '/me', token);
const codeOf = (answer: Answer) => [answer.status, (answer.body as Problem).code];
const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part: string | undefined) =>
  JSON.parse(Buffer.from(part ?? '', 'base64url').toString()) as Record<string, unknown>;

describe('access tokens', () => {
  let good: string;
  let claims: Record<string, unknown>;
  const key = () => app.deps.keys.jwt;
  const signed = (changes: object, secret: jwt.Secret = key(), algorithm: jwt.Algorithm = 'HS256') =>
    jwt.sign(JSON.parse(JSON.stringify({ ...claims, ...changes })) as object, secret, { algorithm });

  beforeAll(async () => {
    good = (await signIn()).accessToken;
    claims = decode(good.split('.')[1]);
  });

  test('the good one is taken, so that what follows is refused for its fault alone', async () => {
    expect((await me(good)).status).toBe(200);
    expect((await me(signed({}))).status).toBe(200);
  });

  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const [header, payload, signature] = [0, 1, 2].map((i) => () => good.split('.')[i] ?? '') as [
    () => string,
    () => string,
    () => string,
  ];
  const now = () => Math.floor(app.deps.clock() / 1000);
  const FORGED: [string, () => string][] = [
    ['alg none', () => `${base64({ alg: 'none', typ: 'JWT' })}.${payload()}.`],
    [
      'alg none with the old signature',
      () => `${base64({ alg: 'none', typ: 'JWT' })}.${payload()}.${signature()}`,
    ],
    ['another key', () => signed({}, createSecretKey(Buffer.alloc(32, 7)))],
    ['another algorithm of the family', () => signed({}, key(), 'HS512')],
    ['RS256 of a stranger', () => signed({}, rsa.privateKey, 'RS256')],
    [
      'HS256 keyed by a public key',
      () => {
        const pem = rsa.publicKey.export({ type: 'spki', format: 'pem' });
        const text = `${base64({ alg: 'HS256', typ: 'JWT' })}.${payload()}`;
        return `${text}.${createHmac('sha256', pem).update(text).digest('base64url')}`;
      },
    ],
    ['expired', () => signed({ exp: now() - 1 })],
    ['not yet valid', () => signed({ nbf: now() + 60 })],
    ['without an end', () => signed({ exp: undefined })],
    ['another audience', () => signed({ aud: 'open311' })],
    ['another issuer', () => signed({ iss: 'someone' })],
    ['another type of token', () => signed({ typ: 'refresh' })],
    ['truncated', () => good.slice(0, -2)],
    ['without signature', () => `${header()}.${payload()}.`],
    ['payload swapped', () => `${header()}.${base64({ ...claims, sub: '0'.repeat(24) })}.${signature()}`],
    ['nobody’s id', () => signed({ sub: 'f'.repeat(24) })],
    ['an operator for an id', () => signed({ sub: '{"$gt":""}' })],
    ['a sign-in that never was', () => signed({ sid: 'AAAAAAAAAAAAAAAA' })],
    ['8 KB', () => signed({ pad: 'x'.repeat(8000) })],
  ];
  test.each(FORGED)('%s: 401', async (_name, forge) => {
    const answer = await me(forge());
    expect(codeOf(answer)).toEqual([401, 'TOKEN_INVALID']);
    expect(answer.headers.get('WWW-Authenticate')).toBe('Bearer');
  });

  test('a refresh token, another scheme, two tokens: 401 also where no token would do', async () => {
    const { refreshToken } = await signIn();
    expect(codeOf(await me(refreshToken))).toEqual([401, 'TOKEN_INVALID']);
    for (const value of ['Basic YTpi', 'Bearer', `Bearer ${good} ${good}`, `bearer: ${good}`]) {
      const response = await fetch(`${app.url}/api/v1/categories`, { headers: { Authorization: value } });
      expect([value.slice(0, 12), response.status]).toEqual([value.slice(0, 12), 401]);
    }
  });

  test('it lives 15 minutes of the injected clock', async () => {
    const { accessToken, expiresIn } = await signIn();
    expect(expiresIn).toBe(900);
    // With room for a slow machine: the clock runs on meanwhile.
    app.travel(880_000);
    expect((await me(accessToken)).status).toBe(200);
    app.travel(21_000);
    expect((await me(accessToken)).status).toBe(401);
    app.travel(-901_000);
  });
});

describe('a person changes while his token lives: his next request knows', () => {
  const change = (who: Person, update: object) =>
    usersOf(app.deps.db).collection.updateOne({ _id: new mongoose.Types.ObjectId(who.id) }, update);

  test('disabled', async () => {
    const who = await home.person({ name: '停用' });
    const { refreshToken } = await signIn(who);
    await change(who, { $set: { disabledAt: new Date() } });
    expect(codeOf(await me(who.token))).toEqual([403, 'ACCOUNT_DISABLED']);
    expect((await get(app, '/categories', who.token)).status).toBe(403);
    expect(codeOf(await post(app, '/auth/demo', { persona: who.persona }))).toEqual([
      403,
      'ACCOUNT_DISABLED',
    ]);
    expect(codeOf(await post(app, '/auth/refresh', { refreshToken }))).toEqual([403, 'ACCOUNT_DISABLED']);
  });

  test('demoted', async () => {
    const who = await home.person({ name: '免职', role: 'grid_worker', area: home.grids[0] });
    expect((await get(app, '/workbench', who.token)).status).toBe(200);
    await change(who, { $set: { roles: [{ role: 'resident' }] } });
    expect(codeOf(await get(app, '/workbench', who.token))).toEqual([403, 'FORBIDDEN']);
  });

  test('moved to another grid', async () => {
    const who = await home.person({ name: '调岗', role: 'grid_worker', area: home.grids[0] });
    const { body } = await post<{ id: string }>(
      app,
      '/cases',
      { text: '楼道灯坏了', place: home.centres[0], visibility: 'private' },
      person.token,
    );
    expect((await get(app, `/cases/${body.id}`, who.token)).status).toBe(200);
    await change(who, { $set: { roles: [{ role: 'grid_worker', areaCode: home.grids[1] }] } });
    expect((await get(app, `/cases/${body.id}`, who.token)).status).toBe(404);
    expect((await post(app, `/cases/${body.id}/actions/accept`, {}, who.token)).status).toBe(404);
  });
});

describe('refresh and sign-out', () => {
  const refresh = (refreshToken: string) => post<Session & Problem>(app, '/auth/refresh', { refreshToken });

  test('a refresh token is exchanged once; using it again ends that sign-in everywhere, and no other', async () => {
    const [first, other] = [await signIn(), await signIn()];
    const second = (await refresh(first.refreshToken)).body;
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect((await me(second.accessToken)).status).toBe(200);
    expect(codeOf(await refresh(first.refreshToken))).toEqual([401, 'TOKEN_INVALID']);
    for (const token of [first.accessToken, second.accessToken]) expect((await me(token)).status).toBe(401);
    expect((await refresh(second.refreshToken)).status).toBe(401);
    expect((await me(other.accessToken)).status).toBe(200);
  });

  test('of twenty exchanges at once at most one succeeds', async () => {
    const { refreshToken } = await signIn();
    const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(refreshToken)));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(answers.filter((answer) => answer.status === 401)).toHaveLength(19);
  });

  test('what only looks like one is refused, and ends nothing of strangers', async () => {
    const { refreshToken, accessToken } = await signIn();
    const [userId = '', , secret = ''] = refreshToken.split('.');
    for (const forged of [
      `${userId}.AAAAAAAAAAAAAAAA.${secret}`,
      'x'.repeat(80),
      `${refreshToken}x`.repeat(2),
    ])
      expect((await refresh(forged)).status).toBe(401);
    expect((await me(accessToken)).status).toBe(200);
  });

  test('60 days unused and it is over', async () => {
    const { refreshToken } = await signIn();
    app.travel(61 * 24 * 3600_000);
    const answer = await refresh(refreshToken);
    app.travel(-61 * 24 * 3600_000);
    expect(answer.status).toBe(401);
  });

  test('only hashes are stored', async () => {
    const { refreshToken } = await signIn();
    const stored = JSON.stringify(await usersOf(app.deps.db).collection.find().toArray());
    expect(stored).toContain(hashRefreshToken(refreshToken));
    expect(stored).not.toContain(refreshToken.split('.')[2]);
  });

  test('signing out ends this sign-in; everywhere ends all', async () => {
    const who = await home.person({ name: '多台设备' });
    const [a, b, c] = [await signIn(who), await signIn(who), await signIn(who)];
    expect((await post(app, '/auth/logout', {}, a.accessToken)).status).toBe(204);
    expect([(await me(a.accessToken)).status, (await me(b.accessToken)).status]).toEqual([401, 200]);
    expect((await refresh(a.refreshToken)).status).toBe(401);
    expect((await post(app, '/auth/logout', { everywhere: true }, b.accessToken)).status).toBe(204);
    expect([(await me(c.accessToken)).status, (await refresh(c.refreshToken)).status]).toEqual([401, 401]);
  });

  test('the eleventh device makes the first one give way', async () => {
    const who = await home.person({ name: '很多设备' });
    const sessions: Session[] = [];
    for (let i = 0; i < 11; i += 1) sessions.push(await signIn(who));
    expect((await me(sessions[0]?.accessToken ?? '')).status).toBe(401);
    expect((await me(sessions[1]?.accessToken ?? '')).status).toBe(200);
  });
});
