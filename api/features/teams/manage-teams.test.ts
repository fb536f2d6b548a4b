import type { Problem } from '@shared/core/errors';
import type { Captain, ManagedTeam } from '@shared/teams/admin-contract';
import type { OrderView, TeamItem, TeamView } from '@shared/teams/contract';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { get, post, send } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';
import { partyMembersOf, volunteersOf } from '../volunteers';
import { teamsOf } from './team.model';

let app: TestApp;
let town: Community;
let admin: Person;
let foreign: Person;
let resident: Person;
let lawyer: Person;
let stranger: Person;

beforeAll(async () => {
  app = await startTestApp();
  town = await buildCommunity(app);
  const away = await buildCommunity(app);
  const [grid] = town.grids;
  admin = await town.person({ name: '冯理', role: 'admin', area: town.community });
  foreign = await away.person({ name: '吴远', role: 'admin', area: away.city });
  resident = await town.person({ name: '许静怡', homeGrid: grid });
  lawyer = await town.person({ name: '癸律师', homeGrid: grid });
  stranger = await away.person({ name: '外地人', homeGrid: away.grids[0] });
  const verified = (person: Person, where: Community) => ({
    _id: person.id,
    state: 'verified' as const,
    name: person.name,
    areaPath: [where.city, where.district, where.street, where.community, where.grids[0]],
  });
  await volunteersOf(app.deps.db).insertMany([
    verified(lawyer, town),
    verified(stranger, away),
    { ...verified(resident, town), state: 'pending' },
  ] as never[]);
  await partyMembersOf(app.deps.db).insertOne({
    ...verified(lawyer, town),
    organisation: '第一支部',
  } as never);
});
afterAll(() => app.stop());

type Answer = ManagedTeam & Omit<Problem, 'status'> & { current?: ManagedTeam };
const words = (change: object = {}) => ({
  name: '法律服务队',
  type: 'professional',
  professions: ['律师'],
  areaCode: town.community,
  summary: '讲法答疑',
  hours: '每周二',
  members: [{ name: '癸律师', profession: '律师', duty: '答疑', languages: ['普通话'], shown: false }],
  services: [{ name: '法律咨询', minutes: 30 }],
  category: 'MS-0313',
  capacity: 2,
  captainId: lawyer.id,
  ...change,
});
const create = (change: object = {}, by = admin, key?: string) =>
  post<Answer>(app, '/admin/teams', words(change), by.token, key);
const change = (id: string, version: number, what: object = {}, by = admin) =>
  send<Answer>(app, 'PUT', `/admin/teams/${id}`, { token: by.token, body: { ...words(what), version } });

test('made once, asked for by residents, changed with its version; members only as they chose', async () => {
  const [made, again] = [await create({}, admin, 'team-once-1'), await create({}, admin, 'team-once-1')];
  expect([made.status, again.body.id]).toEqual([201, made.body.id]);
  expect(made.body).toMatchObject({ captainName: '癸律师', taken: 0, closed: null, version: 1 });
  const { body } = await get<TeamView>(app, `/teams/${made.body.id}`);
  expect([body.members, body.week]).toEqual([[], { taken: 0, capacity: 2 }]);
  const answers = await Promise.all([3, 4].map((capacity) => change(made.body.id, 1, { capacity })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(answers.find(({ status }) => status === 409)?.body.current?.version).toBe(2);
  const asked = await post<OrderView>(
    app,
    `/teams/${made.body.id}/requests`,
    { text: '想问问' },
    resident.token,
  );
  expect(asked.status).toBe(201);
});

test('orders are taken by somebody whom the desk of the place has verified', async () => {
  const captains = async (query: string) =>
    (await get<{ items: Captain[] }>(app, `/admin/team-captains?${query}`, admin.token)).body.items;
  expect(await captains(`area=${town.community}`)).toEqual([
    { id: lawyer.id, name: '癸律师', what: '党员 · 第一支部' },
  ]);
  expect(await captains(`area=${town.community}&q=x`)).toEqual([]);
  for (const captainId of [stranger.id, resident.id, 'f'.repeat(24)])
    expect((await create({ captainId })).body.errors?.[0]?.path).toBe('captainId');
  expect((await create({ captainId: null })).status).toBe(201);
});

test('closed with a reason: its page says why, nobody asks or sends it; opened again it is back', async () => {
  const { id } = (await create()).body;
  const act = (what: string, body: object) =>
    post<Answer>(app, `/admin/teams/${id}/${what}`, body, admin.token);
  expect((await act('close', { reason: '换届', version: 7 })).body.code).toBe('VERSION_CONFLICT');
  expect((await act('close', { reason: '换届', version: 1 })).body.closed?.reason).toBe('换届');
  expect((await act('close', { reason: '再停', version: 2 })).body.code).toBe('WRONG_STATE');
  expect((await get<TeamView>(app, `/teams/${id}`)).body.closed?.reason).toBe('换届');
  const listed = async () =>
    (await get<{ items: TeamItem[] }>(app, `/teams?area=${town.grids[0]}`)).body.items.some(
      (team) => team.id === id,
    );
  expect(await listed()).toBe(false);
  expect((await post(app, `/teams/${id}/requests`, { text: '想问问' }, resident.token)).status).toBe(404);
  expect((await act('reopen', { version: 2 })).body.closed).toBeNull();
  expect(await listed()).toBe(true);
});

test('each administers the teams of his area and below; of others he does not know', async () => {
  const { id } = (await create()).body;
  expect((await create({ areaCode: town.street })).body.code).toBe('ACTION_NOT_ALLOWED');
  expect((await create({ areaCode: '1111' })).status).toBe(404);
  expect((await get(app, `/admin/teams/${id}`, foreign.token)).status).toBe(404);
  expect((await change(id, 1, {}, foreign)).status).toBe(404);
  expect((await create({}, resident)).status).toBe(403);
  const page = async (by: Person, query = '') =>
    (
      await get<{ items: ManagedTeam[]; nextCursor: string | null }>(
        app,
        `/admin/teams?limit=1${query}`,
        by.token,
      )
    ).body;
  expect((await page(foreign)).items).toEqual([]);
  const seen: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const next: Awaited<ReturnType<typeof page>> = await page(admin, cursor && `&cursor=${cursor}`);
    seen.push(...next.items.map((team) => team.id));
    cursor = next.nextCursor;
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toContain(id);
});

test('a team written by an earlier version, without a version, is changed once', async () => {
  const { id } = (await create()).body;
  await teamsOf(app.deps.db).updateOne({ _id: id }, { $unset: { version: '', closed: '' } });
  const answers = await Promise.all([change(id, 1, { capacity: 5 }), change(id, 1, { capacity: 6 })]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test.each([
  [{ capacity: 0 }, 'capacity'],
  [{ services: [] }, 'services'],
  [{ professions: [] }, 'professions'],
  [{ category: 'XX-1' }, 'category'],
  [{ version: 1, userId: 'x' }, ''],
])('%j is wrong at its field', async (what, path) => {
  const answer = await create(what);
  expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([400, path]);
});
