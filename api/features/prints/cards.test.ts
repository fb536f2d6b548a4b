import { writeFileSync } from 'node:fs';
import sharp from 'sharp';
import type { CaseView } from '@shared/cases/schemas';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { act, post } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';
import { upload } from '@api/test/quality/world';
import { cutTo, drawCard } from './draw-card';

let app: TestApp;
let home: Community;
let reporter: Person;
let worker: Person;
let open: CaseView;

beforeAll(async () => {
  app = await startTestApp();
  home = await buildCommunity(app);
  const [grid] = home.grids;
  reporter = await home.person({ name: '李居民', homeGrid: grid });
  worker = await home.person({ name: '王芳', role: 'grid_worker', area: grid, post: 'grid_worker' });
  open = await submit({ uploadIds: [(await upload(app, reporter.token)).body.id] });
});
afterAll(() => app.stop());

const submit = async (more: object) =>
  (
    await post<CaseView>(
      app,
      '/cases',
      { text: '<b>井盖</b> & 台阶坏了', categoryCode: 'GY-0101', place: home.centres[0], ...more },
      reporter.token,
    )
  ).body;

async function card(ref: string, tag?: string) {
  const response = await fetch(`${app.url}/api/v1/cases/${ref}/card.jpg`, {
    headers: tag ? { 'If-None-Match': tag } : {},
  });
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
}

test('a public case has a picture of 5:4, light enough for a chat, fetched again only when the case has changed', async () => {
  const { response, bytes } = await card(open.number);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('image/jpeg');
  expect(response.headers.get('cache-control')).toBe('public, max-age=300');
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 750, height: 600 });
  expect(bytes.length).toBeLessThan(128 * 1024);
  if (process.env.KEEP_CARD) writeFileSync(process.env.KEEP_CARD, bytes);
  const tag = response.headers.get('etag') as string;
  expect((await card(open.number, tag)).response.status).toBe(304);
  await act(app, worker.token, open.id, 'accept');
  const changed = await card(open.id, tag);
  expect(changed.response.status).toBe(200);
  expect(changed.bytes.equals(bytes)).toBe(false);
});

test('what is not public has none, whoever asks', async () => {
  const hidden = await submit({ visibility: 'private' });
  for (const ref of [hidden.id, hidden.number, 'f'.repeat(24)])
    expect([ref, (await card(ref)).response.status]).toEqual([ref, 404]);
  expect((await card('nonsense')).response.status).toBe(400);
});

test('a card is drawn with the longest words, signs of markup and no photo', async () => {
  const plain = {
    status: '处理中',
    tone: 'working' as const,
    category: '井盖缺失破损',
    text: `</span><span size="9999999">&amp; ${'很长的话 long '.repeat(200)}`,
    note: '已交给网格员王芳处理，'.repeat(20),
    place: '幸福街道 '.repeat(30),
    time: '11月22日 09:00',
    followers: 12_345,
    photo: null,
  };
  const bytes = await drawCard(plain);
  expect(await sharp(bytes).metadata()).toMatchObject({ width: 750, height: 600 });
  if (process.env.KEEP_CARD) writeFileSync(`${process.env.KEEP_CARD}.plain.jpg`, bytes);
});

test.each([
  ['路灯不亮', 10, '路灯不亮'],
  ['路灯不亮了好几天', 5, '路灯不亮…'],
  ['  a\n b ', 5, 'a b'],
  ['😀😀😀', 2, '😀…'],
])('%s in %d widths is %s', (text, widths, cut) => {
  expect(cutTo(text, widths)).toBe(cut);
});
