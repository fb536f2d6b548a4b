import { type Browser, type Page } from 'playwright-core';
import { launchBrowser, visit, type Visit, type VisitOptions } from '../support/browser';
import { City } from '../support/city';
import { startProduct, type RunningProduct } from '../support/server';

const LIST = '/features/wishes/pages/list/index';
const MAKE = '/features/wishes/pages/make/index';
const SERVICE = '/features/admin/pages/service/index';
let product: RunningProduct;
let browser: Browser;
let page: Page;
let visitor: Visit;
beforeAll(async () => {
  product = await startProduct();
  browser = await launchBrowser();
  const city = new City(product.url);
  const session = await city.signIn('resident');
  visitor = await visit(browser, product.url);
  ({ page } = visitor);
  await visitor.context.addInitScript(
    (kept) => localStorage.setItem('lx.session', kept),
    JSON.stringify({ ...session, expired: false }),
  );
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const words = () => page.getByLabel('说说心愿');
const question = () => page.getByRole('alertdialog', { name: '写的还没有保存' });
const answer = async (text: string) => {
  await question().getByRole('button', { name: text }).click();
  await question().waitFor({ state: 'hidden' });
};
const isOn = (route: string) => page.waitForURL((url) => url.pathname === route);

async function begin(): Promise<void> {
  await page.goto(LIST);
  await page.getByRole('button', { name: '许个心愿' }).first().click();
  await isOn(MAKE);
  await words().fill('想要一把旧轮椅');
}

test('going back with something written asks first: by the button of the page and by that of the browser', async () => {
  await begin();
  await page.getByRole('button', { name: '返回' }).last().click();
  await question().waitFor();
  await visitor.shoot('unsaved-question');
  await answer('接着写');
  expect(await words().inputValue()).toBe('想要一把旧轮椅');
  await page.goBack({ waitUntil: 'commit' }).catch(() => undefined);
  await question().waitFor();
  await answer('接着写');
  expect(new URL(page.url()).pathname).toBe(MAKE);
  expect(await words().inputValue()).toBe('想要一把旧轮椅');
  await page.getByRole('button', { name: '返回' }).last().click();
  await answer('离开');
  await isOn(LIST);
});

test('who has written nothing, or sent it, is not asked', async () => {
  await begin();
  await words().fill('');
  await page.getByRole('button', { name: '返回' }).last().click();
  await isOn(LIST);
  await begin();
  await page.getByRole('button', { name: '许下心愿' }).click();
  await isOn(LIST);
  expect(await question().count()).toBe(0);
});

/** The form of a service as its administrator sees it. */
async function serviceForm(viewport: VisitOptions['viewport']): Promise<Visit> {
  const admin = await visit(browser, product.url, { viewport });
  const session = await new City(product.url).signIn('admin');
  await admin.context.addInitScript(
    (kept) => localStorage.setItem('lx.session', kept),
    JSON.stringify({ ...session, expired: false }),
  );
  await admin.page.goto(SERVICE);
  return admin;
}

test('a page opened above a form asks nothing, and what was written is there when one comes back', async () => {
  const admin = await serviceForm('desktop');
  const name = admin.page.getByLabel('名称', { exact: true });
  await name.fill('老年人优待证');
  const asked = admin.page.getByRole('alertdialog');
  const beside = (text: string) =>
    admin.page.getByRole('navigation', { name: '门户导航' }).last().getByText(text).click();
  await beside('工作台');
  await admin.page.getByRole('heading', { name: '工作台', level: 1 }).waitFor();
  await admin.page.goBack({ waitUntil: 'commit' });
  await admin.page.waitForURL((url) => url.pathname === SERVICE);
  await name.waitFor();
  expect(await name.inputValue()).toBe('老年人优待证');
  expect(await asked.count()).toBe(0);
  // It is held again: leaving it now asks.
  await beside('首页');
  await asked.waitFor();
  await admin.close();
});

test('what is missing in a long form is gone to, with the cursor in it', async () => {
  const admin = await serviceForm('phone');
  await admin.page.getByRole('button', { name: '保存' }).click();
  await admin.page.waitForFunction(() => document.activeElement?.tagName === 'INPUT');
  const name = admin.page.getByLabel('名称', { exact: true });
  expect(await name.evaluate((input) => input === document.activeElement)).toBe(true);
  expect(await name.evaluate((input) => input.getBoundingClientRect().top)).toBeGreaterThan(0);
  await admin.shoot('first-wrong');
  await admin.close();
});

test('the browser asks who closes the tab', async () => {
  await begin();
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  expect((await asked).type()).toBe('beforeunload');
});
