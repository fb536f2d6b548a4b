import type { DispatchTargets } from '@shared/cases/dispatch';
import type { CaseSummary, CaseView } from '@shared/cases/schemas';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { act, get, post } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';

let app: TestApp;
let home: Community;
let away: Community;
const people = {} as Record<
  | 'resident'
  | 'worker'
  | 'leader'
  | 'parttimer'
  | 'neighbour'
  | 'community'
  | 'street'
  | 'district'
  | 'handler'
  | 'colleague'
  | 'police'
  | 'foreignHandler'
  | 'foreignDesk',
  Person
>;

/** Of the demo's catalogue: 路灯不亮 is the grid's, 路面坑洼 the street's. */
const LAMP = 'GY-0102';
const ROAD = 'DL-0101';
const URBAN = 'urban-management';

beforeAll(async () => {
  app = await startTestApp();
  home = await buildCommunity(app);
  away = await buildCommunity(app);
  const [grid, other] = home.grids;
  const { district, street, community } = home;
  const worker = { role: 'grid_worker', area: grid } as const;
  const handler = { role: 'handler', department: URBAN } as const;
  people.resident = await home.person({ name: '李居民', homeGrid: grid });
  people.worker = await home.person({ ...worker, name: '王芳', post: 'grid_worker' });
  people.leader = await home.person({ ...worker, name: '赵强', post: 'grid_leader' });
  people.parttimer = await home.person({ ...worker, name: '钱帮', post: 'parttime_worker' });
  people.neighbour = await home.person({ ...worker, area: other, name: '孙邻', post: 'grid_worker' });
  people.community = await home.person({ name: '何丽', role: 'dispatcher', area: community });
  people.street = await home.person({ name: '罗航', role: 'dispatcher', area: street });
  people.district = await home.person({ name: '区台', role: 'dispatcher', area: district });
  people.handler = await home.person({ ...handler, name: '孙立', area: district });
  people.colleague = await home.person({ ...handler, name: '吴立', area: street });
  people.police = await home.person({ name: '民警', role: 'handler', department: 'police', area: district });
  people.foreignHandler = await away.person({ ...handler, name: '外区', area: away.district });
  people.foreignDesk = await away.person({ name: '外台', role: 'dispatcher', area: away.street });
});
afterAll(() => app.stop());

type Who = keyof typeof people;
const does = (who: Who, made: { id: string }, action: string, body: object = {}) =>
  act(app, people[who].token, made.id, action, body);
const sees = async (who: Who, made: { id: string }) =>
  (await get<CaseView>(app, `/cases/${made.id}`, people[who].token)).body;
const todo = async (who: Who) =>
  (
    await get<{ items: CaseSummary[] }>(app, '/workbench?queue=todo&limit=100', people[who].token)
  ).body.items.map(({ id }) => id);
const targets = (who: Who, made: { id: string }) =>
  get<DispatchTargets>(app, `/cases/${made.id}/dispatch-targets`, people[who].token);

async function filed(categoryCode: string, extra: object = {}): Promise<CaseView> {
  const body = { text: '门口的路坏了，请来看看', categoryCode, place: home.centres[0], ...extra };
  const made = await post<CaseView>(app, '/cases', body, people.resident.token);
  expect(made.status).toBe(201);
  return made.body;
}
async function accepted(categoryCode = ROAD, extra: object = {}): Promise<CaseView> {
  const made = await filed(categoryCode, extra);
  return (await does(categoryCode === ROAD ? 'street' : 'worker', made, 'accept')).body;
}
async function given(to: object = { department: URBAN }, extra: object = {}): Promise<CaseView> {
  const made = await accepted();
  const { status, body } = await does('street', made, 'dispatch', { to, ...extra });
  expect(status).toBe(200);
  return body;
}
const refusal = ({ status, body }: Awaited<ReturnType<typeof does>>) => [
  status,
  body.code,
  body.errors?.[0]?.path,
];

