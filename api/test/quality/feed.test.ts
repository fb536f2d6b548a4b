import type { CaseSummary, CaseView } from '@shared/cases/schemas';
import type { Problem } from '@shared/core/errors';
import { convertCoordinates, haversineDistance } from '@shared/geo';
import { WORKBENCH_QUEUES } from '@shared/cases/contract';
import { roughly } from '@api/features/cases';
import type { Person } from '../build-community';
import { act, get, post } from '../request';
import { settle, startTestApp, type TestApp } from '../test-app';
import { buildWorld, LAMP, report, submit, type World } from './world';

let app: TestApp;
let world: World;
let other: Person;
const made: CaseView[] = [];

/** Places on a spiral around the middle of the first grid, up to 3 km out, never the same twice. */
const spiral = (i: number) => {
  const [radius, angle] = [i * 0.00055, i * 2.4];
  const { lng, lat } = world.home.centres[0];
  return {
    lng: lng + radius * Math.cos(angle),
    lat: lat + radius * Math.sin(angle),
    coordType: 'wgs84' as const,
  };
};

beforeAll(async () => {
  app = await startTestApp();
  world = await buildWorld(app);
  other = await world.home.person({ name: '他人', homeGrid: world.home.grids[1] });
  for (let i = 0; i < 45; i += 1)
    made.push(
      await submit(world, {
        place: spiral(i),
        kind: i % 5 === 0 ? 'wish' : 'report',
        visibility: i % 7 === 0 ? 'private' : 'public',
        ...(i % 3 === 0 && { categoryCode: 'SR-0201' }),
      }),
    );
  await settle();
});
afterAll(() => app.stop());

interface Page {
  items: CaseSummary[];
  nextCursor: string | null;
}
const page = async (path: string, token?: string) => (await get<Page>(app, path, token)).body;
async function walk(path: string, token?: string, limit = 7): Promise<CaseSummary[]> {
  const items: CaseSummary[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const next: Page = await page(`${path}limit=${limit}${cursor && `&cursor=${cursor}`}`, token);
    items.push(...next.items);
    cursor = next.nextCursor;
  }
  return items;
}
const ids = (items: { id: string }[]) => items.map((item) => item.id);
const visible = (keep: (view: CaseView, i: number) => boolean = () => true) =>
  ids(made.filter((view, i) => view.visibility === 'public' && keep(view, i)).reverse());

test('the feed is all that is public, newest first, and nothing private', async () => {
  expect(ids(await walk('/cases?'))).toEqual(visible());
});

test('each filter alone and all together choose as a plain loop over the cases does', async () => {
  const { grids } = world.home;
  const filters: [string, (view: CaseView) => boolean][] = [
    ['category=SR-0201', (view) => view.category.code === 'SR-0201'],
    ['kind=wish', (view) => view.kind === 'wish'],
    ['status=submitted', () => true],
    ['status=closed', () => false],
    [`area=${grids[0]}`, (view) => view.area.gridCode === grids[0]],
    [`area=${world.home.city}`, () => true],
    [`area=${world.away.city}`, () => false],
  ];
  for (const [query, keep] of filters)
    expect([query, ids(await walk(`/cases?${query}&`))]).toEqual([query, visible(keep)]);
  const all = filters.filter(([query]) => /category|wish|submitted|area=.{15}$/.test(query));
  const joined = all.map(([query]) => query).join('&');
  expect(ids(await walk(`/cases?${joined}&`))).toEqual(
    visible((view) => all.every(([, keep]) => keep(view))),
  );
  expect((await get(app, '/cases?area=1111')).status).toBe(404);
});

test('since: from that moment on', async () => {
  const at = new Date(Date.now() + 1000).toISOString();
  expect(await walk(`/cases?since=${at}&`)).toEqual([]);
  expect(ids(await walk('/cases?since=2020-01-01T00:00:00Z&'))).toEqual(visible());
});

test('near: exactly those within the radius, at every distance, in every coordinate system', async () => {
  const { lng, lat } = world.home.centres[0];
  const places = new Map(made.map((view, i) => [view.id, roughly(spiral(i))]));
  for (const [east, radiusM] of [
    [0, 50],
    [0.001, 300],
    [0.004, 790],
    [-0.006, 1000],
    [0.013, 1500],
    [0.02, 2400],
    [0, 3000],
  ] as const) {
    const centre = { lng: lng + east, lat };
    // Of a wish nobody may learn where it is, by smaller and smaller circles neither; of a report only roughly.
    const within = visible(
      (view) =>
        view.kind === 'report' &&
        haversineDistance(roughly(places.get(view.id) ?? centre), centre) <= radiusM,
    );
    const found = await walk(`/cases?near=${centre.lng},${lat}&radiusM=${radiusM}&coordType=wgs84&`);
    expect([radiusM, ids(found)]).toEqual([radiusM, within]);
    const gcj = convertCoordinates(centre, 'wgs84', 'gcj02');
    const same = await walk(`/cases?near=${gcj.lng.toFixed(9)},${gcj.lat.toFixed(9)}&radiusM=${radiusM}&`);
    expect(ids(same)).toEqual(within);
  }
});

