import { type Browser } from 'playwright-core';
import { type Session } from '@shared/auth/schemas';
import { launchBrowser, visit, type Standpoint, type Visit, type VisitOptions } from '../support/browser';
import { City } from '../support/city';
import { startProduct, type RunningProduct } from '../support/server';
import { shown } from './people';

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

async function come(persona: string, viewport: VisitOptions['viewport'] = 'phone'): Promise<Visit> {
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
  for (const persona of ['resident', 'grid-worker', 'community-dispatcher', 'department-handler'])
    sessions.set(persona, await city.signIn(persona));
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

it('a dispatcher splits a case between two departments; the reporter sees how each part stands', async () => {
  const { id } = await city.submit(as('resident'), {
    text: '路面塌了一块，占了一条车道，早晚高峰堵车',
    categoryCode: 'GY-0102',
    place: { ...at, coordType: 'wgs84' },
    visibility: 'public',
  });
  await city.act(as('community-dispatcher'), id, 'accept');
  const desk = await come('community-dispatcher', 'desktop');
  const { page } = desk;
  await page.goto(`/features/workbench/pages/handle/index?id=${id}`);
  const form = shown(page);
  await form.getByRole('button', { name: /^更多操作/ }).click();
  await form.getByRole('radio', { name: '拆分办理', exact: true }).click();
  for (const [part, department, words] of [
    [1, '城市管理局', '封闭塌陷处，修补路面'],
    [2, '公安交警', '早晚高峰疏导交通'],
  ] as const) {
    await form.getByRole('button', { name: `选择第 ${part} 部分给谁` }).click();
    await page
      .getByRole('button', { name: new RegExp(`^${department}`) })
      .locator('visible=true')
      .first()
      .click();
    await form.getByLabel(`第 ${part} 部分要做什么`).fill(words);
  }
  await form.getByLabel('对居民说明').fill('路面和交通要两家单位一起处理');
  await desk.shoot('30-split-form');
  await form.getByRole('button', { name: '提交拆分办理', exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: '拆分', exact: true }).click();
  await form.getByRole('button', { name: /城市管理局：封闭塌陷处/ }).waitFor();
  await desk.shoot('31-split-desktop');
  const resident = await come('resident');
  await resident.page.goto(`/features/cases/pages/detail/index?id=${id}`);
  await shown(resident.page)
    .getByRole('button', { name: /城市管理局：封闭塌陷处/ })
    .waitFor();
  await resident.shoot('32-split-resident');
  expect([...desk.troubles, ...resident.troubles]).toEqual([]);
});

it('a worker files for an old lady who has no phone, with her consent', async () => {
  const worker = await come('grid-worker');
  const { page } = worker;
  await page.goto('/features/cases/pages/report/index');
  const form = shown(page);
  await form.getByRole('radio', { name: '替居民报（代报）' }).click();
  await form.getByLabel('居民姓名').fill('王奶奶');
  await form.getByLabel('门牌或附近标志').fill('2 号楼一单元');
  await form.getByLabel('说说情况').fill('一单元楼道的灯不亮，老人上下楼看不见');
  await form.getByRole('radio', { name: /灯/ }).first().waitFor();
  await form.getByRole('button', { name: '提交', exact: true }).click();
  await form.getByText('要先征得居民同意').first().waitFor();
  await form.getByRole('radio', { name: '已当面征得居民同意' }).click();
  await worker.shoot('33-proxy-form');
  await form.getByRole('button', { name: '提交', exact: true }).click();
  await page.waitForURL('**/receipt/**');
  await shown(page).getByText('收到了，谢谢您').waitFor();
  await worker.shoot('34-proxy-receipt');
  await page.goto('/features/workbench/pages/queue/index');
  await shown(page)
    .getByRole('button', { name: /^没人接/ })
    .click();
  await shown(page).getByText('一单元楼道的灯不亮').first().waitFor();
  await worker.shoot('35-queue-unclaimed');
  await shown(page).getByLabel('搜索事项').fill('zqzq');
  await shown(page)
    .getByText(/没有找到「zqzq」/)
    .waitFor();
  await shown(page).getByLabel('搜索事项').fill('yldd');
  await shown(page).getByText('一单元楼道的灯不亮').first().waitFor();
  await worker.shoot('36-search');
  expect(worker.troubles).toEqual([]);
});
