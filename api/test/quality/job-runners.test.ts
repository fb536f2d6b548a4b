import type { CaseView } from '@shared/cases/schemas';
import { DEFAULT_SETTINGS } from '@shared/notifications/settings';
import { startJobs } from '@api/jobs';
import { createJobBook } from '@api/job-book';
import { usersOf } from '@api/features/auth';
import { eventsOf, flushAllEvents } from '@api/features/cases';
import { deliverNotifications, notificationsOf, waitingOf } from '@api/features/notifications';
import { act, get, post, send } from '../request';
import { settle, startTestApp, TEST_NOW, type TestApp } from '../test-app';
import { buildWorld, signInAgain, submit, type World } from './world';

jest.setTimeout(120_000);

let app: TestApp;
let world: World;
beforeAll(async () => {
  app = await startTestApp();
  world = await buildWorld(app);
});
afterAll(() => app.stop());

const until = async (what: () => Promise<boolean>) => {
  for (let i = 0; i < 200 && !(await what()); i += 1) await settle();
};

test('two processes start after a night off: alerts, digests and pushes happen once', async () => {
  const { reporter, neighbour, worker } = world.people;
  const openid = app.services.sandbox?.openidOf('runner') ?? '';
  const sealed = app.deps.fieldCrypto.encrypt(openid);
  await usersOf(app.deps.db).updateOne({ _id: reporter.id }, { $set: { openidSealed: sealed } });
  const body = { ...DEFAULT_SETTINGS, digest: { on: true, hour: 18 } };
  await send(app, 'PUT', '/me/notifications/settings', { token: neighbour.token, body });
  const quiet = { ...DEFAULT_SETTINGS, quiet: { ...DEFAULT_SETTINGS.quiet, on: false } };
  await send(app, 'PUT', '/me/notifications/settings', { token: reporter.token, body: quiet });
  const cases: CaseView[] = [];
  for (let i = 0; i < 6; i += 1) {
    const made = await submit(world);
    cases.push(made);
    await act(app, neighbour.token, made.id, 'follow');
    for (const action of ['accept', 'takeUp']) await act(app, worker.token, made.id, action);
    await act(app, worker.token, made.id, 'progress', { text: '到场' });
    app.services.sandbox?.grant(openid, 'sandbox-progress', 3);
    for (let n = 0; n < 3; n += 1)
      await post(app, '/me/subscriptions', { accepted: ['progress'] }, reporter.token);
  }
  await flushAllEvents(app.deps.db);
  await deliverNotifications(app.deps);
  app.setClock(TEST_NOW + 100 * 86_400_000);
  const other = { ...app.deps, jobs: createJobBook(app.deps.clock) };
  const runners = [startJobs(app.deps), startJobs(other)];
  const steps = () =>
    eventsOf(app.deps.db)
      .find({ type: { $in: ['overdue', 'raised'] } })
      .toArray();
  await until(async () => (await steps()).length >= 12);
  // What is late is told a minute later, with whatever else is.
  app.travel(120_000);
  await until(async () => {
    const waiting = await waitingOf(app.deps.db).countDocuments({});
    return (
      waiting === 0 &&
      (await notificationsOf(app.deps.db).countDocuments({ 'push.at': { $gt: new Date(0) } })) === 0
    );
  });
  await Promise.all(runners.map((runner) => runner.stop()));

  expect((await steps()).map(({ caseId, type }) => `${caseId} ${type}`).sort()).toEqual(
    cases.flatMap(({ id }) => [`${id} overdue`, `${id} raised`]).sort(),
  );
  const told = await notificationsOf(app.deps.db).find({}).toArray();
  const pairs = told.flatMap(({ userId, events }) => (events ?? []).map((event) => `${userId} ${event}`));
  expect(new Set(pairs).size).toBe(pairs.length);
  const digests = told.filter(({ userId, kind }) => userId === neighbour.id && kind === 'digest');
  expect(digests.map(({ lines }) => lines?.length)).toEqual([6]);
  // The worker and the desk: one message each for six cases, not one for every step of every clock.
  expect(told.filter(({ userId, kind }) => userId === worker.id && kind === 'summary')).toHaveLength(1);
  const pushed = told.filter(({ pushed: push }) => push?.outcome === 'sent');
  expect(app.services.sandbox?.sent()).toHaveLength(pushed.length);
  expect(pushed.length).toBeGreaterThan(0);
  expect(told.filter(({ pushDead }) => pushDead)).toEqual([]);
  const { token } = { token: (await signInAgain(app, world.people.admin)).accessToken };
  const { body: overview } = await get<{ jobs: { name: string; runs: number; failures: number }[] }>(
    app,
    '/admin/jobs',
    token,
  );
  expect(overview.jobs.find(({ name }) => name === 'run-alerts')).toMatchObject({ failures: 0 });
  expect(overview.jobs.every(({ failures }) => failures === 0)).toBe(true);
});
