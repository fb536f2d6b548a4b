import type { NotificationView } from '@shared/notifications/contract';
import type { Person } from '@api/test/build-community';
import { post, send } from '@api/test/request';
import { startTestApp, type TestApp, TEST_NOW } from '@api/test/test-app';
import { tellWaiting } from '../notifications';
import { gatherDigests } from './gather-digests';
import { buildHall, DAY, discussed, type Hall, inboxOf, signInAnew } from './test/topics';
import { topicsOf } from './topic.model';

const HOUR = 3_600_000;
let app: TestApp;
let hall: Hall;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(async () => {
  app.setClock(TEST_NOW);
  hall = await buildHall(app, 4);
});

/** It is 10 o'clock in Shanghai; at 17 it is gathered, at 18 told. */
async function evening(days = 0) {
  app.setClock(TEST_NOW + days * DAY + 7.1 * HOUR);
  await Promise.all([gatherDigests(app.deps), gatherDigests(app.deps)]);
  app.setClock(TEST_NOW + days * DAY + 8.1 * HOUR);
  await tellWaiting(app.deps);
  await tellWaiting(app.deps);
  await signInAnew(app, hall.desk, ...hall.neighbours);
}
const digests = async (who: Person): Promise<NotificationView[]> =>
  (await inboxOf(app, who)).filter(({ kind }) => kind === 'digest');
const people = () => hall.neighbours as [Person, Person, Person, Person];

test('once a day, who takes part reads in his digest what was said; who said all of it does not', async () => {
  const [a, b, c, d] = people();
  const topic = await discussed(app, hall);
  const one = `/topics/${topic.id}`;
  await post(app, `${one}/statements`, { text: '应该建在东门外面' }, a.token);
  const said = await post<{ id: string }>(app, `${one}/comments`, { text: '我也这样想' }, b.token);
  await post(app, `${one}/comments`, { text: '我们去问一问', replyTo: said.body.id }, hall.desk.token);
  await send(app, 'PUT', '/me/notifications/settings', {
    token: c.token,
    body: {
      mine: true,
      followed: false,
      work: true,
      quiet: { on: false, from: '22:00', to: '07:00' },
      digest: { on: false, hour: 18 },
    },
  });
  await post(app, `${one}/comments`, { text: '大家都来说' }, c.token);
  await evening();
  const line = { caseId: null, topicId: topic.id, number: '', title: topic.title };
  for (const who of [a, b])
    expect(await digests(who)).toMatchObject([
      {
        title: '您参与的 1 个议题有新进展',
        lines: [{ ...line, text: '今天有 1 条新看法、2 条新留言、1 条工作人员的答复' }],
      },
    ]);
  // Who wants no news of what he follows, and who took no part.
  expect(await digests(c)).toEqual([]);
  expect(await digests(d)).toEqual([]);

  // A day on which nothing was said, and one on which only one spoke.
  await evening(1);
  expect(await digests(a)).toHaveLength(1);
  await post(app, `${one}/comments`, { text: '再说一句' }, a.token);
  await evening(2);
  expect(await digests(a)).toHaveLength(1);
  expect((await digests(b))[0]?.lines).toMatchObject([{ text: '今天有 1 条新留言' }]);
});

test('what ends is gathered once more and then rests', async () => {
  const topic = await discussed(app, hall);
  await post(app, `/topics/${topic.id}/phase`, { to: 'stopped', reason: '另有安排了' }, hall.desk.token);
  await evening();
  const found = await topicsOf(app.deps.db).findOne({ title: topic.title, outcome: 'stopped' });
  expect(found?.digestDue).toBeUndefined();
});
