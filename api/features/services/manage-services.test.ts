import services from '@api/demo/source/services.json';
import type { CaseView } from '@shared/cases/schemas';
import type { Problem } from '@shared/core/errors';
import type { ManagedServices } from '@shared/services/admin-contract';
import type { ApplicationView } from '@shared/services/application';
import type { ServiceItem } from '@shared/services/catalogue';
import type { ServiceSummary, ServiceView, SlotView } from '@shared/services/views';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { get, post, send } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';
import { notificationsOf } from '../notifications';
import { importServices } from './import-services';

let app: TestApp;
let town: Community;
let admin: Person;
let resident: Person;

const CARD = 'elder-card';

beforeAll(async () => {
  app = await startTestApp();
  town = await buildCommunity(app);
  await importServices(app.deps, services, false);
  admin = await town.person({ name: '冯理', role: 'admin', area: town.city });
  resident = await town.person({ name: '许静怡', homeGrid: town.grids[0] });
});
afterAll(() => app.stop());

type Answer = ManagedServices & Omit<Problem, 'status'> & { current?: ManagedServices };
const catalogue = async () => (await get<ManagedServices>(app, '/admin/services', admin.token)).body;
const itemOf = (all: ManagedServices, id = CARD): ServiceItem => {
  const item = all.items.find((other) => other.id === id);
  if (!item) throw new Error(`no ${id}`);
  return item;
};
const save = (item: { id: string; [field: string]: unknown }, base: string | null, by = admin) =>
  send<Answer>(app, 'PUT', `/admin/services/${item.id}`, { token: by.token, body: { item, base } });
const withdraw = (id: string, base: string | null, reason = '并到区政务中心') =>
  post<Answer>(app, `/admin/services/${id}/withdraw`, { reason, base }, admin.token);
const slotsOf = async () =>
  (await get<{ items: SlotView[] }>(app, `/services/${CARD}/slots`, resident.token)).body.items;
const book = (slotId: string) =>
  post<CaseView & { detail?: string }>(
    app,
    '/cases',
    { kind: 'service', text: '办老年证', serviceId: CARD, slotId },
    resident.token,
  );
const told = async () =>
  (await notificationsOf(app.deps.db).find({ userId: resident.id, title: '您的预约有变化' }).toArray()).map(
    ({ text }) => text,
  );

test('made, changed and found at once; of two who edit the same version one is told what stands', async () => {
  const before = await catalogue();
  const fresh = { ...itemOf(before), id: 'svc-bath', name: '上门助浴', keywords: ['洗澡'] };
  const made = await save(fresh, before.version);
  expect([made.status, made.body.items.length]).toEqual([200, before.items.length + 1]);
  const found = await get<{ items: ServiceSummary[] }>(app, `/services?q=${encodeURIComponent('洗澡')}`);
  expect(found.body.items[0]?.id).toBe('svc-bath');
  const answers = await Promise.all(
    ['甲', '乙'].map((name) => save({ ...fresh, name: `助浴${name}` }, made.body.version)),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const lost = answers.find(({ status }) => status === 409)?.body;
  expect([lost?.code, lost?.current?.version]).toEqual(['VERSION_CONFLICT', (await catalogue()).version]);
  expect((await save(fresh, before.version)).status).toBe(409);
});

test.each([
  [{ category: 'XX-1' }, 'item.category'],
  [{ lifeEvent: 'nothing' }, 'item.lifeEvent'],
  [{ modes: ['appointment'], appointment: null }, 'item.appointment'],
  [{ name: '' }, 'item.name'],
  [{ withdrawn: { reason: '绕过', at: '2026-11-23T00:00:00Z' } }, 'item'],
  [{ steps: [] }, 'item.steps'],
])('%j is refused at its field, and nothing changes', async (change, path) => {
  const before = await catalogue();
  const { withdrawn: _none, ...item } = itemOf(before);
  const answer = await save({ ...item, ...change }, before.version);
  expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([400, path]);
  expect((await catalogue()).version).toBe(before.version);
});

test('hours that are taken away: who had booked them is told, others not; the seats stay theirs', async () => {
  const free = (await slotsOf()).filter(({ left }) => left > 0);
  const saturday = free.find(({ startAt }) => new Date(startAt).getUTCDay() === 6);
  const weekday = free.find(({ startAt }) => new Date(startAt).getUTCDay() !== 6);
  if (!saturday || !weekday) throw new Error('both kinds of days');
  const [gone, kept] = [await book(saturday.id), await book(weekday.id)];
  expect([gone.status, kept.status]).toEqual([201, 201]);
  const before = await catalogue();
  const item = itemOf(before);
  const hours = { ...item.hours, open: item.hours.open.filter(({ days }) => !days.includes(6)) };
  const saved = await save({ ...item, hours }, before.version);
  expect(saved.body.told).toBe(1);
  expect(await told()).toEqual([expect.stringContaining('不再开放')]);
  const { body } = await get<ApplicationView>(app, `/cases/${gone.body.id}/application`, resident.token);
  expect(body.appointment?.state).toBe('booked');
  const moved = await post<ApplicationView>(
    app,
    `/me/appointments/${gone.body.id}/rebook`,
    { slotId: (await slotsOf()).find(({ left, mine }) => left > 0 && !mine)?.id },
    resident.token,
  );
  expect(moved.status).toBe(200);
});

test('withdrawn: its page says why, nothing can be begun, what is booked is told; restored it is back', async () => {
  const slot = (await slotsOf()).find(({ left, mine }) => left > 0 && !mine);
  if (!slot) throw new Error('no slot');
  const before = await catalogue();
  const gone = await withdraw(CARD, before.version);
  expect([gone.status, gone.body.told]).toEqual([200, 2]);
  expect((await told()).filter((text) => text.includes('并到区政务中心'))).toHaveLength(2);
  const page = await get<ServiceView>(app, `/services/${CARD}`, resident.token);
  expect(page.body.withdrawn?.reason).toBe('并到区政务中心');
  const all = await get<{ items: ServiceSummary[] }>(app, '/services?q=lnz');
  expect(all.body.items.map(({ id }) => id)).not.toContain(CARD);
  const refused = await book(slot.id);
  expect([refused.status, refused.body.detail]).toEqual([409, '这项服务停办了：并到区政务中心']);
  const hold = await post(app, `/services/${CARD}/slots/${slot.id}/hold`, undefined, resident.token);
  expect(hold.status).toBe(409);
  const { withdrawn: _kept, ...item } = itemOf(gone.body);
  const edited = await save({ ...item, name: '敬老卡' }, gone.body.version);
  expect(itemOf(edited.body).withdrawn?.reason).toBe('并到区政务中心');
  const back = await post<Answer>(
    app,
    `/admin/services/${CARD}/restore`,
    { base: edited.body.version },
    admin.token,
  );
  expect(itemOf(back.body).withdrawn).toBeUndefined();
  expect((await book(slot.id)).status).toBe(201);
});

test('for admins alone', async () => {
  const desk = await town.person({ name: '何丽', role: 'dispatcher', area: town.community });
  const { version } = await catalogue();
  for (const by of [resident, desk]) {
    expect((await get(app, '/admin/services', by.token)).status).toBe(403);
    expect((await save({ ...services.services[0], id: CARD }, version, by)).status).toBe(403);
  }
  expect((await withdraw('nothing', version)).status).toBe(404);
});
