import { randomUUID } from 'node:crypto';
import { mongo } from 'mongoose';
import type { CaseView } from '@shared/cases/schemas';
import { tallyOf } from '@shared/cases/rates';
import type { Person } from '@api/test/build-community';
import { act, get, post } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';
import { buildWorld, signInAgain, submit, type World } from '@api/test/quality/world';
import { brokenLink, type CaseDoc, casesOf, eventsOf, flushAllEvents, ratingsOf } from '.';

const HOUR = 3_600_000;
const GOOD = { resolved: 'yes', response: 5, attitude: 5, result: 5 } as const;
const BAD = { resolved: 'no', response: 2, attitude: 2, result: 1 } as const;

let app: TestApp;
let world: World;
beforeEach(async () => {
  app ??= await startTestApp();
  world = await buildWorld(app);
});
afterAll(() => app.stop());

/** A public case of the reporter, done by the worker and checked by the leader; followed by the neighbour. */
async function verified(): Promise<string> {
  const { worker, neighbour } = world.people;
  const { id } = await submit(world);
  await act(app, neighbour.token, id, 'follow');
  for (const action of ['accept', 'takeUp']) await act(app, worker.token, id, action);
  await answer(id);
  return id;
}
async function answer(id: string): Promise<void> {
  const { worker, leader } = world.people;
  await act(app, worker.token, id, 'reply', { text: '说明', result: 'explained' });
  const { body } = await act(app, leader.token, id, 'verify', { pass: true, text: '看过' });
  expect(body.status).toBe('verified');
}
const see = async (id: string, person?: Person) =>
  (await get<CaseView>(app, `/cases/${id}`, person?.token)).body;
const offers = (view: CaseView) => view.actions.map(({ action }) => action);
async function later(ms: number): Promise<void> {
  app.travel(ms);
  for (const person of Object.values(world.people))
    person.token = (await signInAgain(app, person)).accessToken;
}

test('a follower’s rating is counted and changes no state; the reporter’s closes the case', async () => {
  const { reporter, neighbour, worker } = world.people;
  const id = await verified();
  const first = await act(app, neighbour.token, id, 'rate', { ...BAD, text: '电话 13812345678 没人接' });
  expect(first.body).toMatchObject({
    status: 'verified',
    rating: null,
    ratings: { count: 1, satisfied: 0, no: 1, excluded: 0 },
    myRating: { by: 'follower', result: 1, text: '电话 13812345678 没人接' },
    otherRatings: [],
  });
  const { body } = await act(app, reporter.token, id, 'rate', { ...GOOD, tags: ['态度好', '修得结实'] });
  expect(body).toMatchObject({
    status: 'closed',
    rating: { by: 'reporter', tags: ['态度好', '修得结实'], changeableUntil: null },
    ratings: { count: 2, satisfied: 1 },
    myRating: { changeableUntil: new Date(Date.parse(body.myRating?.at ?? '') + 24 * HOUR).toISOString() },
  });
  // Staff read a follower's words, the public only that somebody rated; nobody who it was.
  expect((await see(id, worker)).otherRatings).toMatchObject([{ by: 'follower', text: /没人接/ }]);
  const guest = await see(id);
  expect(guest).toMatchObject({ ratings: { count: 2 }, otherRatings: [], myRating: null });
  const told = guest.timeline.find(({ type, who }) => type === 'rate' && who !== '居民');
  expect(told).toMatchObject({ who: '一位关注的居民', text: null });
  for (const view of [guest, await see(id, worker)])
    expect(JSON.stringify(view)).not.toMatch(new RegExp(`周邻居|${neighbour.id}`));
});

