import { randomUUID } from 'node:crypto';
import type { CaseEvent, CaseSummary, CaseView } from '@shared/cases/schemas';
import type { Problem } from '@shared/core/errors';
import { buildCommunity, type Community, type Person } from '@api/test/build-community';
import { act, get, post, send } from '@api/test/request';
import { settle, startTestApp, type TestApp } from '@api/test/test-app';
import { brokenLink, eventsOf } from './index';

let app: TestApp;
let home: Community;
let resident: Person;
let worker: Person;
let leader: Person;

beforeAll(async () => {
  app = await startTestApp();
  home = await buildCommunity(app);
  resident = await home.person({ name: '李居民', homeGrid: home.grids[0] });
  worker = await home.person({ name: '王芳', role: 'grid_worker', area: home.grids[0], post: 'grid_worker' });
  leader = await home.person({ name: '赵强', role: 'grid_worker', area: home.grids[0], post: 'grid_leader' });
});
afterAll(() => app.stop());

const report = (extra: object = {}) => ({
  text: '楼下的路灯不亮了，晚上回家看不清路',
  categoryCode: 'GY-0102',
  place: home.centres[0],
  ...extra,
});

async function lampCode(): Promise<string> {
  const { body } = await get<{
    groups: { categories: { code: string; name: string; level: string; requiresAfterPhoto: boolean }[] }[];
  }>(app, '/categories');
  const found = body.groups
    .flatMap((group) => group.categories)
    .find((entry) => entry.level === 'grid' && !entry.requiresAfterPhoto);
  if (!found) throw new Error('no grid-level category without after-photo');
  return found.code;
}

async function submitted(extra: object = {}): Promise<CaseView> {
  const { status, body } = await post<CaseView>(
    app,
    '/cases',
    report({ categoryCode: await lampCode(), ...extra }),
    resident.token,
  );
  expect(status).toBe(201);
  return body;
}

async function verified(): Promise<CaseView> {
  const made = await submitted();
  await act(app, worker.token, made.id, 'accept');
  await act(app, worker.token, made.id, 'takeUp');
  await act(app, worker.token, made.id, 'reply', { text: '换好了', result: 'solved' });
  const { body } = await act(app, leader.token, made.id, 'verify', { pass: true, text: '看过了，亮了' });
  return body;
}

test('a report names its worker, its promises and a number, and says why', async () => {
  const made = await submitted();
  expect(made.number).toMatch(/^LX20261123-\d{6}$/);
  expect(made.assignee).toMatchObject({ type: 'person', worker: { name: '王芳', function: 'grid_worker' } });
  expect(made.routing).toEqual({
    method: 'inside',
    reason: '王芳是本网格的专职网格员',
    rule: null,
    mode: 'normal',
    modeTold: null,
  });
  expect(Date.parse(made.deadlines.respondBy)).toBeGreaterThan(app.deps.clock());
  expect(made.receipt.eventHash).toBe(made.timeline[0]?.hash);
  expect(made.plainStatus).toContain('王芳');
});

test('the straight line: accept, take up, reply, verify by another, rate; the chain of events is whole', async () => {
  const made = await submitted();
  const found = await get<{ items: CaseSummary[] }>(app, '/workbench?queue=todo&limit=100', worker.token);
  expect(found.body.items.map((item) => item.id)).toContain(made.id);
  const accepted = await act(app, worker.token, made.id, 'accept', { version: made.version });
  expect(accepted.body.status).toBe('accepted');
  expect((await act(app, worker.token, made.id, 'takeUp')).body.status).toBe('handling');
  expect((await act(app, worker.token, made.id, 'progress', { text: '已联系电工' })).status).toBe(200);
  expect(
    (await act(app, worker.token, made.id, 'reply', { text: '换好了', result: 'solved' })).body.status,
  ).toBe('replied');
  const selfCheck = await act(app, worker.token, made.id, 'verify', { pass: true, text: '我自己看过' });
  expect([selfCheck.status, selfCheck.body.code]).toEqual([403, 'ACTION_NOT_ALLOWED']);
  expect((await act(app, leader.token, made.id, 'verify', { pass: true, text: '亮了' })).body.status).toBe(
    'verified',
  );
  const mine = await get<CaseView>(app, `/cases/${made.id}`, resident.token);
  expect(mine.body.actions.map((offer) => offer.action)).toEqual(['rate']);
  const rated = await act(app, resident.token, made.id, 'rate', {
    resolved: 'yes',
    response: 5,
    attitude: 5,
    result: 5,
  });
  expect([rated.body.status, rated.body.step]).toEqual(['closed', 7]);
  await settle();
  const log = await eventsOf(app.deps.db)
    .find({ caseId: made.id }, { sort: { seq: 1 } })
    .toArray();
  expect(log.map((event) => event.type)).toEqual([
    'submit',
    'accept',
    'takeUp',
    'progress',
    'reply',
    'verify',
    'rate',
  ]);
  expect(brokenLink(log)).toBe(-1);
  const tampered = log.map((event, index) => (index === 3 ? { ...event, text: '改过的话' } : event));
  expect(brokenLink(tampered)).toBe(3);
});

test('sending back opens the case again and counts the rework; satisfied people cannot', async () => {
  const made = await verified();
  const happy = { resolved: 'yes', response: 5, attitude: 5, result: 5, sendBack: true };
  expect((await act(app, resident.token, made.id, 'rate', happy)).status).toBe(400);
  const back = await act(app, resident.token, made.id, 'rate', { ...happy, resolved: 'no', result: 1 });
  expect([back.body.status, back.body.flags.reworks]).toEqual(['handling', 1]);
});

