import type { CheckInCodes } from '@shared/activities/schemas';
import type { Problem } from '@shared/core/errors';
import type { TopicView } from '@shared/deliberations/schemas';
import type { MeetingPerson, MeetingsView, MeetingView } from '@shared/meetings/schemas';
import type { NotificationView } from '@shared/notifications/contract';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { buildTopic } from '@api/test/build-topic';
import { get, post, send } from '@api/test/request';
import { startTestApp, type TestApp, TEST_NOW } from '@api/test/test-app';
import { tellTopics, topicsOf } from '../deliberations';
import { attendeesOf } from './meeting.model';
import { runMeetings } from './run-meetings';

type Seen = MeetingsView & Pick<Problem, 'code' | 'detail' | 'errors'>;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let app: TestApp;
let home: Community;
let desk: Person;
let stranger: Person;
let people: Person[];

beforeAll(async () => {
  app = await startTestApp();
  home = await buildCommunity(app);
  desk = await home.person({ name: '孙丽', role: 'dispatcher', area: home.community });
  const away = await buildCommunity(app);
  stranger = await away.person({ name: '外地人', homeGrid: away.grids[0] });
  people = [];
  for (let i = 0; i < 5; i += 1) people.push(await home.person({ name: `赵${i}`, homeGrid: home.grids[0] }));
});
afterAll(() => app.stop());
beforeEach(() => app.setClock(TEST_NOW));

const at = (ms: number) => new Date(TEST_NOW + ms).toISOString();
const words = (more: object = {}) => ({
  start: at(2 * DAY),
  end: at(2 * DAY + HOUR),
  placeText: '三号楼前的坝子',
  seats: 2,
  agenda: '充电棚建在哪一边',
  ...more,
});

/** A topic with one meeting, and the way to do things there. */
async function meet(more: object = {}) {
  const topic = await buildTopic(app, home.community);
  const id = topic._id.toHexString();
  const made = await post<Seen>(app, `/topics/${id}/meetings`, words(more), desk.token);
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  const mid = made.body.items[0]?.id ?? '';
  const one = `/topics/${id}/meetings/${mid}`;
  const seat = (method: 'PUT' | 'DELETE', who: Person) =>
    send<Seen>(app, method, `${one}/seat`, { token: who.token });
  const look = async (who?: Person) =>
    (await get<Seen>(app, `/topics/${id}/meetings`, who?.token)).body.items[0] as MeetingView;
  return { id, one, seat, look };
}
test('a meeting goes into calendars, with what changes and that it is cancelled; guests may have it too', async () => {
  const { one } = await meet({ agenda: '充电棚建在哪一边，电话 13812345678' });
  const file = async () => {
    const answer = await fetch(`${app.url}/api/v1${one}/calendar.ics`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      'text/calendar; charset=utf-8',
    ]);
    return (await answer.text()).replace(/\r\n /g, '').split('\r\n');
  };
  const before = await file();
  expect(before).toEqual(
    expect.arrayContaining([
      'DTSTART:20261125T020000Z',
      'DTEND:20261125T030000Z',
      'LOCATION:三号楼前的坝子',
      'SEQUENCE:0',
      'STATUS:CONFIRMED',
    ]),
  );
  expect(before.join()).not.toContain('13812345678');
  await send(app, 'PUT', one, {
    token: desk.token,
    body: { ...words({ placeText: '活动室' }), reason: '那天要下大雨' },
  });
  expect(await file()).toEqual(expect.arrayContaining(['LOCATION:活动室', 'SEQUENCE:1']));
  await post(app, `${one}/cancel`, { reason: '改到下周再开' }, desk.token);
  expect(await file()).toEqual(expect.arrayContaining(['SEQUENCE:2', 'STATUS:CANCELLED']));
  expect((await fetch(`${app.url}/api/v1${one}x/calendar.ics`)).status).toBe(400);
});

async function inbox(who: Person): Promise<NotificationView[]> {
  await tellTopics(app.deps);
  await runMeetings(app.deps);
  const { body } = await get<{ items: NotificationView[] }>(app, '/me/notifications', who.token);
  return body.items;
}
const titles = async (who: Person) => (await inbox(who)).map(({ title }) => title);

