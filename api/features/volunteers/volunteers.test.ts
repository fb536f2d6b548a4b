import type { NotificationView } from '@shared/notifications/contract';
import { VOLUNTEER_CONSENT } from '@shared/volunteers/consent';
import type {
  CallUpItem,
  CallUpView,
  LinkedHousehold,
  ManagedVolunteer,
  PartyMemberView,
  VolunteerView,
} from '@shared/volunteers/schemas';
import type { Session, UserView } from '@shared/auth/schemas';
import { entriesOf } from '@api/features/points';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { get, post, send } from '@api/test/request';
import { startTestApp, TEST_NOW, type TestApp } from '@api/test/test-app';
import { volunteer } from '../activities/test/crowd';
import { remindVisits } from './remind-visits';
import { tellCalled } from './tell-called';
import { volunteersOf } from './volunteer.model';

jest.setTimeout(60_000);

const DAY = 86_400_000;
let app: TestApp;
let home: Community;
let away: Community;
let desk: Person;
let foreign: Person;
let resident: Person;

beforeAll(async () => {
  app = await startTestApp();
  away = await buildCommunity(app);
  foreign = await away.person({ role: 'dispatcher', area: away.community });
});
afterAll(() => app.stop());
beforeEach(async () => {
  app.setClock(TEST_NOW);
  home = await buildCommunity(app);
  desk = await home.person({ name: '孙丽', role: 'dispatcher', area: home.community });
  resident = await home.person({ name: '李居民', homeGrid: home.grids[0] });
});

type Refused = { code: string; detail: string; errors?: { path: string }[] };
const save = (who: Person, body: object = {}) =>
  send<VolunteerView & Refused>(app, 'PUT', '/me/volunteer', {
    token: who.token,
    body: {
      name: '李建国',
      skills: ['repair'],
      times: ['weekend_morning'],
      languages: ['普通话'],
      bornOn: '1980-05-01',
      consentVersion: VOLUNTEER_CONSENT.version,
      ...body,
    },
  });
const decide = (who: Person, id: string, body: object) =>
  post<ManagedVolunteer & Refused>(app, `/workbench/volunteers/${id}/decision`, body, who.token);
const rolesOf = async (who: Person) =>
  (await get<UserView>(app, '/me', who.token)).body.roles.map(({ role }) => role);
const told = async (who: Person) =>
  (await get<{ items: NotificationView[] }>(app, '/me/notifications?limit=100', who.token)).body.items;
async function signInAnew(...people: Person[]) {
  for (const person of people)
    person.token = (await post<Session>(app, '/auth/demo', { persona: person.persona })).body.accessToken;
}

test('registers, is verified by the desk of the place alone, changes, leaves; the role follows', async () => {
  expect((await get<VolunteerView>(app, '/me/volunteer', resident.token)).body.state).toBe('none');
  const made = await save(resident);
  expect(made.body).toMatchObject({ state: 'pending', minor: false, version: 1 });
  const queue = async (who: Person) =>
    (await get<{ items: ManagedVolunteer[] }>(app, '/workbench/volunteers', who.token)).body.items.map(
      ({ id }) => id,
    );
  expect([await queue(desk), await queue(foreign)]).toEqual([[resident.id], []]);
  expect((await decide(foreign, resident.id, { approve: true, version: 1 })).status).toBe(404);
  expect((await decide(desk, resident.id, { approve: false, version: 1 })).status).toBe(400);
  expect((await decide(desk, resident.id, { approve: true, version: 1 })).body.state).toBe('verified');
  // The same word again is the same word.
  expect((await decide(desk, resident.id, { approve: true, version: 1 })).status).toBe(200);
  expect(await rolesOf(resident)).toEqual(['resident', 'volunteer']);
  expect((await told(resident)).map(({ title }) => title)).toEqual(['志愿者注册通过了审核']);
  // Other skills need no second look, another name does.
  expect((await save(resident, { bornOn: undefined, skills: ['law'], version: 2 })).body.state).toBe(
    'verified',
  );
  expect((await save(resident, { bornOn: undefined, version: 2 })).body.code).toBe('VERSION_CONFLICT');
  expect((await save(resident, { bornOn: undefined, name: '王五五', version: 3 })).body.state).toBe(
    'pending',
  );
  expect(await rolesOf(resident)).toEqual(['resident']);
  const left = await send<VolunteerView>(app, 'DELETE', '/me/volunteer', { token: resident.token });
  expect(left.body).toMatchObject({ state: 'left', skills: [], times: [] });
  expect(await queue(desk)).toEqual([]);
  expect((await send(app, 'DELETE', '/me/volunteer', { token: resident.token })).status).toBe(409);
});

test.each([
  ['2013-01-01', 'bornOn', '未满 14'],
  ['2026-12-01', 'bornOn', '不正确'],
  ['2026-02-30', 'bornOn', '不正确'],
  ['2010-01-01', 'guardian', '监护人'],
])('born on %s: refused at %s', async (bornOn, path, words) => {
  const { status, body } = await save(resident, { bornOn });
  expect([status, body.errors?.[0]?.path, body.detail]).toEqual([400, path, expect.stringContaining(words)]);
});

test('under age with a guardian: sealed number, masked for the desk, gone when he comes of age or leaves', async () => {
  const guardian = { name: '李大山', phone: '13812345678', consent: true };
  const made = await save(resident, { bornOn: '2010-01-01', guardian });
  expect(made.body).toMatchObject({ minor: true, guardian: { name: '李大山', phoneMasked: '138****5678' } });
  const stored = await volunteersOf(app.deps.db).findOne({ _id: resident.id });
  expect(JSON.stringify(stored)).not.toContain('13812345678');
  // The day he comes of age is all that is kept of his birthday.
  expect(JSON.stringify(stored)).not.toContain('2010');
  expect(stored?.adultOn).toBe('2028-01-01');
  app.travel(500 * DAY);
  await signInAnew(resident);
  const grown = await save(resident, { bornOn: undefined, version: 1 });
  expect(grown.body).toMatchObject({ minor: false, guardian: null });
});

