import services from '@api/demo/source/services.json';
import type { Problem } from '@shared/core/errors';
import type { ServiceSummary, ServiceView } from '@shared/services/views';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { get, post } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';
import { importServices } from './import-services';

let app: TestApp;
let town: Community;
let resident: Person;

const CARD = 'elder-card';

beforeAll(async () => {
  app = await startTestApp();
  town = await buildCommunity(app);
  await importServices(app.deps, services, false);
  resident = await town.person({ name: '许静怡', homeGrid: town.grids[0] });
});
afterAll(() => app.stop());

test.each([
  ['老年证', CARD],
  ['laonianzheng', CARD],
  ['lnz', CARD],
  ['我要办暂住证', 'residence-permit'],
  ['低保', 'minimum-living'],
  ['打官司', 'legal-aid'],
  ['两项补贴', 'disability-subsidy'],
])('%s finds %s first', async (q, expected) => {
  const { body } = await get<{ items: ServiceSummary[] }>(app, `/services?q=${encodeURIComponent(q)}`);
  expect(body.items[0]?.id).toBe(expected);
});

test('by life event, and a page with everything one has to know', async () => {
  const all = await get<{ groups: { id: string; count: number }[]; items: ServiceSummary[] }>(
    app,
    '/services',
  );
  expect(all.body.items.length).toBe(services.services.length);
  const elderly = await get<{ items: ServiceSummary[] }>(app, '/services?group=elderly');
  expect(elderly.body.items.map(({ id }) => id)).toContain(CARD);
  expect(all.body.groups.find(({ id }) => id === 'elderly')?.count).toBe(elderly.body.items.length);
  const { body } = await get<ServiceView>(app, `/services/${CARD}`, resident.token);
  expect(body.materials.length).toBeGreaterThan(0);
  expect(body.site?.area.code).toBe(town.community);
  expect((await get<ServiceView>(app, `/services/${CARD}`)).body.site).toBeNull();
  expect((await get(app, '/services/nothing')).status).toBe(404);
});

test('an import is judged whole: nothing changes when anything is wrong', async () => {
  const admin = await town.person({ role: 'admin', area: town.city });
  const bad = {
    ...services,
    version: 'bad',
    services: services.services.map((item, n) => (n === 0 ? { ...item, category: 'XX-1' } : item)),
  };
  const refused = await post<Problem>(app, '/admin/services/import', bad, admin.token);
  expect([refused.status, refused.body.errors?.[0]?.path]).toEqual([422, 'services.0.category']);
  const fewer = { ...services, version: 'fewer', services: services.services.slice(1) };
  const dry = await post<{ applied: boolean; removed: string[] }>(
    app,
    '/admin/services/import?dryRun=1',
    fewer,
    admin.token,
  );
  expect([dry.body.applied, dry.body.removed]).toEqual([false, [services.services[0]?.id]]);
  expect((await get(app, `/services/${services.services[0]?.id}`)).status).toBe(200);
});
