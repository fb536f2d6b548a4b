import { type Browser, type Page } from 'playwright-core';
import { launchBrowser, visit } from '../support/browser';
import { City } from '../support/city';
import { startProduct, type RunningProduct } from '../support/server';
import { shown, signInAs } from './people';

const RECORDS = '/features/contacts/pages/records/index';
const NUMBER = /^199\d{8}$/;
let product: RunningProduct;
let browser: Browser;
let grid: string;

beforeAll(async () => {
  product = await startProduct();
  browser = await launchBrowser();
  grid = await new City(product.url).gridOf('grid-worker');
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** Opens a page and waits until what it shows from the last time has been asked for again. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.waitForLoadState('networkidle');
}

/**
 * Presses what asks for the number and reads it from the sheet. Headless Chromium has no dialler and lets no pointer
 * through after it was asked for one: from here on presses are sent to the buttons themselves.
 */
async function dial(page: Page): Promise<string> {
  await page.getByRole('dialog').getByRole('button', { name: '拨打', exact: true }).click();
  return (await page.getByRole('dialog').getByText(NUMBER).textContent()) ?? '';
}

it('a resident finds the grid, calls its worker, asks to be called back; each reads who looked at whose number', async () => {
  const resident = await visit(browser, product.url);
  const { page } = resident;
  await signInAs(page, '许静怡');
  await open(page, '/pages/home/index');
  await shown(page).getByRole('button', { name: '给专职网格员陈晓梅打电话' }).click();
  await page.getByRole('dialog').getByText('会记下您看过陈晓梅的电话').waitFor();
  await resident.shoot('80-before-the-call');
  expect(await dial(page)).toMatch(NUMBER);
  await resident.shoot('81-number-shown');
  await page.getByRole('button', { name: '关闭' }).dispatchEvent('click');
  expect(await page.getByText(NUMBER).count()).toBe(0);

  // Nobody picks up: call me back.
  await open(page, `/features/areas/pages/grid/index?code=${grid}`);
  await shown(page)
    .getByRole('button', { name: /^请网格员回电/ })
    .dispatchEvent('click');
  await page.getByRole('dialog').getByRole('textbox').fill('下午三点后方便');
  await resident.shoot('82-call-back');
  await page.getByRole('button', { name: '发送' }).dispatchEvent('click');
  await page.getByRole('button', { name: '看看进展' }).dispatchEvent('click');
  await page.waitForURL('**/detail/**');
  const id = new URL(page.url()).searchParams.get('id') ?? '';
  await shown(page).getByText('请网格员给我回电话：下午三点后方便').first().waitFor();
  await shown(page).getByRole('button', { name: '给专职网格员陈晓梅打电话' }).waitFor();
  await resident.shoot('83-call-back-as-a-case');

  // The worker calls back from the case, for a reason he gives.
  const worker = await visit(browser, product.url, { viewport: 'desktop' });
  await signInAs(worker.page, '陈晓梅');
  await open(worker.page, `/features/workbench/pages/handle/index?id=${id}`);
  await shown(worker.page).getByRole('button', { name: '给反映人打电话' }).dispatchEvent('click');
  await worker.page.getByRole('radio', { name: '回电话' }).dispatchEvent('click');
  await worker.shoot('84-worker-asks');
  expect(await dial(worker.page)).toMatch(NUMBER);
  await open(worker.page, '/pages/me/index');
  await shown(worker.page)
    .getByRole('button', { name: /^谁看过我的电话/ })
    .dispatchEvent('click');
  await shown(worker.page).getByText('居民 许静怡 看了 专职网格员 陈晓梅 的电话').waitFor();
  await worker.shoot('85-who-looked');

  await open(page, RECORDS);
  await shown(page).getByText('专职网格员 陈晓梅 看了 居民 许静怡 的电话').waitFor();
  await shown(page).getByText('用途：回电话').waitFor();
  await shown(page).getByRole('radio', { name: '我看过谁的' }).dispatchEvent('click');
  await shown(page).getByText('居民 许静怡 看了 专职网格员 陈晓梅 的电话').waitFor();
  await resident.shoot('86-whom-i-called');
  expect([...resident.troubles, ...worker.troubles]).toEqual([]);
});

it('in elder mode one big door calls the worker', async () => {
  const elder = await visit(browser, product.url);
  const { page } = elder;
  await signInAs(page, '许静怡');
  await page.evaluate(() => localStorage.setItem('lianxin.elder-mode', 'true'));
  await open(page, '/pages/home/index');
  await shown(page)
    .getByRole('button', { name: /打电话找网格员/ })
    .dispatchEvent('click');
  await elder.shoot('87-elder-call');
  expect(await dial(page)).toMatch(NUMBER);
  await elder.shoot('88-elder-number');
  await open(page, `/features/areas/pages/grid/index?code=${grid}`);
  await shown(page)
    .getByRole('button', { name: /^给网格员留言/ })
    .waitFor();
  await elder.shoot('89-elder-grid');
  await open(page, RECORDS);
  await shown(page).getByRole('radio', { name: '我看过谁的' }).dispatchEvent('click');
  await elder.shoot('89-elder-records');
  expect(elder.troubles).toEqual([]);
});
