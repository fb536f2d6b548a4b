import path from 'node:path';
import type { LocateResult } from '@shared/areas/schemas';
import { DEMO_PLACE } from '@api/demo';
import { wgs84ToGcj02 } from '@shared/geo';
import { sceneOf } from '@api/features/wechat/scene.model';
import { startProduct, type RunningProduct } from '../support/server';
import { bootWeapp } from './harness';

const dist = path.resolve(__dirname, '../../dist/weapp');
let product: RunningProduct;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

test('whoever scans the code of a grid stands on its page', async () => {
  const api = `${product.url}/api/v1`;
  const { lng, lat } = wgs84ToGcj02(DEMO_PLACE);
  const { grid } = (await (await fetch(`${api}/areas/locate?lng=${lng}&lat=${lat}`)).json()) as LocateResult;
  if (!grid) throw new Error('no grid at the demo place');
  const picture = await fetch(`${api}/wechat/codes/grid/${grid.code}`);
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
  const weapp = bootWeapp({ dist, apiBase: api });
  // WeChat hands the scene over encoded.
  weapp.openPage('pages/home/index', { scene: encodeURIComponent(sceneOf('grid', grid.code)) });
  for (let tries = 0; tries < 100 && weapp.currentPage().route === 'pages/home/index'; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect(weapp.currentPage().route).toBe('features/areas/pages/grid/index');
  await weapp.currentPage().waitFor(grid.name, 10_000);
  await weapp.currentPage().waitFor('网格小程序码');
});

test('a code nobody made any more is told in words, and the home page stands', async () => {
  const weapp = bootWeapp({ dist, apiBase: `${product.url}/api/v1` });
  const home = weapp.openPage('pages/home/index', { scene: 'gAAAAAAAAAAAAAA' });
  await home.waitFor('这个小程序码已经失效', 10_000);
  await home.waitFor('报事');
});
