import { type Browser } from 'playwright-core';
import { launchBrowser, visit, type Visit } from '../support/browser';
import { City } from '../support/city';
import { startProduct, type RunningProduct } from '../support/server';
import { shown, signInAs } from './people';

let product: RunningProduct;
let browser: Browser;
const topics: Record<string, string> = {};

beforeAll(async () => {
  product = await startProduct();
  browser = await launchBrowser();
  const city = new City(product.url);
  const community = (await city.gridOf('grid-worker')).slice(0, 12);
  const { items } = await city.send<{ items: { id: string; phase: string }[] }>(
    'GET',
    `/topics?area=${community}`,
  );
  for (const { id, phase } of items) topics[phase] ??= id;
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const cast = async ({ page }: Visit): Promise<number> => {
  const words = await shown(page)
    .getByText(/^已投 \d+ 人，应投 \d+ 人$/)
    .first()
    .textContent();
  return Number(/已投 (\d+)/.exec(words ?? '')?.[1]);
};

it('from the topic to the ballot: votes, changes the vote, counts once; the desk reads how many, not what', async () => {
  const resident = await visit(browser, product.url);
  const { page } = resident;
  await signInAs(page, '许静怡');
  await page.goto(`/features/deliberations/pages/detail/index?id=${topics.decide}`);
  await shown(page).getByRole('button', { name: '去投票' }).waitFor();
  await resident.shoot('90-topic-being-decided');
  await shown(page).getByRole('button', { name: '去投票' }).click();
  await page.waitForURL('**/vote/**');
  const before = await cast(resident);
  await shown(page).getByRole('radio', { name: '先修电梯' }).click();
  await shown(page).getByRole('button', { name: '投票', exact: true }).click();
  await page.getByRole('alertdialog').getByText('投给「先修电梯」？').waitFor();
  await page.getByRole('alertdialog').getByRole('button', { name: '投票' }).click();
  await shown(page).getByText('您投的是：「先修电梯」。截止前可以改。').waitFor();
  expect(await cast(resident)).toBe(before + 1);
  await resident.shoot('91-voted');

  await shown(page).getByRole('radio', { name: '先装门禁' }).click();
  await shown(page).getByRole('button', { name: '改成这样' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: '投票' }).click();
  await shown(page).getByText('您投的是：「先装门禁」。截止前可以改。').waitFor();
  expect(await cast(resident)).toBe(before + 1);
  expect(resident.troubles).toEqual([]);
  await resident.close();

  // The desk leads the topic and reads how many, not what.
  const desk = await visit(browser, product.url, { viewport: 'desktop' });
  await signInAs(desk.page, '何丽娟');
  await desk.page.goto(`/features/ballots/pages/vote/index?id=${topics.decide}`);
  expect(await cast(desk)).toBe(before + 1);
  expect(
    await shown(desk.page)
      .getByText(/\d+ 票，占/)
      .count(),
  ).toBe(0);
  await desk.shoot('92-turnout-at-the-desk');
  await desk.close();
});

it('a guest reads the result with every number, and where opinions meet and part', async () => {
  const guest = await visit(browser, product.url);
  const { page } = guest;
  await page.goto(`/features/deliberations/pages/detail/index?id=${topics.execute}`);
  await shown(page).getByRole('button', { name: '看表决结果' }).click();
  await shown(page)
    .getByText(/^应投 \d+ 人，实投 \d+ 人（弃权 \d+），投票率 \d+%。$/)
    .waitFor();
  await shown(page).getByText('怎样复核').waitFor();
  await guest.shoot('93-result');
  await page.goto(`/features/ballots/pages/map/index?id=${topics.discuss}`);
  await shown(page)
    .getByRole('img', { name: /看法明显分成 \d 组。甲组 \d+ 人/ })
    .waitFor();
  await shown(page).getByText('大家都认同的').waitFor();
  await shown(page).getByText('每条看法的数字').waitFor();
  await guest.shoot('94-opinion-map');
  expect(guest.troubles).toEqual([]);
  await guest.close();
});
