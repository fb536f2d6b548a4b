import { type Browser } from 'playwright-core';
import { type CaseSummary } from '@shared/cases/schemas';
import { type Persona, type Session } from '@shared/auth/schemas';
import { shown, signInAs } from '../story/people';
import { launchBrowser, visit, type Visit } from '../support/browser';
import { City } from '../support/city';
import { drawPhoto } from '../support/photo';
import { startProduct, type RunningProduct } from '../support/server';

const WORDS = '没有网的时候写的：楼道的灯不亮了';
let product: RunningProduct;
let browser: Browser;
let resident: Visit;

beforeAll(async () => {
  product = await startProduct();
  browser = await launchBrowser();
  const city = new City(product.url);
  const at = await city.insideOf(await city.gridOf('grid-worker'));
  const { items } = await city.send<{ items: Persona[] }>('GET', '/auth/demo/personas');
  resident = await visit(browser, product.url, { at, offlineShell: true });
  await resident.page.goto('/');
  await signInAs(resident.page, items.find(({ persona }) => persona === 'resident')?.name ?? '');
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** Nothing without network may cause more than a failed request. */
const otherTroubles = () =>
  resident.troubles.filter((line) => !/ERR_INTERNET_DISCONNECTED|net::ERR/.test(line));

test('opened once, the portal opens without network, with what was seen before and a word about it', async () => {
  const { page, context } = resident;
  await page.goto('/');
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    // The other pages' files come while nobody waits.
    const kept = async () => {
      const names = await caches.keys();
      const counts = await Promise.all(
        names.map(async (name) => (await (await caches.open(name)).keys()).length),
      );
      return Math.max(...counts);
    };
    for (let before = -1, now = await kept(); now !== before || now < 20; now = await kept()) {
      before = now;
      await new Promise((resolve) => setTimeout(resolve, 1500));
    }
  });
  await page.reload();
  await shown(page)
    .getByRole('region', { name: /我的网格/ })
    .waitFor();
  await context.setOffline(true);
  await page.reload();
  await shown(page).getByText('现在没有网络', { exact: false }).waitFor();
  await shown(page)
    .getByRole('region', { name: /我的网格/ })
    .waitFor();
  await resident.shoot('offline-home');
  expect(otherTroubles()).toEqual([]);
});

test('a report with a photo written without network survives the closing of the page and goes out by itself', async () => {
  const { page, context } = resident;
  await context.setOffline(true);
  await page.goto('/features/cases/pages/report/index');
  const chooser = page.waitForEvent('filechooser');
  await shown(page).getByRole('button', { name: '拍照或选图' }).locator('visible=true').click();
  const buffer = await drawPhoto('before');
  await (await chooser).setFiles({ name: '现场.jpg', mimeType: 'image/jpeg', buffer });
  await shown(page).getByLabel('说说情况').fill(WORDS);
  await shown(page).getByRole('button', { name: '提交', exact: true }).click();
  await shown(page).getByText('已经存好，等待发送').waitFor();
  await resident.shoot('offline-waiting');
  await page.goto('about:blank');
  await page.goto('/features/cases/pages/mine/index?tab=unsent');
  await shown(page).getByText(WORDS).waitFor();
  await context.setOffline(false);
  await page.goto('/');
  const token = await page.evaluate(
    () => (JSON.parse(localStorage.getItem('lx.session') ?? '{}') as { accessToken: string }).accessToken,
  );
  const city = new City(product.url);
  const reporter = { accessToken: token } as Session;
  const mine = async () =>
    (
      await city.send<{ items: CaseSummary[] }>('GET', '/me/cases?relation=reported&limit=50', reporter)
    ).items.filter(({ text }) => text === WORDS);
  for (let tries = 0; tries < 60 && (await mine()).length === 0; tries += 1) await page.waitForTimeout(500);
  const sent = await mine();
  const cases = await Promise.all(sent.map(({ id }) => city.read(reporter, id)));
  expect(cases.map(({ photos }) => photos.length)).toEqual([1]);
  expect(otherTroubles()).toEqual([]);
});
