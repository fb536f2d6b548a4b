import type { CaseView } from '@shared/cases/schemas';
import type { ModerationEntry } from '@shared/moderation/contract';
import { act, get, post } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';
import { buildWorld, submit, tokenOf, type World } from '@api/test/quality/world';

let app: TestApp;
let world: World;
beforeAll(async () => {
  app = await startTestApp();
  world = await buildWorld(app);
});
afterAll(() => app.stop());

type Who = Parameters<typeof tokenOf>[1];
const RUDE = /王八蛋/;
const see = async (id: string, who: Who) =>
  (await get<CaseView>(app, `/cases/${id}`, tokenOf(world, who))).body;
const waitingOf = async (id: string) =>
  (
    await get<{ items: ModerationEntry[] }>(app, '/moderation?limit=100', tokenOf(world, 'dispatcher'))
  ).body.items
    .find(({ caseId }) => caseId === id)
    ?.items.map(({ text }) => text);
const RATING = { resolved: 'no', response: 2, attitude: 2, result: 2 } as const;

describe('ratings, answers and decisions on appeals', () => {
  let id: string;
  beforeAll(async () => {
    const { worker, leader, neighbour } = world.people;
    ({ id } = await submit(world));
    await act(app, neighbour.token, id, 'follow');
    for (const action of ['accept', 'takeUp']) await act(app, worker.token, id, action);
    await act(app, worker.token, id, 'reply', { text: '说明', result: 'explained' });
    await act(app, leader.token, id, 'verify', { pass: true, text: '看过了' });
  });

  test('the reporter’s words and what staff answer are held; a follower’s words the public never reads', async () => {
    const { reporter, neighbour, worker, supervisor } = world.people;
    await act(app, neighbour.token, id, 'rate', { ...RATING, text: '关注的人说王八蛋' });
    await act(app, reporter.token, id, 'rate', { ...RATING, text: '反映人说王八蛋' });
    const [mine] = (await see(id, 'worker')).timeline.filter(({ type }) => type === 'rate');
    const answered = await act(app, worker.token, id, 'answerRating', {
      rating: mine?.seq,
      text: '答复里说王八蛋',
    });
    expect(answered.status).toBe(200);
    const appeal = { rating: mine?.seq, reason: 'abusive', text: '申诉里说王八蛋' };
    expect((await act(app, worker.token, id, 'appealRating', appeal)).status).toBe(200);
    const decision = { rating: mine?.seq, uphold: false, text: '裁定里说王八蛋' };
    expect((await act(app, supervisor.token, id, 'decideAppeal', decision)).status).toBe(200);
    expect(await waitingOf(id)).toEqual(['反映人说王八蛋', '答复里说王八蛋', '裁定里说王八蛋']);

    for (const who of ['anonymous', 'foreign'] as const)
      expect(JSON.stringify(await see(id, who))).not.toMatch(RUDE);
    // A follower reads his own words, and of the rest what everybody reads.
    const followers = await see(id, 'neighbour');
    expect(followers.myRating?.text).toBe('关注的人说王八蛋');
    expect(JSON.stringify({ ...followers, myRating: null })).not.toMatch(RUDE);
    const reporters = await see(id, 'reporter');
    expect(reporters.rating).toMatchObject({ text: '反映人说王八蛋', answer: { text: '答复里说王八蛋' } });
    expect((await see(id, 'worker')).rating?.appeal).toMatchObject({ text: '申诉里说王八蛋' });
  });

  test('a judged answer reads the same in the rating and in the timeline', async () => {
    const { timeline, version } = await see(id, 'dispatcher');
    const answer = timeline.find(({ type }) => type === 'answerRating');
    const judged = await post(
      app,
      `/cases/${id}/moderation`,
      { item: `t${answer?.seq}`, decision: 'redact', reason: 'abuse', shown: '答复里说***', version },
      tokenOf(world, 'dispatcher'),
    );
    expect(judged.status).toBe(200);
    const outside = await see(id, 'anonymous');
    expect(outside.rating?.answer?.text).toBe('答复里说***');
    expect(outside.timeline.find(({ type }) => type === 'answerRating')).toMatchObject({
      text: '答复里说***',
      review: 'redacted',
    });
  });

  test('a follower’s words are nothing to complain of', async () => {
    const event = (await see(id, 'dispatcher')).timeline.find(
      ({ type, text }) => type === 'rate' && text === '关注的人说王八蛋',
    );
    const body = { item: `t${event?.seq}`, reason: 'abuse' };
    const { status } = await post(app, `/cases/${id}/content-reports`, body, tokenOf(world, 'neighbour'));
    expect([event?.seq === undefined, status]).toEqual([false, 400]);
  });
});

test('what a desk asks of the parts of a split case is held with the words of splitting', async () => {
  const { dispatcher } = world.people;
  const made = await submit(world);
  await act(app, dispatcher.token, made.id, 'accept');
  const parts = [
    { to: { department: 'urban-management' }, text: '叫那个王八蛋修路' },
    { to: { department: 'police' }, text: '疏导交通' },
  ];
  const split = await act(app, dispatcher.token, made.id, 'split', { parts, text: '两家一起办' });
  expect([split.status, split.body.parts.map(({ text }) => text)]).toEqual([
    200,
    ['叫那个王八蛋修路', '疏导交通'],
  ]);
  const outside = await see(made.id, 'anonymous');
  expect(outside.parts).toHaveLength(2);
  expect(JSON.stringify(outside)).not.toMatch(RUDE);
});
