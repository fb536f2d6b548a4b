import { readdir } from 'node:fs/promises';
import { createUpload, getFile } from '@shared/uploads/contract';
import { ERRORS, problemSchema } from '@shared/core/errors';
import { buildCommunity, type Person } from '@api/test/build-community';
import { startTestApp, type TestApp } from '@api/test/test-app';
import { makeMovie } from './test/movies';
import { CANARY, drawPicture } from './test/pictures';

let app: TestApp;
let resident: Person;
beforeAll(async () => {
  app = await startTestApp();
  resident = await (await buildCommunity(app)).person({});
});
afterAll(() => app.stop());

async function send(files: [string, Buffer][], token?: string) {
  const form = new FormData();
  for (const [name, body] of files) form.append('file', new Blob([new Uint8Array(body)]), name);
  const response = await fetch(`${app.url}/api/v1${createUpload.path}`, {
    method: 'POST',
    body: form,
    headers: token ? { Authorization: `Bearer ${token}` } : {},
  });
  return { status: response.status, body: (await response.json()) as unknown };
}

test('a photo goes up, comes back clean by its address, and by no other', async () => {
  const { status, body } = await send(
    [['井盖 破损.jpg', await drawPicture({ metadata: true })]],
    resident.token,
  );
  expect(status).toBe(201);
  const view = createUpload.response.parse(body);
  expect(view.suggestedPlace?.coordType).toBe('gcj02');
  const answer = await fetch(app.url + view.url);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('Content-Type')).toBe('image/jpeg');
  expect(answer.headers.get('Cache-Control')).toBe('private, max-age=3600');
  expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect([bytes.length, bytes.includes(CANARY)]).toEqual([view.bytes, false]);
  const etag = answer.headers.get('ETag') ?? '';
  // fetch itself would add no-cache, which asks for the whole file.
  const again = { 'If-None-Match': etag, 'Cache-Control': 'max-age=0' };
  expect((await fetch(app.url + view.url, { headers: again })).status).toBe(304);
  for (const path of [`/${view.id}`, `/${'f'.repeat(24)}`, `/${view.id}?exp=1&sig=x`])
    expect((await fetch(`${app.url}/api/v1/files${path}`)).status).toBe(404);
  for (const path of ['/..%2f..%2fetc%2fpasswd', '/%00', `/${view.id}.jpg`])
    expect([400, 404]).toContain((await fetch(`${app.url}/api/v1/files${path}`)).status);
  expect(getFile.access).toBe('public');
});

test('a film plays from its middle', async () => {
  const film = makeMovie();
  const { body } = await send([['a.mp4', film]], resident.token);
  const view = createUpload.response.parse(body);
  const answer = await fetch(app.url + view.url, { headers: { Range: 'bytes=4-11' } });
  expect(answer.status).toBe(206);
  expect(answer.headers.get('Content-Range')).toBe(`bytes 4-11/${film.length}`);
  expect(await answer.text()).toBe('ftypisom');
});

const large = Buffer.concat([Buffer.from('\xff\xd8\xff\xe0', 'latin1'), Buffer.alloc(30 * 2 ** 20)]);
test.each<[string, [string, Buffer][], keyof typeof ERRORS]>([
  ['30 MB', [['a.jpg', large]], 'PAYLOAD_TOO_LARGE'],
  ['a PDF named .jpg', [['a.jpg', Buffer.from(`%PDF-1.7 ${'x'.repeat(99)}`)]], 'UNSUPPORTED_TYPE'],
  ['ten files', Array<[string, Buffer]>(10).fill(['a.jpg', large.subarray(0, 99)]), 'VALIDATION_FAILED'],
  ['nothing', [], 'VALIDATION_FAILED'],
])('%s: a problem in Chinese and no file left', async (_name, files, code) => {
  const { status, body } = await send(files, resident.token);
  const problem = problemSchema.parse(body);
  expect([status, problem.code]).toEqual([ERRORS[code].status, code]);
  expect(problem.detail).toMatch(/\p{Script=Han}{4}/u);
  expect(await readdir(app.deps.tmpDir)).toEqual([]);
});

test('without signing in nothing goes up', async () => {
  expect((await send([['a.jpg', await drawPicture()]])).status).toBe(401);
  expect(await readdir(app.deps.tmpDir)).toEqual([]);
});
