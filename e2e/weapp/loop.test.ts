import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { wgs84ToGcj02 } from '@shared/geo';
import { City } from '../support/city';
import { drawPhoto } from '../support/photo';
import { startProduct, type RunningProduct } from '../support/server';
import { bootWeapp, type Weapp, type WeappPage } from './harness';

/** The loop on the built mini-program: taps and words on the rendered tree, a real API behind it. */

const dist = path.resolve(__dirname, '../../dist/weapp');
const WAIT_MS = 15_000;
const WORDS = '三号楼门口的井盖松了，踩上去会响';
let product: RunningProduct;
let city: City;
let folder: string;
let here: { lng: number; lat: number };

beforeAll(async () => {
  product = await startProduct();
  city = new City(product.url);
  here = wgs84ToGcj02(await city.insideOf(await city.gridOf('grid-worker')));
  folder = mkdtempSync(path.join(os.tmpdir(), 'lianxin-weapp-'));
});
afterAll(async () => {
  await product?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A phone standing in the worker's grid, with one photo to choose, and its owner signed in by tapping the demo person. */
async function phoneOf(persona: string, photo: 'before' | 'after'): Promise<Weapp> {
  const { user } = await city.signIn(persona);
  const weapp = bootWeapp({ dist, apiBase: `${product.url}/api/v1` });
  const file = path.join(folder, `${persona}.jpg`);
  const bytes = await drawPhoto(photo);
  writeFileSync(file, bytes);
  weapp.device.photos = [{ tempFilePath: file, size: bytes.length }];
  weapp.device.location = { longitude: here.lng, latitude: here.lat, accuracy: 10 };
  weapp.openPage('features/auth/pages/sign-in/index');
  await weapp.currentPage().waitFor(user.nickname, WAIT_MS);
  weapp.currentPage().tap(user.nickname);
  await until(() => weapp.currentPage().route !== 'features/auth/pages/sign-in/index', 'signed in');
  return weapp;
}

async function until(done: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + WAIT_MS;
  while (!(await done())) {
    if (Date.now() > end) throw new Error(`it did not come to: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function addPhoto(page: WeappPage, weapp: Weapp): Promise<void> {
  page.tap('拍照或选图');
  await until(
    () =>
      weapp.requests.some(
        ({ method, url, status }) => method === 'POST' && url.endsWith('/uploads') && status === 201,
      ),
    'the photo is with the server',
  );
}

test('a resident reports, the worker handles, the resident rates: all on the mini-program', async () => {
  const resident = await phoneOf('resident', 'before');
  const form = resident.openPage('features/cases/pages/report/index');
  await form.waitFor('什么事', WAIT_MS);
  await addPhoto(form, resident);
  form.input('一句话就行，如：3 栋楼下路灯三天不亮了', WORDS);
  await form.waitFor('井盖缺失破损', WAIT_MS);
  form.tap('提交');
  await until(() => resident.currentPage().route === 'features/cases/pages/receipt/index', 'the receipt');
  const receipt = resident.currentPage();
  await receipt.waitFor('LX', WAIT_MS);
  const number = receipt.texts().find((text) => /^LX\d{8}-\d{6}$/.test(text)) ?? '';
  const own = await city.signIn('resident');
  const { id } = await city.read(own, number);
  const become = (status: string) => until(async () => (await city.read(own, id)).status === status, status);

  const worker = await phoneOf('grid-worker', 'after');
  const queue = worker.openPage('features/workbench/pages/queue/index');
  await queue.waitFor(WORDS, WAIT_MS);
  const handle = worker.openPage('features/workbench/pages/handle/index', { id });
  await handle.waitFor('受理并接手', WAIT_MS);
  handle.tap('受理并接手');
  await become('handling');
  await handle.waitFor('提交答复', WAIT_MS);
  handle.tap('已解决');
  handle.input('答复居民', '换了新井盖，四周抹平了');
  await addPhoto(handle, worker);
  handle.tap('提交答复');
  await become('replied');

  const leader = await phoneOf('grid-leader', 'after');
  const check = leader.openPage('features/workbench/pages/handle/index', { id });
  await check.waitFor('提交核实', WAIT_MS);
  check.tap('办好了，通过');
  await check.waitFor('我到现场看过，问题确实解决了。', WAIT_MS);
  check.tap('我到现场看过，问题确实解决了。');
  check.tap('提交核实');
  await become('verified');

  const detail = resident.openPage('features/cases/pages/detail/index', { id });
  await detail.waitFor('去评价', WAIT_MS);
  for (const words of ['处理前', '处理后', '换了新井盖，四周抹平了', '转给别人'])
    await detail.waitFor(words, WAIT_MS);
  expect(detail.shared()).toMatchObject({
    path: `/features/cases/pages/detail/index?id=${id}`,
    imageUrl: expect.stringContaining(`/cases/${id}/card.jpg`) as string,
  });
  detail.tap('去评价');
  await until(() => resident.currentPage().route === 'features/cases/pages/rate/index', 'the rating page');
  const rate = resident.currentPage();
  await rate.waitFor('处理结果', WAIT_MS);
  rate.tap('解决了');
  await rate.tapAll('5 星，非常满意');
  rate.tap('提交评价');
  await become('closed');
  expect(await city.read(own, id)).toMatchObject({ rating: { resolved: 'yes', result: 5 } });
  for (const { requests } of [resident, worker, leader])
    expect(requests.filter(({ status }) => status >= 400)).toEqual([]);
  for (const { missing } of [resident, worker, leader]) expect([...missing]).toEqual([]);
});
