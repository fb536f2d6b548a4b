import { randomInt } from 'node:crypto';
import categories from '@api/demo/source/categories.json';
import type { Session } from '@shared/auth/schemas';
import type { CaseSummary, CaseView } from '@shared/cases/schemas';
import { WIRED_ACTIONS } from '@shared/cases/workflow';
import { CONTRACTS } from '@api/app';
import type { Person } from '../build-community';
import { get, post, send } from '../request';
import { snapshotStore } from '../store-snapshot';
import { settle, startTestApp, type TestApp } from '../test-app';
import { ballotRows } from './matrix-ballots';
import { areaRows } from './matrix-areas';
import { contactRows } from './matrix-contacts';
import { moderationRows } from './matrix-moderation';
import { noticeRows } from './matrix-notices';
import { notificationRows } from './matrix-notifications';
import { residenceRows } from './matrix-residence';
import { wechatRows } from './matrix-wechat';
import { topicRows } from './matrix-topics';
import { auditRows, routingRows } from './matrix-routing';
import { serviceRows } from './matrix-services';
import { volunteerRows } from './matrix-volunteers';
import { workbenchRows } from './matrix-workbench';
import {
  ACTORS,
  type ActorName,
  buildWorld,
  report,
  signInAgain,
  submit,
  tokenOf,
  upload,
  type World,
} from './world';

let app: TestApp;
let world: World;
let open: CaseView;
let hidden: CaseView;
/** Signs in again and again; the others must keep their sign-ins. */
let spare: Person;
let publicFile: string;
let privateFile: string;

beforeAll(async () => {
  app = await startTestApp();
  world = await buildWorld(app);
  spare = await world.home.person({ name: '何人' });
  const { token } = world.people.reporter;
  [publicFile, privateFile] = [(await upload(app, token)).body.id, (await upload(app, token)).body.id];
  open = await submit(world, { uploadIds: [publicFile] });
  hidden = await submit(world, { visibility: 'private', uploadIds: [privateFile] });
});
afterAll(() => app.stop());

type Expected = Record<ActorName, number>;
const all = (status: number): Expected =>
  Object.fromEntries(ACTORS.map((actor) => [actor, status])) as Expected;
const but = (status: number, others: Partial<Expected>): Expected => ({ ...all(status), ...others });
/** 401 for nobody, else the same for all. */
const signedIn = (status: number) => but(status, { anonymous: 401 });
const onlyAdmin = but(403, { anonymous: 401, admin: 200 });
const staff = (status: number) => but(status, { anonymous: 401, reporter: 403, neighbour: 403 });
const onlyStaff = staff(200);
/** Those who give cases on. @param elsewhere for their colleagues of other areas */
const dispatchers = (elsewhere: number) =>
  but(403, {
    anonymous: 401,
    worker: 200,
    leader: 200,
    dispatcher: 200,
    otherWorker: elsewhere,
    foreign: elsewhere,
  });
/** Who may not know of a private case of the first grid. */
const STRANGERS = ['anonymous', 'neighbour', 'otherWorker', 'foreign'] as const;
const privateCase = but(200, { anonymous: 404, neighbour: 404, otherWorker: 404, foreign: 404 });

type Probe = (actor: ActorName) => Promise<{ status: number }>;
const read =
  (path: () => string): Probe =>
  (actor) =>
    get(app, path(), tokenOf(world, actor));
const write =
  (method: string, path: () => string, body: (actor: ActorName) => unknown): Probe =>
  async (actor) =>
    method === 'POST'
      ? post(app, path(), await body(actor), tokenOf(world, actor))
      : send(app, method, path(), { token: tokenOf(world, actor), body: await body(actor) });

const feature = () => ({
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [100, 20],
            [100.1, 20],
            [100.1, 20.1],
            [100, 20.1],
            [100, 20],
          ],
        ],
      },
      properties: { code: '8000', name: '新市', level: 'city', parentCode: null },
    },
  ],
});
async function newPhoneCode(): Promise<{ phone: string; code: string }> {
  const phone = `138${String(randomInt(1e8)).padStart(8, '0')}`;
  const { body } = await post<{ demoCode: string }>(app, '/auth/phone/code', { phone });
  return { phone, code: body.demoCode };
}
const accepting = () => ({ ids: [open.id], action: 'accept' });
const WEBHOOK = { url: 'https://hooks.example.com/x', eventTypes: ['reply'] };