test('the desk calls a meeting; those who live there sign up; who comes late stands in the queue and moves up', async () => {
  const { seat, look, one } = await meet();
  const [a, b, c, d] = people as [Person, Person, Person, Person];
  for (const who of [a, b, c, d]) expect((await seat('PUT', who)).status).toBe(200);
  // Again changes nothing.
  expect((await seat('PUT', c)).body.items[0]?.mine).toEqual({ seat: false, before: 2, attended: false });
  expect(await look()).toMatchObject({ signedUp: 4, waiting: 2, mine: null, maySignUp: false });
  expect((await look(d)).mine).toEqual({ seat: false, before: 3, attended: false });

  expect((await seat('DELETE', a)).body.items[0]).toMatchObject({ mine: null, maySignUp: true, signedUp: 3 });
  expect((await look(c)).mine).toMatchObject({ seat: true, before: 1 });
  expect(await titles(c)).toContain('轮到您了：坝坝会有座位了');
  expect(await titles(d)).not.toContain('轮到您了：坝坝会有座位了');
  // Told once, whoever looks how often.
  await inbox(c);
  expect((await titles(c)).filter((title) => title.startsWith('轮到您了'))).toHaveLength(1);
  // Who comes back stands at the end.
  await seat('PUT', a);
  expect((await look(a)).mine).toMatchObject({ seat: false, before: 3 });
  const list = await get<{ items: MeetingPerson[]; nextCursor: string }>(
    app,
    `${one}/people?limit=2`,
    desk.token,
  );
  expect(list.body.items.map(({ name, seat: has }) => [name, has])).toEqual([
    ['居民赵*', true],
    ['居民赵*', true],
  ]);
  const rest = await get<{ items: MeetingPerson[] }>(
    app,
    `${one}/people?limit=2&cursor=${list.body.nextCursor}`,
    desk.token,
  );
  expect(rest.body.items.map(({ seat: has }) => has)).toEqual([false, false]);
});

test('everybody who takes part hears of a meeting, of its change and of its end; seats move with their number', async () => {
  const { seat, look, one, id } = await meet();
  const [a, b] = people as [Person, Person];
  await seat('PUT', a);
  await seat('PUT', b);
  const change = await send<Seen>(app, 'PUT', one, {
    token: desk.token,
    body: { ...words({ seats: 1, placeText: '居委会二楼' }), reason: '下雨，改到屋里' },
  });
  expect(change.body.items[0]).toMatchObject({ seats: 1, placeText: '居委会二楼' });
  expect((await look(b)).mine).toMatchObject({ seat: false, before: 1 });
  const told = (await inbox(b)).filter(({ topicId }) => topicId === id);
  expect(told.map(({ title }) => title).sort()).toEqual([
    '坝坝会座位减少了',
    '坝坝会有变化',
    '要开坝坝会，请您参加',
  ]);
  expect(told.find(({ title }) => title === '坝坝会有变化')?.text).toContain('居委会二楼。下雨，改到屋里');

  const bad = await post<Seen>(app, `${one}/cancel`, { reason: '' }, desk.token);
  expect(bad.status).toBe(400);
  const gone = await post<Seen>(app, `${one}/cancel`, { reason: '疫情原因' }, desk.token);
  expect(gone.body.items[0]).toMatchObject({
    state: 'cancelled',
    cancelReason: '疫情原因',
    maySignUp: false,
  });
  expect(await titles(a)).toContain('坝坝会取消了');
  expect((await seat('PUT', people[2] as Person)).body.detail).toBe('这次坝坝会已经取消');
  for (const [method, path, body] of [
    ['PUT', one, { ...words(), reason: '又要开了' }],
    ['POST', `${one}/cancel`, { reason: '再取消一次' }],
    ['PUT', `${one}/minutes`, { text: '没有开成的会没有纪要' }],
  ] as const)
    expect((await send<Seen>(app, method, path, { token: desk.token, body })).status).toBe(409);
  const topic = await get<TopicView>(app, `/topics/${id}`);
  expect(topic.body.history.slice(0, 3).map(({ title }) => title)).toEqual([
    '坝坝会取消了',
    '坝坝会有变化',
    '要开坝坝会，请您参加',
  ]);
});

