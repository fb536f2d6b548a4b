import type { CalendarOverrides } from '@shared/clocks/contract';
import type { Problem } from '@shared/core/errors';
import { buildCommunity, type Person } from '@api/test/build-community';
import { get, send } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';
import { createLiveCalendar } from './live-calendar';
import { readOverrides } from './overrides';

const PATH = '/admin/calendar/overrides';
let app: TestApp;
let admin: Person;

beforeAll(async () => {
  app = await startTestApp();
  const home = await buildCommunity(app);
  admin = await home.person({ name: '冯理', role: 'admin', area: home.city });
});
afterAll(() => app.stop());

const put = <T = CalendarOverrides>(version: number, items: object[]) =>
  send<T>(app, 'PUT', PATH, { token: admin.token, body: { version, items } });
const DAYS = [
  { date: '2027-02-10', working: false, note: '春节' },
  { date: '2027-01-03', working: true },
];

test('entered days count at once, in other processes after a reload, and are kept in order', async () => {
  const other = await createLiveCalendar(async () => (await readOverrides(app.deps.db)).items);
  expect((await get(app, PATH, admin.token)).body).toEqual({ version: 1, items: [] });
  expect(['2027-01-01', '2027-01-03'].map((day) => app.deps.calendar.isWorkingDay(day))).toEqual([
    false,
    false,
  ]);
  const saved = await put(1, DAYS);
  expect([saved.status, saved.body]).toEqual([
    200,
    { version: 2, items: [{ ...DAYS[1], note: '' }, DAYS[0]] },
  ]);
  expect((await get(app, PATH, admin.token)).body).toEqual(saved.body);
  expect(['2027-01-03', '2027-02-10'].map((day) => app.deps.calendar.isWorkingDay(day))).toEqual([
    true,
    false,
  ]);
  expect(other.isWorkingDay('2027-01-03')).toBe(false);
  await other.reload();
  expect(other.isWorkingDay('2027-01-03')).toBe(true);
});

test('of two admins who saw the same days one is told to look again', async () => {
  const { version } = await readOverrides(app.deps.db);
  const answers = await Promise.all([put<Problem>(version, DAYS), put<Problem>(version, [])]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const stale = await put<Problem>(1, []);
  expect([stale.body.code, stale.body.current]).toEqual([
    'VERSION_CONFLICT',
    await readOverrides(app.deps.db),
  ]);
});

test.each([
  ['no such day', [{ date: '2027-02-30', working: true }], '日期'],
  [
    'twice',
    [
      { date: '2027-02-01', working: true },
      { date: '2027-02-01', working: false },
    ],
    '同一天',
  ],
  ['too many', Array.from({ length: 401 }, () => ({ date: '2027-02-01', working: true })), '最多'],
])('%s is refused', async (_what, items, said) => {
  const answer = await put<Problem>(1, items);
  expect(answer.status).toBe(400);
  expect(JSON.stringify(answer.body.errors)).toContain(said);
});