describe('decline', () => {
  const said = { reason: 'other_channel', text: '这是租赁纠纷，请走调解或诉讼' };

  test('tells the resident why, in words, and who is responsible instead', async () => {
    const made = await filed(LAMP);
    const { body } = await does('worker', made, 'decline', { ...said, responsibleBody: '区人民法院' });
    expect([body.status, body.actions.map(({ action }) => action)]).toEqual(['declined', ['follow']]);
    const mine = await sees('resident', made);
    expect(mine.declined).toEqual({
      ...said,
      reasonName: '应走诉讼、仲裁、信访等法定途径',
      responsibleBody: '区人民法院',
    });
    expect(mine.plainStatus).toBe('不予受理：应走诉讼、仲裁、信访等法定途径，由区人民法院负责');
    expect(mine.timeline[0]).toMatchObject({
      title: '不予受理：应走诉讼、仲裁、信访等法定途径',
      text: said.text,
      visibility: 'public',
    });
    expect(await todo('worker')).not.toContain(made.id);
    expect((await does('worker', made, 'accept')).status).toBe(409);
  });

  test('still works once accepted, not once handled; numbers of people stay from the public', async () => {
    const made = await accepted(LAMP, { visibility: 'public' });
    const responsibleBody = '物业张经理13812345678';
    expect((await does('worker', made, 'decline', { ...said, responsibleBody })).status).toBe(200);
    const open = (await get<CaseView>(app, `/cases/${made.id}`)).body;
    expect(open.declined?.responsibleBody).not.toContain('13812345678');
    expect(open.plainStatus).not.toContain('13812345678');
    const handled = await accepted(LAMP);
    await does('worker', handled, 'takeUp');
    expect(refusal(await does('worker', handled, 'decline', said)).slice(0, 2)).toEqual([409, 'WRONG_STATE']);
  });

  test('is not for staff of another area, another level, or the reporter', async () => {
    const made = await filed(ROAD, { visibility: 'public' });
    for (const who of ['worker', 'community', 'neighbour', 'foreignDesk', 'handler', 'resident'] as const)
      expect([who, (await does(who, made, 'decline', said)).status]).toEqual([who, 403]);
    expect(refusal(await does('street', made, 'decline', { ...said, reason: 'lazy' }))).toEqual([
      400,
      'VALIDATION_FAILED',
      'reason',
    ]);
  });
});

describe('dispatch to a department', () => {
  test('any of its handlers in the area takes it up and answers; somebody else checks', async () => {
    const made = await given({ department: URBAN }, { text: '请尽快' });
    expect(made).toMatchObject({
      status: 'dispatched',
      assignee: { type: 'department', department: URBAN, name: '城市管理局' },
      deadlines: (await sees('street', made)).deadlines,
    });
    const mine = await sees('resident', made);
    expect(mine.plainStatus).toMatch(/^已交给城市管理局，承诺/);
    expect(mine.timeline[0]).toMatchObject({ title: '已派给城市管理局办理', text: '请尽快' });
    for (const who of ['handler', 'colleague'] as const) expect(await todo(who)).toContain(made.id);
    for (const who of ['police', 'foreignHandler', 'street'] as const)
      expect(await todo(who)).not.toContain(made.id);
    const taken = await does('handler', made, 'takeUp');
    expect(taken.body).toMatchObject({ status: 'handling', assignee: { type: 'department' } });
    expect(taken.body.timeline[0]).toMatchObject({
      title: '开始处理',
      who: expect.stringContaining('孙立') as string,
    });
    expect((await does('colleague', made, 'progress', { text: '已叫料' })).status).toBe(200);
    expect((await does('handler', made, 'reply', { text: '说明', result: 'explained' })).status).toBe(200);
    expect((await does('handler', made, 'verify', { pass: true, text: '好' })).status).toBe(403);
    expect((await does('street', made, 'verify', { pass: true, text: '好' })).body.status).toBe('verified');
  });

  test('nobody of another department or district takes it up, answers or sends it back', async () => {
    const made = await given();
    for (const who of ['police', 'foreignHandler', 'worker', 'street'] as const)
      for (const [action, body] of [
        ['takeUp', {}],
        ['return', { reason: 'not_ours', text: '…' }],
      ] as const)
        expect([who, action, (await does(who, made, action, body)).status]).toEqual([who, action, 403]);
  });

  test('of two handlers at once one takes it up', async () => {
    const made = await given();
    const taps = await Promise.all(
      (['handler', 'colleague'] as const).map((who) => does(who, made, 'takeUp', { version: made.version })),
    );
    expect(taps.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await sees('street', made)).timeline.filter(({ type }) => type === 'takeUp')).toHaveLength(1);
  });

  test('a private case is theirs to see while they have it, and no longer', async () => {
    const made = await accepted(ROAD, { visibility: 'private' });
    const status = async () => (await get(app, `/cases/${made.id}`, people.handler.token)).status;
    expect(await status()).toBe(404);
    await does('street', made, 'dispatch', { to: { department: URBAN } });
    expect(await status()).toBe(200);
    const back = await does('handler', made, 'return', { reason: 'not_ours', text: '公路局管' });
    expect([back.status, back.body.status]).toEqual([200, 'accepted']);
    expect(await status()).toBe(404);
  });
});

