import { type Browser } from 'playwright-core';
import type { CaseView } from '@shared/cases/schemas';
import { launchBrowser, visit, type Visit } from '../support/browser';
import { City } from '../support/city';
import { startProduct, type RunningProduct } from '../support/server';

// A microphone that beeps, and a person who allows it.
const MICROPHONE = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
const REPORT = '/features/cases/pages/report/index';
let product: RunningProduct;
let city: City;
let browser: Browser;
beforeAll(async () => {
  product = await startProduct();
  city = new City(product.url);
  browser = await launchBrowser(MICROPHONE);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

async function come(persona: string): Promise<Visit> {
  const v = await visit(browser, product.url, { at: await city.insideOf(await city.gridOf('grid-worker')) });
  const session = await city.signIn(persona);
  await v.context.addInitScript(
    (kept) => localStorage.setItem('lx.session', kept),
    JSON.stringify({ ...session, expired: false }),
  );
  return v;
}

test('spoken in the browser, heard by who reported it, sent as a sound every phone plays', async () => {
  const v = await come('resident');
  await v.page.goto(REPORT);
  await v.page.getByRole('button', { name: '按一下，开始说话' }).click();
  await v.page.getByText('0:02 / 1:00').waitFor();
  await v.page.getByText('说一段话').scrollIntoViewIfNeeded();
  await v.shoot('voice-recording');
  await v.page.getByRole('button', { name: '说完了' }).click();
  await v.page.getByText('已传好').waitFor();
  await v.page.getByRole('button', { name: /^播放我说的话/ }).click();
  await v.page.getByRole('button', { name: /^停止播放我说的话/ }).waitFor();
  await v.page.getByRole('button', { name: /^播放我说的话/ }).waitFor();
  await v.shoot('voice-spoken');
  await v.page.getByLabel('说说情况').fill('楼道灯坏了，详细的在录音里');
  await v.page.getByText('图钉所指就是事发地点').waitFor();
  await v.page.getByRole('button', { name: '提交' }).click();
  await v.page.waitForURL(/receipt/);
  const id = new URL(v.page.url()).searchParams.get('id') ?? '';
  const made: CaseView = await city.read(await city.signIn('resident'), id);
  expect(made.photos.map(({ kind }) => kind)).toEqual(['audio']);
  const sound = await fetch(`${product.url}${made.photos[0]?.url}`);
  expect([sound.status, sound.headers.get('content-type')]).toEqual([200, 'audio/wav']);
  expect(
    Math.abs(Number(sound.headers.get('content-length')) - (made.photos[0]?.seconds ?? 0) * 32_000),
  ).toBeLessThan(3300);
  await v.page.goto(`/features/cases/pages/detail/index?id=${id}`);
  await v.page
    .getByRole('button', { name: /^播放居民说的话/ })
    .first()
    .waitFor();
  await v.shoot('voice-detail');
  expect(v.troubles).toEqual([]);
  await v.close();
});