test('the code on the screen checks in who is there, signed up or not; minutes are for everybody to read', async () => {
  const { seat, look, one } = await meet();
  const [a, b] = people as [Person, Person];
  await seat('PUT', a);
  expect((await get<Seen>(app, `${one}/codes`, desk.token)).body.detail).toContain('开始前 30 分钟');
  const minutes = { text: '大家同意建在北侧，物业下周出图纸' };
  const early = await send<Seen>(app, 'PUT', `${one}/minutes`, { token: desk.token, body: minutes });
  expect(early.body.detail).toContain('还没有开');

  app.setClock(TEST_NOW + 2 * DAY - 10 * 60_000);
  await signInAnew();
  const codes = (await get<CheckInCodes>(app, `${one}/codes`, desk.token)).body.codes;
  const code = codes[0]?.code ?? '';
  const checkIn = (who: Person, body: object) => post<Seen>(app, `${one}/checkin`, body, who.token);
  const wrong = code === '000000' ? '000001' : '000000';
  expect((await checkIn(a, { code: wrong })).body.code).toBe('CODE_INVALID');
  expect((await checkIn(a, { code: '12' })).status).toBe(400);
  expect((await checkIn(stranger, { code })).status).toBe(403);
  expect((await checkIn(a, { code })).body.items[0]?.mine?.attended).toBe(true);
  // A minute without a network is no harm; an hour is.
  app.setClock(TEST_NOW + 2 * DAY - 9 * 60_000);
  expect((await checkIn(b, { code, capturedAt: at(2 * DAY - 10 * 60_000) })).status).toBe(200);
  app.setClock(TEST_NOW + 2 * DAY + 50 * 60_000);
  await signInAnew();
  expect(
    (await checkIn(people[2] as Person, { code, capturedAt: at(2 * DAY - 10 * 60_000) })).status,
  ).not.toBe(200);
  expect(await look(b)).toMatchObject({ attended: 2, state: 'on', mayCheckIn: false });
  // Too late to sign up or to leave.
  expect((await seat('DELETE', a)).status).toBe(409);

  app.setClock(TEST_NOW + 2 * DAY + 2 * HOUR);
  await signInAnew();
  expect((await get<Seen>(app, `${one}/codes`, desk.token)).status).toBe(409);
  const bad = await send<Seen>(app, 'PUT', `${one}/minutes`, { token: desk.token, body: { text: '太短' } });
  expect(bad.status).toBe(400);
  await send(app, 'PUT', `${one}/minutes`, { token: desk.token, body: minutes });
  expect(await look()).toMatchObject({
    state: 'ended',
    minutes: { text: minutes.text, who: '测试岗位孙*', photos: [] },
  });
  await send(app, 'PUT', `${one}/minutes`, {
    token: desk.token,
    body: { text: `${minutes.text}，下月动工` },
  });
  expect(await titles(b)).toEqual(expect.arrayContaining(['坝坝会纪要已公布', '坝坝会纪要有更正']));
});

async function signInAnew() {
  for (const person of [desk, stranger, ...people]) {
    const { body } = await post<{ accessToken: string }>(app, '/auth/demo', { persona: person.persona });
    person.token = body.accessToken;
  }
}

test('who does not belong there reads and does nothing', async () => {
  const { seat, one, id } = await meet();
  expect((await seat('PUT', stranger)).status).toBe(403);
  expect((await send(app, 'PUT', `${one}/seat`, {})).status).toBe(401);
  const [a] = people as [Person];
  for (const who of [a, stranger]) {
    expect((await post(app, `/topics/${id}/meetings`, words(), who.token)).status).toBe(403);
    expect((await get(app, `${one}/people`, who.token)).status).toBe(403);
    expect((await get(app, `${one}/codes`, who.token)).status).toBe(403);
  }
  for (const more of [
    { start: at(HOUR) },
    { end: at(2 * DAY) },
    { seats: 0 },
    { seats: 501 },
    { placeText: 'a\nb' },
    { agenda: '\u0000坏坏坏坏' },
  ])
    expect([more, (await post(app, `/topics/${id}/meetings`, words(more), desk.token)).status]).toEqual([
      more,
      400,
    ]);
});

