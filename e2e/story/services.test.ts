import { type Browser, type Page } from 'playwright-core';
import { launchBrowser, visit } from '../support/browser';
import { City } from '../support/city';
import { drawPhoto } from '../support/photo';
import { startProduct, type RunningProduct } from '../support/server';
import { addPhoto, shown, signInAs, stars } from './people';

const HELPERS = '和事佬调解队';

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
  const id = await caseOf(page);

  // The worker looks through the materials, the daughter gives what is missing, he brings the card.
  const worker = await visit(browser, product.url);
  const work = worker.page;
  await signInAs(work, '陈晓梅');
  await work.goto(`/features/workbench/pages/handle/index?id=${id}`);
  await shown(work).getByRole('button', { name: '受理并接手' }).click();
  await shown(work).getByRole('button', { name: '核对材料' }).click();
  const sheet = work.getByRole('dialog');
  await sheet
    .getByRole('radiogroup', { name: '本人身份证怎么样' })
    .getByRole('radio', { name: '要补' })
    .click();
  await sheet.getByLabel('缺什么').fill('反面没拍清');
  await worker.shoot('91b-check-materials');
  await sheet.getByRole('button', { name: '保存，请居民补 1 份' }).click();
  await shown(work).getByText('反面没拍清').first().waitFor();

  await page.goto(`/features/cases/pages/detail/index?id=${id}`);
  await shown(page).getByText('还有 1 份材料要补').waitFor();
  await shown(page).getByRole('button', { name: '补交材料' }).click();
  await addMaterial(page);
  await daughter.shoot('91c-give-materials');
  await page.getByRole('dialog').getByRole('button', { name: '交材料' }).click();
  await shown(page).getByText('已交，待看').first().waitFor();

  await work.reload();
  await shown(work).getByRole('button', { name: '核对材料' }).click();
  await sheet
    .getByRole('radiogroup', { name: '本人身份证怎么样' })
    .getByRole('radio', { name: '合格' })
    .click();
  await sheet.getByRole('button', { name: '保存', exact: true }).click();
  await shown(work).getByText('合格', { exact: true }).first().waitFor();
  await shown(work).getByRole('button', { name: '交付结果' }).click();
  await sheet.getByRole('radio', { name: '送到家里' }).click();
  await sheet.getByRole('radio', { name: '家人' }).click();
  await sheet.getByLabel('收件人姓名').fill('许静怡');
  await sheet.getByLabel('告诉居民').fill('老年证送到家里了');
  await worker.shoot('91d-hand-over');
  await sheet.getByRole('button', { name: '交付并答复居民' }).click();
  await shown(work)
    .getByText(/送到家里，交给家人许静怡：老年证送到家里了/)
    .waitFor();

  const city = new City(product.url);
  const leader = await city.signIn('grid-leader');
  await city.act(leader, id, 'verify', { pass: true, text: '打电话问过，收到了' });
  await page.goto(`/features/cases/pages/rate/index?id=${id}`);
  await shown(page).getByRole('radio', { name: '解决了', exact: true }).click();
  await stars(page, 5);
  await shown(page).getByRole('button', { name: '提交评价' }).click();
  await page.waitForURL('**/detail/**');
  await shown(page).getByText('已办结').first().waitFor();
  expect([daughter.troubles, worker.troubles]).toEqual([[], []]);
  await worker.close();
  await daughter.close();
});

/** The case whose page is open. */
const caseOf = async (page: Page) => {
  await page.waitForURL('**/detail/**');
  return new URL(page.url()).searchParams.get('id') ?? '';
};

/** A photo of the first material that is asked for. */
async function addMaterial(page: Page): Promise<void> {
  const buffer = await drawPhoto('after');
  const uploaded = page.waitForResponse(
    (answer) => answer.url().endsWith('/api/v1/uploads') && answer.status() === 201,
  );
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('dialog').getByRole('button', { name: '拍照' }).first().click();
  await (await chooser).setFiles({ name: '证件.jpg', mimeType: 'image/jpeg', buffer });
  await uploaded;
}

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

it('somebody asks for the lawyers; the desk sends them with another team, they serve, write it down and are rated', async () => {
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
  // Two teams together: the lawyers lead, the mediators come along.
  await shown(desk.page)
    .getByRole('group', { name: '派给哪些团队' })
    .getByRole('checkbox', { name: HELPERS })
    .click();
  await desk.shoot('93b-joint-service');
  await shown(desk.page).getByRole('button', { name: '派单给团队' }).click();
  await shown(desk.page).getByText('已派给服务团队').waitFor();
  await shown(desk.page).getByText(HELPERS).first().waitFor();

  const captain = await visit(browser, product.url);
  await signInAs(captain.page, '沈国梁');
  await captain.page.goto(`/features/cases/pages/detail/index?id=${id}`);
  await shown(captain.page).getByRole('button', { name: '接单' }).click();
  await shown(captain.page).getByRole('button', { name: '服务完成，答复居民' }).waitFor();
  await captain.shoot('94-team-took-it');
  await shown(captain.page).getByLabel('服务记录').fill('借条和转账记录齐，已帮写起诉状');
  await shown(captain.page).getByRole('button', { name: '保存记录' }).click();
  await shown(captain.page)
    .getByText(/服务记录（只有您和团队看得到）：借条/)
    .waitFor();
  await shown(captain.page).getByLabel('告诉居民结果').fill('讲清楚了，材料也备好了');
  await shown(captain.page).getByRole('button', { name: '服务完成，答复居民' }).click();

  // The desk reads the answer, not what was talked about.
  await desk.page.reload();
  await shown(desk.page).getByText('讲清楚了，材料也备好了').first().waitFor();
  expect(await desk.page.getByText('起诉状').count()).toBe(0);

  const city = new City(product.url);
  const order = await city.send<{ teams: { id: string }[] }>(
    'GET',
    `/cases/${id}/team-order`,
    await city.signIn('community-dispatcher'),
  );
  expect(order.teams.map(({ id: team }) => team)).toEqual(['law', 'mediation']);
  await city.act(await city.signIn('volunteer'), id, 'signOff', { text: '一起去过了' });
  await city.act(await city.signIn('community-dispatcher'), id, 'verify', { pass: true, text: '回访过' });
  await resident.page.goto(`/features/cases/pages/detail/index?id=${id}`);
  await shown(resident.page)
    .getByText(/起诉状/)
    .first()
    .waitFor();
  await resident.page.goto(`/features/cases/pages/rate/index?id=${id}`);
  await shown(resident.page).getByRole('radio', { name: '解决了', exact: true }).click();
  await stars(resident.page, 5);
  await shown(resident.page).getByRole('button', { name: '提交评价' }).click();
  await resident.page.waitForURL('**/detail/**');
  await shown(resident.page).getByText('已办结').first().waitFor();
});