test('a check that fails goes back to handling', async () => {
  const made = await submitted();
  for (const action of ['accept', 'takeUp']) await act(app, worker.token, made.id, action);
  await act(app, worker.token, made.id, 'reply', { text: '换好了', result: 'solved' });
  const failed = await act(app, leader.token, made.id, 'verify', { pass: false, text: '还是不亮' });
  expect(failed.body.status).toBe('handling');
});

test('withdraw and supplement are the reporter’s, and only while open', async () => {
  const made = await submitted();
  expect((await act(app, worker.token, made.id, 'withdraw')).body.code).toBe('ACTION_NOT_ALLOWED');
  expect((await act(app, resident.token, made.id, 'supplement', {})).status).toBe(400);
  expect((await act(app, resident.token, made.id, 'supplement', { text: '在3号楼' })).status).toBe(200);
  expect((await act(app, resident.token, made.id, 'withdraw')).body.status).toBe('withdrawn');
  const late = await act(app, resident.token, made.id, 'supplement', { text: '还有' });
  expect([late.status, late.body.code]).toEqual([409, 'WRONG_STATE']);
  expect((late.body.current as CaseView).status).toBe('withdrawn');
});

test('nobody rated within seven days: closed by the system, as unrated', async () => {
  const made = await verified();
  const { closeUnrated } = await import('./index');
  await closeUnrated(app.deps);
  expect((await get<CaseView>(app, `/cases/${made.id}`, resident.token)).body.status).toBe('verified');
  const before = app.deps.clock();
  app.travel(7 * 24 * 3600_000 + 1000);
  await Promise.all([closeUnrated(app.deps), closeUnrated(app.deps)]);
  app.setClock(before);
  const closed = await get<CaseView>(app, `/cases/${made.id}`, resident.token);
  expect([closed.body.status, closed.body.rating]).toEqual(['closed', null]);
  expect(closed.body.timeline.filter((event) => event.type === 'autoClose')).toHaveLength(1);
});

test('a category that asks for an after-photo gets no reply without one', async () => {
  const { body } = await get<{
    groups: { categories: { code: string; level: string; requiresAfterPhoto: boolean }[] }[];
  }>(app, '/categories');
  const code = body.groups
    .flatMap((group) => group.categories)
    .find((entry) => entry.level === 'grid' && entry.requiresAfterPhoto)?.code;
  const made = await submitted({ categoryCode: code });
  for (const action of ['accept', 'takeUp']) await act(app, worker.token, made.id, action);
  const bare = await act(app, worker.token, made.id, 'reply', { text: '清走了', result: 'solved' });
  expect([bare.status, bare.body.errors?.[0]?.path]).toEqual([400, 'uploadIds']);
  expect(
    (await act(app, worker.token, made.id, 'reply', { text: '讲清楚了', result: 'explained' })).status,
  ).toBe(200);
});

test('an old version is refused with the current state, by header or body', async () => {
  const made = await submitted();
  await act(app, resident.token, made.id, 'supplement', { text: '补充' });
  const stale = await act(app, worker.token, made.id, 'accept', { version: made.version });
  expect([stale.status, stale.body.code]).toEqual([409, 'VERSION_CONFLICT']);
  expect((stale.body.current as CaseView).version).toBe(made.version + 1);
  const header = await send<Problem>(app, 'POST', `/cases/${made.id}/actions/accept`, {
    token: worker.token,
    body: {},
    headers: { 'If-Match': `"${made.version}"` },
  });
  expect(header.body.code).toBe('VERSION_CONFLICT');
});

test('of twenty workers’ taps at once one moves the case; one entry in the timeline', async () => {
  const made = await submitted();
  const taps = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      act(app, i % 2 ? worker.token : leader.token, made.id, 'accept', { version: made.version }),
    ),
  );
  expect(taps.filter((tap) => tap.status === 200)).toHaveLength(1);
  expect(taps.filter((tap) => tap.status === 409)).toHaveLength(19);
  const { body } = await get<{ items: CaseEvent[] }>(app, `/cases/${made.id}/events`, worker.token);
  expect(body.items.map((event) => event.type)).toEqual(['submit', 'accept']);
});

test('the same key sent twenty times at once makes one case and one answer', async () => {
  const key = randomUUID();
  const body = report({ categoryCode: await lampCode(), text: '同一件事按了二十次' });
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => post<CaseView>(app, '/cases', body, resident.token, key)),
  );
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]));
  expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
  expect(answers.filter((answer) => answer.headers.get('Idempotency-Replayed') === 'true')).toHaveLength(19);
  const other = await post<Problem>(app, '/cases', { ...body, text: '另一件事' }, resident.token, key);
  expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_MISMATCH']);
  const someoneElse = await post<CaseView>(app, '/cases', body, worker.token, key);
  expect(someoneElse.status).toBe(201);
  expect(someoneElse.body.id).not.toBe(answers[0]?.body.id);
});

test('a replayed action is not done twice', async () => {
  const made = await submitted();
  const key = randomUUID();
  const path = `/cases/${made.id}/actions/supplement`;
  const first = await post<CaseView>(app, path, { text: '三楼' }, resident.token, key);
  const again = await post<CaseView>(app, path, { text: '三楼' }, resident.token, key);
  expect(again.body.version).toBe(first.body.version);
});
