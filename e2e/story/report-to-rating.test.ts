import { type Browser } from 'playwright-core';
import { type Persona } from '@shared/auth/schemas';
import { launchBrowser, visit, type Standpoint, type Visit } from '../support/browser';
import { City } from '../support/city';
import { startProduct, type RunningProduct } from '../support/server';
import { addPhoto, openInQueue, reply, report, shown, signInAs, stars, verify } from './people';

const WORDS = '3 号楼东侧的垃圾桶满了，垃圾堆到了路边，两天没人清运';
const ADDRESS = '3 号楼东侧垃圾桶旁';
const SECOND = '单元门口的路灯坏了三天，晚上看不见路';

let product: RunningProduct;
let browser: Browser;
let city: City;
let at: Standpoint;
const people = new Map<string, Persona>();
const visits: Visit[] = [];

const nameOf = (persona: string): string => people.get(persona)?.name ?? persona;

async function come(options: { viewport?: 'phone' | 'desktop' } = {}): Promise<Visit> {
  const visitor = await visit(browser, product.url, { ...options, at });
  visits.push(visitor);
  return visitor;
}

beforeAll(async () => {
  product = await startProduct();
  browser = await launchBrowser();
  city = new City(product.url);
  at = await city.insideOf(await city.gridOf('grid-worker'));
  const listed = await city.send<{ items: Persona[] }>('GET', '/auth/demo/personas');
  for (const persona of listed.items) people.set(persona.persona, persona);
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

describe('from a report to its rating, on the built portal with the real API', () => {
  let resident: Visit;
  let worker: Visit;
  let leader: Visit;
  let number: string;

  it('shows a guest the card of the grid they stand in, with the worker’s name and function', async () => {
    resident = await come();
    const { page } = resident;
    await page.goto('/');
    await shown(page).getByRole('button', { name: '按位置查找' }).click();
    const card = shown(page).getByRole('region', { name: /^我的网格/ });
    await card.getByText(nameOf('grid-worker')).first().waitFor();
    expect(await card.textContent()).toContain('专职网格员');
    await resident.shoot('01-home-guest');
  });

  it('lets the resident sign in as a person of the demo city', async () => {
    await signInAs(resident.page, nameOf('resident'));
    await resident.page.goto('/pages/me/index');
    await shown(resident.page)
      .getByRole('heading', { name: nameOf('resident') })
      .waitFor();
    await resident.shoot('02-me');
  });

  it('takes a report and says beforehand who will get it and why', async () => {
    const { page } = resident;
    await page.goto('/features/cases/pages/report/index');
    // Who gets it, and why this person.
    await shown(page)
      .getByText(`${nameOf('grid-worker')}是本网格的专职网格员`)
      .waitFor();
    expect(await shown(page).locator('.leaflet-container').count()).toBe(1);
    await addPhoto(page, 'before');
    await shown(page).getByLabel('门牌或附近标志').fill(ADDRESS);
    await shown(page).getByLabel('说说情况').fill(WORDS);
    const suggestion = shown(page).getByRole('radio', { name: /垃圾/ }).first();
    await suggestion.waitFor();
    await page.waitForFunction(() => document.querySelector('[role=radio][aria-checked=true]') !== null);
    await resident.shoot('03-report');
    await shown(page).getByRole('button', { name: '提交', exact: true }).click();
    await page.waitForURL('**/receipt/**');
    await shown(page).getByText('收到了，谢谢您').waitFor();
    number =
      (await shown(page)
        .getByText(/^LX\d{8}-\d{6}$/)
        .first()
        .textContent()) ?? '';
    expect(number).toMatch(/^LX\d{8}-\d{6}$/);
    const promised = shown(page).getByRole('list', { name: '承诺时间' });
    expect(await promised.textContent()).toMatch(/受理.*\d{2}:\d{2}.*答复结果.*\d{2}:\d{2}/s);
    await resident.shoot('04-receipt');
  });

  it('shows the resident the seven steps', async () => {
    await shown(resident.page).getByRole('button', { name: '看进度' }).click();
    await resident.page.waitForURL('**/detail/**');
    const steps = shown(resident.page).getByRole('list', { name: /^进度/ });
    await steps.waitFor();
    expect(await steps.getByRole('listitem').count()).toBe(7);
    await resident.shoot('05-detail-submitted');
  });

  it('stands in the worker’s queue; one tap accepts it and takes it up', async () => {
    worker = await come();
    const { page } = worker;
    await signInAs(page, nameOf('grid-worker'));
    await page.waitForURL('**/workbench/**');
    const card = shown(page)
      .locator('.work-card')
      .filter({ hasText: WORDS.slice(0, 12) })
      .first();
    await card.waitFor();
    await worker.shoot('06-queue');
    await card.getByRole('button', { name: /^受理并接手/ }).click();
    await card.getByRole('button', { name: /^去答复/ }).waitFor();
    const seen = await city.read(await city.signIn('grid-worker'), number);
    expect(seen).toMatchObject({ status: 'handling', assignee: { worker: { name: nameOf('grid-worker') } } });
  });

  it('refuses an answer without words or the photo, each at its field, then takes it with the after-photo', async () => {
    const { page } = worker;
    await openInQueue(page, '我的待办', WORDS.slice(0, 12));
    await worker.shoot('07-handle');
    await shown(page).getByRole('button', { name: '提交答复' }).click();
    await shown(page).getByText('请选择处理结果').waitFor();
    await shown(page).getByText('请填写内容').waitFor();
    await worker.shoot('08-handle-errors');
    await reply(page, '已联系保洁清运，桶已换新，今后每天清两次。');
    await worker.shoot('09-handle-replied');
    const seen = await city.read(await city.signIn('grid-worker'), number);
    expect(seen.status).toBe('replied');
    expect(seen.photos.map(({ stage }) => stage).sort()).toEqual(['after', 'before']);
  });

  it('is verified by a second person', async () => {
    leader = await come({ viewport: 'desktop' });
    const { page } = leader;
    await signInAs(page, nameOf('grid-leader'));
    await openInQueue(page, '待核实', WORDS.slice(0, 12));
    await leader.shoot('10-verify-desktop');
    await verify(page);
    await leader.shoot('11-verified-desktop');
  });

  it('is rated by the resident and closed', async () => {
    const { page } = resident;
    await page.goto('/');
    await shown(page).getByRole('button', { name: '去评价' }).waitFor();
    await page.goto('/features/cases/pages/mine/index?tab=toRate');
    await shown(page).getByText(WORDS.slice(0, 12)).first().click();
    await shown(page).getByRole('radio', { name: '解决了', exact: true }).click();
    await stars(page, 5);
    await resident.shoot('12-rate');
    await shown(page).getByRole('button', { name: '提交评价' }).click();
    await page.waitForURL('**/detail/**');
    await shown(page).getByText('已办结').first().waitFor();
    await resident.shoot('13-detail-closed');
    expect(await city.read(undefined, number)).toMatchObject({ status: 'closed', rating: { result: 5 } });
  });

  it('goes back to the worker when the resident is not satisfied', async () => {
    const second = await report(resident.page, SECOND, '5 号楼 2 单元', /灯/);
    await worker.page.goto('/features/workbench/pages/queue/index');
    const card = shown(worker.page)
      .locator('.work-card')
      .filter({ hasText: SECOND.slice(0, 8) })
      .first();
    await card.getByRole('button', { name: /^受理并接手/ }).click();
    await card.getByRole('button', { name: /^去答复/ }).click();
    await reply(worker.page, '灯泡已更换。');
    await openInQueue(leader.page, '待核实', SECOND.slice(0, 8));
    await verify(leader.page);

    const { page } = resident;
    await page.goto('/features/cases/pages/mine/index?tab=toRate');
    await shown(page).getByText(SECOND.slice(0, 8)).first().click();
    await shown(page).getByRole('radio', { name: '没有解决', exact: true }).click();
    await stars(page, 2);
    await shown(page).getByLabel('说说哪里没办好').fill('换了还是不亮，是线路的问题');
    await resident.shoot('14-rate-send-back');
    await shown(page).getByRole('button', { name: '退回重办' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: '退回重办' }).click();
    await page.waitForURL('**/detail/**');
    await shown(page).getByText('处置中').first().waitFor();
    await resident.shoot('15-detail-rework');

    const seen = await city.read(await city.signIn('grid-worker'), second);
    expect(seen).toMatchObject({ status: 'handling', flags: { reworks: 1 } });
    await worker.page.goto('/features/workbench/pages/queue/index');
    await shown(worker.page).getByText('退回重办 1 次').first().waitFor();
    await worker.shoot('16-queue-rework');
  });

  it('looks right in elder mode and on a desktop', async () => {
    const { page } = resident;
    await page.goto('/pages/me/index');
    await shown(page)
      .getByRole('switch', { name: /长辈版/ })
      .click();
    await shown(page).getByText('已开').waitFor();
    const screens = {
      home: '/',
      me: '/pages/me/index',
      report: '/features/cases/pages/report/index',
      mine: '/features/cases/pages/mine/index',
      detail: `/features/cases/pages/detail/index?id=${number}`,
    };
    for (const [name, path] of Object.entries(screens)) {
      await page.goto(path);
      await page.waitForLoadState('networkidle');
      expect(await page.locator('.theme-elder').count()).toBeGreaterThan(0);
      await resident.shoot(`elder-${name}`);
    }
    const desk = await come({ viewport: 'desktop' });
    await signInAs(desk.page, nameOf('grid-worker'));
    for (const [name, path] of Object.entries({ ...screens, signIn: '/features/auth/pages/sign-in/index' })) {
      await desk.page.goto(path);
      await desk.page.waitForLoadState('networkidle');
      await desk.shoot(`desktop-${name}`);
    }
    await desk.page.goto('/features/workbench/pages/queue/index');
    await shown(desk.page).locator('.work-card').first().waitFor();
    await desk.page.keyboard.press('j');
    await shown(desk.page).getByText('办理过程').waitFor();
    await desk.shoot('desktop-workbench-panes');
  });

  it('met no console error, no exception, no other host and no 5xx on the way', () => {
    expect(visits.flatMap(({ troubles }) => troubles)).toEqual([]);
  });
});
