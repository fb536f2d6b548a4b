import type { CaseView } from '@shared/cases/schemas';
import type { HandoverView, TransferItemView, TransferPreview, TransferView } from '@shared/leave/schemas';
import { type CaseDoc, casesOf, flushAllEvents } from '@api/features/cases';
import { deliverNotifications } from '@api/features/notifications';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { act, get, post } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';
import { runTransfer, runTransfers } from '.';
import { transferItemsOf, transfersOf } from './transfer.model';

let app: TestApp;
let home: Community;
let away: Community;
let reporter: Person;
let worker: Person;
let leader: Person;
let partTimer: Person;
let desk: Person;

beforeAll(async () => {
  app = await startTestApp();
  [home, away] = [await buildCommunity(app), await buildCommunity(app)];
  const [grid] = home.grids;
  reporter = await home.person({ name: '李居民', homeGrid: grid });
  worker = await home.person({ name: '王芳', role: 'grid_worker', area: grid, post: 'grid_worker' });
});
afterAll(() => app.stop());

const submit = async (by = reporter): Promise<CaseView> =>
  (
    await post<CaseView>(
      app,
      '/cases',
      { text: '路灯不亮了', categoryCode: 'GY-0102', place: home.centres[0], visibility: 'public' },
      by.token,
    )
  ).body;
interface Answer {
  preview: TransferPreview | null;
  transfer: TransferView | null;
  code?: string;
  errors?: { path: string }[];
}
const transfer = (who: Person, body: object, key?: string) =>
  post<Answer>(app, '/workbench/transfer', { text: '我休假，由同事接着办', ...body }, who.token, key);
const assigneeOf = async (id: string) => (await get<CaseView>(app, `/cases/${id}`, desk.token)).body.assignee;
const itemsOf = async (who: Person, id: string) =>
  (await get<{ items: TransferItemView[] }>(app, `/transfers/${id}/items?limit=100`, who.token)).body.items;

