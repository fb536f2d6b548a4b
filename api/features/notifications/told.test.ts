import type { Session } from '@shared/auth/schemas';
import { EVENT_TYPES, type CaseView } from '@shared/cases/schemas';
import type { CaseStatus } from '@shared/cases/statuses';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { act, get, post } from '@api/test/request';
import { upload } from '@api/test/quality/world';
import { startTestApp, TEST_NOW, type TestApp } from '@api/test/test-app';
import {
  type CaseDoc,
  casesOf,
  closeUnrated,
  eventsOf,
  flushAllEvents,
  type LoggedEvent,
  regrid,
  runAlerts,
  runWishClock,
} from '../cases';
import { holdText } from '../moderation/hold-text';
import { deliverNotifications, notificationsOf } from '.';

jest.setTimeout(240_000);

const DAY = 86_400_000;
type Who =
  | 'resident'
  | 'friend'
  | 'worker'
  | 'leader'
  | 'parttimer'
  | 'community'
  | 'street'
  | 'handler'
  | 'police'
  | 'supervisor'
  | 'giver';
const people = {} as Record<Who, Person>;
let app: TestApp;
let home: Community;

beforeAll(async () => {
  app = await startTestApp();
  home = await buildCommunity(app);
  const [grid] = home.grids;
  const worker = { role: 'grid_worker', area: grid } as const;
  const handler = { role: 'handler', area: home.district } as const;
  people.resident = await home.person({ name: '李居民', homeGrid: grid });
  people.friend = await home.person({ name: '周邻居', homeGrid: grid });
  people.worker = await home.person({ ...worker, name: '王芳', post: 'grid_worker' });
  people.leader = await home.person({ ...worker, name: '赵强', post: 'grid_leader' });
  people.parttimer = await home.person({ ...worker, name: '钱帮', post: 'parttime_worker' });
  people.community = await home.person({ name: '何丽', role: 'dispatcher', area: home.community });
  people.street = await home.person({ name: '罗航', role: 'dispatcher', area: home.street });
  people.handler = await home.person({ ...handler, name: '孙立', department: 'urban-management' });
  people.police = await home.person({ ...handler, name: '民警', department: 'police' });
  people.giver = await home.person({ name: '方雨', role: 'volunteer', area: home.grids[1] });
  people.supervisor = await home.person({ name: '郑严', role: 'supervisor', area: home.district });
});
beforeEach(async () => {
  await at(TEST_NOW);
  await casesOf(app.deps.db).deleteMany({});
  await notificationsOf(app.deps.db).deleteMany({});
});
afterAll(() => app.stop());

async function at(ms: number): Promise<void> {
  app.setClock(ms);
  for (const person of Object.values(people))
    person.token = (await post<Session>(app, '/auth/demo', { persona: person.persona })).body.accessToken;
}

/** How a message says where the case stands; told again here, apart from the code that writes it. */
const STANDS: Record<CaseStatus, RegExp> = {
  submitted: /已收到/,
  accepted: /已受理/,
  dispatched: /已交给/,
  handling: /正在处理|暂缓办理/,
  replied: /已答复，正在核实；核实(通过后请您评价|后由报事人评价)/,
  verified: /已核实完成/,
  closed: /已办结/,
  declined: /不予受理/,
  withdrawn: /已撤回/,
  merged: /已并入 LX/,
};

/** The next promise: what is awaited in that state, as it is stored. */
function promised(doc: CaseDoc): Date | null {
  if (doc.status === 'submitted') return doc.respondBy;
  if (doc.status === 'verified') return doc.closesAt;
  if (doc.holding) return doc.holding.until;
  return ['accepted', 'dispatched', 'handling'].includes(doc.status) ? doc.resolveBy : null;
}

function written(date: Date): string {
  const [, year, month, day, clock] =
    /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(new Date(date.getTime() + 8 * 3_600_000).toISOString()) ?? [];
  return `${year === '2026' ? '' : `${year}年`}${Number(month)}月${Number(day)}日 ${clock}`;
}

const seen = new Map<string, Set<string>>();

