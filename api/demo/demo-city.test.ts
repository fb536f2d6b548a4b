import { PERSONAS, type Persona, type Session } from '@shared/auth/schemas';
import type { ContactsView, LocateResult } from '@shared/areas/schemas';
import type { CaseSummary, CaseView } from '@shared/cases/schemas';
import type { CaseStatus } from '@shared/cases/statuses';
import { convertCoordinates } from '@shared/geo';
import { areasOf, postsOf } from '@api/features/areas';
import { usersOf } from '@api/features/auth';
import {
  brokenLink,
  type CaseDoc,
  casesOf,
  type EventDoc,
  eventsOf,
  NO_RATINGS,
  playCase,
  RECENT_EVENTS,
  unruled,
} from '@api/features/cases';
import { uploadsOf } from '@api/features/uploads';
import { act, get, post } from '@api/test/request';
import { settle, startTestApp, type TestApp } from '@api/test/test-app';
import { CITY_CODE, gridPlaceOf } from './city/build-areas';
import { PLANNED_VACANCIES } from './city/team-plan';
import { actorOf } from './cases/world';
import { DEMO_PLACE, HOME_GRID_CODE, seedDemoCity } from '.';

let app: TestApp;
let cases: CaseDoc[];
let logs: Map<string, EventDoc[]>;

beforeAll(async () => {
  app = await startTestApp();
  await seedDemoCity(app.deps);
  await app.deps.routing.refresh(true);
  cases = (await casesOf(app.deps.db).collection.find().sort({ _id: 1 }).toArray()) as unknown as CaseDoc[];
  logs = new Map(cases.map(({ _id }) => [_id.toHexString(), []]));
  for (const event of await eventsOf(app.deps.db).find().sort({ caseId: 1, seq: 1 }).toArray())
    logs.get(event.caseId)?.push(event);
}, 60_000);
afterAll(() => app.stop());

const counts = async () => ({
  areas: await areasOf(app.deps.db).countDocuments(),
  posts: await postsOf(app.deps.db).countDocuments(),
  users: await usersOf(app.deps.db).countDocuments(),
  uploads: await uploadsOf(app.deps.db).countDocuments(),
  cases: await casesOf(app.deps.db).countDocuments(),
  events: await eventsOf(app.deps.db).countDocuments(),
});
const signIn = async (persona: string) =>
  (await post<Session>(app, '/auth/demo', { persona })).body.accessToken;

test('one district, 3 streets, 12 communities, 72 grids of every kind', async () => {
  const areas = await areasOf(app.deps.db).find({}, { geometry: 0 }).lean();
  const count = (level: string) => areas.filter((area) => area.level === level).length;
  expect(['city', 'district', 'street', 'community', 'grid'].map(count)).toEqual([1, 1, 3, 12, 72]);
  const kinds = new Set(
    areas.filter(({ level }) => level === 'grid').map((grid) => `${grid.settlement} ${grid.kind}`),
  );
  expect([...kinds].sort()).toEqual(['rural basic', 'rural dedicated', 'urban basic', 'urban dedicated']);
  for (const area of areas) expect(area.center !== null).toBe(!['grid', 'microgrid'].includes(area.level));
});

test('every grid has the team of its norm, but for the vacancies planned', async () => {
  const grids = await areasOf(app.deps.db).find({ level: 'grid' }, { _id: 1 }).lean();
  for (const { _id } of grids) {
    const { body } = await get<ContactsView>(app, `/areas/${_id}/contacts`);
    const missing = body.norm.vacancies.map((gap) => gap.function).sort();
    expect([_id, missing]).toEqual([_id, [...(PLANNED_VACANCIES[gridPlaceOf(_id)] ?? [])].sort()]);
  }
});

test('every persona is there, and those with a post stand in the team of the home grid', async () => {
  const { body } = await get<{ items: Persona[] }>(app, '/auth/demo/personas');
  expect(body.items.map(({ persona }) => persona)).toEqual([...PERSONAS]);
  for (const { description, areaName } of body.items) expect([description, areaName]).not.toContain(null);
  const contacts = (await get<ContactsView>(app, `/areas/${HOME_GRID_CODE}/contacts`)).body;
  const names = [...contacts.team, ...contacts.partyMembers].map((person) => person.name);
  const posted = body.items.filter(({ persona }) => /^(grid-|volunteer|party)/.test(persona));
  expect(names).toEqual(expect.arrayContaining(posted.map(({ name }) => name)));
});

test('every case lies in its grid, and somebody has it', () => {
  for (const doc of cases) {
    const located = app.deps.routing.current().locate(doc.place?.lng ?? 0, doc.place?.lat ?? 0);
    expect([doc.number, located.method, located.grid?.code]).toEqual([doc.number, 'inside', doc.gridCode]);
    expect(doc.areaPath).toEqual(located.path.map(({ code }) => code));
    const { assignee } = doc;
    if (assignee.type === 'center') expect(doc.areaPath).toContain(assignee.areaCode);
    else if (assignee.type === 'department') expect(doc.areaPath).toContain(assignee.areaCode);
  }
  expect(new Set(cases.map(({ gridCode }) => gridCode)).size).toBe(72);
});

