import type { ContactsView } from '@shared/areas/schemas';
import type { CaseView } from '@shared/cases/schemas';
import type { Problem } from '@shared/core/errors';
import type { OrderView, TeamItem, TeamView } from '@shared/teams/contract';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { act, get, post, send } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';
import { seatsOf } from '@api/store/seats';
import { TEAM_SEATS, type TeamDoc, teamsOf } from './team.model';

let app: TestApp;
let town: Community;
let resident: Person;
let neighbour: Person;
let dispatcher: Person;
let foreign: Person;
let lawyer: Person;
let mediator: Person;

const team = (id: string, areaCode: string, captain: Person | null, capacity = 5): TeamDoc => ({
  _id: id,
  name: `${id}队`,
  type: 'professional',
  professions: ['律师'],
  areaCode,
  areaPath: [town.city, town.district, town.street, town.community].filter((code) =>
    areaCode.startsWith(code),
  ),
  summary: '讲法、答疑',
  hours: '每周二',
  members: [
    { name: '癸律师', profession: '律师', duty: '答疑', languages: ['普通话'], shown: true },
    { name: '子律师', profession: '律师', duty: '不公开', languages: [], shown: false },
  ],
  services: [{ name: '法律咨询', minutes: 30, note: '' }],
  category: 'MS-0313',
  capacity,
  captain: captain && { userId: captain.id, name: captain.name },
  active: true,
});

beforeAll(async () => {
  app = await startTestApp();
  town = await buildCommunity(app);
  const [grid] = town.grids;
  resident = await town.person({ name: '许静怡', homeGrid: grid });
  neighbour = await town.person({ name: '马师傅', homeGrid: grid });
  dispatcher = await town.person({ name: '何丽', role: 'dispatcher', area: town.community });
  lawyer = await town.person({ name: '癸律师', role: 'volunteer', area: town.grids[1] });
  mediator = await town.person({ name: '子调解', role: 'volunteer', area: town.grids[1] });
  const away = await buildCommunity(app);
  foreign = await away.person({ name: '吴远', role: 'dispatcher', area: away.street });
  await teamsOf(app.deps.db).insertMany([
    team('law', town.street, lawyer),
    team('mediation', town.community, mediator),
    team('tiny', town.community, lawyer, 1),
    team('empty', town.community, null),
    { ...team('away', away.community, lawyer), areaPath: [away.city] },
  ]);
});
afterAll(() => app.stop());

const ask = async (id = 'law') =>
  (
    await post<OrderView>(
      app,
      `/teams/${id}/requests`,
      { text: '邻居欠钱不还，想问问怎么办', when: '周二上午' },
      resident.token,
    )
  ).body;
const dispatchTo = (order: OrderView, teamIds: string[], by = dispatcher) =>
  post<OrderView & Omit<Problem, 'status'> & { next?: { id: string } }>(
    app,
    `/cases/${order.caseId}/team-order/dispatch`,
    { teamIds },
    by.token,
  );

test('the directory shows who serves a place, the nearest first; members only as they chose, never a phone', async () => {
  const { body } = await get<{ items: TeamItem[]; professions: string[] }>(
    app,
    `/teams?area=${town.grids[0]}`,
  );
  expect(body.items.map(({ id }) => id).at(-1)).toBe('law');
  expect(body.items.map(({ id }) => id)).not.toContain('away');
  // The page of the grid names the same, as its contract says.
  const contacts = await get<ContactsView>(app, `/areas/${town.grids[0]}/contacts`);
  expect(contacts.body.serviceTeams).toEqual(
    body.items.map(({ id, name, summary, professions }) => ({ id, name, summary, professions })),
  );
  expect(body.professions).toEqual(['律师']);
  const none = await get<{ items: TeamItem[] }>(
    app,
    `/teams?area=${town.grids[0]}&profession=${encodeURIComponent('医师')}`,
  );
  expect(none.body.items).toEqual([]);
  const page = await get<TeamView>(app, '/teams/law');
  expect(page.body.members.map(({ name }) => name)).toEqual(['癸律师']);
  expect(JSON.stringify(page.body)).not.toMatch(/userId|phone|不公开/);
  expect((await get(app, '/teams/nothing')).status).toBe(404);
});

