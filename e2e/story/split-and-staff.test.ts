import { type Browser, type Page } from 'playwright-core';
import { type AreaView, type ContactsView } from '@shared/areas/schemas';
import { launchBrowser, visit } from '../support/browser';
import { City } from '../support/city';
import { startProduct, type RunningProduct } from '../support/server';
import { shown, signInAs } from './people';

const NEW = '桂花苑二期网格';
const HEAD = '网格编码,岗位,姓名,电话';

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

/** Goes down the tree of areas to a grid. */
async function chooseGrid(page: Page, path: readonly string[]): Promise<void> {
  await shown(page).getByRole('button', { name: '选择区域' }).click();
  const sheet = page.getByRole('dialog');
  for (const name of path) await sheet.getByRole('button', { name, exact: true }).click();
  await sheet.getByRole('button', { name: `调整整个${path[path.length - 1]}` }).click();
}

/** Two points on the map, the second a step of the arrow keys to the south: a line through the grid. */
async function drawCut(page: Page, grid: string): Promise<void> {
  const map = shown(page).getByRole('region', { name: `在${grid}上画分界线` });
  const add = shown(page).getByRole('button', { name: '加一个点' });
  await map.locator('.leaflet-overlay-pane path').first().waitFor();
  await add.click();
  await map.locator('.lx-map__canvas').focus();
  await page.keyboard.press('ArrowDown');
  // Until the map has come to rest the pin is where it was.
  await page.waitForTimeout(700);
  await add.click();
  await shown(page).getByText('已画 2 个点').waitFor();
}

it('an admin splits a grid after the check, and staffs the new one from a sheet whose bad row he mends', async () => {
  const home = await city.gridOf('grid-worker');
  const { items } = await city.send<{ items: AreaView[] }>('GET', `/areas?parent=${home.slice(0, 12)}`);
  const grid = items.find(({ code, kind }) => code !== home && kind === 'basic');
  if (!grid) throw new Error('the community has only one grid');
  const admin = await visit(browser, product.url, { viewport: 'desktop' });
  const { page } = admin;
  await signInAs(page, '于海宁');
  await page.goto('/features/areas/pages/redraw/index');
  await chooseGrid(
    page,
    grid.path.map(({ name }) => name),
  );
  await drawCut(page, grid.name);
  const form = shown(page);
  await form.getByLabel('名称').fill(NEW);
  await form.getByLabel('调整原因').fill('二期入住，一个人管不过来');
  await form.getByRole('button', { name: '检查会怎样' }).click();
  await form.getByText('红色的一半是新网格').waitFor();
  // Nothing has been done by the check.
  const named = async () =>
    (await city.send<{ items: AreaView[] }>('GET', `/areas?parent=${home.slice(0, 12)}`)).items.find(
      ({ name }) => name === NEW,
    );
  expect(await named()).toBeUndefined();
  await admin.shoot('95-split-checked');
  await form.getByRole('button', { name: '确认拆分' }).click();
  await page.getByRole('button', { name: '拆分', exact: true }).click();
  // Boundaries, people, open cases, and ten seconds later those that came in meanwhile.
  await form.getByText('完成', { exact: true }).waitFor({ timeout: 40_000 });
  await admin.shoot('96-split-done');
  const made = await named();
  if (!made) throw new Error('the new grid is not there');

  await page.goto('/features/admin/pages/people/index');
  await shown(page)
    .getByRole('radio', { name: '导入' })
    .or(shown(page).getByRole('tab', { name: '导入' }))
    .click();
  const choose = async (button: string, rows: string[]) => {
    const chooser = page.waitForEvent('filechooser');
    await shown(page).getByRole('button', { name: button, exact: true }).click();
    const buffer = Buffer.from([HEAD, ...rows].join('\n'));
    await (await chooser).setFiles({ name: '人员.csv', mimeType: 'text/csv', buffer });
  };
  const worker = `${made.code},专职网格员,何晓云,13800005001`;
  await choose('选择表格', [worker, `${made.code},楼长,罗建国,13800005002`]);
  await shown(page).getByText('有 1 行要改，改好以后再导入。现在没有做任何改动。').waitFor();
  await shown(page)
    .getByText(/岗位应是/)
    .waitFor();
  await admin.shoot('97-people-bad-row');
  expect(
    await shown(page)
      .getByRole('button', { name: /^确认导入/ })
      .count(),
  ).toBe(0);
  await choose('换一个表格', [worker, `${made.code},网格长,罗建国,13800005002`]);
  await shown(page).getByRole('button', { name: '确认导入 2 个岗位' }).click();
  await page.getByRole('button', { name: '导入', exact: true }).last().click();
  await shown(page).getByText('新增 2 个岗位，修改 0 个。').waitFor();
  const { team } = await city.send<ContactsView>('GET', `/areas/${made.code}/contacts`);
  expect(team.map(({ name }) => name)).toEqual(['罗建国', '何晓云']);
  expect(admin.troubles).toEqual([]);
});