/** Tells what has happened and judges every message; @returns who was told of what, as `type: who`. */
async function tell(): Promise<string[]> {
  await flushAllEvents(app.deps.db);
  await deliverNotifications(app.deps);
  const messages = await notificationsOf(app.deps.db).find({}).toArray();
  const told: string[] = [];
  for (const { title, text, events, caseId, userId, topic } of messages) {
    const event = await eventsOf(app.deps.db).findOne({ _id: events?.[0] });
    const doc = (await casesOf(app.deps.db).findById(caseId).lean()) as unknown as CaseDoc;
    const said = `${title}。${text}`;
    const about = `${event?.type} (${topic}) ${said}`;
    expect([about, STANDS[doc.status].test(text)]).toEqual([about, true]);
    const next = promised(doc);
    if (next) expect([about, text.includes(written(next))]).toEqual([about, true]);
    // Nobody reads codes, and what is missing is not written out.
    expect([about, said.replace(/LX\d{8}-\d{6,9}/g, '').match(/[A-Za-z_{}[\]]+/g)]).toEqual([about, null]);
    expect(title.split('：').every((part) => part.trim() !== '')).toBe(true);
    const who = Object.entries(people).find(([, { id }]) => id === userId)?.[0] ?? userId;
    told.push(`${event?.type}: ${who}`);
    const kind = event?.type ?? '';
    seen.set(kind, (seen.get(kind) ?? new Set()).add(topic));
  }
  await notificationsOf(app.deps.db).deleteMany({});
  return told.sort();
}

