import { createBatching } from './create-batching';
import { NetworkError } from './errors';
import { type HttpRequest } from './ports';
import { fakeTransport, problem, type Answer } from './test/fakes';

const read = (path: string, token = 't1', more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  url: `https://x.test/api/v1${path}`,
  headers: { authorization: `Bearer ${token}` },
  timeoutMs: 1000,
  ...more,
});
/** Answers a batch by the names of its paths. */
const echo = ({ url }: HttpRequest): Answer => ({
  data: {
    answers: new URL(url).searchParams
      .getAll('path')
      .map((path) => ({ status: path === '/lost' ? 404 : 200, body: { path } })),
  },
});
const setUp = (...answers: Parameters<typeof fakeTransport>) => {
  const { transport, requests } = fakeTransport(...answers);
  return { send: createBatching(transport, 'https://x.test/api/v1'), requests };
};

test('reads of the same moment are one request, each with its own answer', async () => {
  const { send, requests } = setUp(echo);
  const answers = await Promise.all(['/me', '/cases?limit=2', '/lost'].map((path) => send(read(path))));
  expect(requests.map(({ url }) => url)).toEqual([
    'https://x.test/api/v1/batch?path=%2Fme&path=%2Fcases%3Flimit%3D2&path=%2Flost',
  ]);
  expect(requests[0]?.headers).toEqual({ authorization: 'Bearer t1' });
  expect(answers.map(({ status, data }) => [status, data])).toEqual([
    [200, { path: '/me' }],
    [200, { path: '/cases?limit=2' }],
    [404, { path: '/lost' }],
  ]);
});

test('one alone goes as it is; writes, other people and later ones go for themselves', async () => {
  const { send, requests } = setUp(({ url }) => (url.includes('/batch') ? echo(read('')) : { data: 1 }));
  await send(read('/me'));
  await Promise.all([
    send(read('/me')),
    send(read('/me', 't2')),
    send({ ...read('/cases'), method: 'POST' }),
  ]);
  expect(requests.map(({ url, method }) => `${method} ${url.slice(21)}`).sort()).toEqual([
    'GET /me',
    'GET /me',
    'GET /me',
    'POST /cases',
  ]);
});

test('more than the API takes go in several', async () => {
  const { send, requests } = setUp(echo);
  const answers = await Promise.all(Array.from({ length: 17 }, (_, n) => send(read(`/cases/${n}`))));
  expect(requests).toHaveLength(3);
  expect(answers.map(({ data }) => (data as { path?: string }).path)).toEqual(
    Array.from({ length: 17 }, (_, n) => (n === 16 ? undefined : `/cases/${n}`)),
  );
});

test('lost or refused as a whole, each hears so; called off before, it is not sent', async () => {
  const offline = setUp(new NetworkError('offline'));
  const lost = await Promise.allSettled(['/a', '/b'].map((path) => offline.send(read(path))));
  expect(lost.map((each) => (each as PromiseRejectedResult).reason as Error)).toEqual([
    expect.any(NetworkError),
    expect.any(NetworkError),
  ]);
  const refused = setUp(problem(401, 'TOKEN_INVALID'));
  const both = await Promise.all(['/a', '/b'].map((path) => refused.send(read(path))));
  expect(both.map(({ status }) => status)).toEqual([401, 401]);
  const { send, requests } = setUp(echo);
  const abort = new AbortController();
  const called = send(read('/a', 't1', { signal: abort.signal }));
  const other = send(read('/b'));
  abort.abort();
  await expect(called).rejects.toMatchObject({ reason: 'aborted' });
  await other;
  expect(requests.map(({ url }) => url.slice(21))).toEqual(['/b']);
});
