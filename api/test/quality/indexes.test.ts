import { mongo } from 'mongoose';
import { WORKBENCH_QUEUES } from '@shared/cases/contract';
import { DEFAULT_SETTINGS } from '@shared/notifications/settings';
import { postsOf } from '@api/features/areas';
import { finishImports } from '@api/features/area-import';
import { closeUnrated, fillCells, flushAllEvents, runAlerts } from '@api/features/cases';
import { purgeOldAudit } from '@api/features/audit';
import { checkContents, giveUpPhotoChecks } from '@api/features/moderation';
import { deliverNotifications, sendPushes, tellWaiting } from '@api/features/notifications';
import { countVerified } from '@api/features/residence';
import { runTransfers } from '@api/features/transfers';
import { purgeExpiredUploads } from '@api/features/uploads';
import { sendDeliveries } from '@api/features/webhooks';
import { act, get, post, send } from '../request';
import { settle, startTestApp, type TestApp } from '../test-app';
import { useMerge, usePosts } from './use-areas';
import { useTopics } from './use-topics';
import { useBallots } from './use-ballots';
import { useVolunteering } from './use-volunteering';
import { useServices, useTeams, useVisits, useWishes } from './use-services';
import { buildWorld, LAMP, signInAgain, submit, tokenOf, upload, type World } from './world';

interface Asked {
  during: string;
  collection: string;
  filter: mongo.Document;
  sort: mongo.Sort | undefined;
}

/** Methods of the driver that every query passes through, mongoose's included. */
const METHODS = [
  'find',
  'countDocuments',
  'updateOne',
  'updateMany',
  'deleteOne',
  'deleteMany',
  'findOneAndUpdate',
  'bulkWrite',
  'aggregate',
] as const;

interface Operation {
  updateOne?: { filter: mongo.Document };
  $match?: mongo.Document;
}

/** What a call selects by: of many writes each its own, of a pipeline its first stage. */
function filtersOf(method: (typeof METHODS)[number], first: unknown): mongo.Document[] {
  if (method === 'bulkWrite')
    return (first as Operation[]).flatMap(({ updateOne }) => (updateOne ? [updateOne.filter] : []));
  if (method === 'aggregate') return [(first as Operation[])[0]?.$match ?? {}];
  return [first ?? {}];
}

let app: TestApp;
let world: World;
let during = '';
const asked: Asked[] = [];

function listen() {
  const prototype = mongo.Collection.prototype as unknown as Record<string, (...args: unknown[]) => unknown>;
  for (const method of METHODS) {
    const original = prototype[method];
    if (!original) throw new Error(`the driver has no ${method}`);
    jest.spyOn(prototype, method).mockImplementation(function (this: mongo.Collection, ...args: unknown[]) {
      const options = args.at(-1) as { sort?: mongo.Sort } | undefined;
      for (const filter of during === '' ? [] : filtersOf(method, args[0]))
        asked.push({
          during,
          collection: this.collectionName,
          filter,
          sort: method === 'find' ? options?.sort : undefined,
        });
      return original.apply(this, args);
    });
  }
}

const noted = async (name: string, work: () => Promise<unknown>) => {
  during = name;
  await work();
  await settle();
  during = '';
};