test('bbox: exactly those inside; with near and area, what satisfies all', async () => {
  const { lng, lat } = world.home.centres[0];
  const inBox = (view: CaseView) => {
    const place = roughly(spiral(made.indexOf(view)));
    return view.kind === 'report' && Math.abs(place.lng - lng) <= 0.008 && Math.abs(place.lat - lat) <= 0.006;
  };
  const box = `bbox=${lng - 0.008},${lat - 0.006},${lng + 0.008},${lat + 0.006}&coordType=wgs84`;
  expect(ids(await walk(`/cases?${box}&`))).toEqual(visible(inBox));
  const near = (view: CaseView) =>
    haversineDistance(roughly(spiral(made.indexOf(view))), { lng, lat }) <= 500;
  const inGrid = (view: CaseView) => view.area.gridCode === world.home.grids[0];
  expect(
    ids(await walk(`/cases?${box}&near=${lng},${lat}&radiusM=500&area=${world.home.grids[0]}&`)),
  ).toEqual(visible((view) => inBox(view) && near(view) && inGrid(view)));
});

test.each([
  'near=0,99',
  'near=999,1',
  'near=1',
  'near=a,b',
  'bbox=1,1,1,1',
  'bbox=999,1,999.1,1.1',
  'bbox=110,30,111,31',
  'bbox=-180,30,180,30.00001',
  'bbox=2,2,1,1',
  'radiusM=1e9',
  'limit=0',
  'limit=101',
  'limit=1.5',
  'status=nonsense',
  'since=yesterday',
])('refuses %s', async (query) => {
  expect((await get(app, `/cases?${query}`)).status).toBe(400);
});

test('pages stay what they were when new cases come between them: nothing twice, nothing left out', async () => {
  const before = visible();
  const first = await page('/cases?limit=10');
  await submit(world, { visibility: 'public', text: '翻页之间报的新事' });
  const second = await page(`/cases?limit=10&cursor=${first.nextCursor}`);
  expect(ids([...first.items, ...second.items])).toEqual(before.slice(0, 20));
});

test('a cursor that we did not give is refused, in every list', async () => {
  const { worker, reporter } = world.people;
  const forged = [
    'AAAA',
    'x'.repeat(300),
    Buffer.from('{"$gt":""}').toString('base64url'),
    Buffer.from('1|2').toString('base64url'),
    Buffer.from('-5').toString('base64url'),
    Buffer.from('1e3').toString('base64url'),
  ];
  for (const cursor of forged)
    for (const [path, token] of [
      ['/cases?', undefined],
      ['/me/cases?', reporter.token],
      ['/workbench?queue=todo&', worker.token],
      ['/workbench?queue=done&', worker.token],
      [`/cases/${made[1]?.id}/events?`, undefined],
    ] as const) {
      const { status, body } = await get<Problem>(app, `${path}cursor=${cursor}`, token);
      expect([path, cursor, status, body.code]).toEqual([path, cursor, 400, 'VALIDATION_FAILED']);
    }
});