test('asked, sent by the desk, taken by the team, done and rated; only they read what was done', async () => {
  const order = await ask();
  const made = await get<CaseView>(app, `/cases/${order.caseId}`, resident.token);
  expect([made.body.visibility, made.body.assignee?.type]).toEqual(['private', 'center']);
  for (const stranger of [neighbour, foreign, lawyer])
    expect((await get(app, `/cases/${order.caseId}/team-order`, stranger.token)).status).toBe(404);
  expect((await dispatchTo(order, ['law'], resident)).status).toBe(403);
  expect((await dispatchTo(order, ['law'], foreign)).status).toBe(404);
  const sent = await dispatchTo(order, ['law', 'mediation']);
  expect([sent.status, sent.body.sent, sent.body.teams.map(({ id }) => id)]).toEqual([
    200,
    true,
    ['law', 'mediation'],
  ]);
  expect((await act(app, lawyer.token, order.caseId, 'takeUp')).status).toBe(200);
  const record = (by: Person) =>
    send<OrderView>(app, 'PUT', `/cases/${order.caseId}/team-order/record`, {
      token: by.token,
      body: { text: '欠款五千，已帮写起诉状' },
    });
  expect((await record(dispatcher)).status).toBe(403);
  expect((await record(lawyer)).body.record).toContain('起诉状');
  const seen = async (by: Person) =>
    (await get<OrderView>(app, `/cases/${order.caseId}/team-order`, by.token)).body.record;
  expect([await seen(resident), await seen(mediator), await seen(dispatcher)]).toEqual([
    '欠款五千，已帮写起诉状',
    '欠款五千，已帮写起诉状',
    null,
  ]);
  expect((await act(app, mediator.token, order.caseId, 'signOff', { text: '谈过了' })).status).toBe(200);
  await act(app, lawyer.token, order.caseId, 'reply', { text: '讲清楚了', result: 'explained' });
  expect(
    (await act(app, dispatcher.token, order.caseId, 'verify', { pass: true, text: '回访过' })).status,
  ).toBe(200);
  const rated = await act(app, resident.token, order.caseId, 'rate', {
    resolved: 'yes',
    response: 5,
    attitude: 5,
    result: 5,
  });
  expect(rated.body.status).toBe('closed');
});

test('a team that declines gives it back to the desk, which sends another', async () => {
  const order = await ask();
  await dispatchTo(order, ['law']);
  const back = await act(app, lawyer.token, order.caseId, 'return', {
    reason: 'not_ours',
    text: '要调解，不是法律问题',
  });
  expect(back.status).toBe(200);
  expect((await dispatchTo(order, ['mediation'])).body.teams.map(({ id }) => id)).toEqual(['mediation']);
  const seats = await seatsOf(app.deps.db, TEAM_SEATS).find({ ref: order.caseId }).toArray();
  expect(seats.map(({ pool }) => pool.split('/')[0])).toEqual(['mediation']);
});

test('a full week takes no more, whatever comes at once; the desk is told of another team', async () => {
  const orders = await Promise.all(Array.from({ length: 6 }, () => ask('tiny')));
  const answers = await Promise.all(orders.map((order) => dispatchTo(order, ['tiny'])));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  const full = answers.filter(({ status }) => status === 409);
  expect(full).toHaveLength(5);
  for (const { body } of full)
    expect([body.detail, body.next?.id]).toEqual(['tiny队这一周已经接满了', 'mediation']);
  expect((await get<TeamView>(app, '/teams/tiny')).body.week).toEqual({ taken: 1, capacity: 1 });
  app.travel(7 * 24 * 3600_000);
  expect((await get<TeamView>(app, '/teams/tiny')).body.week.taken).toBe(0);
  app.travel(-7 * 24 * 3600_000);
});

test.each([
  ['nobody takes orders for', 'empty', 409],
  ['serves elsewhere', 'away', 404],
  ['is not there', 'nothing', 404],
])('a team that %s is not sent', async (_what, id, status) => {
  expect((await dispatchTo(await ask(), [id])).status).toBe(status);
});
