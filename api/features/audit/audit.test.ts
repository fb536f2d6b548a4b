import { randomUUID } from 'node:crypto';
import { mongo } from 'mongoose';
import { pino } from 'pino';
import type { AuditLineView } from '@shared/audit/contract';
import { DAY_MS } from '@shared/time/shanghai';
import { buildWorld, report, submit, type World } from '@api/test/quality/world';
import { get, post } from '@api/test/request';
import { startTestApp, TEST_NOW, type TestApp } from '@api/test/test-app';
import { auditHeadsOf, auditLinesOf } from './audit.model';
import { purgeAudit, purgeOldAudit } from './purge-audit';
import { createAuditTrail, hashLine } from './trail';

let app: TestApp;
let world: World;
beforeAll(async () => {
  app = await startTestApp();
  world = await buildWorld(app);
});
afterAll(() => app.stop());

type Page = { items: AuditLineView[]; nextCursor: string | null };
async function lines(query = ''): Promise<AuditLineView[]> {
  await app.deps.audit.flush();
  return (await get<Page>(app, `/admin/audit?limit=100&${query}`, world.people.admin.token)).body.items;
}
const check = async (chain: string) =>
  (
    await get<{ whole: boolean; problem: string | null; at: number | null; lines: number }>(
      app,
      `/admin/audit/chains/${chain}/check`,
      world.people.admin.token,
    )
  ).body;

test('a write, a sign-in and a refusal are one line each: who, what, on what, with what result', async () => {
  const { reporter, neighbour, worker } = world.people;
  const made = await submit(world, { visibility: 'private' });
  await post(app, `/cases/${made.id}/actions/accept`, {}, worker.token);
  await post(app, `/cases/${made.id}/actions/accept`, {}, worker.token);
  await get(app, '/admin/jobs', neighbour.token);
  await get(app, `/cases/${made.id}`, reporter.token);
  await post(app, '/auth/demo', { persona: worker.persona });
  const said = async (actor: string) =>
    (await lines(`actor=${actor}`)).map(({ operation, target, status, code }) => [
      operation,
      target,
      status,
      code,
    ]);
  expect((await said(reporter.id)).slice(0, 1)).toEqual([['submitCase', made.id, 201, null]]);
  expect((await said(worker.id)).slice(0, 3)).toEqual([
    ['signInDemo', null, 200, null],
    ['actOnCase', `${made.id} accept`, 409, 'WRONG_STATE'],
    ['actOnCase', `${made.id} accept`, 200, null],
  ]);
  expect((await said(neighbour.id)).slice(0, 1)).toEqual([['listJobs', null, 403, 'FORBIDDEN']]);
  const [withoutToken] = await lines('operation=getMe');
  expect(withoutToken).toBeUndefined();
  await get(app, '/me');
  expect((await lines('operation=getMe')).map(({ actorId, status }) => [actorId, status])).toEqual([
    [null, 401],
  ]);
});

test('no words and no numbers of people stand in it', async () => {
  const text = `请打我电话 13912345678 ${randomUUID()}`;
  await post(app, '/cases', { ...report(world), text }, world.people.reporter.token);
  const all = JSON.stringify(await lines());
  expect(all).not.toContain('13912345678');
  expect(all).not.toContain('请打我电话');
});

test('pages go on where the last ended, and only by one condition at a time', async () => {
  const { token } = world.people.admin;
  const first = await get<Page>(app, '/admin/audit?limit=2', token);
  const second = await get<Page>(app, `/admin/audit?limit=2&cursor=${first.body.nextCursor}`, token);
  const ids = [...first.body.items, ...second.body.items].map(({ id }) => id);
  expect(new Set(ids).size).toBe(4);
  expect((await get(app, '/admin/audit?actor=x&operation=getMe', token)).status).toBe(400);
  expect((await get(app, '/admin/audit?cursor=AAAA', token)).status).toBe(400);
});

test('fifty at once make one unbroken chain', async () => {
  await Promise.all(Array.from({ length: 50 }, () => submit(world)));
  await app.deps.audit.flush();
  const { body } = await get<{ items: { chain: string; lines: number }[] }>(
    app,
    '/admin/audit/chains',
    world.people.admin.token,
  );
  expect(body.items).toHaveLength(1);
  const chain = body.items[0]?.chain ?? '';
  expect(await check(chain)).toMatchObject({ whole: true, problem: null });
  expect((await check(chain)).lines).toBeGreaterThan(50);
});

