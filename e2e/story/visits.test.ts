import { type Browser } from 'playwright-core';
import { launchBrowser, visit } from '../support/browser';
import { City } from '../support/city';
import { startProduct, type RunningProduct } from '../support/server';
import { shown, signInAs } from './people';

let product: RunningProduct;
let browser: Browser;

beforeAll(async () => {
  product = await startProduct();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

it('two visits written without network arrive by themselves; what was found becomes a case; a supervisor asks whom they met', async () => {
  const city = new City(product.url);
  const at = await city.insideOf(await city.gridOf('grid-worker'));
  const worker = await visit(browser, product.url, { at });
  const { page, context } = worker;
  await signInAs(page, '陈晓梅');
  await page.goto('/features/visits/pages/log/index');
  await shown(page).getByText('走访小结').waitFor();
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  const write = async (where: string, whom: string, found: string) => {
    const form = shown(page);
    await form.getByRole('radio', { name: '入户走访' }).click();
    await form.getByRole('button', { name: /定位/ }).first().click();
    await form.getByRole('button', { name: '已定位，重新定位' }).waitFor();
    await form.getByRole('textbox', { name: '在哪里' }).fill(where);
    await form.getByRole('textbox', { name: '见到谁' }).fill(whom);
    await form.getByRole('textbox', { name: '发现的问题' }).fill(found);
    await form.getByRole('button', { name: '记下', exact: true }).click();
  };
  await write('3号楼502', '李桂芬', '楼道灯不亮，晚上看不清');
  await shown(page).getByText('还有 1 条没发出去').waitFor();
  await write('5号楼101', '王伯', '门口堆了纸箱');
  await shown(page).getByText('还有 2 条没发出去').waitFor();
  await worker.shoot('97-visits-offline');

  // Signing out would lose them: asked first, and not done.
  await page
    .getByRole('link', { name: '我的' })
    .or(page.getByText('我的', { exact: true }))
    .first()
    .waitFor({ state: 'attached' });
  await context.setOffline(false);
  await shown(page).getByText('没发出去').waitFor({ state: 'detached', timeout: 90_000 });
  const card = shown(page).locator('.lx-card').filter({ hasText: '3号楼502' });
  await card.getByRole('button', { name: /楼道灯不亮.*报成事项/ }).click();
  await card.getByText(/已报：LX/).waitFor();
  await worker.shoot('98-visits-route');
  expect(await page.evaluate(() => localStorage.getItem('lx.visits'))).toBeNull();

  const supervisor = await visit(browser, product.url, { viewport: 'desktop' });
  const { user } = await city.signIn('supervisor');
  await signInAs(supervisor.page, user.nickname);
  await supervisor.page.goto('/features/visits/pages/desk/index');
  const theirs = shown(supervisor.page).locator('.lx-card').filter({ hasText: '3号楼502' });
  await theirs.getByText('见到 1 人').waitFor();
  expect(await supervisor.page.getByText('李桂芬').count()).toBe(0);
  await theirs.getByRole('button', { name: '看见到谁和情况' }).click();
  await supervisor.page.getByRole('dialog').getByRole('textbox').fill('核对独居老人探访');
  await supervisor.page.getByRole('dialog').getByRole('button', { name: '记下并查看' }).click();
  await theirs.getByText('见到：李桂芬').waitFor();
  await supervisor.shoot('99-visits-desk');

  await page.reload();
  await shown(page)
    .locator('.lx-card')
    .filter({ hasText: '3号楼502' })
    .getByRole('button', { name: '谁看过' })
    .click();
  await page
    .getByRole('dialog')
    .getByText(/核对独居老人探访/)
    .waitFor();
});

it('signing out with visits that were not sent asks first, and leaves nothing on the device', async () => {
  const city = new City(product.url);
  const at = await city.insideOf(await city.gridOf('grid-worker'));
  const worker = await visit(browser, product.url, { at });
  const { page } = worker;
  await signInAs(page, '陈晓梅');
  await page.goto('/features/visits/pages/log/index');
  await shown(page).getByLabel('见到谁').fill('李桂芬');
  await page.goto('/pages/me/index');
  const kept = () => page.evaluate(() => localStorage.getItem('lx.visits') ?? '');
  expect(await kept()).toContain('李桂芬');
  const leave = () => shown(page).getByRole('button', { name: '退出登录' }).click();
  const dialog = page.getByRole('alertdialog');
  await leave();
  await dialog.getByRole('button', { name: '退出', exact: true }).click();
  await dialog.getByText('还有 1 条走访没发出去').waitFor();
  await dialog.getByRole('button', { name: '先不退出' }).click();
  expect(await kept()).toContain('李桂芬');
  await leave();
  await dialog.getByRole('button', { name: '退出', exact: true }).click();
  await dialog.getByRole('button', { name: '删掉并退出' }).click();
  await shown(page).getByText('已退出登录').or(page.getByText('已退出登录')).first().waitFor();
  expect(await kept()).toBe('');
});