/** The written matrix: what every operation answers to every actor. */
const MATRIX: Record<string, [string, Expected, Probe][]> = {
  ...workbenchRows({
    read,
    write,
    staff,
    signedIn,
    worker: () => ({ id: world.people.worker.id, post: `post-${world.people.worker.id}` }),
  }),
  signInWechat: [
    [
      '',
      all(200),
      write(
        'POST',
        () => '/auth/wechat',
        () => ({ code: app.services.sandbox?.issueLoginCode('matrix') }),
      ),
    ],
  ],
  sendPhoneCode: [
    [
      '',
      all(200),
      write(
        'POST',
        () => '/auth/phone/code',
        () => ({ phone: '13800001111' }),
      ),
    ],
  ],
  signInPhone: [['', all(200), write('POST', () => '/auth/phone', newPhoneCode)]],
  bindPhone: [['', signedIn(200), write('POST', () => '/me/phone', newPhoneCode)]],
  bindWechatPhone: [
    [
      '',
      signedIn(200),
      write(
        'POST',
        () => '/auth/wechat/phone',
        () => ({
          code: app.services.sandbox?.issuePhoneCode(`139${String(randomInt(1e8)).padStart(8, '0')}`),
        }),
      ),
    ],
  ],
  listPersonas: [['', all(200), read(() => '/auth/demo/personas')]],
  signInDemo: [
    [
      '',
      all(200),
      write(
        'POST',
        () => '/auth/demo',
        () => ({ persona: spare.persona }),
      ),
    ],
  ],
  refreshSession: [
    [
      '',
      all(200),
      write(
        'POST',
        () => '/auth/refresh',
        async () => ({
          refreshToken: (await signInAgain(app, spare)).refreshToken,
        }),
      ),
    ],
  ],
  signOut: [
    [
      '',
      signedIn(204),
      async (actor) => {
        const session: Session | null =
          actor === 'anonymous' ? null : await signInAgain(app, world.people[actor]);
        return post(app, '/auth/logout', {}, session?.accessToken);
      },
    ],
  ],
  getMe: [['', signedIn(200), read(() => '/me')]],
  updateMe: [
    [
      '',
      signedIn(200),
      write(
        'PATCH',
        () => '/me',
        () => ({ preferences: { elder: true } }),
      ),
    ],
  ],
  setHomeArea: [
    [
      '',
      signedIn(200),
      write(
        'PUT',
        () => '/me/home-area',
        () => ({ gridCode: world.home.grids[0] }),
      ),
    ],
    [
      'unknown grid',
      signedIn(404),
      write(
        'PUT',
        () => '/me/home-area',
        () => ({ gridCode: '1'.repeat(15) }),
      ),
    ],
  ],
  locateArea: [['', all(200), read(() => '/areas/locate?lng=110&lat=30')]],
  getAreasRevision: [['', all(200), read(() => '/areas/revision')]],
  listAreas: [
    ['', all(200), read(() => `/areas?parent=${world.home.community}`)],
    ['unknown', all(404), read(() => '/areas?parent=1111')],
  ],
  getArea: [
    ['', all(200), read(() => `/areas/${world.home.grids[0]}`)],
    ['unknown', all(404), read(() => '/areas/111111111111111')],
  ],
  getContacts: [
    ['', all(200), read(() => `/areas/${world.home.grids[0]}/contacts`)],
    ['unknown', all(404), read(() => '/areas/111111111111111/contacts')],
  ],
  importAreas: [['', onlyAdmin, write('POST', () => '/admin/areas/import', feature)]],
  listCategories: [['', all(200), read(() => '/categories')]],
  suggestCategories: [
    [
      '',
      all(200),
      write(
        'POST',
        () => '/categories/suggest',
        () => ({ text: '路灯坏了' }),
      ),
    ],
  ],
  importCategories: [
    [
      '',
      onlyAdmin,
      write(
        'POST',
        () => '/admin/categories/import',
        () => categories,
      ),
    ],
  ],
  createUpload: [['', signedIn(201), (actor) => upload(app, tokenOf(world, actor))]],
  getFile: [
    ['of a public case', all(200), read(() => `/files/${publicFile}`)],
    ['of a private case, unsigned', all(404), read(() => `/files/${privateFile}`)],
  ],
  submitCase: [
    [
      '',
      signedIn(201),
      write(
        'POST',
        () => '/cases',
        () => report(world),
      ),
    ],
  ],
  listCases: [['', all(200), read(() => '/cases')]],
  getCase: [
    ['public', all(200), read(() => `/cases/${open.id}`)],
    ['private', privateCase, read(() => `/cases/${hidden.id}`)],
    ['private by number', privateCase, read(() => `/cases/${hidden.number}`)],
    ['unknown', all(404), read(() => `/cases/${'0'.repeat(24)}`)],
  ],
  actOnCase: [
    [
      'private: nobody is told that it exists',
      but(403, { anonymous: 401, neighbour: 404, otherWorker: 404, foreign: 404, reporter: 409 }),
      write(
        'POST',
        () => `/cases/${hidden.id}/actions/rate`,
        () => ({
          resolved: 'yes',
          response: 5,
          attitude: 5,
          result: 5,
        }),
      ),
    ],
    [
      'public: staff of another area may look, not act',
      but(403, { anonymous: 401, reporter: 409 }),
      write(
        'POST',
        () => `/cases/${open.number}/actions/rate`,
        () => ({
          resolved: 'yes',
          response: 5,
          attitude: 5,
          result: 5,
        }),
      ),
    ],
  ],
  listCaseEvents: [
    ['public', all(200), read(() => `/cases/${open.id}/events`)],
    ['private', privateCase, read(() => `/cases/${hidden.id}/events`)],
  ],
  listDispatchTargets: [
    ['public', dispatchers(404), read(() => `/cases/${open.id}/dispatch-targets`)],
    ['private', dispatchers(404), read(() => `/cases/${hidden.number}/dispatch-targets`)],
  ],
  listMyCases: [['', signedIn(200), read(() => '/me/cases')]],
  getWorkbench: [['', onlyStaff, read(() => '/workbench?queue=team')]],
  searchWorkbench: [['', onlyStaff, read(() => `/workbench/search?q=${encodeURIComponent('路灯')}`)]],
  getWorkbenchSummary: [['', onlyStaff, read(() => '/workbench/summary')]],
  ...moderationRows({ read, write, but, signedIn, open: () => open.id, hidden: () => hidden.id }),
  listSimilarCases: [['', all(200), read(() => '/cases/similar?lng=110&lat=30')]],
  actOnCases: [['a preview', onlyStaff, write('POST', () => '/workbench/batch?preview=1', accepting)]],
  listNotifications: [['', signedIn(200), read(() => '/me/notifications')]],
  readNotifications: [
    [
      '',
      signedIn(200),
      write(
        'POST',
        () => '/me/notifications/read',
        () => ({ all: true }),
      ),
    ],
  ],
  getCalendarOverrides: [['', onlyAdmin, read(() => '/admin/calendar/overrides')]],
  setCalendarOverrides: [
    [
      '',
      onlyAdmin,
      write(
        'PUT',
        () => '/admin/calendar/overrides',
        () => ({ version: 1, items: [] }),
      ),
    ],
  ],
  ...auditRows({ read, but }),
  ...ballotRows({ read, write, all, but, world: () => world }),
  ...areaRows({ read, write, all, but, world: () => world }),
  ...noticeRows({ read, write, all, but, world: () => world }),
  ...volunteerRows({ read, write, all, but, world: () => world }),
  ...residenceRows({ read, write, all, but, world: () => world }),
  ...wechatRows({ read, write, all, but, world: () => world, cases: () => ({ open, hidden }) }),
  ...serviceRows({ read, write, all, but, world: () => world }),
  ...topicRows({ read, write, all, but, world: () => world }),
  ...routingRows({ read, write, all, but, world: () => world }),
  ...contactRows({ read, write, but, world: () => world, cases: () => ({ open, hidden }) }),
  ...notificationRows({ read, write, signedIn }),
  listJobs: [['', onlyAdmin, read(() => '/admin/jobs?kind=push')]],
  replayDeadLetters: [
    [
      '',
      onlyAdmin,
      write(
        'POST',
        () => '/admin/jobs/replay',
        () => ({ kind: 'webhook' }),
      ),
    ],
  ],
  listWebhooks: [['', onlyAdmin, read(() => '/admin/webhooks')]],
  createWebhook: [
    [
      '',
      but(403, { anonymous: 401, admin: 201 }),
      write(
        'POST',
        () => '/admin/webhooks',
        () => ({ ...WEBHOOK, areaCode: world.home.street }),
      ),
    ],
    [
      'of an area that is not his',
      but(403, { anonymous: 401, admin: 400 }),
      write(
        'POST',
        () => '/admin/webhooks',
        () => ({ ...WEBHOOK, areaCode: world.away.street }),
      ),
    ],
  ],
  ...Object.fromEntries(
    (
      [
        ['updateWebhook', 'PATCH', '', { note: '改', version: 1 }],
        ['deleteWebhook', 'DELETE', '', undefined],
        ['testWebhook', 'POST', '/test', {}],
        ['renewWebhookSecret', 'POST', '/secret', {}],
      ] as const
    ).map(([id, method, tail, body]) => [
      id,
      [
        [
          'that is not there',
          but(403, { anonymous: 401, admin: 404 }),
          write(
            method,
            () => `/admin/webhooks/${'f'.repeat(24)}${tail}`,
            () => body,
          ),
        ],
      ],
    ]),
  ),
  replayDeadLetter: [
    [
      'that is not there',
      but(403, { anonymous: 401, admin: 404 }),
      write(
        'POST',
        () => `/admin/jobs/${'f'.repeat(24)}:1/replay`,
        () => ({}),
      ),
    ],
  ],
};