async function done(who: Who, made: { id: string }, action: string, body: object = {}): Promise<CaseView> {
  const answer = await act(app, people[who].token, made.id, action, body);
  if (answer.status !== 200) throw new Error(`${who} ${action}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}
async function does(who: Who, made: { id: string }, action: string, body: object = {}): Promise<string[]> {
  await done(who, made, action, body);
  return tell();
}
async function filed(): Promise<CaseView> {
  const body = { text: '楼下不亮', categoryCode: 'GY-0102', place: home.centres[0], visibility: 'public' };
  const { body: made } = await post<CaseView>(app, '/cases', body, people.resident.token);
  expect(await tell()).toEqual(['submit: worker']);
  await done('friend', made, 'follow');
  return made;
}
async function handling(): Promise<CaseView> {
  const made = await filed();
  expect(await does('worker', made, 'accept')).toEqual(['accept: resident']);
  await does('worker', made, 'takeUp');
  return made;
}
async function verified(): Promise<CaseView> {
  const made = await handling();
  const replied = await does('worker', made, 'reply', { text: '换好了', result: 'explained' });
  expect(replied).toEqual(['reply: friend', 'reply: resident']);
  await does('leader', made, 'verify', { pass: true, text: '看过' });
  return made;
}

test('handling in the grid, its clock and what others ask for', async () => {
  const made = await handling();
  await does('worker', made, 'progress', { text: '到场了' });
  const inDays = (days: number) => new Date(TEST_NOW + days * DAY).toISOString();
  for (const [action, approve] of [
    ['hold', true],
    ['extend', false],
    ['extend', true],
  ] as const) {
    const { requests } = await done('worker', made, action, { until: inDays(20), text: '等配件' });
    expect(await tell()).toEqual([`${action}: community`]);
    const told = await does('community', made, 'grant', { request: requests[0]?.id, approve });
    expect(told).toEqual(approve ? ['grant: resident', 'grant: worker'] : ['grant: worker']);
    if (action === 'hold') await does('worker', made, 'resume');
  }
  expect(await does('resident', made, 'supplement', { text: '晚上更暗' })).toEqual(['supplement: worker']);
  expect(await does('friend', made, 'urge')).toEqual(['urge: worker']);
  await does('supervisor', made, 'supervise', { text: '尽快', deadline: inDays(2) });
  await does('supervisor', made, 'lift');
  await does('worker', made, 'recategorise', { categoryCode: 'GY-0101', text: '是井盖' });
  await does('worker', made, 'relocate', { place: home.centres[1], text: '在路对面' });
});

test('another person, a part-timer, a desk above, and back to the resident', async () => {
  const made = await handling();
  const reassigned = { to: { personId: people.parttimer.id }, text: '人手' };
  expect(await does('worker', made, 'reassign', reassigned)).toContain('reassign: parttimer');
  await does('community', made, 'reassign', { to: { personId: people.worker.id }, text: '换回' });
  await does('worker', made, 'escalate', { text: '要社区协调' });
  expect(await does('community', made, 'decline', { reason: 'other_channel', text: '不存在' })).toEqual([
    'decline: friend',
    'decline: resident',
  ]);
  const other = await filed();
  expect(await does('resident', other, 'withdraw')).toEqual(['withdraw: friend']);
});

test('departments, returned, helped, merged, and in parts', async () => {
  const [made, other] = [await filed(), await filed()];
  await does('worker', made, 'accept');
  const to = { department: 'urban-management' };
  const coHandlers = [{ department: 'police' }];
  expect(await does('community', made, 'dispatch', { to, coHandlers })).toEqual([
    'dispatch: handler',
    'dispatch: police',
    'dispatch: resident',
  ]);
  expect(await does('handler', made, 'return', { reason: 'not_ours', text: '不归我们' })).toContain(
    'return: community',
  );
  await does('community', made, 'dispatch', { to, coHandlers });
  await does('handler', made, 'takeUp');
  expect(await does('police', made, 'signOff', { text: '疏导了' })).toEqual([]);
  expect(await does('community', made, 'merge', { into: other.number })).toContain('merge: friend');
  await does('community', made, 'unmerge', { text: '不是一回事' });
  await does('worker', other, 'accept');
  const parts = [
    { to, text: '修补路面' },
    { to: { department: 'police' }, text: '疏导交通' },
  ];
  const { parts: made2 } = await done('community', other, 'split', { parts, text: '两家' });
  await tell();
  const [part] = made2;
  if (!part) throw new Error('no part');
  await does('handler', part, 'takeUp');
  const answered = await does('handler', part, 'reply', { text: '补好了', result: 'explained' });
  expect(answered).toEqual(['reply: community']);
});

test('ratings: answers and decisions reach who rated, appeals the supervisor', async () => {
  const made = await verified();
  const bad = { resolved: 'no', response: 1, attitude: 1, result: 1, text: '没好' };
  expect(await does('friend', made, 'rate', bad)).toEqual(['rate: worker']);
  const good = { resolved: 'yes', response: 5, attitude: 5, result: 5 };
  expect(await does('resident', made, 'rate', good)).toEqual(['rate: friend']);
  const { otherRatings, rating } = await done('worker', made, 'appealRating', {
    rating: (await eventsOf(app.deps.db).findOne({ caseId: made.id, type: 'rate', 'data.by': 'follower' }))
      ?.seq,
    reason: 'mistaken',
    text: '可能点错',
  });
  expect([otherRatings.length, rating?.by]).toEqual([1, 'reporter']);
  expect(await tell()).toEqual(['appealRating: supervisor']);
  const [theirs] = otherRatings;
  expect(await does('worker', made, 'answerRating', { rating: theirs?.ref, text: '抱歉' })).toEqual([
    'answerRating: friend',
  ]);
  expect(await does('community', made, 'answerRating', { rating: rating?.ref, text: '谢谢' })).toEqual([
    'answerRating: friend',
    'answerRating: resident',
  ]);
  expect(
    await does('supervisor', made, 'decideAppeal', { rating: theirs?.ref, uphold: true, text: '点错了' }),
  ).toEqual(['decideAppeal: friend', 'decideAppeal: worker']);
  expect(await does('resident', made, 'reopen', { text: '又坏了' })).toContain('reopen: worker');
  await does('worker', made, 'reply', { text: '又换了', result: 'explained' });
  expect(await does('leader', made, 'verify', { pass: false, text: '没亮' })).toContain('verify: worker');
});

test('what the clock does', async () => {
  const made = await handling();
  const due = (await done('worker', made, 'progress', { text: '在路上' })).deadlines.resolveBy;
  await tell();
  await at(Date.parse(due) - 60_000);
  await runAlerts(app.deps);
  expect(await tell()).toEqual(['warned: worker']);
  await at(Date.parse(due) + 1000);
  await runAlerts(app.deps);
  expect(await tell()).toEqual(['overdue: community', 'overdue: resident', 'overdue: worker']);
  const raise = (await casesOf(app.deps.db).findById(made.id).lean())?.alert?.at.getTime() ?? 0;
  await at(raise + 1000);
  await runAlerts(app.deps);
  expect(await tell()).toEqual(['raised: community', 'raised: resident']);
  await at(TEST_NOW);
  const other = await verified();
  const closes = (await casesOf(app.deps.db).findById(other.id).lean())?.closesAt?.getTime() ?? 0;
  await at(closes + 1000);
  await closeUnrated(app.deps);
  expect(await tell()).toEqual(['autoClose: friend', 'autoClose: resident']);
});

test('a grid that was changed: who has the case now, and its reporter', async () => {
  const made = await handling();
  const doc = (await casesOf(app.deps.db).findById(made.id).lean()) as unknown as CaseDoc;
  const path = app.deps.routing.current().pathOf(home.grids[1]);
  const grid = path[path.length - 1];
  if (!grid || doc.assignee.type !== 'person') throw new Error('no second grid, or nobody has the case');
  const assignee = { ...doc.assignee, userId: people.parttimer.id, name: '另一位' };
  await regrid(app.deps, doc, {
    by: { userId: people.community.id, kind: 'staff', name: '管理员', title: '网格调整' },
    text: '网格分成两个',
    requestKey: 'regrid:told',
    routed: { path, grid, method: 'inside' },
    assignee,
    handedOver: true,
  });
  expect(await tell()).toEqual(['regrid: parttimer', 'regrid: resident']);
});

test('what moderators hold back and decide, and the second look that is asked for', async () => {
  const made = await handling();
  const judge = async (decision: string, extra: object = {}) => {
    const { version } = (await get<CaseView>(app, `/cases/${made.id}`, people.community.token)).body;
    const body = { item: 't1', decision, version, ...extra };
    const { status } = await post(app, `/cases/${made.id}/moderation`, body, people.community.token);
    expect(status).toBe(200);
    return tell();
  };
  expect(await judge('hide', { reason: 'abuse' })).toEqual(['moderate: resident']);
  const asking = { item: 't1', text: '没有骂人' };
  await post(app, `/cases/${made.id}/moderation/review`, asking, people.resident.token);
  expect(await tell()).toEqual(['askReview: community']);
  expect(await judge('publish')).toEqual(['moderate: resident']);
  await flushAllEvents(app.deps.db);
  const event = (await eventsOf(app.deps.db).findOne({ caseId: made.id, seq: 1 })) as LoggedEvent;
  await casesOf(app.deps.db).updateOne({ _id: made.id }, { $unset: { care: '' } });
  await holdText(app.deps, event, 't1', event.text ?? '', ['abuse']);
  expect(await tell()).toEqual(['held: resident']);
});

test('a wish: claimed, handed back, fulfilled, thanked; one that nobody keeps and one that nobody claims', async () => {
  const wish = async () => {
    const body = { kind: 'wish', text: '想要一把轮椅', visibility: 'public' };
    const made = (await post<CaseView>(app, '/cases', body, people.resident.token)).body;
    await done('worker', made, 'accept');
    await tell();
    return made;
  };
  const made = await wish();
  await done('giver', made, 'claim');
  expect(await tell()).toEqual(['claim: resident']);
  await done('giver', made, 'handBack', { text: '要出差' });
  expect(await tell()).toEqual(['handBack: resident']);
  await done('giver', made, 'claim');
  await tell();
  const photo = await upload(app, people.giver.token);
  await done('giver', made, 'fulfil', { text: '送到了', uploadIds: [photo.body.id] });
  expect(await tell()).toEqual(['fulfil: resident']);
  await done('resident', made, 'thank', { text: '谢谢' });
  expect(await tell()).toEqual(['thank: giver']);
  await done('giver', await wish(), 'claim');
  const late = await wish();
  await casesOf(app.deps.db).updateOne({ _id: late.id }, { $set: { 'wish.dueAt': new Date(TEST_NOW) } });
  await tell();
  await at(TEST_NOW + 15 * DAY);
  await runWishClock(app.deps);
  expect(await tell()).toEqual(['expire: resident', 'handBack: giver', 'handBack: resident']);
});

test('a message tells nothing that the public may not read', async () => {
  const made = await filed();
  const responsibleBody = '王八蛋物业公司';
  await done('community', made, 'decline', { reason: 'other_channel', text: '请找物业', responsibleBody });
  await flushAllEvents(app.deps.db);
  await deliverNotifications(app.deps);
  const to = (userId: string) => notificationsOf(app.deps.db).find({ userId }).toArray();
  expect(JSON.stringify(await to(people.resident.id))).toContain(responsibleBody);
  const theirs = await to(people.friend.id);
  expect([theirs.length, JSON.stringify(theirs).includes('王八蛋')]).toEqual([1, false]);
});

test('nothing that happens to a case was left out', () => {
  // A co-handler's part is told by the answer of the one in charge, a topic raised by the topic's own messages.
  expect(EVENT_TYPES.filter((type) => !seen.has(type))).toEqual(['signOff', 'raiseTopic']);
});