test('every chain of events is whole, logged, and mirrored on its case', () => {
  for (const doc of cases) {
    const log = logs.get(doc._id.toHexString()) ?? [];
    expect([doc.number, brokenLink(log)]).toEqual([doc.number, -1]);
    expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: doc.seq }, (_, i) => i + 1));
    expect(doc.events).toEqual(log.slice(-RECENT_EVENTS));
    expect([doc.loggedSeq, doc.version, doc.lastHash, doc.unlogged]).toEqual([
      doc.seq,
      doc.seq,
      log.at(-1)?.hash,
      undefined,
    ]);
    const times = log.map(({ at }) => at.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.at(-1)).toBeLessThan(app.deps.clock());
  }
});

test('every state that can be reached is there; texts are told, photos hang where they should', async () => {
  const byStatus = (status: CaseStatus) => cases.filter((doc) => doc.status === status).length;
  for (const status of ['dispatched', 'declined'] as const) expect(byStatus(status)).toBeGreaterThan(0);
  for (const status of ['submitted', 'accepted', 'handling', 'replied', 'verified', 'withdrawn'] as const)
    expect([status, byStatus(status) >= 3]).toEqual([status, true]);
  expect(byStatus('closed')).toBeGreaterThan(300);
  const share = (of: (doc: CaseDoc) => boolean) => cases.filter(of).length / cases.length;
  expect(share((doc) => doc.uploads.length > 0)).toBeGreaterThan(0.4);
  expect(share((doc) => doc.visibility === 'private')).toBeGreaterThan(0.05);
  expect(cases.some((doc) => doc.anonymousToWorker)).toBe(true);
  expect(cases.some((doc) => doc.reworks > 0)).toBe(true);
  expect(new Set(cases.map(({ text }) => text)).size).toBeGreaterThan(250);
  for (const event of [...logs.values()].flat()) expect(event.text ?? '').not.toMatch(/[{}]|undefined/);
  const photos = await uploadsOf(app.deps.db).find().lean();
  const held = new Set(
    cases.flatMap((doc) =>
      doc.uploads.map((upload) => `${upload.id} ${doc._id.toHexString()} ${doc.visibility}`),
    ),
  );
  expect(
    new Set(photos.map((photo) => `${photo._id.toHexString()} ${photo.attachedTo?.id} ${photo.visibility}`)),
  ).toEqual(held);
  expect(new Set(photos.map(({ key }) => key)).size).toBeGreaterThanOrEqual(24);
});

test('the worker’s day: fresh ones, one overdue, one to check; the resident has one to rate', async () => {
  const worker = await signIn('grid-worker');
  const todo = (await get<{ items: CaseSummary[] }>(app, '/workbench?queue=todo&limit=50', worker)).body
    .items;
  const statuses = new Set(todo.map(({ status }) => status));
  expect(statuses).toEqual(new Set(['submitted', 'accepted', 'handling']));
  expect(todo.some(({ flags }) => flags.overdue)).toBe(true);
  const leader = await get<{ items: CaseSummary[] }>(
    app,
    '/workbench?queue=verify',
    await signIn('grid-leader'),
  );
  expect(leader.body.items.length).toBeGreaterThan(0);
  const resident = await signIn('resident');
  const toRate = (await get<{ items: CaseSummary[] }>(app, '/me/cases?relation=toRate', resident)).body.items;
  expect(toRate).toHaveLength(1);
  const view = (await get<CaseView>(app, `/cases/${toRate[0]?.id}`, resident)).body;
  expect(view.photos.map(({ stage }) => stage)).toEqual(['before', 'after']);
  for (const { url, thumbUrl } of view.photos)
    for (const address of [url, thumbUrl]) expect((await fetch(`${app.url}${address}`)).status).toBe(200);
});

test('the city has rules of routing, one for the nights', async () => {
  const { status, body } = await get<{ version: number; rules: { id: string; enabled: boolean }[] }>(
    app,
    `/admin/routing-rules?area=${CITY_CODE}`,
    await signIn('admin'),
  );
  expect([status, body.version]).toEqual([200, 1]);
  expect(body.rules.filter(({ enabled }) => enabled).map(({ id }) => id)).toContain('night-noise');
});

