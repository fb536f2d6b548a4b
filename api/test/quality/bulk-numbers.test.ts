import type { CaseView } from '@shared/cases/schemas';
import { postsOf } from '@api/features/areas';
import { deliverNotifications } from '@api/features/notifications';
import { deliveriesOf } from '@api/features/webhooks';
import { act, get, post } from '../request';
import { settle, startTestApp, type TestApp } from '../test-app';
import { ACTORS, type ActorName, buildWorld, submit, tokenOf, type World } from './world';

/** What is laid out on paper and drawn into pictures, instead of the drawing: all its words are in there. */
const mockDrawn: string[] = [];
jest.mock('@api/features/prints/draw-pdf', () => ({
  drawPdf: (job: object) => {
    mockDrawn.push(JSON.stringify(job));
    return Promise.resolve(Buffer.from('%PDF-'));
  },
}));
jest.mock('@api/features/prints/draw-card', () => ({
  drawCard: (card: object) => {
    mockDrawn.push(JSON.stringify(card));
    return Promise.resolve(Buffer.from('JPEG'));
  },
}));

/** Written by residents into their own words. */
const PHONE = '13987650123';
const LANDLINE = '0571-87654321';
const STAFF_PHONE = '13812345678';
const NUMBERS = [PHONE, LANDLINE, STAFF_PHONE];
const MASKED = '139****0123';
const numbersIn = (text: string) => NUMBERS.filter((number) => text.includes(number));

let app: TestApp;
let world: World;
let shown: CaseView;
let hidden: CaseView;

beforeAll(async () => {
  app = await startTestApp();
  world = await buildWorld(app);
  const { home, people } = world;
  const phoneSealed = app.deps.fieldCrypto.encrypt(STAFF_PHONE);
  await postsOf(app.deps.db).updateMany({}, { $set: { phoneSealed, phoneMasked: '138****5678' } });
  await app.deps.db.collection('webhooks').insertOne({
    ...{ url: 'https://hooks.example.com/x', eventTypes: ['submit', 'supplement', 'progress', 'reply'] },
    ...{ areaCode: home.district, areaPath: [home.city, home.district], active: true, version: 1 },
  });
  const words = { text: `路灯不亮，请打 ${PHONE} 或 ${LANDLINE}`, addressText: `三号楼 ${PHONE}` };
  shown = await submit(world, words);
  hidden = await submit(world, { ...words, visibility: 'private' });
  const { token } = people.worker;
  for (const { id } of [shown, hidden]) {
    await act(app, token, id, 'accept');
    await act(app, token, id, 'takeUp');
    await act(app, people.reporter.token, id, 'supplement', { text: `换个号码 ${PHONE}` });
  }
  const report = { item: 't0', kind: 'privacy', text: `他骂我，打 ${PHONE} 给我` };
  await post(app, `/cases/${shown.id}/reports`, report, people.neighbour.token);
  await post(app, `/cases/${shown.id}/actions/follow`, {}, people.neighbour.token);
  await act(app, token, shown.id, 'progress', { text: '约好明天去', visibility: 'public' });
  await settle();
  await deliverNotifications(app.deps);
}, 60_000);
afterAll(() => app.stop());

const lists = ({ home }: World) => [
  '/cases?limit=100',
  `/cases?area=${home.grids[0]}`,
  `/cases?q=${encodeURIComponent('路灯')}`,
  `/cases/similar?lng=${home.centres[0].lng}&lat=${home.centres[0].lat}&coordType=wgs84&categoryCode=GY-0102`,
  ...['reported', 'assigned', 'toRate', 'followed'].map((relation) => `/me/cases?relation=${relation}`),
  ...['todo', 'team', 'overdue', 'supervised', 'verify', 'appeals', 'done'].map(
    (queue) => `/workbench?queue=${queue}&limit=100`,
  ),
  `/workbench/search?q=${encodeURIComponent('路灯')}`,
  `/workbench/search?q=${PHONE.slice(-4)}`,
  '/moderation',
  '/me/notifications?limit=100',
  '/workbench/handover',
  '/transfers',
  '/admin/contact-records',
  `/admin/posts?area=${home.community}&limit=100`,
  `/areas/${home.grids[0]}/contacts`,
  `/areas/${home.grids[0]}/station`,
  `/visits?area=${home.grids[0]}`,
  '/workbench/volunteers?state=verified',
  '/admin/audit?limit=100',
];

