import { type Browser } from 'playwright-core';
import { launchBrowser, visit } from '../support/browser';
import { City } from '../support/city';
import { startProduct, type RunningProduct } from '../support/server';
import { shown } from './people';

const NEARBY = '/features/cases/pages/nearby/index';
let product: RunningProduct;
let browser: Browser;

beforeAll(async () => {
  product = await startProduct();
  browser = await launchBrowser();
  const city = new City(product.url);
  const at = await city.insideOf(await city.gridOf('grid-worker'));
  const resident = await city.signIn('resident');
  await city.submit(resident, {
    text: '喷泉池边的栏杆断了一截，孩子容易掉下去',
    categoryCode: 'GY-0102',
    place: { ...at, coordType: 'wgs84' },
    visibility: 'public',
  });
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

it('somebody looks for words, narrows by state, goes nearer on the map, sees the same as a list, opens a case', async () => {
  const guest = await visit(browser, product.url);
  const { page } = guest;
  await page.goto(`${NEARBY}?area=city`);
  const nearby = shown(page);

  // The whole city: numbers, and a tap on one goes nearer.
  const clusters = nearby.locator('.lx-map__cluster');
  await clusters.first().waitFor();
  await guest.shoot('70-city-map');
  const before = await clusters.first().getAttribute('aria-label');
  await clusters.first().click();
  await nearby.locator(`[aria-label="${before ?? ''}"]`).waitFor({ state: 'detached' });
  await nearby.locator('.lx-map__cluster, .lx-map__marker').first().waitFor();

  // Chinese words, and a state on top; both stand in the address.
  const words = nearby.getByLabel('找什么');
  await words.fill('喷泉池');
  await words.press('Enter');
  await nearby.getByRole('radio', { name: '列表' }).click();
  const card = nearby.getByText('喷泉池边的栏杆断了一截').locator('visible=true');
  await card.first().waitFor();
  await nearby.getByRole('button', { name: '筛选', exact: true }).click();
  await page.getByRole('dialog').getByRole('radio', { name: '已办结' }).click();
  await page.getByRole('button', { name: '看结果' }).click();
  await nearby.getByText('全市没有这样的公开事项').waitFor();
  expect(new URL(page.url()).searchParams.get('status')).toBe('closed');
  await nearby.getByRole('button', { name: '去掉筛选：已办结' }).click();
  await card.first().waitFor();
  await guest.shoot('71-found');

  // There and back: the search is still there, also after a reload.
  await card.first().click();
  await page.waitForURL((url) => url.pathname.includes('/detail/'));
  await shown(page).getByText('喷泉池边的栏杆断了一截').first().waitFor();
  await page.goBack();
  await card.first().waitFor();
  await page.reload();
  await card.first().waitFor();
  expect(await words.inputValue()).toBe('喷泉池');
  expect(guest.troubles).toEqual([]);
});