async function useEverything() {
  const { reporter, worker, leader } = world.people;
  const handler = await world.home.person({
    role: 'handler',
    department: 'urban-management',
    area: world.home.district,
  });
  const { lng, lat } = world.home.centres[0];
  const { grids } = world.home;
  const feeds = [
    '',
    `area=${grids[0]}`,
    'status=submitted',
    `category=${LAMP}`,
    `area=${grids[0]}&status=submitted`,
    `area=${grids[0]}&category=${LAMP}`,
    'since=2026-01-01T00:00:00Z',
    'kind=wish',
    'format=geojson',
    `area=${grids[0]}&q=${encodeURIComponent('路灯不亮')}&status=submitted`,
    `near=${lng},${lat}&coordType=wgs84`,
    `bbox=${lng - 0.01},${lat - 0.01},${lng + 0.01},${lat + 0.01}&coordType=wgs84`,
  ];
  for (const query of feeds) await noted(`feed ${query}`, () => get(app, `/cases?${query}`));
  await noted('similar', () =>
    get(app, `/cases/similar?lng=${lng}&lat=${lat}&coordType=wgs84&categoryCode=${LAMP}`),
  );
  const cursor = Buffer.from('f'.repeat(24)).toString('base64url');
  await noted('feed, second page', () => get(app, `/cases?cursor=${cursor}`));
  for (const relation of ['reported', 'toRate', 'assigned', 'followed'])
    await noted(`my cases ${relation}`, () => get(app, `/me/cases?relation=${relation}`, reporter.token));
  for (const actor of ['worker', 'dispatcher', 'supervisor'] as const)
    for (const queue of WORKBENCH_QUEUES)
      await noted(`queue ${queue} of ${actor}`, () =>
        get(app, `/workbench?queue=${queue}`, tokenOf(world, actor)),
      );
  const narrowed = [
    `area=${grids[0]}`,
    'status=handling',
    `area=${grids[0]}&status=submitted`,
    'group=GY',
    `category=${LAMP}`,
    'level=grid',
    'urgent=1',
    'supervised=1',
    'hold=1',
    'whose=mine',
    'days=7',
    'since=2026-01-01T00:00:00Z&until=2027-01-01T00:00:00Z',
    `q=${encodeURIComponent('路灯')}`,
  ];
  for (const filter of narrowed)
    await noted(`queue narrowed by ${filter}`, () =>
      get(app, `/workbench?queue=team&${filter}`, worker.token),
    );
  // What the index of a queue carries, in every queue.
  for (const queue of WORKBENCH_QUEUES)
    await noted(`queue ${queue} narrowed by area and status`, async () => {
      const { token } = world.people.dispatcher;
      await get(app, `/workbench?queue=${queue}&area=${grids[0]}`, token);
      for (const status of ['submitted', 'handling', 'closed'])
        await get(app, `/workbench?queue=${queue}&area=${grids[0]}&status=${status}`, token);
    });
  await noted('saved filters', async () => {
    const saved = { name: '紧急的', queue: 'team', filter: { urgent: '1', area: grids[0] } };
    const { body } = await post<{ id: string }>(app, '/me/workbench/filters', saved, worker.token);
    await get(app, '/me/workbench/filters?counts=1', worker.token);
    const path = `/me/workbench/filters/${body.id}`;
    await send(app, 'PATCH', path, { token: worker.token, body: { name: '急' } });
    await send(app, 'DELETE', path, { token: worker.token });
  });
  for (const actor of ['worker', 'dispatcher', 'supervisor'] as const)
    for (const words of ['路灯不亮', '123456', '1234', 'ldbl'])
      await noted(`search ${words} of ${actor}`, () =>
        get(app, `/workbench/search?q=${encodeURIComponent(words)}`, tokenOf(world, actor)),
      );
  await noted('search of the public', () => get(app, `/cases?q=${encodeURIComponent('路灯不亮')}`));
  await noted('counts of the queues', () => get(app, '/workbench/summary', worker.token));
  await noted('the way of a case', async () => {
    const photo = (await upload(app, reporter.token)).body.id;
    const { id, number } = await submit(world, { uploadIds: [photo] });
    await get(app, `/cases/${number}/events`);
    await get(app, `/files/${photo}`);
    for (const action of ['accept', 'takeUp']) await act(app, worker.token, id, action);
    await act(app, worker.token, id, 'reply', { text: '说明', result: 'explained' });
    await act(app, leader.token, id, 'verify', { pass: true, text: '看过' });
    const { neighbour, supervisor } = world.people;
    const scores = { response: 1, attitude: 1, result: 1 };
    await act(app, neighbour.token, id, 'follow');
    for (const { token } of [neighbour, reporter, neighbour])
      await act(app, token, id, 'rate', { resolved: 'no', ...scores });
    await act(app, worker.token, id, 'answerRating', { text: '谢谢' });
    await act(app, worker.token, id, 'appealRating', { reason: 'abusive', text: '骂人' });
    await act(app, supervisor.token, id, 'decideAppeal', { uphold: true, text: '查实' });
  });
  await noted('a case given to a department and sent back', async () => {
    const { dispatcher } = world.people;
    const { id } = await submit(world);
    await act(app, worker.token, id, 'accept');
    await get(app, `/cases/${id}/dispatch-targets`, dispatcher.token);
    await act(app, dispatcher.token, id, 'dispatch', { to: { personId: worker.id } });
    await act(app, worker.token, id, 'return', { reason: 'other', text: '忙不过来' });
    await act(app, dispatcher.token, id, 'dispatch', { to: { department: 'urban-management' } });
    await get(app, '/workbench', handler.token);
  });
  await noted('what waits for moderators', async () => {
    const { dispatcher, neighbour, admin } = world.people;
    const { id } = await submit(world, { text: '物业王八蛋，灯坏了没人管' });
    await post(app, `/cases/${id}/content-reports`, { item: 't1', reason: 'ad' }, neighbour.token);
    const { id: clean } = await submit(world);
    await post(app, `/cases/${clean}/content-reports`, { item: 't1', reason: 'ad' }, neighbour.token);
    for (const { token } of [dispatcher, admin]) await get(app, '/moderation', token);
    const entry = Buffer.from(`1|${'f'.repeat(24)}`).toString('base64url');
    await get(app, `/moderation?cursor=${entry}`, dispatcher.token);
    const body = { item: 't1', decision: 'publish', version: 1 };
    await post(app, `/cases/${id}/moderation`, body, dispatcher.token);
    await giveUpPhotoChecks(app.deps);
    const remote = { text: () => Promise.resolve(null), photo: () => Promise.resolve(null) };
    await checkContents({ ...app.deps, contentCheck: { ...app.deps.contentCheck, remote } });
  });
  await noted('followers and what they are told', async () => {
    const { neighbour, admin } = world.people;
    const { id } = await submit(world);
    await act(app, neighbour.token, id, 'follow');
    await get(app, '/me/cases?relation=followed', neighbour.token);
    await act(app, worker.token, id, 'accept');
    await act(app, worker.token, id, 'takeUp');
    await act(app, worker.token, id, 'progress', { text: '在修' });
    for (const { token } of [neighbour, reporter])
      await post(app, '/me/subscriptions', { accepted: ['progress', 'followed'] }, token);
    await flushAllEvents(app.deps.db);
    await deliverNotifications(app.deps);
    const page = Buffer.from(`1|${id}:1:${neighbour.id}`).toString('base64url');
    for (const query of ['', 'topic=mine', `cursor=${page}`, `topic=followed&cursor=${page}`])
      await get(app, `/me/notifications?${query}`, neighbour.token);
    await post(app, '/me/notifications/read', { all: true }, neighbour.token);
    await get(app, '/admin/calendar/overrides', admin.token);
    await send(app, 'PUT', '/admin/calendar/overrides', {
      token: admin.token,
      body: { version: 1, items: [] },
    });
    await send(app, 'PUT', '/me/notifications/settings', {
      token: admin.token,
      body: DEFAULT_SETTINGS,
    });
    await get(app, '/me/notifications/settings', admin.token);
    await get(app, '/admin/jobs', admin.token);
    await get(app, `/admin/jobs?cursor=${Buffer.from(`1|${id}:1`).toString('base64url')}`, admin.token);
    const digest = { ...DEFAULT_SETTINGS, digest: { on: true, hour: 18 } };
    await send(app, 'PUT', '/me/notifications/settings', { token: neighbour.token, body: digest });
    await act(app, worker.token, id, 'progress', { text: '修好了' });
    await flushAllEvents(app.deps.db);
    await deliverNotifications(app.deps);
    app.travel(86_400_000);
    await tellWaiting(app.deps);
    await sendPushes(app.deps);
    app.travel(-86_400_000);
    await act(app, neighbour.token, id, 'unfollow');
  });
  await noted('webhooks and what has failed', async () => {
    const { admin } = world.people;
    const body = { url: 'http://127.0.0.1:9/', eventTypes: ['submit'], areaCode: world.home.city };
    const hook = await post<{ id: string }>(app, '/admin/webhooks', body, admin.token);
    await submit(world);
    await flushAllEvents(app.deps.db);
    await deliverNotifications(app.deps);
    await sendDeliveries(app.deps, () => Promise.resolve());
    await get(app, `/admin/webhooks?cursor=${cursor}`, admin.token);
    for (const kind of ['event', 'push', 'webhook']) {
      await get(app, `/admin/jobs?kind=${kind}`, admin.token);
      await post(app, '/admin/jobs/replay', { kind }, admin.token);
    }
    await send(app, 'DELETE', `/admin/webhooks/${hook.body.id}`, { token: admin.token });
  });
  await noted('audit', async () => {
    const { token } = world.people.admin;
    const after = (id: string) => Buffer.from(`1|${id}`).toString('base64url');
    const line = after('20260101-0123456789abcdef:1');
    for (const query of ['', 'actor=x', 'operation=x', `cursor=${line}`, `actor=x&cursor=${line}`])
      await get(app, `/admin/audit?${query}`, token);
    await get(app, '/admin/audit/chains', token);
    await get(app, `/admin/audit/chains?cursor=${after('20260101-0123456789abcdef')}`, token);
    await get(app, '/admin/audit/chains/20260101-0123456789abcdef/check', token);
    await purgeOldAudit(app.deps);
  });
  await noted('templates', async () => {
    const { admin } = world.people;
    const area = { action: 'reply', variant: 'solved', text: '修好了' };
    const { body } = await post<{ id: string }>(
      app,
      '/workbench/templates',
      { ...area, areaCode: world.home.city },
      admin.token,
    );
    await post(app, '/workbench/templates', area, worker.token);
    await send(app, 'PUT', `/workbench/templates/${body.id}/favourite`, {
      token: worker.token,
      body: { on: true },
    });
    for (const query of ['action=reply', `action=reply&variant=solved&categoryCode=${LAMP}`])
      await get(app, `/workbench/templates?${query}`, worker.token);
    await send(app, 'DELETE', `/workbench/templates/${body.id}`, { token: admin.token });
  });
  await noted('leave and handing over', async () => {
    const holder = `post-${worker.id}`;
    const times = { from: '2026-11-23T00:00:00Z', until: '2026-12-24T00:00:00Z', reason: '休假' };
    const { body } = await post<{ id: string }>(
      app,
      `/posts/${holder}/leave`,
      { ...times, deputyPostId: `post-${leader.id}` },
      worker.token,
    );
    await get(app, `/posts/${holder}/leave?cursor=${'f'.repeat(24)}`, worker.token);
    await get(app, `/areas/locate?lng=${lng}&lat=${lat}&coordType=wgs84`);
    await get(app, '/workbench/handover', worker.token);
    await get(app, '/workbench/handover', world.people.dispatcher.token);
    await send(app, 'DELETE', `/posts/${holder}/leave/${body.id}`, { token: worker.token });
    const order = { fromUserId: worker.id, to: { auto: true }, text: '交接' };
    await post(app, '/workbench/transfer', order, world.people.dispatcher.token);
    const done = await post<{ transfer: { id: string } }>(
      app,
      '/workbench/transfer',
      { ...order, dryRun: false },
      world.people.dispatcher.token,
    );
    const id = done.body.transfer.id;
    await get(app, `/transfers/${id}/items?cursor=${cursor}`, worker.token);
    await get(app, `/transfers?cursor=${cursor}`, worker.token);
    await runTransfers(app.deps);
  });
  await noted('numbers shown and messages left', async () => {
    const phoneSealed = app.deps.fieldCrypto.encrypt('13800000001');
    await postsOf(app.deps.db).updateOne({ userId: worker.id }, { $set: { phoneSealed } });
    const path = `/areas/${grids[0]}/contacts/post-${worker.id}/disclose`;
    for (let i = 0; i < 4; i += 1) await post(app, path, { purpose: '楼道灯' }, reporter.token);
    await post(app, `/cases/${(await submit(world)).id}/disclose-phone`, { purpose: '上门' }, worker.token);
    for (const side of ['of', 'by'])
      await get(app, `/me/contact-records?side=${side}&cursor=${'f'.repeat(24)}`, reporter.token);
    await get(app, `/admin/contact-records?cursor=${'f'.repeat(24)}`, world.people.admin.token);
    await get(app, '/admin/contact-records', world.people.supervisor.token);
    await post(app, `/areas/${grids[0]}/messages`, { kind: 'message', text: '你好' }, reporter.token);
  });
  await noted('areas', async () => {
    await get(app, `/admin/areas/${grids[0]}/versions`, world.people.admin.token);
    await finishImports(app.deps.db, app.deps.clock);
  });
  await noted('posts', () => usePosts(app, world));
  await noted('notices', async () => {
    const { token } = world.people.dispatcher;
    const words = { areaCode: world.home.community, category: 'law', title: '普法', text: '讲座' };
    const terms = { important: true, validUntil: '2026-12-20T00:00:00Z' };
    const { body } = await post<{ id: string }>(app, '/notices', { ...words, ...terms }, token);
    await get(app, `/notices?area=${grids[0]}&category=law`);
    await get(app, `/notices/${body.id}`, reporter.token);
    for (let i = 0; i < 2; i += 1)
      await send(app, 'PUT', `/notices/${body.id}/receipt`, { token: reporter.token });
    await get(app, `/workbench/notices?cursor=${cursor}`, token);
    await get(app, `/workbench/notices/${body.id}`, token);
    await send(app, 'PATCH', `/notices/${body.id}`, { token, body: { pinned: true, version: 1 } });
    await post(app, `/notices/${body.id}/withdraw`, { reason: '写错了', version: 2 }, token);
  });
  await noted('residences', async () => {
    const { token } = world.people.dispatcher;
    for (const state of ['requested', 'verified'])
      for (const end of ['', `&cursor=${Buffer.from(`1|${'f'.repeat(24)}`).toString('base64url')}`])
        await get(app, `/workbench/residences?state=${state}${end}`, token);
    await post(app, '/me/residence', { gridCode: grids[0], address: '3号楼502' }, reporter.token);
    const one = `/workbench/residences/${reporter.id}`;
    await post(app, `${one}/decision`, { approve: true, version: 1 }, token);
    await countVerified(app.deps, grids[0]);
    await post(app, `${one}/revocation`, { reason: '搬走', version: 2 }, token);
  });
  await noted('services', () => useServices(app, world));
  await noted('topics', () => useTopics(app, world));
  await noted('opinion map and ballots', () => useBallots(app, world));
  await noted('volunteering', () => useVolunteering(app, world));
  await noted('teams', () => useTeams(app, world));
  await noted('visits', () => useVisits(app, world));
  await noted('wishes', () => useWishes(app, world));
  await noted('routing rules and modes', async () => {
    await get(app, `/admin/areas/${grids[0]}/versions`, world.people.admin.token);
    const { token } = world.people.admin;
    const { city } = world.home;
    const put = (path: string, body: object) => send(app, 'PUT', path, { token, body });
    for (const version of [0, 1]) await put('/admin/routing-rules', { version, rules: [] });
    await get(app, '/admin/routing-rules', token);
    await get(app, '/admin/routing-rules/versions?limit=1', token);
    await get(app, '/admin/routing-rules/versions?limit=1&cursor=2', token);
    await put(`/admin/areas/${city}/mode`, { mode: 'normal', reason: '恢复平时' });
    await get(app, `/admin/areas/${city}/mode`, token);
    await post(app, '/admin/routing-rules/dry-run', { rules: [] }, token);
    await post(app, '/cases/preview-routing', { text: '路灯坏了', place: world.home.centres[0] });
  });
  await noted('sign-in', async () => {
    const phone = '13811112222';
    const { body } = await post<{ demoCode: string }>(app, '/auth/phone/code', { phone });
    await post(app, '/auth/phone', { phone, code: body.demoCode });
    await post(app, '/auth/wechat', { code: app.services.sandbox?.issueLoginCode('index') });
    await get(app, '/auth/demo/personas');
    const { refreshToken } = await signInAgain(app, reporter);
    await post(app, '/auth/refresh', { refreshToken });
  });
  // The last of all: a grid is given up.
  await noted('a merge of grids', () => useMerge(app, world, cursor));
  await noted('jobs', async () => {
    await finishImports(app.deps.db, app.deps.clock);
    await closeUnrated(app.deps);
    await runAlerts(app.deps);
    await fillCells(app.deps);
    await flushAllEvents(app.deps.db);
    await purgeExpiredUploads(app.deps, app.deps.clock());
  });
}

