import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Session } from '@shared/auth/schemas';
import type { CaseView } from '@shared/cases/schemas';
import type { DisclosedPhone } from '@shared/contacts/schemas';
import { usersOf } from '@api/features/auth';
import { postsOf } from '@api/features/areas';
import { act, get, post, send } from '../request';
import { settle, startTestApp, type TestApp } from '../test-app';
import { ACTORS, type ActorName, buildWorld, submit, tokenOf, upload, type World } from './world';

const PHONE = '13987650123';
const STAFF_PHONE = '13812345678';
let sealed: string;
const NAME = '欧阳罕见名';
const WORDS = `请联系我 ${PHONE}，身份证 110101199003078515`;

const logged: string[] = [];
let app: TestApp;
let world: World;
let reporter: Session;
let shown: CaseView;
let hidden: CaseView;
let anonymous: CaseView;
let wish: CaseView;
let photo: string;
let internalPhoto: string;
let held: CaseView;
let heldPhoto: string;
/** Held by the word list, and a street name only it holds. */
const HELD = '王八蛋霸占了栖霞寺巷';
const answers: { actor: ActorName; path: string; text: string }[] = [];

beforeAll(async () => {
  const log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });
  app = await startTestApp({ LOG_LEVEL: 'debug' }, log);
  world = await buildWorld(app);
  await signInReporter();
  const code = { place: { ...world.home.centres[0], lng: world.home.centres[0].lng + 0.00123456 } };
  [photo, internalPhoto] = [
    (await upload(app, reporter.accessToken)).body.id,
    (await upload(app, world.people.worker.token)).body.id,
  ];
  shown = await submit(world, { ...code, text: WORDS, addressText: `三号楼 ${PHONE}` });
  hidden = await submit(world, { ...code, visibility: 'private', uploadIds: [photo] });
  anonymous = await submit(world, { ...code, anonymousToWorker: true });
  heldPhoto = (await upload(app, reporter.accessToken)).body.id;
  held = await submit(world, { ...code, text: HELD, addressText: HELD, uploadIds: [heldPhoto] });
  const hide = { item: `p${heldPhoto}`, decision: 'hide', reason: 'privacy', version: held.version };
  await post(app, `/cases/${held.id}/moderation`, hide, world.people.dispatcher.token);
  wish = await submit(world, { ...code, kind: 'wish', addressText: '五号楼 501' });
  await handle();
  await lookAtNumbers();
  await settle();
  await walk();
}, 120_000);
afterAll(() => app.stop());

/** The reporter is somebody with an openid and a bound number. */
async function signInReporter() {
  const { sandbox } = app.services;
  const code = sandbox?.issueLoginCode('ouyang');
  reporter = (await post<Session>(app, '/auth/wechat', { code })).body;
  const phoneCode = sandbox?.issuePhoneCode(PHONE);
  await post(app, '/auth/wechat/phone', { code: phoneCode }, reporter.accessToken);
  await usersOf(app.deps.db).updateOne({ _id: reporter.user.id }, { $set: { nickname: NAME } });
  sealed = app.deps.fieldCrypto.encrypt(STAFF_PHONE);
  await postsOf(app.deps.db).updateMany({}, { $set: { phoneSealed: sealed, phoneMasked: '138****5678' } });
  world.people.reporter = { id: reporter.user.id, token: reporter.accessToken, name: NAME, persona: '' };
}

async function handle() {
  const { token } = world.people.worker;
  await act(app, token, wish.id, 'accept');
  await act(app, token, shown.id, 'accept');
  await act(app, token, shown.id, 'takeUp');
  const note = { text: '内部：先等配件', visibility: 'internal', uploadIds: [internalPhoto] };
  await act(app, token, shown.id, 'progress', note);
  // More than the case keeps of its events: the internal one is only in the log by now.
  for (let i = 0; i < 32; i += 1) await act(app, token, shown.id, 'progress', { text: `第 ${i} 次上门` });
}

/** Both sides ask for the other's number, so that there are records and limits that could tell it again. */
async function lookAtNumbers() {
  const ask = (id: string, token: string) =>
    post<DisclosedPhone>(app, `/cases/${id}/disclose-phone`, { purpose: '约时间上门' }, token);
  expect((await ask(hidden.id, world.people.worker.token)).body.number).toBe(PHONE);
  for (const { id } of [hidden, anonymous])
    expect((await ask(id, reporter.accessToken)).body.number).toBe(STAFF_PHONE);
}

