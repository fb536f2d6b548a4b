import type { CaseView } from '@shared/cases/schemas';
import { get } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';
import { buildWorld, submit, tokenOf, type World } from '@api/test/quality/world';

interface Answers {
  answers: { status: number; body: Record<string, unknown> | null }[];
  code?: string;
}

let app: TestApp;
let world: World;
let hidden: CaseView;
beforeAll(async () => {
  app = await startTestApp();
  world = await buildWorld(app);
  hidden = await submit(world, { visibility: 'private' });
});
afterAll(() => app.stop());

const many = (paths: string[], token?: string) =>
  get<Answers>(app, `/batch?${paths.map((path) => `path=${encodeURIComponent(path)}`).join('&')}`, token);

test('answers what each read would answer alone, in order, to whoever asks', async () => {
  const grid = world.home.grids[0];
  const paths = [
    `/areas/${grid}`,
    '/me',
    `/cases/${hidden.id}`,
    '/cases?limit=2',
    '/nothing',
    '/cases?limit=x',
  ];
  for (const who of ['anonymous', 'reporter', 'neighbour', 'worker'] as const) {
    const token = tokenOf(world, who);
    const { status, body } = await many(paths, token);
    expect(status).toBe(200);
    const alone = await Promise.all(paths.map((path) => get<Record<string, unknown>>(app, path, token)));
    const withoutId = (answer: Record<string, unknown> | null) => ({ ...answer, requestId: 0 });
    expect(body.answers.map((answer) => [answer.status, withoutId(answer.body)])).toEqual(
      alone.map((answer) => [answer.status, withoutId(answer.body)]),
    );
  }
  const { body } = await many(paths, tokenOf(world, 'neighbour'));
  expect(body.answers.map(({ status }) => status)).toEqual([200, 200, 404, 200, 404, 400]);
});

test('a sign-in that is no good is refused in each answer, as alone', async () => {
  const { status, body } = await many(['/me', '/cases'], 'x.y.z');
  // The request itself carries it, too.
  expect([status, body.code]).toEqual([401, 'TOKEN_INVALID']);
});

test.each([
  ['nine', Array.from({ length: 9 }, () => '/me')],
  ['itself', ['/batch?path=/me']],
  ['itself in another spelling', ['//batch?path=/me']],
  ['another host', ['http://evil.test/me']],
  ['a path out of the API', ['/../../metrics#']],
  ['a line end', ['/me\r\nX: y']],
])('%s: refused', async (_, paths) => {
  expect((await many(paths)).status).toBe(400);
});

test('files are not carried along, what is outside the API is not there', async () => {
  const { body } = await many([`/wechat/codes/grid/${world.home.grids[0]}`, '/../../metrics', '/healthz']);
  expect(body.answers.map(({ status, body: each }) => [status, each && each.code])).toEqual([
    [415, null],
    [404, 'NOT_FOUND'],
    [404, 'NOT_FOUND'],
  ]);
});