test('asks for today’s consent and a grid', async () => {
  expect((await save(resident, { consentVersion: '2020-01' })).body.errors?.[0]?.path).toBe('consentVersion');
  const homeless = await home.person({});
  expect((await save(homeless)).status).toBe(409);
});

test('双报到: reported once, verified, households visited and reminded of late in the month, once', async () => {
  const report = (who: Person) =>
    post<PartyMemberView>(app, '/me/party/report', { name: '沈国梁', organisation: '一中党支部' }, who.token);
  expect((await report(resident)).body).toMatchObject({ state: 'pending', version: 1 });
  // Reporting again while it is looked at changes nothing.
  expect((await report(resident)).body.version).toBe(1);
  const member = `/workbench/party-members/${resident.id}`;
  const link = (who: Person) =>
    post<LinkedHousehold>(app, `${member}/households`, { address: '3 号楼 201', note: '独居' }, who.token);
  expect([(await link(desk)).status, (await link(foreign)).status]).toEqual([409, 404]);
  await post(app, `${member}/decision`, { approve: true, version: 1 }, desk.token);
  expect(await rolesOf(resident)).toEqual(['resident', 'party_member']);
  const household = (await link(desk)).body;
  const second = (await link(desk)).body;
  const visit = (who: Person, id: string, key?: string) =>
    post<LinkedHousehold>(app, `/me/party/households/${id}/visits`, { text: '老人都好' }, who.token, key);
  expect((await visit(desk, household.id)).status).toBe(404);
  expect((await visit(resident, household.id)).body.visitedThisMonth).toBe(true);
  await visit(resident, household.id);
  // The first of the month earns points, the second does not.
  expect(await entriesOf(app.deps.db).countDocuments({ userId: resident.id })).toBe(1);
  const reminders = async () =>
    (await told(resident)).filter(({ title }) => title.includes('没有走访')).map(({ title }) => title);
  await Promise.all([remindVisits(app.deps), remindVisits(app.deps)]);
  expect(await reminders()).toEqual(['本月还有 1 户没有走访']);
  await send(app, 'DELETE', `${member}/households/${second.id}`, { token: desk.token });
  app.setClock(Date.parse('2026-12-19T02:00:00Z'));
  await signInAnew(resident);
  await remindVisits(app.deps);
  expect(await reminders()).toHaveLength(1);
  app.setClock(Date.parse('2026-12-21T02:00:00Z'));
  await signInAnew(resident);
  await remindVisits(app.deps);
  expect(await reminders()).toHaveLength(2);
});

test('a call-up reaches who has the skill in the area, answers are counted live, one a person', async () => {
  const supervisor = await home.person({ name: '郑严', role: 'supervisor', area: home.district });
  const able = await volunteer(app, home, '能手一', { skills: ['rescue'] });
  const other = await volunteer(app, home, '能手二', { skills: ['rescue', 'law'] });
  const unable = await volunteer(app, home, '不会的', { skills: ['law'] });
  const pending = await volunteer(app, home, '没审核', { skills: ['rescue'], state: 'pending' });
  const body = {
    areaCode: home.community,
    skill: 'rescue',
    title: '积水抢险',
    text: '搬沙袋',
    meetAt: '社区门口',
    until: new Date(TEST_NOW + DAY / 4).toISOString(),
  };
  const call = (who: Person, more = {}) =>
    post<CallUpView & Refused>(app, '/callups', { ...body, ...more }, who.token);
  expect((await call(desk)).status).toBe(403);
  expect((await call(supervisor, { areaCode: away.community })).status).toBe(403);
  const made = (await call(supervisor)).body;
  await Promise.all([tellCalled(app.deps), tellCalled(app.deps)]);
  const calledUp = async (who: Person) => (await told(who)).filter(({ kind }) => kind === 'callup');
  for (const [who, count] of [
    [able, 1],
    [other, 1],
    [unable, 0],
    [pending, 0],
  ] as const)
    expect(await calledUp(who)).toHaveLength(count);
  expect((await calledUp(able))[0]?.linkId).toBe(made.id);
  const answer = (who: Person, value: string) =>
    send<CallUpView & Refused>(app, 'PUT', `/callups/${made.id}/answer`, {
      token: who.token,
      body: { answer: value },
    });
  for (const who of [unable, pending, resident]) {
    expect((await answer(who, 'coming')).status).toBe(404);
    expect((await get(app, `/callups/${made.id}`, who.token)).status).toBe(404);
  }
  await Promise.all(Array.from({ length: 20 }, () => answer(able, 'coming')));
  await answer(other, 'later');
  expect((await answer(other, 'no')).body.myAnswer).toBe('no');
  const seen = async () => (await get<CallUpView>(app, `/callups/${made.id}`, supervisor.token)).body;
  expect((await seen()).counts).toEqual({ called: 2, coming: 1, later: 0, no: 1 });
  const listed = await get<{ items: CallUpItem[] }>(app, '/callups', able.token);
  expect(listed.body.items.map(({ id, myAnswer }) => [id, myAnswer])).toEqual([[made.id, 'coming']]);
  await post(app, `/callups/${made.id}/close`, {}, supervisor.token);
  expect((await seen()).open).toBe(false);
  expect((await answer(able, 'no')).status).toBe(409);
});
