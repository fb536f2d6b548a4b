import { getMe } from '@shared/auth/contract';
import { listCases } from '@shared/cases/contract';
import { createCall, type Call } from './create-call';
import { createSession } from './create-session';
import { NetworkError } from './errors';
import { type HttpRequest, type KeyValueStore, type Transport } from './ports';
import { fakeStore, fakeTransport, problem, sessionOf, user, type Answer } from './test/fakes';

function setUp(
  transport: Transport,
  store: KeyValueStore = fakeStore(),
  wechatCode: (() => Promise<string>) | null = null,
) {
  const holder: { call?: Call } = {};
  const session = createSession({ store, wechatCode, call: () => holder.call as Call });
  holder.call = createCall({ base: '', transport, tokens: session, backoffMs: [] });
  return { session, call: holder.call, store };
}

/** A server on which only the newest access token works. */
function server(valid: string, paths: Record<string, Answer>) {
  return (request: HttpRequest): Answer => {
    const known = paths[request.url];
    if (known) return known;
    return request.headers.authorization === `Bearer ${valid}`
      ? { data: user }
      : problem(401, 'TOKEN_INVALID');
  };
}

const stored = (n: number) => {
  const { accessToken, refreshToken } = sessionOf(n);
  return { user, accessToken, refreshToken, expired: false };
};

describe('session', () => {
  it('signs in, survives a restart and signs out without network', async () => {
    const { transport } = fakeTransport({ data: sessionOf(1) }, new NetworkError('offline'));
    const { session, store } = setUp(transport);
    await session.signInDemo('resident');
    const { session: restarted } = setUp(transport, store);
    expect(restarted.state.getState()).toMatchObject({
      accessToken: 'access-1',
      user: { nickname: '李阿姨' },
    });
    await restarted.signOut();
    expect(restarted.state.getState()).toMatchObject({ user: null, accessToken: null, expired: false });
    expect(setUp(transport, store).session.accessToken()).toBeNull();
  });

  it('makes one refresh for many requests that meet a 401 together', async () => {
    const { transport, requests } = fakeTransport(
      server('access-2', { '/auth/refresh': { data: sessionOf(2) } }),
    );
    const { call } = setUp(transport, fakeStore({ 'lx.session': stored(1) }));
    const answers = await Promise.all([call(getMe, {}), call(getMe, {}), call(getMe, {})]);
    expect(answers).toEqual([user, user, user]);
    expect(requests.filter(({ url }) => url === '/auth/refresh')).toHaveLength(1);
  });

  it("takes another tab's newer tokens instead of using an old refresh token", async () => {
    const store = fakeStore({ 'lx.session': stored(1) });
    const { transport, requests } = fakeTransport(server('access-2', {}));
    const { call } = setUp(transport, store);
    store.set('lx.session', stored(2));
    await call(getMe, {});
    expect(requests.map(({ url }) => url)).toEqual(['/me', '/me']);
  });

  it('is signed out when the server refuses the refresh, with public reads going on', async () => {
    const { transport } = fakeTransport((request) =>
      request.headers.authorization || request.url === '/auth/refresh'
        ? problem(401, 'TOKEN_INVALID')
        : { data: 'public' },
    );
    const { session, call } = setUp(transport, fakeStore({ 'lx.session': stored(1) }));
    expect(await call(listCases, {})).toBe('public');
    expect(session.state.getState()).toMatchObject({ user: null, expired: true });
  });

  it('stays signed in when the refresh meets no server', async () => {
    const { transport } = fakeTransport(server('none', { '/auth/refresh': new NetworkError('offline') }));
    const { session, call } = setUp(transport, fakeStore({ 'lx.session': stored(1) }));
    await expect(call(getMe, {})).rejects.toBeInstanceOf(NetworkError);
    expect(session.accessToken()).toBe('access-1');
  });

  it('falls back to a silent wx.login in WeChat', async () => {
    const paths = { '/auth/refresh': problem(401, 'TOKEN_INVALID'), '/auth/wechat': { data: sessionOf(3) } };
    const { transport, requests } = fakeTransport(server('access-3', paths));
    const { call } = setUp(transport, fakeStore({ 'lx.session': stored(1) }), () =>
      Promise.resolve('wx-code'),
    );
    expect(await call(getMe, {})).toEqual(user);
    expect(requests.map(({ url }) => url)).toEqual(['/me', '/auth/refresh', '/auth/wechat', '/me']);
  });

  it('leaves guests guests', async () => {
    const { transport, requests } = fakeTransport(problem(401, 'UNAUTHENTICATED'));
    const { call } = setUp(transport, fakeStore(), () => Promise.resolve('wx-code'));
    await expect(call(getMe, {})).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(requests).toHaveLength(1);
  });
});
