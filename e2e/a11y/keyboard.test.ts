import { type Browser, type Page } from 'playwright-core';
import { launchBrowser, visit, type Standpoint } from '../support/browser';
import { City } from '../support/city';
import { startProduct, type RunningProduct } from '../support/server';

let product: RunningProduct;
let browser: Browser;
let at: Standpoint;

beforeAll(async () => {
  product = await startProduct();
  browser = await launchBrowser();
  const city = new City(product.url);
  at = await city.insideOf(await city.gridOf('grid-worker'));
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** What a screen reader would call the focused element, and whether the focus can be seen. */
function focused(page: Page): Promise<{ name: string; ring: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return { name: '', ring: false };
    const labels = 'labels' in element ? [...(element.labels as NodeListOf<HTMLElement>)] : [];
    const name = element.getAttribute('aria-label') ?? labels[0]?.textContent ?? element.textContent ?? '';
    return { name, ring: getComputedStyle(element).outlineStyle !== 'none' };
  });
}

/** Presses Tab until the element of this name has the focus; fails when 120 presses do not reach it. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press('Tab');
    const at = await focused(page);
    if (!name.test(at.name)) continue;
    expect({ name: at.name, ring: at.ring }).toEqual({ name: at.name, ring: true });
    return;
  }
  throw new Error(`Tab does not reach ${String(name)}`);
}

it('lets a resident sign in and report something without a mouse', async () => {
  const city = new City(product.url);
  const { items } = await city.send<{ items: { persona: string; name: string }[] }>(
    'GET',
    '/auth/demo/personas',
  );
  const resident = items.find(({ persona }) => persona === 'resident')?.name ?? '';
  const visitor = await visit(browser, product.url, { viewport: 'desktop', at });

  const { page, troubles } = visitor;
  await page.goto('/features/auth/pages/sign-in/index?to=%2Ffeatures%2Fcases%2Fpages%2Freport%2Findex');
  await page.getByRole('button', { name: resident }).waitFor();
  await tabTo(page, new RegExp(resident));
  await page.keyboard.press('Enter');
  await page.waitForURL('**/report/**');
  await page.getByText('图钉所指就是事发地点').waitFor();

  await tabTo(page, /门牌或附近标志/);
  await page.keyboard.type('2 号楼门口');
  await tabTo(page, /说说情况/);
  await page.keyboard.type('小区东门的路灯不亮，晚上看不清');
  await page.getByRole('radio', { name: /路灯/ }).first().waitFor();
  await tabTo(page, /^提交$/);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/receipt/**');
  await page
    .getByText(/^LX\d{8}-\d{6}$/)
    .first()
    .waitFor();
  expect(troubles).toEqual([]);
  await visitor.close();
});
