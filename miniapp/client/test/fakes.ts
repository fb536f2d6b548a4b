import {
  type HttpRequest,
  type HttpResponse,
  type KeyValueStore,
  type TokenSource,
  type Transport,
} from '../ports';

/** Storage that keeps JSON text, as the real ones do: what cannot be written as JSON does not come back. */
export function fakeStore(
  initial: Record<string, unknown> = {},
): KeyValueStore & { texts: Map<string, string> } {
  const texts = new Map(Object.entries(initial).map(([key, value]) => [key, JSON.stringify(value)]));
  return {
    texts,
    get: (key) => {
      const text = texts.get(key);
      return text === undefined ? undefined : (JSON.parse(text) as never);
    },
    set: (key, value) => void texts.set(key, JSON.stringify(value)),
    remove: (key) => void texts.delete(key),
  };
}

export type Answer = Partial<HttpResponse> | Error;

/** Answers requests one after another from a list (the last one for ever) and remembers them. */
export function fakeTransport(...answers: (Answer | ((request: HttpRequest) => Answer))[]): {
  transport: Transport;
  requests: HttpRequest[];
} {
  const requests: HttpRequest[] = [];
  const transport: Transport = (request) => {
    const answer = answers[Math.min(requests.length, answers.length - 1)];
    requests.push(request);
    const value = typeof answer === 'function' ? answer(request) : answer;
    if (value instanceof Error) return Promise.reject(value);
    return Promise.resolve({ status: 200, headers: {}, data: {}, ...value });
  };
  return { transport, requests };
}

export function problem(status: number, code: string, extra: object = {}): Answer {
  return {
    status,
    data: {
      type: 'about:blank',
      title: code,
      status,
      detail: `${code} 的说明`,
      code,
      requestId: 'r1',
      ...extra,
    },
  };
}

export function fakeTokens(
  token: string | null,
  renew: TokenSource['renew'] = () => Promise.resolve(null),
): TokenSource {
  return { accessToken: () => token, renew };
}

export const user = {
  id: 'a'.repeat(24),
  nickname: '李阿姨',
  avatarUrl: null,
  phoneMasked: '138****5678',
  roles: [{ role: 'resident' as const }],
  homeArea: null,
  preferences: { elder: false, language: '普通话' },
  version: 1,
};

export const sessionOf = (n: number) => ({
  accessToken: `access-${n}`,
  refreshToken: `refresh-${n}`.padEnd(20, '-'),
  expiresIn: 900,
  user,
});