describe('dispatch to a person', () => {
  test('of a grid in the desk’s area, who then works as its assignee', async () => {
    const made = await given({ personId: people.neighbour.id });
    expect(made.assignee).toMatchObject({ type: 'person', worker: { name: '孙邻' } });
    expect(await todo('neighbour')).toContain(made.id);
    expect((await does('worker', made, 'takeUp')).status).toBe(403);
    expect((await does('neighbour', made, 'takeUp')).body.status).toBe('handling');
    expect((await sees('neighbour', made)).assignee).toMatchObject({ worker: { name: '孙邻' } });
    expect((await get<CaseView>(app, `/cases/${made.id}`)).body.timeline[1]?.title).toBe(
      '已派给专职网格员孙*办理',
    );
    const again = await does('street', made, 'dispatch', { to: { personId: people.leader.id } });
    expect(again.body).toMatchObject({ status: 'dispatched', assignee: { worker: { name: '赵强' } } });
    expect(await todo('neighbour')).not.toContain(made.id);
  });

  test('a worker gives an accepted case to a part-timer of his own grid, and to nobody else', async () => {
    const made = await accepted(LAMP);
    for (const to of [
      { department: URBAN },
      { personId: people.leader.id },
      { personId: people.neighbour.id },
    ])
      expect(refusal(await does('worker', made, 'dispatch', { to }))).toEqual([
        400,
        'VALIDATION_FAILED',
        'to',
      ]);
    expect((await does('neighbour', made, 'dispatch', { to: { department: URBAN } })).status).not.toBe(200);
    const done = await does('worker', made, 'dispatch', { to: { personId: people.parttimer.id } });
    expect(done.body).toMatchObject({ status: 'dispatched', assignee: { worker: { name: '钱帮' } } });
    expect((await does('parttimer', made, 'takeUp')).body.status).toBe('handling');
    expect((await does('worker', made, 'dispatch', { to: { personId: people.parttimer.id } })).status).toBe(
      409,
    );
  });
});

test('who it may not be given to is said at the field', async () => {
  const made = await accepted();
  const nobody = { personId: '0'.repeat(24) };
  for (const to of [
    nobody,
    { personId: people.resident.id },
    { personId: people.street.id },
    { department: 'ministry' },
    { department: '__proto__' },
  ])
    expect(refusal(await does('street', made, 'dispatch', { to }))).toEqual([400, 'VALIDATION_FAILED', 'to']);
  const to = { department: URBAN };
  for (const [extra, path] of [
    [{ deadline: new Date(app.deps.clock() - 1000).toISOString() }, 'deadline'],
    [{ deadline: '2099-01-01T00:00:00Z' }, 'deadline'],
    [{ coHandlers: [to] }, 'coHandlers'],
    [{ coHandlers: [nobody] }, 'coHandlers'],
  ] as const)
    expect(refusal(await does('street', made, 'dispatch', { to, ...extra }))).toEqual([
      400,
      'VALIDATION_FAILED',
      path,
    ]);
  for (const who of ['community', 'foreignDesk', 'handler', 'worker'] as const)
    expect([who, (await does(who, made, 'dispatch', { to })).status]).toEqual([who, 403]);
  expect((await sees('street', made)).version).toBe(made.version);
});

test('a desk’s person of elsewhere is out of reach', async () => {
  const stranger = await away.person({
    name: '外人',
    role: 'grid_worker',
    area: away.grids[0],
    post: 'grid_worker',
  });
  const made = await accepted();
  const answer = await does('street', made, 'dispatch', { to: { personId: stranger.id } });
  expect(refusal(answer)).toEqual([400, 'VALIDATION_FAILED', 'to']);
});

test('the promise stays unless another is given', async () => {
  const made = await accepted();
  const kept = await does('street', made, 'dispatch', { to: { department: URBAN } });
  expect(kept.body.deadlines).toEqual(made.deadlines);
  const deadline = new Date(app.deps.clock() + 3600_000).toISOString();
  const moved = await does('street', made, 'dispatch', { to: { department: URBAN }, deadline });
  expect(moved.body.deadlines.resolveBy).toBe(deadline);
});

