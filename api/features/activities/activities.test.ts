import { randomUUID } from 'node:crypto';
import type { ActivityItem } from '@shared/activities/schemas';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { get, post, send } from '@api/test/request';
import { startTestApp, TEST_NOW, type TestApp } from '@api/test/test-app';
import { activitiesOf, signUpsOf } from './activity.model';
import { settleShifts } from './settle-shift';
import { type Answered, at, makeActivity, profileOf, signUp, volunteer } from './test/crowd';
import { volunteersOf } from '../volunteers';

jest.setTimeout(60_000);

let app: TestApp;
let home: Community;
let away: Community;
let desk: Person;
let ann: Person;

beforeAll(async () => {
  app = await startTestApp();
  away = await buildCommunity(app);
});
afterAll(() => app.stop());
beforeEach(async () => {
  app.setClock(TEST_NOW);
  home = await buildCommunity(app);
  desk = await home.person({ name: '孙丽', role: 'dispatcher', area: home.community });
  ann = await volunteer(app, home, '方雨桐');
});
const list = async (query: string, who?: Person) =>
  (await get<{ items: ActivityItem[]; nextCursor: string | null }>(app, `/activities?${query}`, who?.token))
    .body;

test('an area shows its own, those below and those above, the first to end first, in pages without gaps', async () => {
  const city = await home.person({ role: 'admin', area: home.city });
  const shift = (hour: number) => [{ start: at(hour), end: at(hour + 1), capacity: 3, skills: [] }];
  await makeActivity(app, home, desk, { title: '社区的', shifts: shift(48) });
  await makeActivity(app, home, desk, { title: '二格的', areaCode: home.grids[1], shifts: shift(24) });
  await makeActivity(app, home, city, { title: '全市的', areaCode: home.city, shifts: shift(72) });
  const titles = async (query: string, who?: Person) =>
    (await list(query, who)).items.map(({ title }) => title);
  expect(await titles('', ann)).toEqual(['二格的', '社区的', '全市的']);
  expect(await titles(`area=${home.grids[0]}`)).toEqual(['社区的', '全市的']);
  expect(await titles(`area=${away.community}`)).toEqual([]);
  expect(await titles(`area=${home.community}&from=${at(50)}`)).toEqual(['全市的']);
  const seen: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page = await list(`area=${home.community}&limit=1${cursor && `&cursor=${cursor}`}`);
    seen.push(...page.items.map(({ title }) => title));
    cursor = page.nextCursor;
  }
  expect(seen).toEqual(['二格的', '社区的', '全市的']);
  expect((await get(app, '/activities')).status).toBe(400);
});

test('a series is made once whatever the repetitions, monthly on the last day where there is no 31st', async () => {
  const key = randomUUID();
  const shifts = [
    { start: '2026-12-31T01:00:00.000Z', end: '2026-12-31T02:00:00.000Z', capacity: 3, skills: [] },
  ];
  const repeat = { every: 'month' as const, times: 3 };
  const first = await makeActivity(app, home, desk, { shifts, repeat }, key);
  const again = await makeActivity(app, home, desk, { shifts, repeat }, key);
  expect(again.body.id).toBe(first.body.id);
  const { items } = await list(`area=${home.community}`);
  expect(items.map(({ startsAt }) => startsAt.slice(0, 10))).toEqual([
    '2026-12-31',
    '2027-01-31',
    '2027-02-28',
  ]);
  expect(new Set(items.map(({ seriesId }) => seriesId)).size).toBe(1);
  const body = { reason: '换人组织', following: true, version: 1 };
  await post(app, `/activities/${items[1]?.id}/cancel`, body, desk.token);
  expect((await list(`area=${home.community}`)).items.map(({ state }) => state)).toEqual([
    'open',
    'cancelled',
    'cancelled',
  ]);
});

test.each([
  ['not verified', { state: 'pending' as const }, {}, '审核'],
  [
    'under age for adults only',
    { adultOn: '2027-06-01' },
    { eligibility: { party: false, adults: true, locals: false } },
    '18',
  ],
  ['no party member', {}, { eligibility: { party: true, adults: false, locals: false } }, '党员'],
  [
    'without the skill',
    { skills: ['law' as const] },
    {
      shifts: [
        { start: at(23), end: at(24), capacity: 1, skills: ['first_aid' as const, 'rescue' as const] },
      ],
    },
    '急救或抢险救灾',
  ],
])('may not sign up: %s', async (_what, more, activity, words) => {
  const person = await volunteer(app, home, '张三三', more);
  const made = (await makeActivity(app, home, desk, activity)).body;
  const seen = await get<Answered>(app, `/activities/${made.id}`, person.token);
  expect(seen.body.shifts[0]?.problem).toContain(words);
  const answer = await signUp(app, person, made);
  expect([answer.status, answer.body.detail]).toEqual([403, expect.stringContaining(words)]);
});

