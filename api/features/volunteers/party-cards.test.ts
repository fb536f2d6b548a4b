import type { ContactsView } from '@shared/areas/schemas';
import type { PartyCard, PartyMemberView } from '@shared/volunteers/schemas';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { get, post, send } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';

let app: TestApp;
let home: Community;
let member: Person;
let desk: Person;
beforeAll(async () => {
  app = await startTestApp();
  home = await buildCommunity(app);
  const [grid] = home.grids;
  member = await home.person({ name: '党员乙', homeGrid: grid, area: grid, post: 'party_member' });
  desk = await home.person({ name: '孙丽', role: 'dispatcher', area: home.community });
});
afterAll(() => app.stop());

const choose = (choice: object, who = member) =>
  send<PartyMemberView>(app, 'PUT', '/me/party/card', {
    token: who.token,
    body: { shown: false, organisation: false, pledge: false, households: false, ...choice },
  });
const shown = async () =>
  (await get<{ members: PartyCard[]; linkedHouseholds: number }>(app, `/areas/${home.grids[0]}/party`)).body;
const onPage = async () =>
  (await get<ContactsView>(app, `/areas/${home.grids[0]}/contacts`)).body.partyMembers.map(
    ({ name }) => name,
  );

test('a party member shows what he chooses, once he is verified, and takes it back at any time', async () => {
  expect((await choose({ shown: true })).status).toBe(409);
  const report = { name: '党员乙', organisation: '市一中党支部', pledge: '帮老人买药' };
  await post(app, '/me/party/report', report, member.token);
  await choose({ shown: true, organisation: true });
  // Nobody has verified him yet.
  expect(await shown()).toEqual({ members: [], linkedHouseholds: 0 });
  const managed = `/workbench/party-members/${member.id}`;
  const { body } = await get<{ report: PartyMemberView }>(app, '/me/party/report', member.token);
  const decided = await post(
    app,
    `${managed}/decision`,
    { approve: true, version: body.report.version },
    desk.token,
  );
  expect(decided.status).toBe(200);
  await post(app, `${managed}/households`, { address: '3 号楼 201' }, desk.token);
  expect(await shown()).toEqual({
    members: [{ name: '党员乙', organisation: '市一中党支部', pledge: null, households: null }],
    linkedHouseholds: 1,
  });
  await choose({ shown: true, pledge: true, households: true });
  expect((await shown()).members).toEqual([
    { name: '党员乙', organisation: null, pledge: '帮老人买药', households: 1 },
  ]);
  expect(await onPage()).toEqual(['党员乙']);
  await choose({});
  expect(await shown()).toEqual({ members: [], linkedHouseholds: 1 });
  expect(await onPage()).toEqual([]);
  expect((await get(app, '/areas/1111/party')).status).toBe(404);
});