async function settled(who: Person, id: string): Promise<TransferView> {
  for (let i = 0; i < 400; i += 1) {
    const { body } = await get<TransferView>(app, `/transfers/${id}`, who.token);
    if (body.state === 'done') return body;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the transfer did not end');
}

test('preview says who would get what and changes nothing; the order then does just that', async () => {
  const [first, second, third] = [await submit(), await submit(), await submit()];
  const [grid] = home.grids;
  leader = await home.person({ name: '赵强', role: 'grid_worker', area: grid, post: 'grid_leader' });
  partTimer = await home.person({ name: '钱兼', role: 'grid_worker', area: grid, post: 'parttime_worker' });
  desk = await home.person({ name: '孙丽', role: 'dispatcher', area: home.community });
  await act(app, worker.token, first.id, 'accept');
  await act(app, worker.token, first.id, 'takeUp');
  const { body } = await transfer(worker, { to: { auto: true } });
  expect(body.transfer).toBeNull();
  expect(body.preview).toMatchObject({
    total: 3,
    capped: false,
    coHandled: 0,
    plan: [{ name: '钱兼', functionName: '兼职网格员', count: 3 }],
    areas: [{ name: '第一网格', count: 3 }],
  });
  expect(await assigneeOf(first.id)).toMatchObject({ worker: { name: '王芳' } });
  expect(await transfersOf(app.deps.db).countDocuments({})).toBe(0);

  const key = 'transfer-key-1';
  const ordered = await transfer(worker, { to: { auto: true }, dryRun: false }, key);
  const again = await transfer(worker, { to: { auto: true }, dryRun: false }, key);
  const id = ordered.body.transfer?.id ?? '';
  expect(again.body.transfer?.id).toBe(id);
  expect(await settled(worker, id)).toMatchObject({ total: 3, moved: 3, skipped: 0, fromName: '王芳' });
  for (const each of [first, second, third])
    expect(await assigneeOf(each.id)).toMatchObject({ worker: { name: '钱兼' } });
  // An ordinary change of hands: its state stays, it stands in the log, the new one and the reporter are told.
  const view = (await get<CaseView>(app, `/cases/${first.id}`, reporter.token)).body;
  expect([view.status, view.timeline[0]?.type, view.timeline[0]?.title]).toEqual([
    'handling',
    'reassign',
    '改由兼职网格员钱兼办理',
  ]);
  await flushAllEvents(app.deps.db);
  await deliverNotifications(app.deps);
  const inbox = await get<{ items: { caseId?: string }[] }>(
    app,
    '/me/notifications?limit=100',
    partTimer.token,
  );
  expect(inbox.body.items.length).toBeGreaterThanOrEqual(3);
  expect((await transfer(worker, { to: { auto: true } })).body.preview?.total).toBe(0);
});

test('to a colleague, to the desk; nobody gets what he reported himself', async () => {
  const own = await submit(leader);
  const other = await submit();
  const given = await transfer(worker, { to: { personId: leader.id }, dryRun: false });
  await settled(worker, given.body.transfer?.id ?? '');
  expect(await assigneeOf(own.id)).toMatchObject({ type: 'center' });
  expect(await assigneeOf(other.id)).toMatchObject({ worker: { name: '赵强' } });
  const back = await transfer(leader, { to: { desk: true }, dryRun: false });
  expect(await settled(leader, back.body.transfer?.id ?? '')).toMatchObject({ moved: 1 });
  expect(await assigneeOf(other.id)).toMatchObject({ type: 'center' });
});

test('a desk hands over for its people, nobody else does', async () => {
  await submit();
  const foreign = await away.person({ role: 'dispatcher', area: away.street });
  const body = { fromUserId: worker.id, to: { auto: true } };
  expect((await transfer(desk, body)).body.preview?.total).toBe(1);
  expect((await transfer(foreign, body)).status).toBe(404);
  expect((await transfer(leader, body)).status).toBe(404);
  expect((await transfer(reporter, body)).status).toBe(403);
  const done = await transfer(desk, { ...body, dryRun: false });
  const id = done.body.transfer?.id ?? '';
  await settled(worker, id);
  for (const path of ['', '/items'])
    expect((await get(app, `/transfers/${id}${path}`, foreign.token)).status).toBe(404);
  const mine = await get<{ items: TransferView[] }>(app, '/transfers', worker.token);
  expect(mine.body.items[0]?.id).toBe(id);
  const stranger = await transfer(desk, { ...body, to: { personId: foreign.id } });
  expect([stranger.status, stranger.body.errors?.[0]?.path]).toEqual([400, 'to']);
  expect((await transfer(worker, { to: { personId: worker.id } })).status).toBe(400);
});

test('200 cases, stopped again and again: each is handed over once, what changed meanwhile is told', async () => {
  await transfer(worker, { to: { desk: true }, dryRun: false }).then(({ body }) =>
    settled(worker, body.transfer?.id ?? ''),
  );
  const sample = (await casesOf(app.deps.db).collection.findOne({
    _id: (await submitDoc())._id,
  })) as CaseDoc | null;
  if (!sample) throw new Error('no case');
  const copies = Array.from({ length: 199 }, (_, i) => ({
    ...sample,
    _id: new (sample._id.constructor as new () => CaseDoc['_id'])(),
    number: `LX20261123-8${String(i).padStart(5, '0')}`,
  }));
  await casesOf(app.deps.db).collection.insertMany(copies);
  // Ordered, and the process ends before it has begun: what the request would do at once does not happen.
  const order = {
    _id: 'a'.repeat(24),
    fromUserId: worker.id,
    fromName: '王芳',
    by: { kind: 'staff', userId: worker.id, name: '王芳', title: '网格员' },
    people: [worker.id],
    areas: home.grids,
    to: { kind: 'auto' },
    scope: null,
    text: '休假交接',
    until: null,
    listed: false,
    pending: true,
    leaseUntil: new Date(0),
    createdAt: new Date(app.deps.clock()),
    doneAt: null,
  };
  await transfersOf(app.deps.db).collection.insertOne(order as never);
  const stopAfter = (count: number) => {
    let asked = 0;
    return () => (asked += 1) > count;
  };
  await runTransfer(app.deps, order._id, stopAfter(30));
  // Another process does not take it from a living one.
  const held = (ms: number) =>
    transfersOf(app.deps.db).updateOne(
      { _id: order._id },
      { $set: { leaseUntil: new Date(app.deps.clock() + ms) } },
    );
  await held(20_000);
  await runTransfers(app.deps);
  await held(0);
  const items = transferItemsOf(app.deps.db);
  const moved = () => items.countDocuments({ transferId: order._id, state: 'moved' });
  expect(await moved()).toBe(30);
  // A crash between the case and its item: the case knows the order.
  const [handed] = await items.find({ transferId: order._id, state: 'moved' }).toArray();
  await items.updateOne({ _id: handed?._id }, { $set: { state: 'waiting', to: null } });
  // One is handed on by hand meanwhile, one is withdrawn.
  const [byHand, withdrawn] = await items
    .find({ transferId: order._id, state: 'waiting', caseId: { $ne: handed?.caseId ?? '' } })
    .toArray();
  const given = await act(app, desk.token, byHand?.caseId ?? '', 'reassign', {
    to: { personId: leader.id },
    text: '先给网格长',
  });
  expect(given.status).toBe(200);
  expect((await act(app, reporter.token, withdrawn?.caseId ?? '', 'withdraw')).status).toBe(200);
  for (let i = 0; i < 3; i += 1) {
    app.travel(60_000);
    await runTransfers(app.deps, stopAfter(40));
  }
  app.travel(60_000);
  await runTransfers(app.deps);

  const { body } = await get<TransferView>(app, `/transfers/${order._id}`, worker.token);
  expect(body).toMatchObject({ state: 'done', total: 200, moved: 198, skipped: 2 });
  const told = (await itemsOf(worker, order._id)).filter(({ state }) => state === 'skipped');
  const all = await items.find({ transferId: order._id, state: 'skipped' }).toArray();
  expect(all.map(({ detail }) => detail).sort()).toEqual(['已经不在办理中', '已经由赵强办理']);
  expect(told.every(({ to }) => to === null)).toBe(true);
  const cases = (await casesOf(app.deps.db)
    .collection.find({ number: { $in: [sample.number, ...copies.map(({ number }) => number)] } })
    .toArray()) as unknown as CaseDoc[];
  const times = cases.map(({ events }) => events.filter(({ type }) => type === 'reassign').length);
  expect(times.filter((count) => count > 1)).toEqual([]);
  expect(
    cases.filter(({ assignee }) => assignee.type === 'person' && assignee.userId === worker.id),
  ).toHaveLength(1);
  // What is done stays done.
  app.travel(60_000);
  expect(await runTransfers(app.deps)).toBe(0);
}, 120_000);

/** A case in the worker's hands, as it is kept. */
async function submitDoc(): Promise<CaseDoc> {
  const { id, assignee } = await submit();
  if (assignee?.type !== 'person' || assignee.worker.name !== '王芳')
    throw new Error('another worker got it');
  return (await casesOf(app.deps.db).collection.findOne({
    number: (await get<CaseView>(app, `/cases/${id}`)).body.number,
  })) as unknown as CaseDoc;
}

test('the page of handing over: colleagues of the grid first, for a desk also its people', async () => {
  const mine = (await get<HandoverView>(app, '/workbench/handover', worker.token)).body;
  expect(mine.person).toEqual({ id: worker.id, name: '王芳', self: true });
  expect(mine.posts).toMatchObject([{ areaName: '第一网格', functionName: '专职网格员', leave: null }]);
  expect(mine.colleagues.map(({ name }) => name).sort()).toEqual(['赵强', '钱兼'].sort());
  expect(mine.staff).toEqual([]);
  const desks = (await get<HandoverView>(app, '/workbench/handover', desk.token)).body;
  expect(desks.staff.map(({ name }) => name)).toContain('王芳');
  const hers = await get<HandoverView>(app, `/workbench/handover?personId=${worker.id}`, desk.token);
  expect(hers.body.person).toMatchObject({ name: '王芳', self: false });
  expect((await get(app, `/workbench/handover?personId=${worker.id}`, leader.token)).status).toBe(404);
});