test('no list holds a number that somebody wrote into his words, but to himself', async () => {
  const found: [ActorName, string, string[]][] = [];
  const masked = new Set<string>();
  for (const actor of ACTORS)
    for (const path of lists(world)) {
      const { status, body } = await get(app, path, tokenOf(world, actor));
      expect(status).toBeLessThan(500);
      const text = JSON.stringify(body);
      if (text.includes(MASKED)) masked.add(`${actor} ${path}`);
      const numbers = numbersIn(text);
      if (numbers.length > 0) found.push([actor, path, numbers]);
    }
  expect(found.filter(([actor]) => actor !== 'reporter')).toEqual([]);
  expect(found.map(([, path]) => path)).toContain('/me/cases?relation=reported');
  // The walk met the case where it is listed, with its number hidden.
  for (const seen of [
    'anonymous /cases?limit=100',
    'neighbour /me/cases?relation=followed',
    'worker /me/cases?relation=assigned',
    'dispatcher /workbench?queue=team&limit=100',
    'supervisor /cases?limit=100',
  ])
    expect([...masked]).toContain(seen);
});

test('one by one, who has the case to handle reads what he was told; nobody else', async () => {
  const reads = async (actor: ActorName, id: string) => {
    const paths = [`/cases/${id}`, `/cases/${id}/events?limit=100`];
    const answers = await Promise.all(paths.map((path) => get(app, path, tokenOf(world, actor))));
    return numbersIn(JSON.stringify(answers.map(({ body }) => body))).includes(PHONE);
  };
  const found = await Promise.all(
    ACTORS.flatMap((actor) =>
      [shown, hidden].map(async ({ id }) => ((await reads(actor, id)) ? [actor] : [])),
    ),
  );
  expect([...new Set(found.flat(2))]).toEqual([
    'reporter',
    'worker',
    'leader',
    'dispatcher',
    'supervisor',
    'admin',
  ]);
});

/** Everything that leaves as a file; what it was drawn from. */
async function draw(actor: ActorName, path: string): Promise<{ status: number; text: string }> {
  const before = mockDrawn.length;
  const token = tokenOf(world, actor);
  const response = await fetch(`${app.url}/api/v1${path}`, {
    headers: token ? { Authorization: `Bearer ${token}` } : {},
  });
  await response.arrayBuffer();
  return { status: response.status, text: mockDrawn.slice(before).join('\n') };
}

test('a work order tells a number to who handles the case; to the reporter it is masked, others get none', async () => {
  const path = `/cases/${hidden.id}/print.pdf`;
  expect(numbersIn((await draw('worker', path)).text)).toEqual([PHONE, LANDLINE]);
  const own = await draw('reporter', path);
  expect([own.status, numbersIn(own.text), own.text.includes(MASKED)]).toEqual([200, [], true]);
  for (const actor of ['anonymous', 'neighbour', 'otherWorker', 'foreign'] as const)
    expect((await draw(actor, path)).text).toBe('');
});

test('pictures, posters and labels hold no number, whoever has them made', async () => {
  const { grids } = world.home;
  for (const actor of ['reporter', 'neighbour', 'worker', 'dispatcher', 'admin'] as const)
    for (const path of [
      `/cases/${shown.id}/card.jpg`,
      `/areas/${grids[0]}/poster.pdf`,
      `/areas/${grids[0]}/address-codes.pdf`,
    ]) {
      const { text } = await draw(actor, path);
      expect([actor, path, numbersIn(text)]).toEqual([actor, path, []]);
    }
  expect(mockDrawn.some((words) => words.includes('poster'))).toBe(true);
  expect(mockDrawn.some((words) => words.includes(MASKED))).toBe(true);
});

test('the report of an imported sheet masks the numbers of its rows, the bad ones too', async () => {
  const { grids } = world.home;
  const sheet = [
    '网格编码,岗位,姓名,电话',
    `${grids[0]},专职网格员,甲,${PHONE}`,
    `${grids[0]},没有的岗位,乙,${STAFF_PHONE}`,
    `${grids[0]},专职网格员,丙,${PHONE}`,
    `${grids[0]},专职网格员,丁,${STAFF_PHONE}9`,
  ].join('\n');
  for (const dryRun of [1, 0]) {
    const response = await fetch(`${app.url}/api/v1/admin/posts/import?dryRun=${dryRun}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${world.people.admin.token}`, 'Content-Type': 'text/csv' },
      body: sheet,
    });
    const text = await response.text();
    expect([response.status, numbersIn(text)]).toEqual([response.status, []]);
    expect(text).toContain('岗位应是');
  }
});

test('what other systems are sent holds none', async () => {
  const sent = await deliveriesOf(app.deps.db).find({}).toArray();
  expect(sent.filter(({ caseId }) => caseId === shown.id).length).toBeGreaterThan(1);
  expect(numbersIn(JSON.stringify(sent))).toEqual([]);
});

test('nor does what is written down of who did what', async () => {
  await app.deps.audit.flush();
  const kept = await Promise.all(
    ['auditLines', 'notifications', 'notificationQueue', 'printLog', 'contactRecords'].map((name) =>
      app.deps.db.collection(name).find({}).toArray(),
    ),
  );
  expect(kept.flat().length).toBeGreaterThan(5);
  const strangers = kept.flat().filter((doc) => doc.userId !== world.people.reporter.id);
  expect(numbersIn(JSON.stringify(strangers))).toEqual([]);
});