test('reminders come a day and an hour before, once each, and anew when the meeting was put off', async () => {
  const { seat, one, id } = await meet();
  const [a, b, c] = people as [Person, Person, Person];
  for (const who of [a, b, c]) await seat('PUT', who);
  const reminders = async (who: Person) =>
    (await inbox(who)).filter(({ topicId, title }) => topicId === id && title.startsWith('坝坝会提醒'));
  const before = (await reminders(a)).length;
  app.setClock(TEST_NOW + DAY + 1);
  await runMeetings(app.deps);
  await runMeetings(app.deps);
  await signInAnew();
  expect((await reminders(a)).length).toBe(before + 1);
  // No seat, no reminder.
  expect(await reminders(c)).toEqual([]);
  await send(app, 'PUT', one, {
    token: desk.token,
    body: { ...words({ start: at(3 * DAY), end: at(3 * DAY + HOUR) }), reason: '推后一天' },
  });
  app.setClock(TEST_NOW + 2 * DAY + 1);
  await signInAnew();
  expect((await reminders(a)).length).toBe(before + 2);
  app.setClock(TEST_NOW + 3 * DAY - HOUR);
  await signInAnew();
  expect((await reminders(a)).length).toBe(before + 3);
  // Nothing is left to look at once it has begun.
  app.setClock(TEST_NOW + 3 * DAY + 61_000);
  await runMeetings(app.deps);
  expect(
    await topicsOf(app.deps.db).countDocuments({ meetingLook: { $lte: new Date(TEST_NOW + 30 * DAY) } }),
  ).toBe(0);
});

test('many at once for few seats, while others leave: the order of arrival decides, and no seat is given twice', async () => {
  const { id, one, look } = await meet({ seats: 10 });
  const crowd: Person[] = [];
  for (let i = 0; i < 24; i += 1) crowd.push(await home.person({ name: `钱${i}`, homeGrid: home.grids[0] }));
  const put = (who: Person) => send<Seen>(app, 'PUT', `${one}/seat`, { token: who.token });
  // Each taps twice.
  const answers = await Promise.all([...crowd, ...crowd].map(put));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(await look()).toMatchObject({ signedUp: 24, waiting: 14 });
  const meetingId = one.split('/').at(-1) ?? '';
  const order = async () =>
    (
      await attendeesOf(app.deps.db)
        .find({ meetingId, active: true }, { sort: { arrival: 1 } })
        .toArray()
    ).map(({ userId }) => userId);
  const stood = await order();
  expect(new Set(stood).size).toBe(24);
  const leaving = crowd.filter((_, i) => i % 3 === 0);
  await Promise.all(leaving.map((who) => send(app, 'DELETE', `${one}/seat`, { token: who.token })));
  const left = stood.filter((userId) => !leaving.some((who) => who.id === userId));
  expect(await order()).toEqual(left);
  const seats = await Promise.all(
    crowd.map(async (who) => [who.id, (await look(who)).mine?.seat === true] as const),
  );
  expect(new Set(seats.flatMap(([userId, seat]) => (seat ? userId : [])))).toEqual(
    new Set(left.slice(0, 10)),
  );
  await runMeetings(app.deps);
  const told = await attendeesOf(app.deps.db).find({ meetingId, active: true, told: true }).toArray();
  expect(new Set(told.map(({ userId }) => userId))).toEqual(new Set(left.slice(0, 10)));
  expect(
    (
      await topicsOf(app.deps.db).findOne({ title: { $exists: true }, 'meetings.id': meetingId })
    )?._id.toHexString(),
  ).toBe(id);
});
