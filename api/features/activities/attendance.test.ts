import type { Attendee, CheckInCodes, MyActivity } from '@shared/activities/schemas';
import type { Session } from '@shared/auth/schemas';
import type { NotificationView } from '@shared/notifications/contract';
import { certificatesOf, entriesOf } from '@api/features/points';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { get, post, send } from '@api/test/request';
import { startTestApp, TEST_NOW, type TestApp } from '@api/test/test-app';
import { signUpsOf } from './activity.model';
import { bookAllHours } from './book-hours';
import { lapseOffers } from './sign-up';
import { takeSteps } from './take-steps';
import { tellChanges, tellPlaces } from './tell-changes';
import { type Answered, at, leave, makeActivity, sayYes, signUp, volunteer } from './test/crowd';

jest.setTimeout(60_000);

const HOUR = 3_600_000;
let app: TestApp;
let home: Community;
let desk: Person;
let ann: Person;
let bob: Person;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(async () => {
  app.setClock(TEST_NOW);
  home = await buildCommunity(app);
  desk = await home.person({ name: '孙丽', role: 'dispatcher', area: home.community });
  ann = await volunteer(app, home, '方雨桐');
  bob = await volunteer(app, home, '李建国');
});

/** To an hour after the beginning of the tests, everybody signed in anew: tokens live fifteen minutes. */
async function goTo(hours: number, ...others: Person[]) {
  app.freezeClock(TEST_NOW + hours * HOUR);
  for (const person of [desk, ann, bob, ...others])
    person.token = (await post<Session>(app, '/auth/demo', { persona: person.persona })).body.accessToken;
}
async function clock() {
  await lapseOffers(app.deps);
  await takeSteps(app.deps);
  await bookAllHours(app.deps);
  await tellChanges(app.deps);
  await tellPlaces(app.deps);
}
const made = async (more: Parameters<typeof makeActivity>[3] = {}) =>
  (await makeActivity(app, home, desk, more)).body;
const codes = async (id: string) =>
  (await get<CheckInCodes>(app, `/activities/${id}/checkin-codes`, desk.token)).body;
const checkIn = (who: Person, id: string, body: object) =>
  post<Answered>(app, `/activities/${id}/checkin`, body, who.token);
const checkOut = (who: Person, id: string) =>
  post<Answered>(app, `/activities/${id}/checkout`, {}, who.token);
const told = async (who: Person) =>
  (await get<{ items: NotificationView[] }>(app, '/me/notifications?limit=100', who.token)).body.items;
const titles = async (who: Person) => (await told(who)).map(({ title }) => title).reverse();
const attendees = async ({ id, shifts }: Answered) =>
  (await get<{ items: Attendee[] }>(app, `/activities/${id}/shifts/${shifts[0]?.id}/signups`, desk.token))
    .body.items;
const correct = (id: string, { id: signUpId, version }: Attendee, body: object) =>
  post<Attendee & { code: string }>(
    app,
    `/activities/${id}/signups/${signUpId}/correct`,
    { version, ...body },
    desk.token,
  );
interface Hours {
  minutes: number;
  points: number;
  services: number;
  items: { points: number; reason: string }[];
  honours: { code: string }[];
}
const hours = async (who: Person) => (await get<Hours>(app, '/me/volunteer/hours', who.token)).body;

