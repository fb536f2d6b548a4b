import { type Browser } from 'playwright-core';
import { codeLink } from '@shared/address-codes/codes';
import { type AreaView } from '@shared/areas/schemas';
import { launchBrowser, visit } from '../support/browser';
import { City } from '../support/city';
import { startProduct, type RunningProduct } from '../support/server';
import { shown, signInAs } from './people';

const NUMBER = /^199\d{8}$/;
let product: RunningProduct;
let browser: Browser;
let grid: AreaView;
let building: AreaView;

beforeAll(async () => {
  product = await startProduct();
  browser = await launchBrowser();
  const city = new City(product.url);
  grid = await city.send<AreaView>('GET', `/areas/${await city.gridOf('grid-worker')}`);
  const { items } = await city.send<{ items: AreaView[] }>('GET', `/areas?parent=${grid.code}`);
  if (!items[0]) throw new Error('the grid of the story has no building');
  building = items[0];
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

it('the code on a building leads to its grid, and to the worker on the phone', async () => {
  const resident = await visit(browser, product.url);
  const { page } = resident;
  // What the phone's camera opens; nobody is signed in.
  await page.goto(codeLink(product.url, building.code));
  await shown(page).getByText(`${grid.name} ${building.name}`).first().waitFor();
  await shown(page).getByRole('button', { name: '设为我的网格' }).waitFor();
  await resident.shoot('92-scanned');

  await signInAs(page, '许静怡');
  await page.goto(codeLink(product.url, building.code));
  await shown(page)
    .getByRole('button', { name: /^给专职网格员陈晓梅打电话/ })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: '拨打', exact: true }).click();
  await page.getByRole('dialog').getByText(NUMBER).waitFor();
  await resident.shoot('93-called');
  expect(resident.troubles).toEqual([]);
});

it('the same grid is found by its address, by the number under the code and by going down the tree', async () => {
  const resident = await visit(browser, product.url);
  const { page } = resident;
  await page.goto('/features/areas/pages/find/index');
  const words = shown(page).getByRole('searchbox').or(shown(page).getByRole('textbox')).first();
  await words.fill(`${grid.name.slice(0, 3)} ${building.name}`);
  await shown(page)
    .getByRole('button', { name: new RegExp(building.name) })
    .first()
    .waitFor();
  await resident.shoot('94-found-by-address');
  await words.fill(building.code.replace(/(.{4})/g, '$1 '));
  await shown(page).getByRole('button', { name: '看这个编号是哪里' }).click();
  await page.waitForURL('**/code/**');
  await shown(page).getByRole('button', { name: '设为我的网格' }).click();
  await shown(page).getByText('我的网格', { exact: true }).first().waitFor();
  await page.goto('/features/areas/pages/code/index?c=nonsense');
  await shown(page).getByText('这个二维码不是网格的码').waitFor();
  expect(resident.troubles).toEqual([]);
});