/** Every GET of the API, as everybody. */
async function walk() {
  const { home, people } = world;
  const notice = await post<{ id: string }>(
    app,
    '/notices',
    {
      areaCode: home.community,
      category: 'utility',
      title: '停水通知',
      text: '明天停水',
      important: true,
      validUntil: '2026-12-20T00:00:00Z',
    },
    people.dispatcher.token,
  );
  await send(app, 'PUT', `/notices/${notice.body.id}/receipt`, { token: reporter.accessToken });
  const applied = await post<CaseView>(
    app,
    '/cases',
    {
      kind: 'service',
      text: '办老年证',
      serviceId: 'elder-card',
      application: { how: 'proxy' },
      place: home.centres[0],
    },
    reporter.accessToken,
  );
  const paths = [
    '/auth/demo/personas',
    '/me',
    '/me/cases?relation=reported',
    '/me/cases?relation=assigned',
    '/me/cases?relation=toRate',
    '/areas',
    `/areas?parent=${home.community}&geometry=1`,
    `/areas/${home.grids[0]}`,
    `/areas/${home.grids[0]}/contacts`,
    `/areas/locate?lng=${home.centres[0].lng}&lat=${home.centres[0].lat}&coordType=wgs84`,
    '/areas/revision',
    '/categories',
    '/cases?limit=100',
    `/cases?area=${home.grids[0]}`,
    `/cases?q=${encodeURIComponent('栖霞寺巷')}`,
    `/cases/similar?lng=${home.centres[0].lng}&lat=${home.centres[0].lat}&coordType=wgs84&categoryCode=GY-0102&text=${encodeURIComponent(HELD)}`,
    '/moderation',
    '/me/notifications',
    '/workbench/summary',
    ...['todo', 'team', 'overdue', 'supervised', 'verify', 'appeals', 'done'].map(
      (queue) => `/workbench?queue=${queue}&limit=100`,
    ),
    ...[shown, hidden, anonymous, wish, held].flatMap(({ id, number }) => [
      `/cases/${id}`,
      `/cases/${number}`,
      `/cases/${id}/events?limit=100`,
      `/cases/${id}?coordType=wgs84`,
    ]),
    '/me/contact-records?side=of',
    '/me/contact-records?side=by',
    '/admin/contact-records',
    '/me/notifications?limit=100',
    '/workbench/handover',
    '/transfers',
    `/workbench/search?q=${PHONE.slice(-4)}`,
    `/cases/similar?lng=${home.centres[0].lng}&lat=${home.centres[0].lat}&coordType=wgs84`,
    ...[shown, hidden].map(({ id }) => `/cases/${id}/dispatch-targets`),
    `/notices?area=${home.grids[0]}`,
    `/notices/${notice.body.id}`,
    '/workbench/notices',
    `/workbench/notices/${notice.body.id}`,
    '/services',
    '/services/elder-card',
    '/services/elder-card/slots',
    '/me/appointments',
    '/me/waits',
    `/cases/${applied.body.id}/application`,
    // Whoever collects numbers would begin with lists.
    `/admin/posts?area=${home.community}&limit=100`,
    `/admin/vacancies?area=${home.community}`,
    `/admin/address-codes?area=${home.community}`,
    '/admin/area-changes',
    `/areas/${home.grids[0]}/party`,
    `/areas/${home.grids[0]}/station`,
    `/posts/post-${people.worker.id}/duty`,
    `/posts/post-${people.worker.id}/leave`,
    `/teams?area=${home.community}`,
    `/activities?area=${home.community}`,
    `/topics?area=${home.community}`,
    `/wishes?area=${home.community}`,
    '/visits',
    '/workbench/volunteers?state=verified',
    '/workbench/party-members?state=verified',
    '/workbench/call-ups',
    '/me/volunteer',
    '/me/party/report',
    `/batch?path=${encodeURIComponent(`/areas/${home.grids[0]}/contacts`)}`,
    '/openapi.json',
  ];
  expect(people.reporter.id).toBe(reporter.user.id);
  for (const actor of ACTORS)
    for (const path of paths) {
      const { status, body } = await get(app, path, tokenOf(world, actor));
      expect(status).toBeLessThan(500);
      answers.push({ actor, path, text: JSON.stringify(body) });
    }
}

const said = (text: string, actors: readonly ActorName[] = ACTORS) =>
  answers.filter((answer) => actors.includes(answer.actor) && answer.text.includes(text));