test('from sign-up to the points: reminders, the code on the screen, hours within the shift', async () => {
  const activity = await made();
  await signUp(app, ann, activity);
  // Starts in 23 hours: the day's reminder is due at once, the hour's an hour before.
  await clock();
  await clock();
  expect(await titles(ann)).toEqual(['活动提醒：清洁家园']);
  await goTo(22);
  await clock();
  expect(await titles(ann)).toEqual(['活动提醒：清洁家园', '马上开始：清洁家园']);
  expect((await checkIn(ann, activity.id, { code: '000000' })).body.detail).toContain('开始前 30 分钟');
  await goTo(22.6);
  const { codes: shown } = await codes(activity.id);
  expect(shown).toHaveLength(10);
  const wrong = String((Number(shown[0]?.code) + 1) % 1e6).padStart(6, '0');
  expect((await checkIn(ann, activity.id, { code: wrong })).body.code).toBe('CODE_INVALID');
  expect((await checkIn(bob, activity.id, { code: shown[0]?.code })).status).toBe(404);
  const done = await checkIn(ann, activity.id, { code: shown[0]?.code });
  expect(done.body.shifts[0]?.mine?.attendance).toMatchObject({ state: 'in', inBy: 'code' });
  // Again is no second time.
  expect((await checkIn(ann, activity.id, { code: shown[0]?.code })).status).toBe(200);
  await goTo(24.7);
  expect((await checkOut(ann, activity.id)).body.shifts[0]?.mine?.attendance).toMatchObject({
    state: 'out',
    // From 9:00, not from when he checked in; 1 h 42 min in whole tens.
    minutes: 100,
  });
  expect((await checkOut(ann, activity.id)).status).toBe(200);
  expect(await hours(ann)).toMatchObject({ minutes: 0, points: 0 });
  const confirm = () =>
    post(app, `/activities/${activity.id}/shifts/${activity.shifts[0]?.id}/confirm-hours`, {}, desk.token);
  expect((await confirm()).status).toBe(409);
  await goTo(25);
  expect([(await confirm()).body, (await confirm()).body]).toEqual(
    Array(2).fill({ confirmed: 1, absent: 0 }),
  );
  expect(await hours(ann)).toMatchObject({
    minutes: 100,
    points: 16,
    services: 1,
    honours: [{ code: 'first' }],
  });
  const mine = await get<{ items: MyActivity[] }>(app, '/me/activities', ann.token);
  expect(mine.body.items[0]).toMatchObject({ signUp: { attendance: { state: 'confirmed' } } });
});

test('a code is taken for two minutes after it was shown, also from a phone that was offline, and no longer', async () => {
  const activity = await made({ capacity: 9 });
  const others = [await volunteer(app, home, '甲甲'), await volunteer(app, home, '乙乙')];
  for (const person of [ann, bob, ...others]) await signUp(app, person, activity);
  await goTo(23, ...others);
  const [{ code }] = (await codes(activity.id)).codes as unknown as [{ code: string }];
  const seen = new Date(TEST_NOW + 23 * HOUR + 5_000).toISOString();
  const minutes = (count: number) => goTo(23 + count / 60, ...others);
  await minutes(1);
  // The code says when it was seen, whatever the phone's clock says.
  const answer = await checkIn(ann, activity.id, { code, capturedAt: seen });
  expect(answer.body.shifts[0]?.mine?.attendance.inAt).toBe(at(23));
  const late = await checkIn(bob, activity.id, { code, capturedAt: '2020-01-01T00:00:00Z' });
  expect(late.body.shifts[0]?.mine?.attendance.inAt).toBe(at(23));
  await minutes(2.4);
  expect((await checkIn(others[0] as Person, activity.id, { code })).status).toBe(200);
  await minutes(2.6);
  expect((await checkIn(others[1] as Person, activity.id, { code, capturedAt: seen })).status).toBe(401);
});

test('by place within 200 m, and only where the activity has one', async () => {
  const activity = await made();
  const nowhere = await made({
    place: undefined,
    shifts: [{ start: at(26), end: at(27), capacity: 1, skills: [] }],
  });
  await signUp(app, ann, activity);
  await signUp(app, ann, nowhere);
  await goTo(23);
  const [{ lng, lat }] = home.centres;
  const from = (east: number) => ({ place: { lng: lng + east / 96_500, lat, coordType: 'wgs84' } });
  const far = await checkIn(ann, activity.id, from(230));
  expect([far.status, far.body.detail]).toEqual([409, expect.stringContaining('230 米')]);
  const near = await checkIn(ann, activity.id, from(190));
  expect(near.body.shifts[0]?.mine?.attendance).toMatchObject({ state: 'in', inBy: 'place' });
  const stored = await signUpsOf(app.deps.db).findOne({ userId: ann.id, 'attendance.state': 'in' });
  expect(JSON.stringify(stored)).not.toContain(String(lat).slice(0, 6));
  await goTo(26);
  expect((await checkIn(ann, nowhere.id, from(0))).body.detail).toContain('签到码');
});

