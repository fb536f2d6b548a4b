import { type Browser } from 'playwright-core';
import { type AreaView, type LocateResult } from '@shared/areas/schemas';
import { launchBrowser, visit } from '../support/browser';
import { City } from '../support/city';
import { startProduct, type RunningProduct } from '../support/server';
import { shown, signInAs } from './people';

const PAGE = '/features/areas/pages/import/index';
let product: RunningProduct;
let browser: Browser;
let city: City;

beforeAll(async () => {
  product = await startProduct();
  browser = await launchBrowser();
  city = new City(product.url);
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const fileOf = (areas: AreaView[]) => ({
  name: '网格边界.geojson',
  mimeType: 'application/geo+json',
  buffer: Buffer.from(
    JSON.stringify({
      type: 'FeatureCollection',
      features: areas.map(({ code, name, level, parentCode, kind, settlement, households, geometry }) => ({
        type: 'Feature',
        geometry,
        properties: {
          code,
          name,
          level,
          parentCode,
          ...(kind && { kind }),
          ...(settlement && { settlement }),
          ...(households && { households }),
        },
      })),
    }),
  ),
});

it('an admin sees what is wrong with new boundaries, mends them, and brings them into force', async () => {
  const grid = await city.gridOf('grid-worker');
  const { items } = await city.send<{ items: AreaView[] }>(
    'GET',
    `/areas?parent=${grid.slice(0, 12)}&geometry=1&coordType=wgs84`,
  );
  const [first, second] = items;
  if (!first || !second) throw new Error('the community has too few grids');
  const admin = await visit(browser, product.url);
  const { page } = admin;
  await signInAs(page, '于海宁');
  await page.goto('/features/admin/pages/tools/index');
  await shown(page)
    .getByRole('button', { name: /^区域边界/ })
    .click();
  await page.waitForURL(`**${PAGE}`);
  const choose = async (name: string, areas: AreaView[]) => {
    const chooser = page.waitForEvent('filechooser');
    await shown(page).getByRole('button', { name, exact: true }).click();
    await (await chooser).setFiles(fileOf(areas));
  };

  // The second grid drawn where the first one is.
  await choose('选择文件', [first, { ...second, geometry: first.geometry }]);
  await shown(page).getByText('没有做任何改动').waitFor();
  await shown(page)
    .getByRole('button', { name: new RegExp(`重叠.*${first.code}`) })
    .first()
    .click();
  await shown(page).locator('.lx-map__area--wrong').first().waitFor();
  await admin.shoot('90-import-overlap');
  expect(
    await shown(page)
      .getByRole('button', { name: /^确认导入/ })
      .count(),
  ).toBe(0);

  await choose('换一个文件', [{ ...first, name: '新名网格' }, second]);
  await shown(page).getByRole('button', { name: '确认导入 1 个区域' }).click();
  await page.getByRole('button', { name: '导入', exact: true }).click();
  await shown(page).getByText('新边界已经启用').waitFor();
  await admin.shoot('91-imported');
  const { lng, lat } = await city.insideOf(first.code);
  const found = await city.send<LocateResult>('GET', `/areas/locate?lng=${lng}&lat=${lat}&coordType=wgs84`);
  expect(found.grid).toMatchObject({ code: first.code, name: '新名网格' });
  expect(admin.troubles).toEqual([]);
});