test('the department has work in hand and to take up; its desk has one to give away; a declined one says why', async () => {
  const todo = async (persona: string) =>
    (await get<{ items: CaseSummary[] }>(app, '/workbench?queue=todo&limit=50', await signIn(persona))).body
      .items;
  const given = await todo('department-handler');
  expect(new Set(given.map(({ status }) => status))).toEqual(new Set(['dispatched', 'handling']));
  for (const { assignee } of given) expect(assignee).toMatchObject({ name: '城市管理局' });
  const desk = await todo('street-dispatcher');
  expect(desk.some(({ status }) => status === 'accepted')).toBe(true);
  const declined = cases.find(({ status }) => status === 'declined');
  const view = (await get<CaseView>(app, `/cases/${declined?.number}`, await signIn('resident'))).body;
  expect(view.declined).toMatchObject({ reason: 'other_channel' });
  expect(view.plainStatus).toContain('法院');
});

test('a new report at the demo place goes on where the demo stopped; playing it is what the API does', async () => {
  const place = convertCoordinates(DEMO_PLACE, 'wgs84', 'gcj02');
  const located = (await get<LocateResult>(app, `/areas/locate?lng=${place.lng}&lat=${place.lat}`)).body;
  expect([located.grid?.code, located.nearEdge, located.worker?.name]).toEqual([
    HOME_GRID_CODE,
    null,
    '陈晓梅',
  ]);
  const [resident, worker, leader] = await Promise.all(
    ['resident', 'grid-worker', 'grid-leader'].map(signIn),
  );
  const body = { text: '邻居装修太吵', categoryCode: 'SG-0204', place: { ...place, coordType: 'gcj02' } };
  const filed = (await post<CaseView>(app, '/cases', body, resident)).body;
  expect(cases.map(({ number }) => number)).not.toContain(filed.number);
  await settle();
  const stored = async () =>
    (await casesOf(app.deps.db).collection.findOne({ number: filed.number })) as unknown as CaseDoc;
  const start = await stored();
  const steps = [
    ['grid-worker', worker, 'accept', {}],
    ['grid-worker', worker, 'takeUp', {}],
    ['grid-worker', worker, 'progress', { text: '已到现场' }],
    ['grid-worker', worker, 'reply', { text: '已约定时间', result: 'solved' }],
    ['grid-leader', leader, 'verify', { pass: true, text: '核实' }],
    [
      'resident',
      resident,
      'rate',
      { resolved: 'partly', response: 4, attitude: 5, result: 3, sendBack: true },
    ],
  ] as const;
  // One act, one moment: the effect and its event read the clock apart.
  const clock = jest.spyOn(app.deps, 'clock');
  const begin = app.deps.clock();
  for (const [i, [, token, action, said]] of steps.entries()) {
    clock.mockReturnValue(begin + (i + 1) * 60_000);

    expect((await act(app, token ?? '', filed.id, action, said)).status).toBe(200);
  }
  clock.mockRestore();
  await settle();
  const real = await stored();
  const users = await usersOf(app.deps.db)
    .find({ persona: { $exists: true } })
    .lean();
  const posts = await postsOf(app.deps.db).find({ areaCode: HOME_GRID_CODE }).lean();
  const acts = steps.map(([persona, , action, said], i) => {
    const user = users.find((candidate) => candidate.persona === persona);
    if (!user) throw new Error(persona);
    const event = real.events[i + 1];
    return {
      action,
      actor: actorOf(user),
      body: said,
      atMs: event?.at.getTime() ?? 0,
      requestKey: event?.requestKey ?? null,
    };
  });
  const { doc } = await playCase(start, acts, {
    calendar: app.deps.calendar,
    findPost: (userId) => posts.find((held) => held.userId === userId) ?? null,
    findPosts: (userId) => posts.filter((held) => held.userId === userId),
    center: () => null,
    catalogue: () => Promise.reject(new Error('no category was changed')),
    findCase: () => Promise.reject(new Error('nothing was merged')),
    nextNumber: () => Promise.reject(new Error('nothing was split')),
    openClaims: () => Promise.reject(new Error('nobody wished')),
    addFollower: () => Promise.reject(new Error('nobody followed')),
    ruled: (_doc, category) => unruled(category),
    reroute: () => Promise.reject(new Error('nothing was moved')),
    ratings: () => NO_RATINGS,
  });
  const { ratingsSeq, ...whole } = real;
  expect(ratingsSeq).toBeGreaterThan(0);
  expect(doc).toEqual(whole);
});

test('seeding again changes nothing; an interrupted seeding is done over', async () => {
  const before = await counts();
  const reads = jest.spyOn(app.deps.storage, 'put');
  await seedDemoCity(app.deps);
  expect(reads).not.toHaveBeenCalled();
  expect(await counts()).toEqual(before);
  await app.deps.db
    .collection<{ _id: string }>('meta')
    .updateOne({ _id: 'demo' }, { $set: { state: 'seeding' } });
  await casesOf(app.deps.db).deleteMany({ status: 'closed' });
  await seedDemoCity(app.deps);
  const { cases: _cases, events: _events, uploads: _uploads, ...settled } = await counts();
  expect(settled).toEqual({ areas: before.areas, posts: before.posts, users: before.users });
  expect(await casesOf(app.deps.db).countDocuments()).toBe(cases.length);
});
