import path from 'node:path';
import { DEMO_PLACE } from '@api/demo';
import type { LocateResult } from '@shared/areas/schemas';
import { wgs84ToGcj02 } from '@shared/geo';
import { startProduct, type RunningProduct } from '../support/server';
import { bootWeapp } from './harness';

const dist = path.resolve(__dirname, '../../dist/weapp');
let product: RunningProduct;

beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

test('the built mini-program shows the home page from the real API', async () => {
  const weapp = bootWeapp({ dist, apiBase: `${product.url}/api/v1` });
  const home = weapp.openPage('pages/home/index');
  const feed = (await (await fetch(`${product.url}/api/v1/cases?limit=5`)).json()) as {
    items: { text: string }[];
  };
  const newest = feed.items[0]?.text ?? 'no public case in the demo city';
  await home.waitFor('报事', 5000);
  await home.waitFor(newest.slice(0, 12), 10_000);
});

test('standing in a grid, the home page names its worker', async () => {
  const weapp = bootWeapp({ dist, apiBase: `${product.url}/api/v1` });
  const here = wgs84ToGcj02(DEMO_PLACE);
  weapp.device.location = { longitude: here.lng, latitude: here.lat, accuracy: 10 };
  const located = (await (
    await fetch(`${product.url}/api/v1/areas/locate?lng=${here.lng}&lat=${here.lat}`)
  ).json()) as LocateResult;
  const home = weapp.openPage('pages/home/index');
  await home.waitFor('按位置查找', 10_000);
  home.tap('按位置查找');
  await home.waitFor(located.grid?.name ?? 'no grid at the demo place', 10_000);
  await home.waitFor(located.worker?.name ?? 'no worker at the demo place', 10_000);
});

test('a case opens from the real API, with its steps and its person', async () => {
  const { items } = (await (await fetch(`${product.url}/api/v1/cases?status=handling&limit=1`)).json()) as {
    items: { id: string; text: string; plainStatus: string }[];
  };
  const found = items[0];
  if (!found) throw new Error('no public case in handling in the demo city');
  const weapp = bootWeapp({ dist, apiBase: `${product.url}/api/v1` });
  const detail = weapp.openPage('features/cases/pages/detail/index', { id: found.id });
  await detail.waitFor(found.text.slice(0, 12), 10_000);
  await detail.waitFor('处置', 5000);
});