test('locals only; nobody at two places at once; not before one is a volunteer, nor after the start', async () => {
  const stranger = await away.person({ name: '外人', homeGrid: away.grids[0] });
  await volunteersOf(app.deps.db).insertOne(profileOf(away, stranger.id, '外地人'));
  const resident = await home.person({ homeGrid: home.grids[0] });
  const locals = { party: false, adults: false, locals: true };
  const first = (await makeActivity(app, home, desk, { eligibility: locals })).body;
  expect((await signUp(app, stranger, first)).body.detail).toContain('本区域');
  expect((await signUp(app, resident, first)).body.detail).toContain('注册');
  expect((await signUp(app, ann, first)).status).toBe(200);
  const shifts = [{ start: at(24.5), end: at(26), capacity: 1, skills: [] }];
  const second = (await makeActivity(app, home, desk, { shifts })).body;
  expect((await signUp(app, ann, second)).body.detail).toContain('重叠');
  app.freezeClock(TEST_NOW + 10 * 60_000);
  const soon = [
    { start: new Date(TEST_NOW + 11 * 60_000).toISOString(), end: at(1), capacity: 1, skills: [] },
  ];
  const third = (await makeActivity(app, home, desk, { shifts: soon })).body;
  app.freezeClock(TEST_NOW + 12 * 60_000);
  expect((await signUp(app, ann, third)).body.detail).toContain('已经开始');
});

test('a shift that is added afterwards takes sign-ups; those there were stay, and there are eight at most', async () => {
  const made = (await makeActivity(app, home, desk)).body;
  await signUp(app, ann, made);
  const change = (addShifts: object[], version = 1) =>
    send<Answered>(app, 'PATCH', `/activities/${made.id}`, {
      token: desk.token,
      body: { notice: '下午加一班', addShifts, version },
    });
  const more = { start: at(28), end: at(30), capacity: 1 };
  expect((await change([{ ...more, start: at(-1) }])).body.errors?.[0]?.path).toBe('addShifts.0.start');
  expect((await change(Array.from({ length: 8 }, () => more))).body.errors?.[0]?.path).toBe('addShifts');
  const changed = (await change([more])).body;
  expect(changed.shifts.map(({ start, held }) => [start, held])).toEqual([
    [at(23), 1],
    [at(28), 0],
  ]);
  expect((await change([more])).body.code).toBe('VERSION_CONFLICT');
  const bob = await volunteer(app, home, '李建国');
  expect((await signUp(app, bob, changed, 1)).body.shifts[1]?.mine?.state).toBe('confirmed');
  // Nothing was moved for who had signed up: cancelling late still counts.
  expect((await activitiesOf(app.deps.db).findOne({ title: made.title, version: 2 }))?.movedAt).toBeNull();
});

test('other areas’ staff neither see the list of people nor change anything', async () => {
  const made = (await makeActivity(app, home, desk)).body;
  await signUp(app, ann, made);
  const foreign = await away.person({ role: 'dispatcher', area: away.community });
  const worker = await home.person({ role: 'grid_worker', area: home.grids[0] });
  const before = await activitiesOf(app.deps.db).findOne({ title: made.title, areaCode: home.community });
  for (const { token } of [foreign, worker]) {
    expect(
      (await get(app, `/activities/${made.id}/shifts/${made.shifts[0]?.id}/signups`, token)).status,
    ).toBe(404);
    expect((await get(app, `/activities/${made.id}/checkin-codes`, token)).status).toBe(404);
    const body = { notice: '改了', title: '别的', version: 1 };
    expect((await send(app, 'PATCH', `/activities/${made.id}`, { token, body })).status).toBe(404);
    expect(
      (await post(app, `/activities/${made.id}/cancel`, { reason: '不办', version: 1 }, token)).status,
    ).toBe(404);
  }
  expect(await activitiesOf(app.deps.db).findOne({ _id: before?._id })).toEqual(before);
  // The seed of the codes and who else comes are nobody's business.
  const seen = await get<Answered>(app, `/activities/${made.id}`);
  expect(JSON.stringify(seen.body)).not.toContain(before?.codeSeed);
  expect(JSON.stringify(seen.body)).not.toContain('方雨桐');
});

test('what a process left half done is brought to its end: an arrival, a free seat', async () => {
  const made = (await makeActivity(app, home, desk, { capacity: 1 })).body;
  const shiftId = made.shifts[0]?.id ?? '';
  const bob = await volunteer(app, home, '李建国');
  await signUp(app, ann, made);
  await signUp(app, bob, made);
  // Killed after the seat was left and before it was given on.
  const signUps = signUpsOf(app.deps.db);
  await signUps.updateOne(
    { shiftId, userId: ann.id },
    {
      $set: { state: 'cancelled', standing: 'gone', unsettled: true },
      $unset: { active: '', seat: '' },
    },
  );
  // Killed after the arrival and before a place was found.
  await signUps.updateOne({ shiftId, userId: bob.id }, { $set: { state: 'new', unsettled: true } });
  await Promise.all([settleShifts(app.deps), settleShifts(app.deps)]);
  const docs = await signUps.find({ shiftId }, { sort: { arrival: 1 } }).toArray();
  expect(docs.map(({ state, seat, unsettled }) => [state, seat, unsettled])).toEqual([
    ['cancelled', undefined, undefined],
    ['confirmed', 1, undefined],
  ]);
});

test('the calendar file: an event with alarms, long lines folded, text escaped', async () => {
  const text = `带好工具；一起来, 认真干\n第二行${'长'.repeat(60)}`;
  const made = (await makeActivity(app, home, desk, { text })).body;
  const response = await fetch(
    `${app.url}/api/v1/activities/${made.id}/shifts/${made.shifts[0]?.id}/calendar.ics`,
  );
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    'text/calendar; charset=utf-8',
  ]);
  const file = await response.text();
  for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  const unfolded = file.replace(/\r\n /g, '');
  expect(unfolded).toContain('DTSTART:20261124T010000Z\r\nDTEND:20261124T030000Z');
  expect(unfolded).toContain(String.raw`DESCRIPTION:带好工具；一起来\, 认真干\n第二行`);
  expect(unfolded.match(/BEGIN:VALARM/g)).toHaveLength(2);
});