test('who may not rate, and what may not be said', async () => {
  const { reporter, neighbour, worker, leader, otherWorker } = world.people;
  const id = await verified();
  await act(app, worker.token, id, 'follow');
  const status = async (person: Person | undefined, body: object) =>
    (await post(app, `/cases/${id}/actions/rate`, body, person?.token)).status;
  expect(await status(undefined, GOOD)).toBe(401);
  expect(await status(leader, GOOD)).toBe(403);
  // He handled it himself.
  expect(await status(worker, GOOD)).toBe(409);
  expect(offers(await see(id, worker))).not.toContain('rate');
  const wrong = await act(app, neighbour.token, id, 'rate', { ...BAD, sendBack: true });
  expect([wrong.status, wrong.body.errors?.[0]?.path]).toEqual([400, 'sendBack']);
  const foreignTag = await act(app, reporter.token, id, 'rate', { ...GOOD, tags: ['还是很吵'] });
  expect([foreignTag.status, foreignTag.body.errors?.[0]?.message]).toEqual([
    400,
    '这类事项没有「还是很吵」这个标签',
  ]);
  const hidden = (await submit(world, { visibility: 'private' })).id;
  expect((await act(app, neighbour.token, hidden, 'rate', GOOD)).status).toBe(404);
  const open = (await submit(world)).id;
  await act(app, neighbour.token, open, 'follow');
  expect((await act(app, neighbour.token, open, 'rate', GOOD)).status).toBe(409);
  // Staff who follow rate as residents, without their name.
  await act(app, otherWorker.token, id, 'follow');
  const { body } = await act(app, otherWorker.token, id, 'rate', GOOD);
  expect(body.timeline[0]).toMatchObject({ type: 'rate', who: '一位关注的居民', whoRole: 'resident' });
});

test('a rating may be changed for 24 hours, each change an event; then it is final', async () => {
  const { reporter, neighbour } = world.people;
  const id = await verified();
  await act(app, neighbour.token, id, 'rate', BAD);
  await act(app, reporter.token, id, 'rate', { ...BAD, tags: ['没解决'] });
  await later(23 * HOUR);
  const { body } = await act(app, reporter.token, id, 'rate', GOOD);
  expect(body).toMatchObject({ status: 'closed', rating: { result: 5, tags: [] }, ratings: { count: 2 } });
  expect(body.rating?.changedAt).not.toBeNull();
  expect(body.timeline[0]?.title).toBe('修改了评价');
  await act(app, neighbour.token, id, 'rate', { ...GOOD, result: 4 });
  expect((await see(id)).ratings).toMatchObject({ count: 2, satisfied: 2, no: 0 });
  await later(2 * HOUR);
  for (const person of [reporter, neighbour]) {
    const refused = await act(app, person.token, id, 'rate', BAD);
    expect([refused.status, refused.body.code]).toEqual([409, 'WRONG_STATE']);
    expect(refused.body).toMatchObject({ detail: '评价满 24 小时后不能再改' });
    expect((await see(id, person)).myRating?.changeableUntil).toBeNull();
  }
});

test('what is sent back begins a new round: the old rating stays, the new round is rated anew', async () => {
  const { reporter, neighbour, worker } = world.people;
  const id = await verified();
  await act(app, neighbour.token, id, 'rate', GOOD);
  const back = await act(app, reporter.token, id, 'rate', { ...BAD, text: '还是不亮', sendBack: true });
  expect(back.body).toMatchObject({ status: 'handling', rating: null, ratings: null, myRating: null });
  expect((await act(app, reporter.token, id, 'rate', GOOD)).status).toBe(409);
  const before = (await see(id, worker)).otherRatings;
  expect(before).toMatchObject([
    { by: 'reporter', round: 1, sentBack: true },
    { by: 'follower', round: 1 },
  ]);
  await answer(id);
  expect(offers(await see(id, neighbour))).toContain('rate');
  await act(app, neighbour.token, id, 'rate', BAD);
  const { body } = await act(app, reporter.token, id, 'rate', GOOD);
  expect(body).toMatchObject({ rating: { round: 2 }, ratings: { count: 2, satisfied: 1 } });
  await act(app, reporter.token, id, 'reopen', { text: '又坏了' });
  expect(await see(id)).toMatchObject({ status: 'handling', rating: null, ratings: null });
  expect((await see(id, worker)).otherRatings).toHaveLength(4);
});

