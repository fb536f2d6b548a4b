import { type Browser } from 'playwright-core';
import { type Session } from '@shared/auth/schemas';
import { launchBrowser, visit, type Standpoint, type Visit, type VisitOptions } from '../support/browser';
import { City } from '../support/city';
import { startProduct, type RunningProduct } from '../support/server';
import { report, shown } from './people';

let product: RunningProduct;
let browser: Browser;
let city: City;
let at: Standpoint;

async function come(session: Session | undefined, viewport: VisitOptions['viewport']): Promise<Visit> {
  const visitor = await visit(browser, product.url, { viewport, at });
  if (session) {
    const kept = JSON.stringify({ ...session, expired: false });
    await visitor.context.addInitScript((value) => localStorage.setItem('lx.session', value), kept);
  }
  return visitor;
}

beforeAll(async () => {
  product = await startProduct();
  browser = await launchBrowser();
  city = new City(product.url);
  at = await city.insideOf(await city.gridOf('grid-worker'));
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const PHONE = '13812345678';

it('who writes a telephone number is warned and sees what others will see; the photo is hidden and put back', async () => {
  const author = await come(await city.signIn('resident'), 'phone');
  await author.page.goto('/features/cases/pages/report/index');
  const form = shown(author.page);
  await form.getByLabel('说说情况').fill(`东门路灯不亮，打我电话 ${PHONE}`);
  await form.getByText('文字里有电话号码').waitFor();
  await author.shoot('60-number-warning');
  const number = await report(author.page, `东门路灯不亮，打我电话 ${PHONE}`, '东门岗亭旁', /路灯/);

  const guest = await come(undefined, 'phone');
  await guest.page.goto(`/features/cases/pages/detail/index?id=${number}`);
  const page = shown(guest.page);
  await page.getByText('138****5678').first().waitFor();
  const photos = page.getByRole('button', { name: /照片/ });
  await expect(photos.first().isVisible()).resolves.toBe(true);
  await guest.shoot('61-guest-sees');

  const desk = await come(await city.signIn('community-dispatcher'), 'desktop');
  await desk.page.goto(`/features/workbench/pages/handle/index?id=${number}`);
  const bench = shown(desk.page);
  await bench.getByRole('button', { name: '隐藏或恢复' }).click();
  await bench.getByRole('button', { name: '隐藏照片 1' }).click();
  await desk.page.getByRole('radio', { name: '涉及他人隐私' }).click();
  await desk.shoot('62-judge-sheet');
  await desk.page.getByRole('button', { name: '隐藏', exact: true }).last().click();
  await bench.getByRole('button', { name: '公开照片 1' }).waitFor();
  await desk.shoot('63-hidden');

  await guest.page.reload();
  await shown(guest.page).getByText('138****5678').first().waitFor();
  expect(await shown(guest.page).getByRole('button', { name: /照片/ }).count()).toBe(0);
  await author.page.goto(`/features/cases/pages/detail/index?id=${number}`);
  await shown(author.page).getByText('一张照片没有公开（涉及他人隐私）').waitFor();
  await author.shoot('64-author-learns');
  await shown(author.page).getByRole('button', { name: '别人看到的样子' }).click();
  await author.page.getByText('138****5678').last().waitFor();
  await author.shoot('65-as-others-see');

  await bench.getByRole('button', { name: '公开照片 1' }).click();
  await bench.getByRole('button', { name: '隐藏照片 1' }).waitFor();
  await guest.page.reload();
  await shown(guest.page).getByRole('button', { name: /照片/ }).first().waitFor();
  for (const visitor of [author, guest, desk]) {
    expect(visitor.troubles).toEqual([]);
    await visitor.close();
  }
});
