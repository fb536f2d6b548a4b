import path from 'node:path';
import { type Browser, type Page } from 'playwright-core';
import { seedDemoCity } from '@api/demo';
import { finishBallots, ballotPort } from '@api/features/ballots';
import { runTopicClock, tellTopics, topicsOf } from '@api/features/deliberations';
import { shanghaiDate } from '@shared/time/shanghai';
import { startTestApp, type TestApp } from '@api/test/test-app';
import { launchBrowser, visit, type Visit } from '../support/browser';
import { shown, signInAs } from './people';

const PORTAL = path.resolve(process.env.E2E_PRODUCT_DIR ?? path.resolve(__dirname, '../..'), 'dist/h5');
const DAY = 86_400_000;
const DETAIL = '/features/deliberations/pages/detail/index';
/** The API runs in this process, so that weeks may pass; the portal is the built one. */
let app: TestApp;
let browser: Browser;

beforeAll(async () => {
  app = await startTestApp({}, undefined, PORTAL);
  app.setClock(Date.now());
  await seedDemoCity(app.deps);
  await app.deps.routing.refresh(true);
  browser = await launchBrowser();
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

/** Days go by, and the jobs that run in them. */
async function pass(days: number): Promise<void> {
  app.travel(days * DAY);
  for (let i = 0; i < 3; i += 1) {
    await finishBallots(app.deps, () => false);
    await runTopicClock(app.deps, ballotPort(app.deps));
  }
  await tellTopics(app.deps);
}

/** Somebody at his screen, signed in anew: nobody stays signed in for weeks. */
async function at(who: string, where: string, viewport: 'phone' | 'desktop' = 'phone'): Promise<Visit> {
  const visitor = await visit(browser, app.url, { viewport });
  await signInAs(visitor.page, who);
  await open(visitor.page, where);
  return visitor;
}
async function open(page: Page, where: string): Promise<void> {
  await page.goto(where);
  await page.waitForLoadState('networkidle');
}
/** A date in Shanghai so many days from now, as it is typed. */
const dayAfter = (days: number) => shanghaiDate(app.deps.clock() + days * DAY);
const press = (page: Page, name: string | RegExp) =>
  shown(page).getByRole('button', { name }).first().dispatchEvent('click');

/** Takes a step of the organiser's with a reason. */
async function step(page: Page, label: string, reason: string): Promise<void> {
  await press(page, label);
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('理由').fill(reason);
  await sheet.getByRole('button', { name: label }).dispatchEvent('click');
  await sheet.waitFor({ state: 'detached' });
}

it('a topic through all six phases: raised by a resident, seconded, led by the center, decided, done, rated', async () => {
  // 点事
  const resident = await at('许静怡', '/features/deliberations/pages/raise/index');
  const form = shown(resident.page);
  await form.getByLabel('要议什么').fill('桂花苑要不要装快递柜');
  await form.getByLabel('为什么要议').fill('快递堆在门卫室，丢过好几次，老人找不到自己的');
  await press(resident.page, '提出议题');
  await resident.page.waitForURL('**/deliberations/pages/detail/**');
  const id = new URL(resident.page.url()).searchParams.get('id') ?? '';
  await shown(resident.page).getByText('请邻居附议').waitFor();
  await resident.shoot('90-topic-raised');
  const volunteer = await at('方雨桐', `${DETAIL}?id=${id}`);
  await press(volunteer.page, '附议');
  await shown(volunteer.page).getByText('您已附议').waitFor();

  // 定事
  const desk = await at('何丽娟', `${DETAIL}?id=${id}`, 'desktop');
  await step(desk.page, '直接进入定事', '丢件的投诉很多，不用再等');
  await step(desk.page, '同意立项', '物业也愿意配合，可以商量');
  await shown(desk.page).getByText('议题已立项，开始议事').first().waitFor();
  await desk.shoot('91-topic-accepted');

  // 议事
  await open(volunteer.page, `/features/deliberations/pages/statements/index?id=${id}`);
  await shown(volunteer.page).getByLabel('我的看法').fill('快递柜要装在小区门口');
  await press(volunteer.page, '提出');
  await shown(volunteer.page).getByText('快递柜要装在小区门口').first().waitFor();
  await open(resident.page, `/features/deliberations/pages/statements/index?id=${id}`);
  await shown(resident.page).getByText('快递柜要装在小区门口').waitFor();
  await resident.shoot('92-one-statement');
  await press(resident.page, '同意');
  await shown(resident.page).getByText('您都看完了').waitFor();

  // A meeting in the yard, called and signed up for on screen; and more time to vote.
  await open(desk.page, `${DETAIL}?id=${id}`);
  await shown(desk.page).getByText('召集一次坝坝会').dispatchEvent('click');
  await desk.page.waitForURL('**/meetings/**');
  await press(desk.page, '召集坝坝会');
  await desk.page.waitForURL('**/meeting-edit/**');
  const call = shown(desk.page);
  await call.getByLabel('什么时候开始').fill(`${dayAfter(2)} 19:00`);
  await call.getByLabel('什么时候结束').fill('20:30');
  await call.getByLabel('在哪里开').fill('桂花苑门口的坝子');
  await call.getByLabel('要谈什么').fill('快递柜装在哪里，谁来管');
  await press(desk.page, '召集并通知');
  await shown(desk.page).getByText('桂花苑门口的坝子').first().waitFor();
  await desk.shoot('92-meeting-called');
  await open(resident.page, `${DETAIL}?id=${id}`);
  await press(resident.page, '我要参加');
  await shown(resident.page).getByText('您有座位了').waitFor();
  await resident.shoot('92-meeting-seat');
  await open(desk.page, `/features/deliberations/pages/plan/index?id=${id}`);
  await shown(desk.page)
    .getByLabel('表决到')
    .fill(`${dayAfter(25)} 20:00`);
  await shown(desk.page).getByLabel('为什么改').fill('给大家多留几天投票');
  await press(desk.page, '改好并通知');
  await desk.page.waitForURL((url) => !url.pathname.includes('/plan/'));

  // 决事: question, options and rules are written on the screen before it opens.
  await open(desk.page, `${DETAIL}?id=${id}`);
  await press(desk.page, '拟定表决');
  await desk.page.waitForURL('**/ballots/pages/rules/**');
  const rules = shown(desk.page);
  await rules.getByLabel('表决的问题').fill('桂花苑要不要装快递柜');
  await rules.getByRole('textbox', { name: /选项 1/ }).fill('装在门口');
  await rules.getByRole('textbox', { name: /选项 2/ }).fill('不装');
  await rules.getByLabel('至少百分之几的人投票才有效').fill('0');
  await desk.shoot('92-ballot-rules');
  await press(desk.page, '公布表决方案');
  await desk.page.getByRole('alertdialog').getByRole('button', { name: '公布' }).dispatchEvent('click');
  await desk.page.waitForURL((url) => !url.pathname.includes('/rules/'));
  await open(desk.page, `${DETAIL}?id=${id}`);
  await step(desk.page, '提前开始表决', '大家意见一致，不用再等');
  for (const voter of [resident, volunteer]) {
    await open(voter.page, `/features/ballots/pages/vote/index?id=${id}`);
    await shown(voter.page)
      .getByRole('radio', { name: /装在门口/ })
      .dispatchEvent('click');
    await shown(voter.page).getByRole('button', { name: '投票', exact: true }).click();
    await voter.page.getByRole('alertdialog').getByRole('button', { name: '投票' }).dispatchEvent('click');
    await voter.page.getByRole('alertdialog').waitFor({ state: 'detached' });
  }
  await pass(40);

  // 办事
  await desk.close();
  const office = await at('何丽娟', `${DETAIL}?id=${id}`, 'desktop');
  await shown(office.page).getByText('表决通过，开始办理').first().waitFor();
  await press(office.page, '交办一件事');
  const sheet = office.page.getByRole('dialog');
  await sheet.getByLabel('要办什么').fill('联系快递柜公司，在门口装一组');
  await sheet.getByRole('radio').first().dispatchEvent('click');
  await sheet.getByText('具体是什么').waitFor();
  await sheet.getByRole('radiogroup').nth(1).getByRole('radio').first().dispatchEvent('click');
  await sheet.getByRole('button', { name: '交办', exact: true }).dispatchEvent('click');
  await shown(office.page).getByText('正在办的事').first().waitFor();
  await office.shoot('93-decision-becomes-a-case');
  await step(office.page, '请大家评价', '快递柜已经装好，请看看');

  // 评事
  await resident.close();
  const rater = await at('许静怡', `${DETAIL}?id=${id}`);
  await shown(rater.page).getByRole('radio', { name: '办到了', exact: true }).dispatchEvent('click');
  await shown(rater.page).getByRole('radio', { name: /5 星/ }).dispatchEvent('click');
  await press(rater.page, '提交评价');
  await shown(rater.page).getByText('1 人评价，满 5 人显示平均分').waitFor();
  await rater.shoot('94-rated');
  await pass(200);
  const later = await at('许静怡', `${DETAIL}?id=${id}`);
  await shown(later.page).getByText('已完成').first().waitFor();
  await later.shoot('95-topic-done');
  await open(later.page, '/features/notifications/pages/inbox/index');
  for (const told of ['议题已立项，开始议事', '表决通过，开始办理', '评价结束，议题已完成'])
    await shown(later.page).getByText(told).first().waitFor();
  const topic = await topicsOf(app.deps.db).findOne({ title: '桂花苑要不要装快递柜' });
  expect([topic?.phase, topic?.outcome, topic?.participants]).toEqual(['evaluate', 'done', 2]);
  expect([resident, volunteer, desk, office, rater, later].flatMap(({ troubles }) => troubles)).toEqual([]);
});