test('twenty neighbours at once: each counted once, the chain whole, the figures those of a recount', async () => {
  const id = await verified();
  const crowd = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      world.home.person({ name: `邻居${i}`, homeGrid: world.home.grids[0] }),
    ),
  );
  await Promise.all(crowd.map(({ token }) => act(app, token, id, 'follow')));
  const sent = crowd.flatMap(({ token }, i) => [
    { token, key: randomUUID(), body: { ...GOOD, result: 1 + (i % 5) } },
    // The double tap of an impatient thumb.
    { token, key: randomUUID(), body: { ...GOOD, result: 1 + (i % 5) } },
  ]);
  const answers = await Promise.all(
    sent.map(({ token, key, body }) => post(app, `/cases/${id}/actions/rate`, body, token, key)),
  );
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  await flushAllEvents(app.deps.db);
  const ratings = await ratingsOf(app.deps.db).find({ caseId: id }).toArray();
  expect(new Set(ratings.map(({ userId }) => userId)).size).toBe(20);
  const doc = (await casesOf(app.deps.db).collection.findOne({
    _id: new mongo.ObjectId(id),
  })) as unknown as CaseDoc;
  expect(doc.ratings).toEqual({ round: 1, ...tallyOf(ratings) });
  expect(doc.ratings).toMatchObject({ count: 20, satisfied: 8 });
  const log = await eventsOf(app.deps.db)
    .find({ caseId: id }, { sort: { seq: 1 } })
    .toArray();
  expect(brokenLink(log)).toBe(-1);
  expect(log.filter(({ type }) => type === 'rate')).toHaveLength(40);
}, 120_000);

test('what a crash left undone is made good from the events, and doing it twice changes nothing', async () => {
  const id = await verified();
  await act(app, world.people.neighbour.token, id, 'rate', BAD);
  await flushAllEvents(app.deps.db);
  const cases = casesOf(app.deps.db).collection;
  const _id = new mongo.ObjectId(id);
  const whole = (await cases.findOne({ _id })) as unknown as CaseDoc;
  const kept = await ratingsOf(app.deps.db).find({ caseId: id }).toArray();
  // As after the write of the case, before anything that follows from it.
  await ratingsOf(app.deps.db).deleteMany({ caseId: id });
  await cases.updateOne(
    { _id },
    { $set: { unlogged: true, loggedSeq: whole.seq - 1 }, $unset: { ratings: '', ratingsSeq: '' } },
  );
  await Promise.all([flushAllEvents(app.deps.db), see(id), see(id)]);
  expect(await ratingsOf(app.deps.db).find({ caseId: id }).toArray()).toEqual(kept);
  expect(((await cases.findOne({ _id })) as unknown as CaseDoc).ratings).toEqual(whole.ratings);
});

test('staff answer a rating once, for everybody to read', async () => {
  const { reporter, neighbour, worker, leader, dispatcher } = world.people;
  const id = await verified();
  expect((await act(app, worker.token, id, 'answerRating', { text: '谢谢' })).status).toBe(409);
  await act(app, reporter.token, id, 'rate', { ...BAD, text: '没修好' });
  expect((await act(app, leader.token, id, 'answerRating', { text: '谢谢' })).status).toBe(403);
  expect((await act(app, neighbour.token, id, 'answerRating', { text: '谢谢' })).status).toBe(403);
  const unknown = await act(app, worker.token, id, 'answerRating', { rating: 999, text: '谢谢' });
  expect([unknown.status, unknown.body.errors?.[0]?.path]).toEqual([400, 'rating']);
  const both = await Promise.all(
    [worker, dispatcher].map(({ token }) => act(app, token, id, 'answerRating', { text: '明天上门再看' })),
  );
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  const { rating } = await see(id);
  expect(rating?.answer).toMatchObject({ text: '明天上门再看' });
  expect(rating?.answer?.who).toMatch(/^测试岗位 [王孙]/);
  expect(rating?.answer?.who).not.toMatch(/王芳|孙丽/);
  expect(offers(await see(id, worker))).not.toContain('answerRating');
});

