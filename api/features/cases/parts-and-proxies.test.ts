import type { Session } from '@shared/auth/schemas';
import type { CaseSummary, CaseView } from '@shared/cases/schemas';
import { casesOf } from './case.model';
import { flushAllEvents } from './event-log';
import { makeMissingParts } from './split';
import { deliverNotifications } from '@api/features/notifications';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { act, get, post } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';

const LAMP = 'GY-0102';
let app: TestApp;
let home: Community;
const people = {} as Record<
  'resident' | 'friend' | 'worker' | 'leader' | 'neighbour' | 'community' | 'handler' | 'police',
  Person
>;
type Who = keyof typeof people;

beforeAll(async () => {
  app = await startTestApp();
  home = await buildCommunity(app);
  const [grid, other] = home.grids;
  const worker = { role: 'grid_worker', area: grid } as const;
  const handler = { role: 'handler', area: home.district } as const;
  people.resident = await home.person({ name: '李居民', homeGrid: grid });
  people.friend = await home.person({ name: '周邻居', homeGrid: grid });
  people.worker = await home.person({ ...worker, name: '王芳', post: 'grid_worker' });
  people.leader = await home.person({ ...worker, name: '赵强', post: 'grid_leader' });
  people.neighbour = await home.person({ ...worker, area: other, name: '孙邻', post: 'grid_worker' });
  people.community = await home.person({ name: '何丽', role: 'dispatcher', area: home.community });
  people.handler = await home.person({ ...handler, name: '孙立', department: 'urban-management' });
  people.police = await home.person({ ...handler, name: '民警', department: 'police' });
});
afterAll(() => app.stop());

const does = (who: Who, made: { id: string }, action: string, body: object = {}) =>
  act(app, people[who].token, made.id, action, body);
const sees = async (who: Who, made: { id: string }) =>
  (await get<CaseView>(app, `/cases/${made.id}`, people[who].token)).body;