test('every operation of the API has its rows, and no row is for an operation that is gone', () => {
  expect(Object.keys(MATRIX).sort()).toEqual(CONTRACTS.map((contract) => contract.id).sort());
});

describe.each(CONTRACTS.map((contract) => contract.id))('%s', (id) => {
  test.each(MATRIX[id] ?? [])('answers each actor as written %s', async (_name, expected, probe) => {
    const answered: Partial<Expected> = {};
    for (const actor of ACTORS) answered[actor] = (await probe(actor)).status;
    expect(answered).toEqual(expected);
  });
});

test('a list shows a private case to its reporter and to staff of its area, to nobody else', async () => {
  const listed = async (path: string, actor: ActorName) => {
    const { body } = await get<{ items?: CaseSummary[] }>(app, path, tokenOf(world, actor));
    return (body.items ?? []).some((item) => item.id === hidden.id);
  };
  for (const actor of ACTORS) {
    expect(await listed('/cases?limit=100', actor)).toBe(false);
    expect(await listed(`/cases?limit=100&area=${world.home.grids[0]}`, actor)).toBe(false);
    const mayKnow = !(STRANGERS as readonly ActorName[]).includes(actor);
    expect([actor, await listed('/workbench?queue=team&limit=100', actor)]).toEqual([
      actor,
      mayKnow && actor !== 'reporter',
    ]);
  }
  expect(await listed('/me/cases?limit=100', 'reporter')).toBe(true);
  expect(await listed('/me/cases?limit=100', 'neighbour')).toBe(false);
});

test('what strangers and staff of another area try on a private case changes nothing', async () => {
  await settle();
  const before = await snapshotStore(app);
  for (const actor of STRANGERS)
    for (const action of WIRED_ACTIONS) {
      const answer = await post<{ code: string }>(
        app,
        `/cases/${hidden.id}/actions/${action}`,
        { text: '试试' },
        tokenOf(world, actor),
      );
      expect([actor, action, answer.status]).toEqual([actor, action, actor === 'anonymous' ? 401 : 404]);
    }
  await settle();
  expect(await snapshotStore(app)).toEqual(before);
});

test('an id of another street in the body, a photo of someone else, changes nothing', async () => {
  const photo = (await upload(app, world.people.foreign.token)).body.id;
  await settle();
  const before = await snapshotStore(app);
  const answer = await post<{ code: string }>(
    app,
    '/cases',
    report(world, { uploadIds: [photo] }),
    world.people.reporter.token,
  );
  expect([answer.status, answer.body.code]).toEqual([422, 'UPLOAD_NOT_USABLE']);
  await settle();
  expect(await snapshotStore(app)).toEqual(before);
});
