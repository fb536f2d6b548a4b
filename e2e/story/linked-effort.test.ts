import { type Browser } from 'playwright-core';
import { type Session } from '@shared/auth/schemas';
import { launchBrowser, visit, type Standpoint, type Visit } from '../support/browser';
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

/** Somebody at a screen, signed in. */
async function come(persona: string, viewport: 'phone' | 'desktop' = 'phone'): Promise<Visit> {
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
  for (const persona of [
    'resident',
    'grid-worker',
    'grid-leader',
    'community-dispatcher',
    'street-dispatcher',
    'department-handler',
    'supervisor',
  ])
    sessions.set(persona, await city.signIn(persona));
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const file = async (text: string) =>
  (
    await city.submit(as('resident'), {
      text,
      categoryCode: 'GY-0102',
      place: { ...at, coordType: 'wgs84' },
      visibility: 'public',
    })
  ).id;
const act = (persona: string, id: string, action: string, body: object = {}) =>
  city.act(as(persona), id, action, body);
/** Notifications follow their event within a second or two. */
async function told(persona: string, id: string): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    const { items } = await city.send<{ items: { caseId: string; title: string }[] }>(
      'GET',
      '/me/notifications?limit=5',
      as(persona),
    );
    if (items.some(({ caseId, title }) => caseId === id && title.includes('核实通过'))) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('nobody told the resident');
}
const handle = (id: string) => `/features/workbench/pages/handle/index?id=${id}`;

describe('大事联动: too big for the grid', () => {
  let id: string;

  it('the worker raises it to the desk above, on his screen', async () => {
    id = await file('整条街的路灯都不亮，电缆好像被挖断了');
    await act('grid-worker', id, 'accept');
    await act('grid-worker', id, 'takeUp');
    const visitor = await come('grid-worker');
    const { page } = visitor;
    await page.goto(handle(id));
    const form = shown(page);
    await form.getByRole('button', { name: /^更多操作/ }).click();
    await form.getByRole('radio', { name: '上报', exact: true }).click();
    await form.getByLabel('为什么上报').fill('要供电和城管一起来，网格办不了');
    await form.getByRole('button', { name: '上报', exact: true }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: '上报', exact: true }).click();
    await form.getByText('等经办人受理').waitFor();
    await visitor.shoot('20-escalated');
  });

  it('the street gives it to a department and a helper; the helper signs off his part on his screen', async () => {
    expect(await act('community-dispatcher', id, 'accept')).toMatchObject({ level: 'community' });
    await act('community-dispatcher', id, 'escalate', { text: '要街道协调' });
    await act('street-dispatcher', id, 'accept');
    await act('street-dispatcher', id, 'dispatch', {
      to: { department: 'urban-management' },
      coHandlers: [{ personId: as('grid-worker').user.id }],
      text: '城管主办，网格协办',
    });
    await act('department-handler', id, 'takeUp');
    await act('department-handler', id, 'reply', { text: '电缆已接好', result: 'explained' });
    await expect(act('street-dispatcher', id, 'verify', { pass: true, text: '看过' })).rejects.toThrow(
      '协办',
    );
    const visitor = await come('grid-worker');
    const { page } = visitor;
    await page.goto(handle(id));
    const form = shown(page);
    await form.getByLabel('协办情况').fill('已在现场拉线提醒，居民都通知到了');
    await form.getByRole('button', { name: '完成协办' }).click();
    await form.getByText('完成了协办部分').first().waitFor();
    await visitor.shoot('21-signed-off');
    expect(await act('street-dispatcher', id, 'verify', { pass: true, text: '看过' })).toMatchObject({
      status: 'verified',
    });
  });

  it('the resident finds it in the inbox and rates it', async () => {
    await told('resident', id);
    const visitor = await come('resident');
    const { page } = visitor;
    await page.goto('/features/notifications/pages/inbox/index');
    await shown(page)
      .getByRole('button', { name: /路灯不亮：核实通过/ })
      .first()
      .click();
    await page.waitForURL('**/detail/**');
    await shown(page).getByRole('button', { name: '去评价' }).waitFor();
    await visitor.shoot('22-to-rate');
    await act('resident', id, 'rate', { resolved: 'yes', response: 4, attitude: 5, result: 5 });
    expect(await city.read(as('resident'), id)).toMatchObject({ status: 'closed' });
  });
});

describe('不满意退回: sent back three times', () => {
  it('the third time the level above has an eye on it, and everybody sees that', async () => {
    const id = await file('单元门口的路灯修了又坏');
    await act('grid-worker', id, 'accept');
    await act('grid-worker', id, 'takeUp');
    for (let round = 0; round < 3; round += 1) {
      await act('grid-worker', id, 'reply', { text: '换了灯泡', result: 'explained' });
      await act('grid-leader', id, 'verify', { pass: true, text: '亮着' });
      await act('resident', id, 'rate', {
        resolved: 'no',
        response: 3,
        attitude: 3,
        result: 1,
        text: '晚上又不亮了',
        sendBack: true,
      });
    }
    expect(await city.read(as('resident'), id)).toMatchObject({
      status: 'handling',
      flags: { reworks: 3, supervised: true },
    });
    const visitor = await come('supervisor', 'desktop');
    const { page } = visitor;
    await page.goto(handle(id));
    await shown(page).getByText('督办', { exact: true }).first().waitFor();
    await shown(page)
      .getByRole('button', { name: /^更多操作/ })
      .click();
    await shown(page).getByRole('radio', { name: '督办', exact: true }).click();
    await shown(page).getByRole('radio', { name: /^3 天/ }).click();
    await shown(page).getByLabel('督办意见').fill('请三天内换线路，不要只换灯泡');
    await shown(page).getByRole('button', { name: '督办', exact: true }).click();
    await shown(page).getByText('上级督办').first().waitFor();
    await visitor.shoot('23-supervised-desktop');
    const resident = await come('resident');
    await resident.page.goto(`/features/cases/pages/detail/index?id=${id}`);
    await shown(resident.page)
      .getByText(/上级正在督办/)
      .waitFor();
    await shown(resident.page).getByText('第 3 次重办').waitFor();
    await resident.shoot('24-supervised');
  });
});
