import type { CaseMap } from '@shared/cases/feed-contract';
import type { CaseView } from '@shared/cases/schemas';
import { convertCoordinates, type LngLat } from '@shared/geo';
import { act, get, send } from '@api/test/request';
import { buildWorld, LAMP, submit, type World } from '@api/test/quality/world';
import { settle, startTestApp, type TestApp } from '@api/test/test-app';
import { copyCases } from './test/copy-cases';
import { roughly } from './roughly';

let app: TestApp;
let world: World;
let lamp: CaseView;
const secret: CaseView[] = [];
/** A place whose digits go further than the public may know. */
let exact: LngLat;

beforeAll(async () => {
  app = await startTestApp();
  world = await buildWorld(app);
  const [centre] = world.home.centres;
  exact = { lng: centre.lng + 0.0000321, lat: centre.lat - 0.0000432 };
  const at = { place: { ...exact, coordType: 'wgs84' as const } };
  lamp = await submit(world, { ...at, text: '老槐树边的路灯不亮' });
  secret.push(
    await submit(world, { ...at, visibility: 'private' }),
    await submit(world, { ...at, kind: 'wish' }),
    await submit(world, { ...at, kind: 'service' }),
  );
  await settle();
});
afterAll(() => app.stop());

const map = async (query = '', token?: string) =>
  (await get<CaseMap>(app, `/cases?format=geojson&coordType=wgs84${query}`, token)).body;
const around = (span = 0.01) => {
  const { lng, lat } = world.home.centres[0];
  return `&bbox=${lng - span},${lat - span},${lng + span},${lat + span}`;
};

test('a point says what the list says, where the public may know it is, in the coordinates asked for', async () => {
  const { lng, lat } = roughly(exact);
  expect(await map(around())).toEqual({
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        id: lamp.id,
        geometry: { type: 'Point', coordinates: [lng, lat] },
        properties: {
          cluster: false,
          id: lamp.id,
          number: lamp.number,
          category: LAMP,
          categoryName: lamp.category.name,
          status: 'submitted',
          statusName: '待受理',
          overdue: false,
        },
      },
    ],
    total: 1,
    truncated: false,
  });
  const gcj = convertCoordinates({ lng, lat }, 'wgs84', 'gcj02');
  const { body } = await get<CaseMap>(app, '/cases?format=geojson');
  const [asked] = body.features;
  expect(asked?.geometry.coordinates[0]).toBeCloseTo(gcj.lng, 6);
  expect(asked?.geometry.coordinates[1]).toBeCloseTo(gcj.lat, 6);
});

test('what is private, and what has no public place, is on nobody’s map: not the reporter’s, not the staff’s', async () => {
  const { reporter, worker, admin } = world.people;
  for (const token of [undefined, reporter.token, worker.token, admin.token]) {
    const text = JSON.stringify(await map(around(), token));
    for (const { id, number } of secret) expect(text).not.toMatch(new RegExp(`${id}|${number}`));
    expect(text).not.toMatch(new RegExp(`${exact.lng}|${exact.lat}`));
  }
  // Nor does the list tell the place of a wish to who asks in smaller and smaller circles.
  const { lng, lat } = exact;
  const near = await get<{ items: CaseView[] }>(app, `/cases?near=${lng},${lat}&radiusM=50&coordType=wgs84`);
  expect(near.body.items.map(({ id }) => id)).toEqual([lamp.id]);
});

test('every filter of the list holds on the map', async () => {
  for (const query of [
    '&status=closed',
    '&category=SR-0201',
    '&kind=wish',
    '&q=喷泉',
    `&area=${world.away.city}`,
  ])
    expect([query, (await map(query)).total]).toEqual([query, 0]);
  for (const query of ['&status=submitted', `&category=${LAMP}`, '&kind=report', '&q=路灯', around()])
    expect([query, (await map(query)).total]).toEqual([query, 1]);
  const { lng, lat } = exact;
  expect((await map(`&near=${lng},${lat}&radiusM=60`)).total).toBe(1);
  expect((await map(`&near=${lng + 0.01},${lat}&radiusM=60`)).total).toBe(0);
});

test('unchanged it is 304; changed it is not', async () => {
  const path = `/cases?format=geojson${around()}&coordType=wgs84`;
  const tag = (await get(app, path)).headers.get('ETag') ?? '';
  const again = () => send(app, 'GET', path, { headers: { 'If-None-Match': tag } });
  expect([tag !== '', (await again()).status]).toEqual([true, 304]);
  await act(app, world.people.worker.token, lamp.id, 'accept');
  expect((await again()).status).toBe(200);
});

test.each(['bbox=108,28,113,29', 'bbox=108,28,111.9,31.9', 'bbox=1,1,1,1', 'format=kml', 'format='])(
  'refuses %s in plain words',
  async (query) => {
    expect((await get(app, `/cases?format=geojson&${query}`)).status).toBe(400);
  },
);

describe('with many', () => {
  const MANY = 1600;
  beforeAll(async () => {
    const { lng, lat } = world.home.centres[0];
    await copyCases(app, lamp.id, MANY, (i) => ({
      place: { lng: lng + Math.sin(i) * 0.02 * ((i % 97) / 97), lat: lat + Math.cos(i * 3) * 0.02 },
      status: i % 4 === 0 ? 'closed' : 'handling',
      terms: ['路灯'],
    }));
  }, 240_000);

  const counted = ({ features }: CaseMap) =>
    features.reduce((sum, { properties }) => sum + (properties.cluster ? properties.count : 1), 0);

  test('above 500 they are gathered, the counts add up, and what was left out is said', async () => {
    const whole = await map(around(0.1));
    expect(whole).toMatchObject({ total: 1000, truncated: true });
    expect(counted(whole)).toBe(1000);
    expect(whole.features.length).toBeLessThanOrEqual(150);
    expect(whole.features.some(({ properties }) => properties.cluster)).toBe(true);
    const closed = await map(`${around(0.1)}&status=closed`);
    expect(closed).toMatchObject({ total: MANY / 4, truncated: false });
    expect(counted(closed)).toBe(MANY / 4);
  });

  test('nearer all are there, one by one, and the same as in the list', async () => {
    const near = await map(around(0.004));
    expect([near.truncated, near.total, counted(near)]).toEqual([
      false,
      near.features.length,
      near.features.length,
    ]);
    const listed = new Set<string>();
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: CaseView[]; nextCursor: string | null } = (
        await get<{ items: CaseView[]; nextCursor: string | null }>(
          app,
          `/cases?coordType=wgs84&limit=100${around(0.004)}${cursor && `&cursor=${cursor}`}`,
        )
      ).body;
      page.items.forEach(({ id }) => listed.add(id));
      cursor = page.nextCursor;
    }
    expect(near.total).toBeGreaterThan(20);
    expect(new Set(near.features.map((feature) => ('id' in feature ? feature.id : '')))).toEqual(listed);
  });
});
