import path from 'node:path';
import { DEMO_PLACE } from '@api/demo';
import { wgs84ToGcj02 } from '@shared/geo';
import { City } from '../support/city';
import { startProduct, type RunningProduct } from '../support/server';
import { bootWeapp, type Weapp } from './harness';

const dist = path.resolve(__dirname, '../../dist/weapp');
const MOST_REQUESTS = 3;
const MOST_BYTES = 60_000;
let product: RunningProduct;

beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

/** Until nothing has been asked or drawn for a while. */
async function calm({ requests, drawn }: Weapp): Promise<void> {
  let before = -1;
  while (requests.length + drawn.calls !== before) {
    before = requests.length + drawn.calls;
    await new Promise((resolve) => setTimeout(resolve, 1200));
  }
}

function figures(who: string, weapp: Weapp): void {
  const asked = weapp.requests.map(({ method, url }) => `${method} ${new URL(url).pathname.slice(7)}`);
  const { calls, bytes } = weapp.drawn;
  console.log(`${who}: ${asked.length} requests (${asked.join(', ')}), ${calls} setData, ${bytes} bytes`);
  expect({ who, tooMany: asked.length > MOST_REQUESTS ? asked : [] }).toEqual({ who, tooMany: [] });
  expect(bytes).toBeLessThan(MOST_BYTES);
  expect(weapp.requests.filter(({ status }) => status >= 400)).toEqual([]);
}

test('a guest’s first start of the home page', async () => {
  const weapp = bootWeapp({ dist, apiBase: `${product.url}/api/v1` });
  await weapp.openPage('pages/home/index').waitFor('报事');
  await calm(weapp);
  figures('guest', weapp);
});

test('a resident’s start with a grid of his own, the most common one', async () => {
  const session = await new City(product.url).signIn('resident');
  const weapp = bootWeapp({
    dist,
    apiBase: `${product.url}/api/v1`,
    storage: { 'lx.session': { ...session, expired: false } },
  });
  const here = wgs84ToGcj02(DEMO_PLACE);
  weapp.device.location = { longitude: here.lng, latitude: here.lat, accuracy: 10 };
  await weapp.openPage('pages/home/index').waitFor('报事');
  await calm(weapp);
  figures('resident', weapp);
});