const told = (found: typeof answers) => found.map(({ actor, path }) => `${actor} ${path}`);

/** Everything that must stay inside, wherever it is kept. */
async function secrets(): Promise<[string, string][]> {
  const user = await usersOf(app.deps.db).findById(reporter.user.id).lean();
  const file = JSON.parse(readFileSync(join(app.deps.config.dataDir, 'secrets.json'), 'utf8')) as object;
  return [
    ...Object.entries(file).map(([name, value]): [string, string] => [name, String(value)]),
    ['openid', app.services.sandbox?.openidOf('ouyang') ?? 'none'],
    ['sealed openid', user?.openidSealed ?? 'none'],
    ['openid hash', user?.openidHash ?? 'none'],
    ['sealed phone', user?.phoneSealed ?? 'none'],
    ['phone hash', user?.phoneHash ?? 'none'],
    ['hash of the refresh token', user?.sessions[0]?.refreshHash ?? 'none'],
    ['session id', user?.sessions[0]?.id ?? 'none'],
    ['sealed phone of a post', sealed],
    ['phone of a post', STAFF_PHONE],
  ];
}

test('the walk saw something: the reporter reads his own words, staff his name, the number masked', () => {
  expect(told(said(WORDS, ['reporter'])).length).toBeGreaterThan(3);
  expect(told(said(NAME, ['worker'])).length).toBeGreaterThan(0);
  expect(told(said('139****0123', ['reporter'])).length).toBeGreaterThan(0);
});

test('no answer holds a key, an openid, a hash of a secret, a sealed field or a number of staff', async () => {
  for (const [name, secret] of await secrets()) {
    expect([name, secret.length > 8]).toEqual([name, true]);
    expect([name, told(said(secret))]).toEqual([name, []]);
  }
});

test('no field of any answer is named like what must stay inside', () => {
  const forbidden =
    /openid|session_?key|refreshHash|phoneSealed|phoneHash|unionid|secret|password|reporterId|userId|handledBy|requestKey/i;
  const names = new Set<string>();
  JSON.parse(
    `[${answers
      .filter(({ path }) => path !== '/openapi.json')
      .map(({ text }) => text)
      .join(',')}]`,
    (key, value: unknown) => {
      names.add(key);
      return value;
    },
  );
  expect(names.size).toBeGreaterThan(80);
  expect([...names].filter((name) => forbidden.test(name))).toEqual([]);
});

test('the records of who looked are read by both sides and their supervisors, and hold no number', () => {
  const logs = answers.filter(({ path }) => path.includes('contact-records'));
  const ofReporter = logs.filter(({ actor, path }) => actor === 'reporter' && path.endsWith('side=of'));
  expect(ofReporter[0]?.text).toContain('约时间上门');
  expect(told(logs.filter(({ text }) => text.includes(hidden.number)))).toEqual([
    'reporter /me/contact-records?side=of',
    'reporter /me/contact-records?side=by',
    'worker /me/contact-records?side=of',
    'worker /me/contact-records?side=by',
    'supervisor /admin/contact-records',
    'admin /admin/contact-records',
  ]);
  expect(told(logs.filter(({ text }) => /1[3-9]\d{9}/.test(text.replace(/[0-9a-f]{24}/g, ''))))).toEqual([]);
});

test('nobody gets numbers in bulk: no list, search, roster or report holds one in full, for whichever role', () => {
  // What residents wrote themselves is read by staff of the case; identity numbers and ids are no phone numbers.
  const own = [PHONE, '0999-0000000'];
  const held = answers.filter(({ path, text }) => {
    const bare = own
      .reduce((rest, number) => rest.split(number).join(''), text)
      .replace(/[0-9a-f]{24,}/g, '');
    return path !== '/openapi.json' && /(?<![\dA-Za-z-])1[3-9]\d{9}(?!\d)/.test(bare);
  });
  expect(told(held)).toEqual([]);
  const rosters = answers.filter(({ path, actor }) => path.startsWith('/admin/posts') && actor === 'admin');
  expect(rosters[0]?.text).toContain('138****5678');
});

const KNOWING = ['reporter', 'worker', 'leader', 'dispatcher', 'supervisor', 'admin'] as const;
const STRANGERS = ['anonymous', 'neighbour', 'otherWorker', 'foreign'] as const;