test('the log of a case is read in pages, oldest first', async () => {
  const id = made[1]?.id ?? '';
  for (let i = 0; i < 5; i += 1)
    await act(app, world.people.reporter.token, id, 'supplement', { text: `补充 ${i}` });
  const first = await get<{ items: { seq: number }[]; nextCursor: string }>(
    app,
    `/cases/${id}/events?limit=4`,
  );
  const second = await get<{ items: { seq: number }[]; nextCursor: null }>(
    app,
    `/cases/${id}/events?limit=4&cursor=${first.body.nextCursor}`,
  );
  expect([...first.body.items, ...second.body.items].map((event) => event.seq)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(second.body.nextCursor).toBeNull();
});

test('my cases: reported, to be rated, in my hands, each mine alone', async () => {
  const { worker, leader, reporter } = world.people;
  expect(await walk('/me/cases?relation=reported&', other.token)).toEqual([]);
  const { body: mine } = await post<CaseView>(app, '/cases', report(world), other.token);
  for (const action of ['accept', 'takeUp']) await act(app, worker.token, mine.id, action);
  await act(app, worker.token, mine.id, 'reply', { text: '解释过了', result: 'explained' });
  expect(ids(await walk('/me/cases?relation=assigned&', worker.token))).toContain(mine.id);
  await act(app, leader.token, mine.id, 'verify', { pass: true, text: '看过' });
  expect(ids(await walk('/me/cases?relation=toRate&', other.token))).toEqual([mine.id]);
  expect(ids(await walk('/me/cases?relation=toRate&', reporter.token))).toEqual([]);
  await act(app, other.token, mine.id, 'rate', { resolved: 'yes', response: 5, attitude: 5, result: 5 });
  expect(ids(await walk('/me/cases?relation=toRate&', other.token))).toEqual([]);
  expect(ids(await walk('/me/cases?', other.token))).toEqual([mine.id]);
});

describe('workbench', () => {
  interface Summary {
    queues: { queue: string; count: number; capped: boolean }[];
  }
  let twice: Person;
  beforeAll(async () => {
    // Two rights, one inside the other: nothing may be counted twice.
    twice = await world.home.person({ name: '双岗', role: 'grid_worker', area: world.home.grids[0] });
    const { usersOf } = await import('@api/features/auth');
    const roles = [
      { role: 'grid_worker', areaCode: world.home.grids[0] },
      { role: 'dispatcher', areaCode: world.home.community },
    ];
    await usersOf(app.deps.db).updateOne({ _id: twice.id }, { $set: { roles } });
    await act(app, world.people.worker.token, made[2]?.id ?? '', 'accept');
    await act(app, world.people.worker.token, made[2]?.id ?? '', 'takeUp');
    const reply = { text: '解释过了', result: 'explained' };
    await act(app, world.people.worker.token, made[2]?.id ?? '', 'reply', reply);
  });

  test.each([
    'worker',
    'leader',
    'otherWorker',
    'dispatcher',
    'foreign',
    'supervisor',
    'admin',
    'twice',
  ] as const)(
    '%s: the counts of the queues are the lengths of the lists, due first, in scope',
    async (name) => {
      const { token } = name === 'twice' ? twice : world.people[name];
      const { body } = await get<Summary>(app, '/workbench/summary', token);
      for (const queue of WORKBENCH_QUEUES) {
        const items = await walk(`/workbench?queue=${queue}&`, token, 4);
        expect([queue, body.queues.find((entry) => entry.queue === queue)?.count]).toEqual([
          queue,
          items.length,
        ]);
        expect(new Set(ids(items)).size).toBe(items.length);
        if (queue === 'todo') {
          const due = items.map((item) =>
            item.status === 'submitted' ? item.deadlines.respondBy : item.deadlines.resolveBy,
          );
          expect(due).toEqual([...due].sort());
        }
        if (name === 'foreign') expect(items).toEqual([]);
      }
    },
  );

  test('what waits for a check is offered to those who may check, not to who handled it', async () => {
    const waiting = async (token: string) => ids(await walk('/workbench?queue=verify&', token));
    const { worker, leader, admin, supervisor } = world.people;
    expect(await waiting(leader.token)).toEqual([made[2]?.id]);
    expect(await waiting(supervisor.token)).toEqual([made[2]?.id]);
    expect([await waiting(worker.token), await waiting(admin.token)]).toEqual([[], []]);
  });

  test('overdue is what has passed its promise, and only that', async () => {
    const { token, persona } = world.people.dispatcher;
    expect(await walk('/workbench?queue=overdue&', token)).toEqual([]);
    app.travel(40 * 24 * 3600_000);
    const fresh = (await post<{ accessToken: string }>(app, '/auth/demo', { persona })).body.accessToken;
    const late = await walk('/workbench?queue=overdue&', fresh);
    app.travel(-40 * 24 * 3600_000);
    expect(late.length).toBeGreaterThan(30);
    expect(late.every((item) => item.flags.overdue)).toBe(true);
    expect(ids(late)).not.toContain(made[2]?.id);
    expect(LAMP).toBeTruthy();
  });
});

test('circles and boxes tell the place the public is shown, never the exact one, and no wish at all', async () => {
  const middle = world.away.centres[0];
  const exact = { lng: middle.lng + 0.00044, lat: middle.lat + 0.00014 };
  const shown = roughly(exact);
  const place = { ...exact, coordType: 'wgs84' as const };
  const lamp = await submit(world, { place });
  const wish = await submit(world, { place, kind: 'wish' });
  const around = async (lng: number, lat: number) =>
    ids(await walk(`/cases?near=${lng},${lat}&radiusM=50&coordType=wgs84&`));
  // 48 m from where it is shown, on the far side of where it is; and the other way round.
  const north = 48 / 111_320;
  const away = Math.sign(shown.lat - exact.lat) || 1;
  const beyond = shown.lat + away * north;
  expect(haversineDistance(exact, { lng: shown.lng, lat: beyond })).toBeGreaterThan(50);
  expect(await around(shown.lng, beyond)).toContain(lamp.id);
  const before = exact.lat - away * north;
  expect(haversineDistance(exact, { lng: exact.lng, lat: before })).toBeLessThan(50);
  expect(await around(exact.lng, before)).not.toContain(lamp.id);
  const box = [exact.lng - 0.001, exact.lat - 0.001, exact.lng + 0.001, exact.lat + 0.001].join(',');
  const inBox = ids(await walk(`/cases?bbox=${box}&coordType=wgs84&`));
  expect(inBox).toContain(lamp.id);
  for (const found of [inBox, await around(exact.lng, exact.lat)]) expect(found).not.toContain(wish.id);
});