beforeAll(async () => {
  app = await startTestApp({ WEBHOOK_PRIVATE: 'true' });
  world = await buildWorld(app);
  await submit(world);
  await settle();
  listen();
  await useEverything();
  jest.restoreAllMocks();
}, 120_000);
afterAll(() => app.stop());

const stagesOf = (plan: unknown): string[] => {
  if (Array.isArray(plan)) return plan.flatMap(stagesOf);
  if (typeof plan !== 'object' || plan === null) return [];
  const own = 'stage' in plan ? [String(plan.stage)] : [];
  return [...own, ...Object.values(plan).flatMap(stagesOf)];
};

async function explained({ collection, filter, sort }: Asked): Promise<string[]> {
  const cursor = app.deps.db.collection(collection).find(filter, sort ? { sort } : {});
  const { queryPlanner } = (await cursor.explain('queryPlanner')) as {
    queryPlanner: { winningPlan: object };
  };
  return stagesOf(queryPlanner.winningPlan);
}

/** Small by nature and read whole, as the routing index, the import and the live rules need them. */
const readWhole = ({ collection, filter }: Asked) =>
  ['areas', 'routingRuleSets'].includes(collection) && Object.keys(filter).length === 0;

test('the run asked something of every collection it should', () => {
  const names = new Set(asked.map((query) => query.collection));
  for (const name of [
    'cases',
    'caseEvents',
    'caseRatings',
    'users',
    'areas',
    'posts',
    'uploads',
    'idempotencyKeys',
    'phoneCodes',
    'workbenchFilters',
    'contactRecords',
    'contactQuotas',
    'notices',
    'noticeReceipts',
    'volunteers',
    'signUps',
    'pointEntries',
    'callUps',
    'opinionMaps',
    'ballots',
    'ballotRoll',
    'ballotBox',
    'residences',
    'serviceSeats',
    'serviceApplications',
    'serviceWaits',
    'topics',
    'topicStatements',
    'statementVotes',
    'topicSeconds',
    'topicComments',
    'topicParticipants',
    'topicEvaluations',
  ])
    expect([...names]).toContain(name);
  expect(asked.length).toBeGreaterThan(80);
});

