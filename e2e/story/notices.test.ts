import { type Browser } from 'playwright-core';
import { launchBrowser, visit } from '../support/browser';
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

/** Of each try its own: a try that failed leaves its notice standing. */
let tries = 0;

it('a notice is scheduled, published, pinned, read, acknowledged and taken back with its reason', async () => {
  const title = `后天上午第 ${(tries += 1)} 次换水管，停水`;
  const desk = await visit(browser, product.url, { viewport: 'desktop' });
  const resident = await visit(browser, product.url);
  const { page } = resident;
  await signInAs(desk.page, '何丽娟');
  await signInAs(page, '许静怡');

  await desk.page.goto('/features/notices/pages/edit/index');
  const form = shown(desk.page);
  await form.getByRole('radio', { name: '停水停电' }).click();
  await form.getByLabel('标题').fill(title);
  await form.getByLabel('正文').fill('# 时间\n**8:00** 到 12:00\n<script>alert(1)</script>');
  await form.getByRole('radio', { name: '定时发布' }).click();
  const tomorrow = new Date(Date.now() + 32 * 3_600_000).toISOString().slice(0, 10);
  await form.getByLabel('发布时间').fill(`${tomorrow} 08:00`);
  await form.getByRole('switch', { name: '置顶' }).click();
  await form.getByRole('switch', { name: '重要' }).click();
  await form.getByRole('button', { name: '定时发布' }).click();
  await desk.page.getByRole('alertdialog').getByRole('button', { name: '定时发布' }).click();
  await shown(desk.page).getByText('还没发布').or(shown(desk.page).getByText('待发布')).first().waitFor();

  const list = async () => {
    await page.goto('/features/notices/pages/list/index');
    await shown(page)
      .getByRole('button')
      .filter({ hasText: '公告' })
      .or(shown(page).locator('main'))
      .first()
      .waitFor();
  };
  await list();
  await page.waitForLoadState('networkidle');
  expect(await shown(page).getByText(title).count()).toBe(0);

  // The resident has his inbox open while it is published: told within seconds by a job, it appears by itself.
  const told = () => shown(page).getByText('重要公告 · 停水停电').first();
  await page.goto('/features/notifications/pages/inbox/index');
  await shown(page).getByRole('button', { name: '消息设置' }).waitFor();
  const before = await shown(page).getByText(title).count();
  await shown(desk.page).getByRole('button', { name: '修改' }).click();
  await shown(desk.page).getByRole('radio', { name: '马上发布' }).click();
  await shown(desk.page).getByRole('button', { name: '保存修改' }).click();
  await desk.page.getByRole('alertdialog').getByRole('button', { name: '发布' }).click();
  await shown(desk.page).getByRole('button', { name: '撤回' }).waitFor();

  await shown(page).getByText(title).first().waitFor({ timeout: 45_000 });
  expect(before).toBe(0);
  await resident.shoot('96-inbox');

  // It comes to whom it concerns, and stands first.
  await list();
  await shown(page).getByText(title).first().click();
  await page.waitForURL('**/notices/pages/detail/**');
  await shown(page).getByText('<script>alert(1)</script>').waitFor();
  await resident.shoot('96-notice');
  await shown(page).getByRole('button', { name: '我已知晓' }).click();
  await shown(page)
    .getByText(/已知晓$/)
    .waitFor();
  const link = page.url();

  await page.goto('/features/notifications/pages/inbox/index');
  await told().waitFor();
  await shown(page).getByText(title).first().click();
  await page.waitForURL('**/notices/pages/detail/**');

  await desk.page.reload();
  await shown(desk.page)
    .getByText(/已知晓 1 人/)
    .waitFor();
  await shown(desk.page).getByRole('button', { name: '撤回' }).click();
  await desk.page.getByRole('dialog').getByRole('textbox').fill('改到下周，另行通知');
  await desk.page.getByRole('dialog').getByRole('button', { name: '撤回' }).click();
  await desk.page.getByRole('alertdialog').getByRole('button', { name: '撤回' }).click();
  await shown(desk.page)
    .getByText('改到下周，另行通知')
    .or(shown(desk.page).getByText('已撤回'))
    .first()
    .waitFor();

  await page.goto(link);
  await shown(page)
    .getByText(/撤回：改到下周，另行通知/)
    .waitFor();
  expect(await shown(page).getByText('8:00').count()).toBe(0);
  expect(resident.troubles).toEqual([]);
  await desk.close();
  await resident.close();
});