test('who helps sees the case in his queue and notes progress, no more', async () => {
  const coHandlers = [{ department: 'police' }, { personId: people.neighbour.id }];
  const made = await given({ department: URBAN }, { coHandlers });
  expect(made.coHandlers.map((helper) => helper.type)).toEqual(['department', 'person']);
  await does('handler', made, 'takeUp');
  for (const who of ['police', 'neighbour'] as const) {
    expect(await todo(who)).toContain(made.id);
    expect((await does(who, made, 'progress', { text: '到场' })).status).toBe(200);
    expect((await does(who, made, 'reply', { text: '好', result: 'explained' })).status).toBe(403);
  }
  await does('street', made, 'dispatch', { to: { department: URBAN } });
  expect(await todo('police')).not.toContain(made.id);
});

test('a desk handles what it has itself', async () => {
  const made = await accepted();
  expect((await does('street', made, 'takeUp')).body).toMatchObject({
    status: 'handling',
    assignee: { type: 'center' },
  });
  expect((await does('street', made, 'reply', { text: '说明', result: 'explained' })).status).toBe(200);
  expect((await does('street', made, 'verify', { pass: true, text: '好' })).status).toBe(403);
  expect((await does('district', made, 'verify', { pass: true, text: '好' })).status).toBe(200);
});

describe('return', () => {
  const back = { reason: 'not_ours', text: '这段路归公路部门' };
  const round = async (made: CaseView, desk: Who) => {
    await does(desk, made, 'dispatch', { to: { department: URBAN } });
    return (await does('handler', made, 'return', back)).body;
  };

  test('brings it back to the desk of its level; only before it is taken up', async () => {
    const made = await given();
    const body = (await does('handler', made, 'return', back)).body;
    expect(body).toMatchObject({ status: 'accepted', returns: 1, level: 'street' });
    expect(body.assignee).toMatchObject({ type: 'center', areaCode: home.street });
    expect(await todo('street')).toContain(made.id);
    expect((await sees('resident', made)).timeline[0]?.title).toBe('已退回重新派单：不属于我方职责');
    const taken = await given();
    await does('handler', taken, 'takeUp');
    expect((await does('handler', taken, 'return', back)).status).toBe(409);
  });

  test('by a person counts for nothing; of a grid’s case it goes to the community', async () => {
    const made = await accepted(LAMP);
    await does('community', made, 'dispatch', { to: { personId: people.parttimer.id } });
    const { body } = await does('parttimer', made, 'return', back);
    expect(body).toMatchObject({ status: 'accepted', returns: 0, level: 'grid' });
    expect(body.assignee).toMatchObject({ type: 'center', areaCode: home.community });
  });

  test('the third by departments is supervised and one level up, whose desk has it then', async () => {
    const made = await accepted();
    expect((await round(made, 'street')).flags.supervised).toBe(false);
    expect((await round(made, 'street')).level).toBe('street');
    const third = await round(made, 'street');
    expect(third).toMatchObject({ returns: 3, level: 'district', flags: { supervised: true } });
    expect(third.assignee).toMatchObject({ type: 'center', areaCode: home.district });
    expect((await sees('resident', made)).timeline[0]?.title).toContain('已提级督办');
    expect(await todo('district')).toContain(made.id);
    expect((await does('street', made, 'dispatch', { to: { department: URBAN } })).status).toBe(403);
    for (const returns of [4, 5, 6])
      expect(await round(made, 'district')).toMatchObject({ returns, level: 'district' });
  });
});

describe('whom a case may be given to', () => {
  test('the case’s grid first, the category’s department first, with what each has in hand', async () => {
    const made = await accepted();
    const { status, body } = await targets('street', made);
    expect(status).toBe(200);
    expect(
      body.people
        .map(({ name }) => name)
        .slice(0, 3)
        .sort(),
    ).toEqual(['王芳', '赵强', '钱帮'].sort());
    expect(body.people.at(-1)).toMatchObject({
      personId: people.neighbour.id,
      functionName: '专职网格员',
      areaName: '第二网格',
    });
    expect(body.people.find(({ name }) => name === '王芳')?.openCases).toBeGreaterThan(0);
    expect(body.departments[0]).toMatchObject({ department: URBAN, name: '城市管理局' });
    expect(new Set(body.departments.map(({ department }) => department)).size).toBe(24);
  });

  test('for a worker his part-timers; for others nothing', async () => {
    const made = await accepted(LAMP, { visibility: 'public' });
    expect((await targets('worker', made)).body).toMatchObject({
      people: [{ personId: people.parttimer.id }],
      departments: [],
    });
    for (const [who, status] of [
      ['neighbour', 404],
      ['foreignDesk', 404],
      ['handler', 403],
      ['resident', 403],
    ] as const)
      expect([who, (await targets(who, made)).status]).toEqual([who, status]);
    const above = await accepted();
    expect((await targets('worker', above)).status).toBe(403);
  });
});
