import { type Browser } from 'playwright-core';
import { type Session } from '@shared/auth/schemas';
import { launchBrowser, visit, type Standpoint, type Visit, type VisitOptions } from '../support/browser';
import { City } from '../support/city';
import { startProduct, type RunningProduct } from '../support/server';
import { shown } from './people';

const QUEUE = '/features/workbench/pages/queue/index';
let product: RunningProduct;
let browser: Browser;
let city: City;
let at: Standpoint;
const sessions = new Map<string, Session>();

const as = (persona: string): Session => {
  const session = sessions.get(persona);
  if (!session) throw new Error(`${persona} has not signed in`);
  return session;
};

async function come(persona: string, viewport: VisitOptions['viewport']): Promise<Visit> {
  const visitor = await visit(browser, product.url, { viewport, at });
  const kept = JSON.stringify({ ...as(persona), expired: false });
  await visitor.context.addInitScript((value) => localStorage.setItem('lx.session', value), kept);
  return visitor;
}

beforeAll(async () => {
  product = await startProduct();
  browser = await launchBrowser();
  city = new City(product.url);
  at = await city.insideOf(await city.gridOf('grid-worker'));
  for (const persona of ['resident', 'grid-worker', 'community-dispatcher', 'supervisor'])
    sessions.set(persona, await city.signIn(persona));
  for (const words of ['南门路灯不亮，看不清台阶', '南门路灯一闪一闪', '南门路灯杆歪了'])
    await city.submit(as('resident'), {
      text: words,
      categoryCode: 'GY-0102',
      place: { ...at, coordType: 'wgs84' },
      visibility: 'public',
    });
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

it('a dispatcher filters, saves, passes the link on, and accepts several at once', async () => {
  const desk = await come('community-dispatcher', 'desktop');
  const { page } = desk;
  await page.goto(QUEUE);
  const bench = shown(page);
  await bench.getByRole('button', { name: /^没人接/ }).click();
  await bench.locator('.work-card').first().waitFor();
  await desk.shoot('50-workbench-desktop');
  await bench.getByRole('button', { name: /^筛选/ }).click();
  await page.getByLabel('含有字词').fill('南门路灯');
  await desk.shoot('51-filter-sheet');
  await page.getByRole('button', { name: '看结果' }).click();
  await bench.getByText('含「南门路灯」').waitFor();
  await bench.getByText('南门路灯杆歪了').first().waitFor();
  expect(await bench.locator('.work-card').count()).toBe(3);
  await bench.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByLabel('名称').fill('南门的灯');
  await page.getByRole('dialog').getByRole('button', { name: '保存', exact: true }).click();
  await bench.getByRole('button', { name: '南门的灯，3 件' }).waitFor();
  const link = page.url();
  expect(link).toContain('queue=unclaimed');

  const colleague = await come('supervisor', 'desktop');
  await colleague.page.goto(link);
  await shown(colleague.page).getByText('含「南门路灯」').waitFor();
  await shown(colleague.page).getByText('南门路灯杆歪了').first().waitFor();
  expect(
    await shown(colleague.page)
      .getByRole('button', { name: /^南门的灯/ })
      .count(),
  ).toBe(0);
  await shown(colleague.page).getByRole('button', { name: '保存', exact: true }).click();
  await colleague.page.getByRole('dialog').getByRole('button', { name: '保存', exact: true }).click();
  await shown(colleague.page)
    .getByRole('button', { name: /^没人接 含「南门路灯」/ })
    .waitFor();
  await colleague.shoot('52-link-of-a-colleague');

  // Somebody is faster with one of them.
  await bench.getByRole('button', { name: '全选' }).click();
  await bench.getByText('已选 3 件').waitFor();
  const [first] = (
    await city.send<{ items: { id: string }[] }>(
      'GET',
      `/workbench?queue=unclaimed&q=${encodeURIComponent('南门路灯')}`,
      as('grid-worker'),
    )
  ).items;
  await city.act(as('grid-worker'), first?.id ?? '', 'accept');
  await bench.getByRole('button', { name: '批量办理', exact: true }).click();
  await page.getByRole('button', { name: '先看哪些能办' }).click();
  await page.getByText('能受理 2 件，不能受理 1 件').waitFor();
  await desk.shoot('53-batch-preview');
  await page.getByRole('button', { name: '确定受理 2 件' }).click();
  await page.getByRole('button', { name: '撤销' }).click();
  await page.getByRole('button', { name: '确定受理 2 件' }).click();
  await page.getByText('受理成功 2 件，没有成功 1 件').waitFor({ timeout: 20_000 });
  await desk.shoot('54-batch-result');
  await page.getByRole('button', { name: '完成' }).click();
  await bench.getByText('筛选后一件也没有').waitFor();
  expect([...desk.troubles, ...colleague.troubles]).toEqual([]);
});

it('goes by keys on the desktop, and on the map', async () => {
  const desk = await come('grid-worker', 'desktop');
  const { page } = desk;
  await page.goto(`${QUEUE}?queue=team`);
  const bench = shown(page);
  await bench.locator('.work-card').first().waitFor();
  await page.keyboard.press('j');
  await bench.locator('.quick-bar').waitFor();
  await bench.getByText('办理过程').waitFor();
  await desk.shoot('55-case-pane');
  await page.keyboard.press('x');
  await bench.getByText('已选 1 件').waitFor();
  await page.keyboard.press('Escape');
  await bench.getByText('已选 1 件').waitFor({ state: 'detached' });
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: '键盘快捷键' }).waitFor();
  await desk.shoot('56-shortcuts');
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await page.keyboard.type('jx');
  expect(await bench.getByLabel('搜索事项').inputValue()).toBe('jx');
  expect(await bench.getByText('已选 1 件').count()).toBe(0);
  await bench.getByLabel('搜索事项').fill('');
  await bench.getByRole('radio', { name: '地图' }).click();
  await bench.getByRole('region', { name: /^地图/ }).waitFor();
  await bench.locator('.lx-map__marker').first().waitFor();
  await desk.shoot('57-map-desktop');
  await bench.locator('.lx-map__marker').last().focus();
  await page.keyboard.press('Enter');
  await bench.getByText('办理过程').waitFor();
  expect(desk.troubles).toEqual([]);
});

it('ticks and maps on a phone', async () => {
  const phone = await come('community-dispatcher', 'phone');
  const { page } = phone;
  await page.goto(QUEUE);
  const bench = shown(page);
  await bench.locator('.work-card, .lx-empty').first().waitFor();
  await phone.shoot('58-workbench-phone');
  await bench.getByRole('button', { name: '本辖区' }).first().click();
  await bench.locator('.work-card').first().waitFor();
  await bench.getByRole('button', { name: '批量', exact: true }).click();
  await bench.getByRole('checkbox').first().click();
  await bench.getByText('已选 1 件').waitFor();
  await phone.shoot('59-ticking-phone');
  await bench.getByRole('button', { name: '取消', exact: true }).click();
  await bench.getByRole('radio', { name: '地图' }).click();
  await bench.locator('.lx-map__marker').first().waitFor();
  await phone.shoot('60-map-phone');
  await page.evaluate(() => localStorage.setItem('lianxin.elder-mode', 'true'));
  await page.goto(`${QUEUE}?queue=team`);
  await bench.locator('.work-card').first().waitFor();
  await phone.shoot('61-workbench-elder');
  expect(phone.troubles).toEqual([]);
});
