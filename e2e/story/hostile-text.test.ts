import { type Browser } from 'playwright-core';
import { launchBrowser, visit } from '../support/browser';
import { City } from '../support/city';
import { HOSTILE } from '../support/hostile';
import { startProduct, type RunningProduct } from '../support/server';
import { shown, signInAs } from './people';

const TEXT = `坏话测试\n${HOSTILE.join('\n')}`;

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

it('shows hostile words as words: no script runs on any screen that shows them', async () => {
  const city = new City(product.url);
  const grid = await city.gridOf('grid-worker');
  const at = await city.insideOf(grid);
  const [resident, worker] = [await city.signIn('resident'), await city.signIn('grid-worker')];
  const { items } = await city.send<{ items: { persona: string; name: string }[] }>(
    'GET',
    '/auth/demo/personas',
  );
  const place = { ...at, coordType: 'wgs84' };
  const { id } = await city.submit(resident, {
    text: TEXT,
    place,
    addressText: HOSTILE[1],
    visibility: 'public',
    categoryCode: 'SR-0201',
  });
  await city.act(worker, id, 'accept');
  await city.act(worker, id, 'takeUp');
  await city.act(worker, id, 'progress', { text: TEXT });

  const guest = await visit(browser, product.url, { viewport: 'desktop', at });
  const staff = await visit(browser, product.url, { viewport: 'desktop', at });
  await signInAs(staff.page, items.find(({ persona }) => persona === 'grid-worker')?.name ?? '');
  const screens = [
    [guest, '/'],
    [guest, '/features/cases/pages/nearby/index'],
    [guest, `/features/cases/pages/detail/index?id=${id}`],
    [staff, '/features/workbench/pages/queue/index'],
    [staff, `/features/workbench/pages/handle/index?id=${id}`],
    [staff, `/features/auth/pages/sign-in/index?to=${encodeURIComponent('javascript:window.hacked=1')}`],
  ] as const;
  for (const [visitor, path] of screens) {
    await visitor.page.goto(path);
    await visitor.page.waitForLoadState('networkidle');
    expect([path, await visitor.page.evaluate(() => 'hacked' in window)]).toEqual([path, false]);
  }
  await guest.page.goto(`/features/cases/pages/detail/index?id=${id}`);
  // The words are there, letter by letter: nothing was run and nothing was eaten.
  for (const payload of HOSTILE.slice(0, 4)) {
    await shown(guest.page).getByText(payload).first().waitFor();
  }
  expect([...guest.troubles, ...staff.troubles]).toEqual([]);
});