test('numbers in public words are hidden from the public, the reporter’s name and id from everybody outside', () => {
  for (const text of [PHONE, '110101199003078515', NAME, reporter.user.id])
    expect([text, told(said(text, STRANGERS))]).toEqual([text, []]);
  expect(told(said(reporter.user.id, KNOWING.slice(1)))).toEqual([]);
  const views = answers.filter(({ actor, path }) => actor === 'neighbour' && path === `/cases/${shown.id}`);
  expect((JSON.parse(views[0]?.text ?? '{}') as CaseView).reporter).toBeNull();
});

test('a private case is nowhere for strangers; its photo’s address neither', () => {
  for (const text of [hidden.id, hidden.number, photo]) expect(told(said(text, STRANGERS))).toEqual([]);
});

test('the public learns a place roughly, that of a wish not at all', () => {
  const exact = [String(shown.place?.lng), (world.home.centres[0].lng + 0.00123456).toFixed(7)];
  for (const text of exact) {
    expect(told(said(text.slice(0, 10), STRANGERS)).filter((line) => line.includes('/cases'))).toEqual([]);
  }
  const views = answers.filter(({ actor, path }) => actor === 'neighbour' && path === `/cases/${wish.id}`);
  expect((JSON.parse(views[0]?.text ?? '{}') as CaseView).place).toBeNull();
  expect(told(said('五号楼 501', STRANGERS))).toEqual([]);
});

test('who asked to be unknown to the worker is unknown to all staff, in the case and in its log', () => {
  const views = answers.filter(({ path }) => path.startsWith(`/cases/${anonymous.id}`));
  const staff = views.filter(({ actor }) => actor !== 'reporter');
  expect(staff.length).toBeGreaterThan(10);
  for (const { actor, path, text } of staff)
    for (const name of [NAME, '139****0123', reporter.user.id])
      expect([actor, path, text.includes(name)]).toEqual([actor, path, false]);
});

test('words and photos kept from the public are nowhere for it: no page, list, search, hint, log or inbox', () => {
  for (const text of ['王八蛋', '栖霞寺巷', heldPhoto]) {
    expect([text, told(said(text, STRANGERS))]).toEqual([text, []]);
    for (const actor of ['reporter', 'worker'] as const)
      expect([text, actor, told(said(text, [actor])).length > 0]).toEqual([text, actor, true]);
  }
  const found = answers.filter(({ path }) => path.startsWith('/cases?q='));
  expect(found.length).toBe(ACTORS.length);
  expect(found.every(({ text }) => !text.includes(held.id))).toBe(true);
});

test('internal notes and their photos are for staff in scope, also when long past', () => {
  const outside = [...STRANGERS, 'reporter'] as const;
  for (const text of ['内部：先等配件', internalPhoto]) {
    expect(told(said(text, outside))).toEqual([]);
    expect(told(said(text, ['worker'])).length).toBeGreaterThan(0);
  }
});

test('the log of it all holds no token, number, code or secret', async () => {
  const { sandbox } = app.services;
  if (!sandbox) throw new Error('no sandbox');
  const loginCode = sandbox.issueLoginCode('log');
  const opened = await post<Session>(app, '/auth/wechat', { code: loginCode });
  sandbox.script({ path: '/sns/jscode2session', times: 50, httpStatus: 500 });
  await post(app, '/auth/wechat', { code: sandbox.issueLoginCode('log') });
  sandbox.clearFaults();
  const { body: sms } = await post<{ demoCode: string }>(app, '/auth/phone/code', { phone: PHONE });
  await post(app, '/auth/phone', { phone: PHONE, code: sms.demoCode });
  await post(app, '/auth/refresh', { refreshToken: opened.body.refreshToken });
  await post(app, '/auth/refresh', { refreshToken: opened.body.refreshToken });
  await settle();
  const text = logged.join('');
  expect(logged.length).toBeGreaterThan(100);
  expect(text).toContain('"status":503');
  const inside: [string, string][] = [
    ...(await secrets()),
    ['phone', PHONE],
    ['sms code', `"${sms.demoCode}"`],
    ['sms code in words', `验证码 ${sms.demoCode}`],
    ['login code', loginCode],
    ['access token', opened.body.accessToken],
    ['access token’s signature', opened.body.accessToken.split('.')[2] ?? 'none'],
    ['refresh token', opened.body.refreshToken.split('.')[2] ?? 'none'],
    ['what people wrote', '请联系我'],
    ['who reported', NAME],
  ];
  for (const [name, secret] of inside) expect([name, text.includes(secret)]).toEqual([name, false]);
});
