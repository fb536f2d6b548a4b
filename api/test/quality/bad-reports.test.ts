import type { Problem } from '@shared/core/errors';
import { post, send } from '../request';
import { snapshotStore } from '../store-snapshot';
import { settle, startTestApp, type TestApp } from '../test-app';
import { buildWorld, report, upload, type World } from './world';

let app: TestApp;
let world: World;
let foreignPhoto: string;

beforeAll(async () => {
  app = await startTestApp();
  world = await buildWorld(app);
  foreignPhoto = (await upload(app, world.people.neighbour.token)).body.id;
  await settle();
});
afterAll(() => app.stop());

async function unchanged<T>(work: () => Promise<T>): Promise<T> {
  const before = await snapshotStore(app);
  const result = await work();
  await settle();
  expect(await snapshotStore(app)).toEqual(before);
  return result;
}

const WRONG: [string, () => object, number, string, string][] = [
  ['missing text', () => ({ text: undefined }), 400, 'VALIDATION_FAILED', 'text'],
  ['blank text', () => ({ text: ' \n\t ' }), 400, 'VALIDATION_FAILED', 'text'],
  ['an operator for text', () => ({ text: { $gt: '' } }), 400, 'VALIDATION_FAILED', 'text'],
  ['10 MB of text', () => ({ text: '灯'.repeat(3_500_000) }), 413, 'PAYLOAD_TOO_LARGE', ''],
  ['2,001 characters', () => ({ text: '灯'.repeat(2001) }), 400, 'VALIDATION_FAILED', 'text'],
  ['a place on the moon', () => ({ place: { lng: 500, lat: 30 } }), 400, 'VALIDATION_FAILED', 'place.lng'],
  [
    'the other side of the earth',
    () => ({ place: { lng: -58.4, lat: -34.6 } }),
    422,
    'OUTSIDE_SERVICE_AREA',
    '',
  ],
  ['another province', () => ({ place: { lng: 87.6, lat: 43.8 } }), 422, 'OUTSIDE_SERVICE_AREA', ''],
  ['an unknown category', () => ({ categoryCode: 'XX-9999' }), 422, 'UNKNOWN_CATEGORY', ''],
  ['a photo of someone else', () => ({ uploadIds: [foreignPhoto] }), 422, 'UPLOAD_NOT_USABLE', 'uploadIds.0'],
  [
    'a photo that never was',
    () => ({ uploadIds: ['0'.repeat(24)] }),
    422,
    'UPLOAD_NOT_USABLE',
    'uploadIds.0',
  ],
  [
    'ten photos',
    () => ({ uploadIds: Array.from({ length: 10 }, (_, i) => String(i).repeat(24)) }),
    400,
    'VALIDATION_FAILED',
    'uploadIds',
  ],
  [
    'answers named like operators',
    () => ({ answers: { $where: '1' } }),
    400,
    'VALIDATION_FAILED',
    'answers.$where',
  ],
];

test.each(WRONG)('%s: a problem in Chinese, nothing changed', async (_name, wrong, status, code, path) => {
  const body = { ...report(world), ...wrong() };
  const answer = await unchanged(() => post<Problem>(app, '/cases', body, world.people.reporter.token));
  expect([answer.status, answer.body.code]).toEqual([status, code]);
  expect(answer.body.detail).toMatch(/\p{Script=Han}/u);
  if (path) expect(answer.body.errors?.map((issue) => issue.path)).toContain(path);
});

test('every issue is listed, not the first alone', async () => {
  const body = { text: '', place: { lng: 500, lat: 'x' }, visibility: 'secret', extra: 1 };
  const answer = await post<Problem>(app, '/cases', body, world.people.reporter.token);
  const paths = answer.body.errors?.map((issue) => issue.path) ?? [];
  for (const path of ['text', 'place.lng', 'place.lat', 'visibility']) expect(paths).toContain(path);
});

test.each([
  ['a photo of 30 MB', () => Buffer.alloc(30 * 1024 * 1024, 0xff), 'big.jpg', [413, 415]],
  ['a PDF named .jpg', () => Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF'), 'photo.jpg', [415]],
  ['an SVG named .png', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'a.png', [415]],
  ['nothing at all', () => Buffer.alloc(0), 'a.jpg', [400, 415]],
])('%s is refused, nothing stored', async (_name, content, name, statuses) => {
  const { token } = world.people.reporter;
  const answer = await unchanged(() => upload(app, token, content(), name));
  expect(statuses).toContain(answer.status);
});

test('without a key nothing is filed; a key must be visible characters', async () => {
  const { token } = world.people.reporter;
  await unchanged(async () => {
    const none = await send<Problem>(app, 'POST', '/cases', { token, body: report(world) });
    expect([none.status, none.body.code]).toEqual([400, 'IDEMPOTENCY_KEY_REQUIRED']);
    for (const key of ['short', 'x'.repeat(129), 'with space inside'])
      expect((await post(app, '/cases', report(world), token, key)).status).toBe(400);
  });
});

test('a condition that cannot be read is refused, not ignored', async () => {
  const headers = { 'If-Match': 'one' };
  const answer = await send<Problem>(app, 'PATCH', '/me', {
    token: world.people.reporter.token,
    body: { nickname: '甲' },
    headers,
  });
  expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([400, 'If-Match']);
});

test('a page of another site may read nothing and write nothing', async () => {
  const headers = { Origin: 'https://evil.example' };
  const { token } = world.people.reporter;
  await unchanged(async () => {
    const write = await send<Problem>(app, 'POST', '/auth/logout', { token, body: {}, headers });
    expect([write.status, write.body.code]).toEqual([403, 'CROSS_SITE_REFUSED']);
  });
  const read = await send(app, 'GET', '/me', { token, headers });
  expect(read.headers.get('Access-Control-Allow-Origin')).toBeNull();
  const preflight = await send(app, 'OPTIONS', '/cases', {
    headers: { ...headers, 'Access-Control-Request-Method': 'POST' },
  });
  expect(preflight.headers.get('Access-Control-Allow-Origin')).toBeNull();
});