test('who does not come is counted, a correction takes it back; three times in 90 days pause for 30', async () => {
  const missed: Answered[] = [];
  for (let n = 0; n < 3; n += 1) {
    const day = 24 * (n + 1);
    const shifts = [{ start: at(day), end: at(day + 1), capacity: 5, skills: [] }];
    const activity = await made({ shifts });
    missed.push(activity);
    await signUp(app, ann, activity);
  }
  const next = await made({ shifts: [{ start: at(240), end: at(241), capacity: 5, skills: [] }] });
  for (const hour of [27, 51, 75]) {
    await goTo(hour);
    await clock();
  }
  const refused = await signUp(app, ann, next);
  expect([refused.status, refused.body.detail]).toEqual([403, expect.stringContaining('爽约')]);
  expect((await get<{ pausedUntil: string }>(app, '/me/volunteer', ann.token)).body.pausedUntil).toBe(
    at(73 + 720),
  );
  const [absent] = await attendees(missed[2] as Answered);
  expect(absent?.attendance.state).toBe('absent');
  const wrong = { present: true, minutes: 61, reason: '到了，没带手机' };
  expect((await correct(missed[2]?.id ?? '', absent as Attendee, wrong)).status).toBe(409);
  const right = await correct(missed[2]?.id ?? '', absent as Attendee, { ...wrong, minutes: 60 });
  expect(right.body.attendance).toMatchObject({ state: 'confirmed', minutes: 60, inBy: 'organiser' });
  expect((await correct(missed[2]?.id ?? '', absent as Attendee, { ...wrong, minutes: 30 })).status).toBe(
    409,
  );
  expect(await hours(ann)).toMatchObject({ minutes: 60, points: 10 });
  expect((await signUp(app, ann, next)).status).toBe(200);
  // Corrected down: a line of its own, the first stays.
  await correct(missed[2]?.id ?? '', right.body, { ...wrong, minutes: 30 });
  expect(await hours(ann)).toMatchObject({
    minutes: 30,
    points: 5,
    services: 1,
    items: [{ points: -5, reason: 'correction' }, { points: 10 }],
  });
});

test('late cancelling counts, after a change of time or place it does not', async () => {
  const activity = await made();
  await signUp(app, ann, activity);
  await signUp(app, bob, activity);
  await goTo(21.5);
  const view = () => get<Answered>(app, `/activities/${activity.id}`, ann.token);
  expect((await view()).body.shifts[0]?.cancelCounts).toBe(true);
  await leave(app, ann, activity);
  const changed = await send<Answered>(app, 'PATCH', `/activities/${activity.id}`, {
    token: desk.token,
    body: { addressText: '北门', notice: '南门施工，改到北门集合', version: activity.version },
  });
  expect(changed.status).toBe(200);
  await leave(app, bob, activity);
  const counted = await signUpsOf(app.deps.db).find({ shiftId: activity.shifts[0]?.id }).toArray();
  expect(counted.map(({ userId, noShowAt }) => [userId, noShowAt !== undefined])).toEqual([
    [ann.id, true],
    [bob.id, false],
  ]);
});

test('hours nobody confirms are confirmed by the clock; who forgot to leave left at the end', async () => {
  const activity = await made();
  await signUp(app, ann, activity);
  await signUp(app, bob, activity);
  await goTo(23);
  const [{ code }] = (await codes(activity.id)).codes as unknown as [{ code: string }];
  await checkIn(ann, activity.id, { code });
  await goTo(27);
  await clock();
  expect((await attendees(activity)).map(({ attendance }) => [attendance.state, attendance.minutes])).toEqual(
    [
      ['out', 120],
      ['absent', null],
    ],
  );
  await goTo(25 + 72);
  await Promise.all([clock(), clock()]);
  expect(await hours(ann)).toMatchObject({ minutes: 120, points: 20, services: 1 });
  expect(await hours(bob)).toMatchObject({ minutes: 0, points: 0 });
  expect(await entriesOf(app.deps.db).countDocuments({ userId: ann.id })).toBe(1);
});

