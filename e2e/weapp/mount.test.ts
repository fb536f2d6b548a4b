import path from 'node:path';
import type { Session } from '@shared/auth/schemas';
import { City } from '../support/city';
import { startProduct, type RunningProduct } from '../support/server';
import { bootWeapp } from './harness';
import { reportPackage } from './package-report';

const dist = path.resolve(__dirname, '../../dist/weapp');
const { routes } = reportPackage(dist);
let product: RunningProduct;
const people: Record<string, Session | null> = { 游客: null };
const errors: string[] = [];

beforeAll(async () => {
  product = await startProduct();
  const city = new City(product.url);
  people.居民 = await city.signIn('resident');
  people.管理员 = await city.signIn('admin');
  const told = (value: unknown) => (value as { stack?: string }).stack ?? String(value);
  jest
    .spyOn(console, 'error')
    .mockImplementation((...args: unknown[]) => void errors.push(args.map(told).join(' ').slice(0, 600)));
});
beforeEach(() => void errors.splice(0));
afterAll(async () => {
  jest.restoreAllMocks();
  await product.stop();
});

/** With the real API behind it: whatever a page is opened with, it stands and says something. */
test.each(routes)('%s mounts for everybody without an error', async (route) => {
  for (const [who, session] of Object.entries(people)) {
    const weapp = bootWeapp({
      dist,
      apiBase: `${product.url}/api/v1`,
      storage: session ? { 'lx.session': { ...session, expired: false } } : {},
    });
    // No such id, as from an old link: the page has to live with it.
    const page = weapp.openPage(route, { id: '0'.repeat(24) });
    await page.waitFor('', 5000);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect({ who, shows: weapp.currentPage().texts().length > 0 }).toEqual({ who, shows: true });
    const broken = weapp.requests.filter(({ status }) => status >= 500);
    expect({ who, errors, broken }).toEqual({ who, errors: [], broken: [] });
  }
});