/** A server that weighs the cost (DocumentDB's PostgreSQL) reads what is small as a whole: it can say nothing here. */
async function usesIndexesOfWhatIsSmall(): Promise<boolean> {
  const marked = { during: 'control', collection: 'cases', filter: { unlogged: true }, sort: undefined };
  const stages = await explained(marked);
  if (!process.env.MONGODB_URI) expect(stages).not.toContain('COLLSCAN');
  return !stages.includes('COLLSCAN');
}

test('no query of lists, queues, actions, sign-in or jobs reads a whole collection', async () => {
  if (!(await usesIndexesOfWhatIsSmall())) return;
  const scans: string[] = [];
  for (const query of asked.filter((each) => !readWhole(each))) {
    const stages = await explained(query);
    if (stages.includes('COLLSCAN') || stages.length === 0)
      scans.push(
        `${query.during}: ${query.collection} ${JSON.stringify(query.filter)} ${JSON.stringify(query.sort)}`,
      );
  }
  expect([...new Set(scans)]).toEqual([]);
  // Hundreds of plans: another server takes its time over each.
}, 180_000);

/** A server that sorts even what its own _id index holds in order (DocumentDB's PostgreSQL) can say nothing here. */
async function readsInIndexOrder(): Promise<boolean> {
  const plain = { during: 'control', collection: 'cases', filter: {}, sort: { _id: 1 } } as const;
  const stages = await explained(plain);
  if (!process.env.MONGODB_URI) expect(stages).not.toContain('SORT');
  return !stages.includes('SORT');
}

test('lists come from their index in order: nothing is sorted in memory', async () => {
  if (!(await readsInIndexOrder())) return;
  const sorted: string[] = [];
  for (const query of asked.filter(
    ({ collection, sort }) => ['cases', 'contactRecords'].includes(collection) && sort,
  )) {
    const stages = await explained(query);
    if (stages.includes('SORT')) sorted.push(query.during);
  }
  expect([...new Set(sorted)]).toEqual([]);
});
