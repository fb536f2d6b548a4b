import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  refreshSession,
  signInDemo,
  signInPhone,
  signInWechat,
  signOut as signOutContract,
} from '@shared/auth/contract';
import { type Session, type UserView } from '@shared/auth/schemas';
import { type Call } from './create-call';
import { ApiProblem, isTemporary } from './errors';
import { type KeyValueStore, type TokenSource } from './ports';

export interface SessionState {
  user: UserView | null;
  accessToken: string | null;
  refreshToken: string | null;
  /** True after the server ended the login: the screens say "请重新登录", not "请登录". */
  expired: boolean;
}

export interface SessionDeps {
  store: KeyValueStore;
  /** Late, because the client's call needs the session's tokens. */
  call: () => Call;
  /** wx.login's code; null where the platform has no such thing (H5). */
  wechatCode: (() => Promise<string>) | null;
}

export interface SessionApi extends TokenSource {
  state: StoreApi<SessionState>;
  /** Signs in as a person of the demo city. Rejects with ApiProblem or NetworkError, as the next two. */
  signInDemo(persona: string): Promise<UserView>;
  signInWechat(): Promise<UserView>;
  signInPhone(phone: string, code: string): Promise<UserView>;
  /** Signs out here at once; the server is told if it can be reached. */
  signOut(everywhere?: boolean): Promise<void>;
  /** Takes a newer user document, e.g. the answer of updateMe or setHomeArea. */
  setUser(user: UserView): void;
}

const KEY = 'lx.session';
const GUEST: SessionState = { user: null, accessToken: null, refreshToken: null, expired: false };

export function createSession({ store, call, wechatCode }: SessionDeps): SessionApi {
  const state = createStore<SessionState>(() => store.get<SessionState>(KEY) ?? GUEST);
  let renewal: Promise<string | null> | null = null;

  const keep = (next: SessionState) => {
    state.setState(next, true);
    store.set(KEY, next);
  };
  const enter = ({ accessToken, refreshToken, user }: Session): UserView => {
    keep({ user, accessToken, refreshToken, expired: false });
    return user;
  };
  const wechat = async () => {
    if (!wechatCode)
      throw new ApiProblem({ status: 401, code: 'CODE_INVALID', detail: '请在微信中使用微信登录' });
    return enter(await call()(signInWechat, { body: { code: await wechatCode() } }));
  };

  async function exchange(rejected: string): Promise<string | null> {
    // Another tab may have renewed already. Using the old refresh token again would end the login everywhere.
    const stored = store.get<SessionState>(KEY);
    if (stored?.accessToken && stored.accessToken !== rejected) {
      state.setState(stored, true);
      return stored.accessToken;
    }
    const { refreshToken } = state.getState();
    const ways = [
      refreshToken ? async () => enter(await call()(refreshSession, { body: { refreshToken } })) : null,
      wechatCode ? wechat : null,
    ];
    for (const way of ways) {
      if (!way) continue;
      try {
        await way();
        return state.getState().accessToken;
      } catch (error) {
        // Only a clear no ends the login; a server that is away for a minute must not.
        if (!(error instanceof ApiProblem) || isTemporary(error)) throw error;
      }
    }
    keep({ ...GUEST, expired: true });
    return null;
  }

  return {
    state,
    accessToken: () => state.getState().accessToken,
    renew(rejected) {
      if (rejected === null) return Promise.resolve(null);
      const current = state.getState().accessToken;
      // Renewed by somebody else while this request was on its way.
      if (current !== rejected) return Promise.resolve(current);
      renewal ??= exchange(rejected).finally(() => {
        renewal = null;
      });
      return renewal;
    },
    signInDemo: async (persona) => enter(await call()(signInDemo, { body: { persona } })),
    signInPhone: async (phone, code) => enter(await call()(signInPhone, { body: { phone, code } })),
    signInWechat: wechat,
    async signOut(everywhere) {
      const { accessToken } = state.getState();
      if (accessToken === null) return;
      try {
        await call()(signOutContract, { body: everywhere ? { everywhere } : {} });
      } catch (error) {
        // Signing out of one device must work without network; ending all logins must be confirmed by the server.
        if (everywhere) throw error;
      }
      keep(GUEST);
    },
    setUser(user) {
      keep({ ...state.getState(), user });
    },
  };
}