async function done(who: Who, made: { id: string }, action: string, body: object = {}): Promise<CaseView> {
  const answer = await does(who, made, action, body);
  if (answer.status !== 200) throw new Error(`${action}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}
async function filed(): Promise<CaseView> {
  const body = {
    text: '路面塌了，车都堵着',
    categoryCode: LAMP,
    place: home.centres[0],
    visibility: 'public',
  };
  return (await post<CaseView>(app, '/cases', body, people.resident.token)).body;
}

describe('split into parts', () => {
  const PARTS = [
    { to: { department: 'urban-management' }, text: '修补路面' },
    { to: { department: 'police' }, text: '疏导交通' },
  ];
  const split = async () => {
    const made = await filed();
    await done('community', made, 'accept');
    return done('community', made, 'split', { parts: PARTS, text: '两家一起办' });
  };

  test('the whole is answered when all parts are, checked when all are checked, and rated by the reporter', async () => {
    const whole = await split();
    expect(whole).toMatchObject({ status: 'handling', assignee: { type: 'center' } });
    expect(whole.parts.map(({ text, who, status }) => [text, who, status])).toEqual([
      ['修补路面', '城市管理局', 'dispatched'],
      ['疏导交通', '公安局（派出所）', 'dispatched'],
    ]);
    const [road, traffic] = whole.parts as [CaseView['parts'][0], CaseView['parts'][0]];
    const answer = { text: '都办好了', result: 'explained' };
    for (const [who, part] of [
      ['handler', road],
      ['police', traffic],
    ] as const) {
      const early = await does('community', whole, 'reply', answer);
      expect([early.status, early.body]).toMatchObject([409, { code: 'WRONG_STATE' }]);
      expect((await sees(who, part)).partOf?.number).toBe(whole.number);
      await done(who, part, 'takeUp');
      await done(who, part, 'reply', { text: '办好了', result: 'explained' });
    }
    await done('community', whole, 'reply', answer);
    const unchecked = await does('leader', whole, 'verify', { pass: true, text: '看了' });
    expect(unchecked.status).toBe(409);
    for (const part of [road, traffic])
      expect((await done('leader', part, 'verify', { pass: true, text: '看了' })).status).toBe('closed');
    expect((await done('leader', whole, 'verify', { pass: true, text: '看了' })).status).toBe('verified');
    await flushAllEvents(app.deps.db);
    await deliverNotifications(app.deps, () => false);
    const told = async (who: Who) =>
      (
        await get<{ items: { caseNumber: string; title: string }[] }>(
          app,
          '/me/notifications?limit=100',
          people[who].token,
        )
      ).body.items;
    expect((await told('resident')).some(({ caseNumber }) => caseNumber === road.number)).toBe(false);
    expect((await told('resident')).some(({ caseNumber }) => caseNumber === whole.number)).toBe(true);
    expect((await told('handler')).some(({ caseNumber }) => caseNumber === road.number)).toBe(true);
    expect((await told('community')).some(({ caseNumber }) => caseNumber === road.number)).toBe(true);
    const rated = { resolved: 'yes', response: 5, attitude: 5, result: 5 };
    expect((await done('resident', whole, 'rate', rated)).status).toBe('closed');
  });

  test('parts are not the reporter’s to act on, not in his list, and nobody else’s to see', async () => {
    const whole = await split();
    const [part] = whole.parts as [CaseView['parts'][0]];
    const asReporter = await sees('resident', part);
    expect([asReporter.viewer, asReporter.actions]).toEqual(['reporter', []]);
    expect((await does('resident', part, 'withdraw')).status).toBe(403);
    const mine = await get<{ items: CaseSummary[] }>(app, '/me/cases?limit=100', people.resident.token);
    const numbers = mine.body.items.map(({ number }) => number);
    expect([numbers.includes(whole.number), numbers.includes(part.number)]).toEqual([true, false]);
    expect((await get(app, `/cases/${part.id}`, people.friend.token)).status).toBe(404);
  });

  test('is done once, and by parts alone from then on', async () => {
    const whole = await split();
    for (const [action, body] of [
      ['split', { parts: PARTS, text: '再拆' }],
      ['dispatch', { to: { department: 'police' } }],
      ['escalate', { text: '上报' }],
    ] as const)
      expect((await does('community', whole, action, body)).status).toBe(409);
    const [part] = whole.parts as [CaseView['parts'][0]];
    expect((await does('community', part, 'split', { parts: PARTS, text: '再拆' })).status).toBe(409);
  });

  test('what a crash left undone is made by the job, once', async () => {
    const whole = await split();
    const cases = casesOf(app.deps.db).collection;
    const ids = { 'partOf.id': whole.id };
    await cases.deleteMany(ids);
    await cases.updateOne({ number: whole.number }, { $set: { partsPending: true } });
    expect((await sees('community', whole)).parts).toHaveLength(2);
    expect(await makeMissingParts(app.deps)).toBe(1);
    expect(await makeMissingParts(app.deps)).toBe(0);
    expect(await cases.countDocuments(ids)).toBe(2);
  });

  test.each([
    ['one part', [PARTS[0]]],
    ['the same department twice', [PARTS[0], PARTS[0]]],
    ['an unknown department', [PARTS[0], { to: { department: 'nobody' }, text: '修补' }]],
    ['no words', [PARTS[0], { ...PARTS[1], text: '' }]],
    ['a deadline in the past', [PARTS[0], { ...PARTS[1], deadline: '2020-01-01T00:00:00Z' }]],
  ])('%s is refused and changes nothing', async (_name, parts) => {
    const made = await filed();
    await done('community', made, 'accept');
    const answer = await does('community', made, 'split', { parts, text: '拆' });
    expect([answer.status, (await sees('community', made)).version]).toEqual([400, 2]);
  });
});

describe('filed for somebody else', () => {
  const file = (who: Who, onBehalfOf: object, extra: object = {}) =>
    post<CaseView>(
      app,
      '/cases',
      { text: '王奶奶家门口的路灯不亮', categoryCode: LAMP, place: home.centres[0], onBehalfOf, ...extra },
      people[who].token,
    );

  test('is the resident’s own as soon as he signs in with that number; who filed it may handle it', async () => {
    const answer = await file('worker', { name: '王奶奶', phone: '13900001234', consent: true });
    expect([answer.status, answer.body]).toMatchObject([
      201,
      { viewer: 'staff', reporter: { name: '王奶奶', phoneMasked: '139****1234' } },
    ]);
    expect(answer.body.onBehalf?.by).toContain('王芳');
    await done('worker', answer.body, 'accept');
    const { body: code } = await post<{ demoCode: string }>(app, '/auth/phone/code', {
      phone: '13900001234',
    });
    const session = await post<Session>(app, '/auth/phone', { phone: '13900001234', code: code.demoCode });
    const mine = await get<{ items: CaseSummary[] }>(app, '/me/cases', session.body.accessToken);
    expect(mine.body.items.map(({ id }) => id)).toEqual([answer.body.id]);
  });

  test('without a number it is done and closed like any other', async () => {
    const { status, body } = await file('worker', { name: '赵大爷', consent: true });
    expect([status, body.reporter]).toEqual([201, { name: '赵大爷', phoneMasked: null, self: false }]);
    expect(
      (await does('worker', body, 'rate', { resolved: 'yes', response: 5, attitude: 5, result: 5 })).status,
    ).toBe(403);
  });

  test.each([
    ['resident', { name: '王奶奶', consent: true }, {}, 403],
    ['neighbour', { name: '王奶奶', consent: true }, {}, 403],
    ['worker', { name: '王奶奶', consent: false }, {}, 400],
    ['worker', { name: '', consent: true }, {}, 400],
    ['worker', { name: '王奶奶', phone: '123', consent: true }, {}, 400],
    ['worker', { name: '王奶奶', consent: true }, { place: undefined }, 400],
  ] as const)('%s, %j %j: %i', async (who, onBehalfOf, extra, status) => {
    expect((await file(who, onBehalfOf, extra)).status).toBe(status);
  });
});