test('an appeal is decided by a supervisor who did not handle it; upheld, the rating is shown and not counted', async () => {
  const { reporter, neighbour, worker, leader, dispatcher, supervisor } = world.people;
  const id = await verified();
  await act(app, neighbour.token, id, 'rate', GOOD);
  await act(app, reporter.token, id, 'rate', BAD);
  const appeal = { reason: 'wrong_handler', text: '这盏灯是小区物业的' };
  for (const person of [reporter, neighbour, leader, dispatcher])
    expect((await act(app, person.token, id, 'appealRating', appeal)).status).toBe(403);
  expect((await act(app, worker.token, id, 'appealRating', { ...appeal, reason: 'unfair' })).status).toBe(
    400,
  );
  expect((await act(app, supervisor.token, id, 'decideAppeal', { uphold: true, text: '查实' })).status).toBe(
    409,
  );
  const mine = (await see(id)).rating?.ref;
  const asked = await act(app, worker.token, id, 'appealRating', { ...appeal, rating: mine });
  expect(asked.body.rating?.appeal).toMatchObject({
    state: 'pending',
    reason: 'wrong_handler',
    decision: null,
  });
  const again = await act(app, worker.token, id, 'appealRating', { ...appeal, rating: mine });
  expect([again.status, again.body]).toMatchObject([409, { detail: '这条评价已经申诉过了' }]);
  // Between those who work on it, until it is decided.
  expect((await see(id)).rating?.appeal).toBeNull();
  expect(JSON.stringify((await see(id, reporter)).timeline)).not.toContain('物业的');
  const queue = async (person: Person) =>
    (await get<{ items: CaseView[] }>(app, '/workbench?queue=appeals', person.token)).body.items.map(
      (c) => c.id,
    );
  expect([await queue(supervisor), await queue(worker)]).toEqual([[id], []]);
  for (const person of [worker, dispatcher, reporter])
    expect((await act(app, person.token, id, 'decideAppeal', { uphold: true, text: '查实' })).status).toBe(
      403,
    );
  await act(app, supervisor.token, id, 'decideAppeal', { uphold: true, text: '查实，归物业管' });
  expect(await see(id)).toMatchObject({
    rating: {
      result: 1,
      excluded: true,
      appeal: {
        state: 'upheld',
        stateName: '已申诉成立，不计入',
        decision: { text: '查实，归物业管' },
        reason: null,
      },
    },
    ratings: { count: 1, satisfied: 1, no: 0, excluded: 1 },
  });
  expect(await queue(supervisor)).toEqual([]);
  const changed = await act(app, reporter.token, id, 'rate', GOOD);
  expect([changed.status, changed.body]).toMatchObject([
    409,
    { detail: '上级已裁定这条评价不计入，不能再改' },
  ]);
});

test('a rejected appeal leaves the rating as it was; after seven days none is heard', async () => {
  const { reporter, worker, supervisor } = world.people;
  const appeal = { reason: 'abusive', text: '骂人' };
  const id = await verified();
  await act(app, reporter.token, id, 'rate', BAD);
  await act(app, worker.token, id, 'appealRating', appeal);
  await act(app, supervisor.token, id, 'decideAppeal', { uphold: false, text: '没有骂人' });
  expect(await see(id)).toMatchObject({
    rating: { excluded: false, appeal: { state: 'rejected' } },
    ratings: { count: 1, excluded: 0 },
  });
  const other = await verified();
  await act(app, reporter.token, other, 'rate', BAD);
  await later(7 * 24 * HOUR + 60_000);
  const late = await act(app, worker.token, other, 'appealRating', appeal);
  expect([late.status, late.body]).toMatchObject([409, { detail: '评价已超过 7 天，不能再申诉' }]);
});