test('a change and a cancellation reach everybody, once; the waiting learn what became of them', async () => {
  const activity = await made({ capacity: 1 });
  await signUp(app, ann, activity);
  await signUp(app, bob, activity);
  const change = await send<Answered>(app, 'PATCH', `/activities/${activity.id}`, {
    token: desk.token,
    body: { bring: '手套和水', notice: '天热，请自己带水', version: activity.version },
  });
  await clock();
  await Promise.all([clock(), clock()]);
  for (const who of [ann, bob])
    expect((await titles(who)).filter((title) => title.startsWith('活动有变化'))).toHaveLength(1);
  await leave(app, ann, activity);
  await clock();
  expect((await titles(bob)).at(-1)).toBe('轮到您了：清洁家园');
  expect((await sayYes(app, bob, activity)).body.shifts[0]?.mine?.state).toBe('confirmed');
  expect((await sayYes(app, bob, activity)).status).toBe(200);
  const cancelled = await post<Answered>(
    app,
    `/activities/${activity.id}/cancel`,
    { reason: '暴雨预警', version: change.body.version },
    desk.token,
  );
  expect(cancelled.body).toMatchObject({ state: 'cancelled', cancelled: { reason: '暴雨预警' } });
  await clock();
  expect((await told(bob))[0]).toMatchObject({
    title: '活动取消：清洁家园',
    kind: 'activity',
    linkId: activity.id,
  });
  expect((await signUp(app, ann, activity)).status).toBe(409);
  await goTo(97);
  await clock();
  expect(await hours(bob)).toMatchObject({ minutes: 0 });
  expect(await signUpsOf(app.deps.db).countDocuments({ userId: bob.id, noShowAt: { $exists: true } })).toBe(
    0,
  );
});

test('more room lets the waiting in by an offer; the start ends the queue', async () => {
  const activity = await made({ capacity: 1 });
  const third = await volunteer(app, home, '丙丙');
  for (const person of [ann, bob, third]) await signUp(app, person, activity);
  const more = await send<Answered>(app, 'PATCH', `/activities/${activity.id}`, {
    token: desk.token,
    body: { shifts: [{ id: activity.shifts[0]?.id, capacity: 2 }], notice: '多一个名额', version: 1 },
  });
  expect(more.body.shifts[0]).toMatchObject({ capacity: 2, held: 2, waiting: 1 });
  await goTo(23, third);
  await clock();
  expect((await attendees(activity)).map(({ state }) => state)).toEqual(['confirmed', 'lapsed', 'unserved']);
  expect((await titles(third)).at(-1)).toBe('没有候补上：清洁家园');
});

test('a certificate says what the ledger says; anyone can check its code, nobody learns the name', async () => {
  const paper = () =>
    fetch(`${app.url}/api/v1/me/volunteer/certificate`, {
      headers: { Authorization: `Bearer ${ann.token}` },
    });
  expect((await paper()).status).toBe(409);
  const activity = await made();
  await signUp(app, ann, activity);
  await goTo(25);
  const [row] = await attendees(activity);
  await correct(activity.id, row as Attendee, { present: true, minutes: 120, reason: '纸质签到' });
  const first = await paper();
  const bytes = Buffer.from(await first.arrayBuffer());
  expect([first.status, first.headers.get('content-type'), bytes.subarray(0, 5).toString()]).toEqual([
    200,
    'application/pdf',
    '%PDF-',
  ]);
  const code = first.headers.get('x-certificate-code') ?? '';
  expect((await paper()).headers.get('x-certificate-code')).toBe(code);
  expect(await certificatesOf(app.deps.db).countDocuments({ userId: ann.id })).toBe(1);
  for (const typed of [code, code.toLowerCase().replace(/-/g, ' ')])
    expect((await get(app, `/certificates/${encodeURIComponent(typed)}`)).body).toMatchObject({
      code,
      name: '方**',
      minutes: 120,
      points: 20,
      services: 1,
      year: null,
    });
  expect((await get(app, `/certificates/${code.slice(0, -1)}${code.endsWith('2') ? '3' : '2'}`)).status).toBe(
    404,
  );
  const year = await get<{ months: number[]; minutes: number }>(app, '/me/volunteer/years/2026', ann.token);
  expect(year.body).toMatchObject({ minutes: 120, most: [{ title: '清洁家园', times: 1 }] });
  expect(year.body.months[10]).toBe(120);
});
