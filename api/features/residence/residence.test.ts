import type { Session } from '@shared/auth/schemas';
import type { NotificationView } from '@shared/notifications/contract';
import type { ResidenceItem, ResidenceView } from '@shared/residence/schemas';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { get, post, send } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';
import { countVerified, livesIn, verifiedResidence } from './verified-residence';
import { residencesOf } from './residence.model';

let app: TestApp;
let home: Community;
let away: Community;
let worker: Person;
let desk: Person;
let resident: Person;

beforeAll(async () => {
  app = await startTestApp();
  away = await buildCommunity(app);
});
afterAll(() => app.stop());
beforeEach(async () => {
  home = await buildCommunity(app);
  worker = await home.person({ role: 'grid_worker', area: home.grids[0], homeGrid: home.grids[0] });
  desk = await home.person({ role: 'dispatcher', area: home.community });
  resident = await home.person({ homeGrid: home.grids[0] });
});

type Refused = { code: string; errors?: { path: string }[] };
const ask = (who: Person, address: string, gridCode = home.grids[0], key?: string) =>
  post<ResidenceView & Refused>(app, '/me/residence', { gridCode, address }, who.token, key);
const own = async (who: Person) => (await get<ResidenceView>(app, '/me/residence', who.token)).body;
const listed = async (who: Person, state = 'requested') =>
  (await get<{ items: ResidenceItem[] }>(app, `/workbench/residences?state=${state}`, who.token)).body.items;
const decide = (who: Person, of: Person, body: object) =>
  post<ResidenceItem & Refused>(app, `/workbench/residences/${of.id}/decision`, body, who.token);
const revoke = (who: Person, of: Person, version: number) =>
  post<Refused>(app, `/workbench/residences/${of.id}/revocation`, { reason: '已经搬走', version }, who.token);
const inbox = async (who: Person) =>
  (await get<{ items: NotificationView[] }>(app, '/me/notifications', who.token)).body.items;

test('asked for, confirmed by the grid’s worker, told; once is enough', async () => {
  expect(await own(resident)).toEqual({ verified: null, request: null, refused: null, version: 0 });
  expect((await ask(resident, '3号楼2单元502')).body).toMatchObject({
    verified: null,
    request: { address: '3号楼2单元502', grid: { code: home.grids[0], name: '第一网格' } },
    version: 1,
  });
  expect(await verifiedResidence(app.deps, resident.id)).toBeNull();
  const [item] = await listed(worker);
  expect(item).toMatchObject({ userId: resident.id, address: '3号楼2单元502', household: 0, version: 1 });
  expect((await decide(worker, resident, { approve: true, version: 1 })).body).toMatchObject({
    state: 'verified',
    household: 1,
  });
  const residence = await verifiedResidence(app.deps, resident.id);
  expect(residence).toMatchObject({ areaCode: home.grids[0] });
  expect([home.city, home.community, home.grids[0]].map((code) => livesIn(residence, code))).toEqual([
    true,
    true,
    true,
  ]);
  expect([away.community, home.grids[1]].some((code) => livesIn(residence, code))).toBe(false);
  expect(await inbox(resident)).toMatchObject([{ kind: 'residence', title: '您的住处已核实' }]);
  expect((await ask(resident, '3 - 2 - 502')).body.code).toBe('ALREADY_DONE');
});

test('the same door plate, however written, is one household; a worker mends how it is written', async () => {
  const [wife, child, neighbour] = await Promise.all([1, 2, 3].map(() => home.person({})));
  for (const [who, address, mended] of [
    [resident, '3号楼2单元502', undefined],
    [wife, '３号楼二单元502室', undefined],
    [child, '家里', '3-2-502'],
    [neighbour, '3号楼2单元503', undefined],
  ] as const) {
    if (!who) throw new Error('nobody');
    await ask(who, address);
    await decide(desk, who, { approve: true, address: mended, version: 1 });
  }
  expect(await countVerified(app.deps, home.grids[0])).toEqual({ people: 4, households: 2 });
  expect(await countVerified(app.deps, home.grids[1])).toEqual({ people: 0, households: 0 });
});

test('a move replaces the place in one write; until then the former stands', async () => {
  await ask(resident, '1号楼101');
  await decide(worker, resident, { approve: true, version: 1 });
  await ask(resident, '2号楼202', home.grids[1]);
  expect((await verifiedResidence(app.deps, resident.id))?.areaCode).toBe(home.grids[0]);
  expect((await decide(worker, resident, { approve: true, version: 3 })).status).toBe(404);
  expect((await decide(desk, resident, { approve: true, version: 3 })).status).toBe(200);
  expect((await verifiedResidence(app.deps, resident.id))?.areaCode).toBe(home.grids[1]);
  expect((await countVerified(app.deps, home.community)).people).toBe(1);
});

test('refused and revoked with a reason that the person reads; he may drop it himself', async () => {
  await ask(resident, '1号楼101');
  expect((await decide(desk, resident, { approve: false, version: 1 })).body.errors?.[0]?.path).toBe(
    'reason',
  );
  expect(
    (await decide(desk, resident, { approve: false, reason: '没有这栋楼', version: 1 })).body,
  ).toBeNull();
  expect((await own(resident)).refused?.reason).toBe('没有这栋楼');
  await ask(resident, '1号楼101');
  await decide(desk, resident, { approve: true, version: 3 });
  expect((await revoke(desk, resident, 3)).body.code).toBe('VERSION_CONFLICT');
  expect((await revoke(desk, resident, 4)).status).toBe(204);
  expect(await own(resident)).toMatchObject({ verified: null, refused: { reason: '已经搬走' } });
  expect((await inbox(resident)).map(({ title }) => title)).toEqual([
    '您的住处核实已撤销',
    '您的住处已核实',
    '住处没有通过核实',
  ]);
  await ask(resident, '1号楼101');
  await send(app, 'DELETE', '/me/residence', { token: resident.token });
  expect(await own(resident)).toMatchObject({ verified: null, request: null });
  expect(await listed(desk)).toEqual([]);
});

test('nobody confirms himself, nor in another area; residents confirm nobody', async () => {
  await ask(worker, '1号楼101');
  expect((await decide(worker, worker, { approve: true, version: 1 })).body.code).toBe('ACTION_NOT_ALLOWED');
  await ask(resident, '1号楼102');
  const foreign = await away.person({ role: 'dispatcher', area: away.community });
  expect((await decide(foreign, resident, { approve: true, version: 1 })).status).toBe(404);
  expect(await listed(foreign)).toEqual([]);
  expect((await get(app, '/workbench/residences', resident.token)).status).toBe(403);
  expect((await get(app, '/me/residence')).status).toBe(401);
  expect((await ask(resident, '1号楼', '999999999999999')).status).toBe(404);
  expect((await ask(resident, '1号楼', home.community)).body.errors?.[0]?.path).toBe('gridCode');
});

test('of two who decide at once one does', async () => {
  await ask(resident, '1号楼101');
  const answers = await Promise.all(
    [worker, desk, worker, desk].map((who) => decide(who, resident, { approve: true, version: 1 })),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(await inbox(resident)).toHaveLength(1);
});

test('the database holds no address in the clear', async () => {
  await ask(resident, '暗号楼7单元');
  const stored = JSON.stringify(await residencesOf(app.deps.db).find().toArray());
  expect(stored).toContain(resident.id);
  expect(stored).not.toContain('暗号');
  const session = (await post<Session>(app, '/auth/demo', { persona: resident.persona })).body;
  expect(JSON.stringify(session)).not.toContain('household');
});
