import { type Browser, type Page } from 'playwright-core';
import { type ActivityView, type CheckInCodes } from '@shared/activities/schemas';
import { launchBrowser, visit } from '../support/browser';
import { City } from '../support/city';
import { startProduct, type RunningProduct } from '../support/server';
import { shown, signInAs } from './people';

const V = '/features/volunteers/pages';
const TITLE = '雨天送伞';
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

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.waitForLoadState('networkidle');
}
const press = (page: Page, name: string | RegExp) =>
  shown(page)
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .dispatchEvent('click');
/** The yes of a question. */
const agree = (page: Page, name: string) =>
  page.getByRole('alertdialog').getByRole('button', { name, exact: true }).dispatchEvent('click');
/** As the form reads it, Shanghai. */
const typed = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

it('an activity from its making to the certificate: desk, volunteer, and anybody who checks the paper', async () => {
  // The desk makes an activity that begins in a minute or two: check-in is open already.
  const desk = await visit(browser, product.url, { viewport: 'desktop' });
  await signInAs(desk.page, '何丽娟');
  await open(desk.page, `${V}/edit/index`);
  await press(desk.page, '选择区域');
  await desk.page.getByRole('dialog').getByRole('button', { name: '幸福里社区' }).dispatchEvent('click');
  await desk.page
    .getByRole('dialog')
    .getByRole('button', { name: '办在整个幸福里社区' })
    .dispatchEvent('click');
  const fill = (label: string | RegExp, text: string) =>
    shown(desk.page).getByRole('textbox', { name: label }).first().fill(text);
  await fill(/^活动名称/, TITLE);
  await fill(/^做什么/, '给没带伞的老人送伞');
  await fill(/^集合地点/, '桂花苑南门');
  const start = Math.ceil(Date.now() / 60_000) * 60_000 + 60_000;
  await fill(/^开始/, typed(start));
  await fill(/^结束/, typed(start + 60 * 60_000));
  await fill(/^名额/, '1');
  await desk.shoot('90-new-activity');
  await press(desk.page, '发起活动');
  await agree(desk.page, '发起');
  await desk.page.waitForURL('**/activity/**');
  const id = new URL(desk.page.url()).searchParams.get('id') ?? '';

  // A volunteer finds it among those near him, signs up, and checks in by the code on the desk's screen.
  const volunteer = await visit(browser, product.url);
  await signInAs(volunteer.page, '方雨桐');
  await open(volunteer.page, '/pages/me/index');
  await press(volunteer.page, /^志愿服务/);
  await shown(volunteer.page).getByRole('button', { name: TITLE }).first().dispatchEvent('click');
  await volunteer.page.waitForURL('**/activity/**');
  await press(volunteer.page, '报名');
  await shown(volunteer.page).getByText('已报上').first().waitFor();
  await volunteer.shoot('91-signed-up');
  await open(desk.page, `${V}/manage/index?id=${id}`);
  await shown(desk.page).getByText('方雨桐').first().waitFor();
  const label =
    (await shown(desk.page)
      .getByLabel(/^签到码 \d/)
      .getAttribute('aria-label')) ?? '';
  await desk.shoot('92-code-on-the-screen');
  const code = label.replace(/\D/g, '');
  const city = new City(product.url);
  const session = await city.signIn('community-dispatcher');
  const { codes } = await city.send<CheckInCodes>('GET', `/activities/${id}/checkin-codes`, session);
  // The screen shows what the server takes: this half minute's, or the one that has just gone.
  expect(code).toMatch(/^\d{6}$/);
  expect(codes).toHaveLength(10);
  await shown(volunteer.page)
    .getByRole('textbox', { name: /^签到码/ })
    .fill(code);
  await press(volunteer.page, '签到');
  await shown(volunteer.page).getByText('已签到').first().waitFor();
  await volunteer.shoot('93-checked-in');
  await press(volunteer.page, '签退');
  await shown(volunteer.page).getByText('时长待确认').first().waitFor();

  // His telephone ran out: the desk corrects the hours once the shift has begun.
  await desk.page.waitForTimeout(Math.max(0, start + 1_000 - Date.now()));
  await open(desk.page, `${V}/manage/index?id=${id}`);
  await shown(desk.page)
    .getByRole('button', { name: /方雨桐/ })
    .first()
    .dispatchEvent('click');
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /^服务多少分钟/ }).fill('60');
  await dialog.getByRole('textbox', { name: /^更正原因/ }).fill('签退点早了，一直在送伞');
  await desk.shoot('94-correction');
  await dialog.getByRole('button', { name: '更正', exact: true }).dispatchEvent('click');
  await shown(desk.page).getByText('时长已确认').first().waitFor();

  // The ledger has it; the certificate's code is checked by a stranger who learns no name.
  await open(volunteer.page, `${V}/hours/index`);
  await shown(volunteer.page).getByText(TITLE).first().waitFor();
  await shown(volunteer.page).getByText('8 小时').first().waitFor();
  await volunteer.shoot('95-hours');
  const own = await city.signIn('volunteer');
  const paper = await fetch(`${product.url}/api/v1/me/volunteer/certificate`, {
    headers: { Authorization: `Bearer ${own.accessToken}` },
  });
  expect([paper.status, paper.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  const printed = paper.headers.get('x-certificate-code') ?? '';
  const stranger = await visit(browser, product.url);
  await open(stranger.page, `${V}/verify/index?code=${printed}`);
  await shown(stranger.page).getByText('这张证书是真的').waitFor();
  await shown(stranger.page).getByText('方**').waitFor();
  await shown(stranger.page).getByText('8 小时').waitFor();
  await stranger.shoot('96-certificate-checked');
  const seen = await city.send<ActivityView>('GET', `/activities/${id}`);
  expect(seen.shifts[0]).toMatchObject({ held: 1, capacity: 1 });
  for (const { troubles } of [desk, volunteer, stranger]) expect(troubles).toEqual([]);
  for (const visitor of [desk, volunteer, stranger]) await visitor.close();
});