describe('whoever has the database in hand', () => {
  let chain: string;
  /** A chain of five lines of its own, sealed like the trail's. */
  beforeEach(async () => {
    const longest = await auditHeadsOf(app.deps.db).findOne({}, { sort: { seq: -1 } });
    const old = await auditLinesOf(app.deps.db)
      .find({ chain: longest?._id ?? '' }, { sort: { seq: 1 } })
      .toArray();
    chain = `20260101-${randomUUID().replaceAll('-', '').slice(0, 16)}`;
    let prevHash: string | null = null;
    for (const [i, line] of old.slice(0, 5).entries()) {
      const said = { ...line, _id: `${chain}:${i + 1}`, chain, seq: i + 1, prevHash };
      const hash: string = hashLine(said);
      await auditLinesOf(app.deps.db).insertOne({ ...said, hash });
      prevHash = hash;
    }
    const at = new Date(TEST_NOW);
    await auditHeadsOf(app.deps.db).insertOne({
      _id: chain,
      startedAt: at,
      lastAt: at,
      seq: 5,
      hash: prevHash ?? '',
    });
    expect(await check(chain)).toMatchObject({ whole: true, lines: 5 });
  });

  test('cannot change a line', async () => {
    await auditLinesOf(app.deps.db).updateOne(
      { chain, seq: 3 },
      { $set: { actorId: new mongo.ObjectId().toHexString() } },
    );
    expect(await check(chain)).toMatchObject({ whole: false, problem: 'changed', at: 3 });
  });
  test('cannot take one out of the middle', async () => {
    await auditLinesOf(app.deps.db).deleteOne({ chain, seq: 2 });
    expect(await check(chain)).toMatchObject({ whole: false, problem: 'missing', at: 2 });
  });
  test('cannot cut the end', async () => {
    await auditLinesOf(app.deps.db).deleteMany({ chain, seq: { $gte: 4 } });
    expect(await check(chain)).toMatchObject({ whole: false, problem: 'missing', at: 4 });
  });
  test('cannot put another in its place, well sealed as it may be', async () => {
    const line = await auditLinesOf(app.deps.db).findOne({ chain, seq: 5 });
    if (!line) throw new Error('no line');
    const forged = { ...line, actorId: 'somebody else' };
    await auditLinesOf(app.deps.db).replaceOne({ chain, seq: 5 }, { ...forged, hash: hashLine(forged) });
    expect(await check(chain)).toMatchObject({ whole: false, problem: 'changed', at: 5 });
  });
});

test('a flood of strangers leaves a few lines, not a full disk', async () => {
  const limited = await startTestApp({ RATE_LIMITS: 'on' });
  for (let i = 0; i < 80; i += 1) await get(limited, '/me');
  await limited.deps.audit.flush();
  expect(await auditLinesOf(limited.deps.db).countDocuments({ operation: 'getMe' })).toBe(60);
  await limited.stop();
});

test('lines that could not be written are told in the log of the process, and the next begin a chain of their own', async () => {
  const told: string[] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => void told.push(line) });
  const trail = createAuditTrail(app.deps.db, app.deps.clock, log);
  const entry = { actorId: null, operation: 'x', target: null, status: 200, code: null, requestId: 'r' };
  // An insert of a document that no store takes, as often as it is tried.
  trail.record({ ...entry, target: 'x'.repeat(17 * 1024 * 1024) });
  await trail.flush();
  expect(told).toHaveLength(1);
  trail.record({ ...entry, operation: 'after' });
  await trail.flush();
  const [after] = await auditLinesOf(app.deps.db).find({ operation: 'after' }).toArray();
  expect(after?.seq).toBe(1);
  expect(await check(after?.chain ?? '')).toMatchObject({ whole: true, lines: 1 });
});

test('nothing younger than 183 days is purged; old chains go whole', async () => {
  await app.deps.audit.flush();
  const now = app.deps.clock();
  await expect(purgeAudit(app.deps, now - 182 * DAY_MS)).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
  const before = await auditLinesOf(app.deps.db).countDocuments();
  expect(await purgeOldAudit(app.deps)).toBe(0);
  expect(await auditLinesOf(app.deps.db).countDocuments()).toBe(before);
  app.travel(401 * DAY_MS);
  expect(await purgeOldAudit(app.deps)).toBeGreaterThan(0);
  expect([
    await auditLinesOf(app.deps.db).countDocuments(),
    await auditHeadsOf(app.deps.db).countDocuments(),
  ]).toEqual([0, 0]);
});
