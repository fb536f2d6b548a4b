import { type Browser } from 'playwright-core';
import { launchBrowser, visit } from '../support/browser';
import { City } from '../support/city';
import { startProduct, type RunningProduct } from '../support/server';
import { addPhoto, shown, signInAs } from './people';

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

it('a daughter has the worker fetch a card for her mother, who agreed by phone', async () => {
  const daughter = await visit(browser, product.url);
  const { page } = daughter;
  await signInAs(page, '许静怡');
  await page.goto('/pages/services/index');
  await shown(page).getByRole('searchbox').or(shown(page).getByLabel('找一件事怎么办')).first().fill('lnz');
  await shown(page)
    .getByRole('button', { name: /老年人优待证/ })
    .first()
    .click();
  await page.waitForURL('**/services/pages/item/**');
  await shown(page).getByRole('button', { name: '办理', exact: true }).click();
  await page.waitForURL('**/apply/**');
  const form = shown(page);
  await form.getByRole('radio', { name: /网格员代办/ }).click();
  await form.getByRole('radio', { name: '父母', exact: true }).click();
  await form.getByLabel(/姓名/).fill('李桂芬');
  await form.getByRole('radio', { name: '电话里同意' }).click();
  await daughter.shoot('90-apply-for-mother');
  await form.getByRole('button', { name: '提交申请' }).click();
  await page.waitForURL('**/receipt/**');
  await shown(page).getByRole('button', { name: '看进度' }).click();
  await shown(page)
    .getByText(/为父母李桂芬办，电话里同意/)
    .waitFor();
  await daughter.shoot('91-her-application');
  await daughter.close();
});

it('a wish goes from its making to thanks', async () => {
  const wisher = await visit(browser, product.url);
  await signInAs(wisher.page, '许静怡');
  await wisher.page.goto('/features/wishes/pages/make/index');
  await shown(wisher.page)
    .getByLabel(/说说心愿/)
    .fill('想要一盏台灯，给孩子写作业');
  await shown(wisher.page).getByRole('button', { name: '许下心愿' }).click();
  await wisher.page.waitForURL('**/wishes/pages/list/**');
  await shown(wisher.page).getByRole('radio', { name: '我许的' }).click();
  await shown(wisher.page).getByText('想要一盏台灯').first().waitFor();
  await shown(wisher.page).getByRole('button', { name: '看进度' }).first().click();
  await wisher.page.waitForURL('**/detail/**');
  const id = new URL(wisher.page.url()).searchParams.get('id') ?? '';

  const city = new City(product.url);
  await city.act(await city.signIn('grid-worker'), id, 'accept');

  const giver = await visit(browser, product.url);
  await signInAs(giver.page, '方雨桐');
  await giver.page.goto('/features/wishes/pages/list/index');
  const card = shown(giver.page).locator('.wish').filter({ hasText: '想要一盏台灯' });
  await card.getByRole('button', { name: '我来认领' }).click();
  await giver.page.getByRole('alertdialog').getByRole('button', { name: '认领' }).click();
  await shown(giver.page).getByRole('radio', { name: '我认领的' }).click();
  await shown(giver.page)
    .locator('.wish')
    .filter({ hasText: '想要一盏台灯' })
    .getByRole('button', { name: '完成了' })
    .click();
  await giver.page.getByRole('dialog').getByRole('textbox').fill('台灯送到社区了');
  await addPhoto(giver.page, 'after');
  await giver.page.getByRole('dialog').getByRole('button', { name: '发送' }).click();
  await giver.shoot('92-wish-fulfilled');

  await wisher.page.goto('/features/wishes/pages/list/index');
  await shown(wisher.page).getByRole('radio', { name: '我许的' }).click();
  await shown(wisher.page).getByRole('button', { name: '说声谢谢' }).click();
  await wisher.page.getByRole('dialog').getByRole('textbox').fill('谢谢小方');
  await wisher.page.getByRole('dialog').getByRole('button', { name: '发送' }).click();
  await shown(wisher.page).getByText('感谢：谢谢小方').waitFor();
  await wisher.shoot('93-wish-thanked');
});

it('somebody asks for the lawyers, the desk sends them and they take it', async () => {
  const resident = await visit(browser, product.url);
  await signInAs(resident.page, '许静怡');
  await resident.page.goto('/features/teams/pages/detail/index?id=law');
  await shown(resident.page).getByRole('button', { name: '请他们来' }).click();
  await resident.page.getByRole('dialog').getByRole('textbox').first().fill('邻居借钱不还，想问问怎么办');
  await resident.page.getByRole('dialog').getByRole('button', { name: '点单' }).click();
  await resident.page.waitForURL('**/features/cases/pages/detail/**');
  const id = new URL(resident.page.url()).searchParams.get('id') ?? '';

  const desk = await visit(browser, product.url, { viewport: 'desktop' });
  await signInAs(desk.page, '何丽娟');
  await desk.page.goto(`/features/workbench/pages/handle/index?id=${id}`);
  await shown(desk.page).getByRole('button', { name: '派单给团队' }).click();
  await shown(desk.page).getByText('已派给服务团队').waitFor();

  const captain = await visit(browser, product.url);
  await signInAs(captain.page, '沈国梁');
  await captain.page.goto(`/features/cases/pages/detail/index?id=${id}`);
  await shown(captain.page).getByRole('button', { name: '接单' }).click();
  await shown(captain.page).getByRole('button', { name: '服务完成，答复居民' }).waitFor();
  await captain.shoot('94-team-took-it');
});
