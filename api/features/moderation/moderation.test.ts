import type { CaseEvent, CaseSummary, CaseView } from '@shared/cases/schemas';
import type { ModerationEntry } from '@shared/moderation/contract';
import type { Problem } from '@shared/core/errors';
import { act, get, post } from '@api/test/request';
import { settle, startTestApp, type TestApp } from '@api/test/test-app';
import { buildWorld, submit, tokenOf, type World } from '@api/test/quality/world';
import { brokenLink, eventsOf } from '../cases';
import { deliverNotifications } from '../notifications';

let app: TestApp;
let world: World;
beforeAll(async () => {
  app = await startTestApp();
  world = await buildWorld(app);
});
afterAll(() => app.stop());

const RUDE = '物业经理王八蛋，楼道灯坏了三天也没人管';
const PENDING = '（这段文字正在审核，暂不公开）';
type Who = Parameters<typeof tokenOf>[1];

const see = async (id: string, who: Who) =>
  (await get<CaseView>(app, `/cases/${id}`, tokenOf(world, who))).body;
const judge = (who: Who, id: string, body: object) =>
  post<CaseView & Pick<Problem, 'code' | 'detail' | 'errors' | 'current'>>(
    app,
    `/cases/${id}/moderation`,
    body,
    tokenOf(world, who),
  );
const hide = async (who: Who, id: string, item: string) =>
  judge(who, id, {
    item,
    decision: 'hide',
    reason: 'abuse',
    words: '请文明用语',
    version: (await see(id, who)).version,
  });
const publish = async (who: Who, id: string, item: string) =>
  judge(who, id, { item, decision: 'publish', version: (await see(id, who)).version });
async function queue(who: Who = 'dispatcher'): Promise<ModerationEntry[]> {
  const { body } = await get<{ items: ModerationEntry[] }>(app, '/moderation?limit=100', tokenOf(world, who));
  return body.items;
}
const entryOf = async (id: string, who: Who = 'dispatcher') =>
  (await queue(who)).find(({ caseId }) => caseId === id);

describe('words that the list knows', () => {
  let made: CaseView;
  beforeAll(async () => {
    made = await submit(world, { text: RUDE, addressText: '三号楼' });
  });

  test('are accepted, the author is told, staff read them, the public and other staff do not', async () => {
    expect(made.text).toBe(RUDE);
    expect(made.care).toMatchObject([{ item: 't1', state: 'pending', found: ['辱骂他人'], mayAsk: false }]);
    expect(made.timeline.at(-1)).toMatchObject({ text: RUDE, review: 'pending' });
    expect((await see(made.id, 'worker')).text).toBe(RUDE);
    for (const who of ['anonymous', 'neighbour', 'foreign'] as const) {
      const view = await see(made.id, who);
      expect([who, view.text, view.care]).toEqual([who, PENDING, []]);
      expect(JSON.stringify(view)).not.toContain('王八蛋');
    }
  });

  test('are in no list, search, hint of likeness or log of the public', async () => {
    const { lng, lat } = world.home.centres[0];
    const paths = [
      '/cases?limit=100',
      `/cases?q=${encodeURIComponent('王八蛋')}`,
      `/cases/similar?lng=${lng}&lat=${lat}&coordType=wgs84&categoryCode=GY-0102&text=${encodeURIComponent(RUDE)}`,
      `/cases/${made.id}/events`,
    ];
    for (const path of paths) {
      const { status, body } = await get(app, path);
      expect([path, status]).toEqual([path, 200]);
      expect([path, JSON.stringify(body).includes('王八蛋')]).toEqual([path, false]);
    }
    const { body } = await get<{ items: CaseSummary[] }>(app, `/cases?q=${encodeURIComponent('王八蛋')}`);
    expect(body.items).toEqual([]);
  });

  test('wait in the queue of the area’s dispatcher and admin, and nobody else’s', async () => {
    const entry = await entryOf(made.id);
    expect(entry?.items).toMatchObject([{ item: 't1', text: RUDE, found: ['辱骂他人'] }]);
    expect(await entryOf(made.id, 'admin')).toBeDefined();
    expect(await entryOf(made.id, 'foreign')).toBeUndefined();
    for (const who of ['worker', 'supervisor', 'reporter'] as const)
      expect((await get(app, '/moderation', tokenOf(world, who))).status).toBe(403);
  });

  test('the preview is what others see', async () => {
    const preview = await get<CaseView>(app, `/cases/${made.id}?as=public`, tokenOf(world, 'reporter'));
    const outside = await see(made.id, 'anonymous');
    expect(preview.body).toEqual(outside);
    const hidden = await submit(world, { visibility: 'private' });
    expect((await get(app, `/cases/${hidden.id}?as=public`, tokenOf(world, 'reporter'))).status).toBe(404);
    expect((await get(app, `/cases/${hidden.id}?as=public`, tokenOf(world, 'neighbour'))).status).toBe(404);
    expect((await get(app, `/cases/${made.id}?as=staff`)).status).toBe(400);
  });

  test('published they are public and found, and the queue forgets them', async () => {
    const { status, body } = await publish('dispatcher', made.id, 't1');
    expect([status, body.viewer]).toEqual([200, 'staff']);
    expect((await see(made.id, 'anonymous')).text).toBe(RUDE);
    expect(await entryOf(made.id)).toBeUndefined();
    const { body: found } = await get<{ items: CaseSummary[] }>(
      app,
      `/cases?q=${encodeURIComponent('王八蛋')}`,
    );
    expect(found.items.map(({ id }) => id)).toContain(made.id);
    const again = await publish('dispatcher', made.id, 't1');
    expect([again.status, again.body.detail]).toEqual([409, '这项内容已经公开了']);
  });
});

test('a clean or private case has nothing to judge', async () => {
  const clean = await submit(world);
  const hidden = await submit(world, { text: RUDE, visibility: 'private' });
  expect([clean.care, hidden.care]).toEqual([[], []]);
  expect(await entryOf(hidden.id)).toBeUndefined();
  const { version } = hidden;
  const answer = await judge('dispatcher', hidden.id, {
    item: 't1',
    decision: 'hide',
    reason: 'abuse',
    version,
  });
  expect([answer.status, answer.body.detail]).toEqual([409, '这件事不公开，不用审核']);
});

test('every public text is looked at: address, supplement, progress, reply, hold, rating', async () => {
  const { worker, reporter, leader, dispatcher } = world.people;
  const made = await submit(world, { addressText: '王八蛋物业办公室' });
  await act(app, worker.token, made.id, 'accept');
  await act(app, worker.token, made.id, 'takeUp');
  await act(app, reporter.token, made.id, 'supplement', { text: '还是那个王八蛋' });
  await act(app, worker.token, made.id, 'progress', { text: '内部：王八蛋', visibility: 'internal' });
  const until = '2026-11-25T02:00:00Z';
  await act(app, worker.token, made.id, 'hold', { until, text: '等王八蛋回来' });
  const { requests } = await see(made.id, 'dispatcher');
  await act(app, dispatcher.token, made.id, 'grant', {
    request: requests[0]?.id,
    approve: true,
    text: '同意',
  });
  expect((await see(made.id, 'anonymous')).flags.hold).toBe(true);
  expect((await see(made.id, 'anonymous')).plainStatus).not.toContain('王八蛋');
  await act(app, dispatcher.token, made.id, 'resume');
  const replied = await act(app, worker.token, made.id, 'reply', {
    text: '王八蛋已搬走',
    result: 'explained',
  });
  expect(replied.status).toBe(200);
  await act(app, leader.token, made.id, 'verify', { pass: true, text: '看过了' });
  const rating = { resolved: 'yes', response: 5, attitude: 5, result: 5, text: '王八蛋走了真好' };
  expect((await act(app, reporter.token, made.id, 'rate', rating)).status).toBe(200);
  const outside = await see(made.id, 'anonymous');
  expect(JSON.stringify(outside)).not.toContain('王八蛋');
  expect(outside).toMatchObject({ addressText: PENDING, reply: { text: PENDING } });
  expect((await see(made.id, 'worker')).reply?.text).toBe('王八蛋已搬走');
  // The internal note is nobody's business but staff's.
  expect((await entryOf(made.id))?.items.map(({ text }) => text)).toEqual([
    '王八蛋物业办公室',
    '还是那个王八蛋',
    '同意\n等王八蛋回来',
    '王八蛋已搬走',
    '王八蛋走了真好',
  ]);
});

test('hidden and redacted: the event stays, the chain holds, the reporter learns why and may ask once', async () => {
  const made = await submit(world, { text: '楼道的灯坏了，张某某住 502 室' });
  const { version } = made;
  const shown = '楼道的灯坏了，***住 *** 室';
  const body = { item: 't1', decision: 'redact', reason: 'privacy', shown, words: '隐去邻居住处', version };
  expect((await judge('worker', made.id, body)).status).toBe(200);
  expect((await see(made.id, 'anonymous')).text).toBe(shown);
  expect((await see(made.id, 'reporter')).text).toContain('502');
  expect((await see(made.id, 'reporter')).care).toMatchObject([
    { item: 't1', state: 'redacted', reasonName: '涉及他人隐私', words: '隐去邻居住处', shown, mayAsk: true },
  ]);
  await settle();
  await deliverNotifications(app.deps);
  const { body: inbox } = await get<{ items: { title: string; caseId: string }[] }>(
    app,
    '/me/notifications',
    tokenOf(world, 'reporter'),
  );
  expect(inbox.items.find(({ caseId }) => caseId === made.id)?.title).toContain(
    '遮盖了一段文字的部分内容：涉及他人隐私',
  );
  const ask = (who: Who) =>
    post<CaseView>(
      app,
      `/cases/${made.id}/moderation/review`,
      { item: 't1', text: '不写房号找不到' },
      tokenOf(world, who),
    );
  expect((await ask('neighbour')).status).toBe(403);
  const asked = await ask('reporter');
  expect([asked.status, asked.body.care[0]?.mayAsk]).toEqual([200, false]);
  expect((await ask('reporter')).status).toBe(409);
  expect((await entryOf(made.id))?.items).toMatchObject([{ state: 'redacted', asked: '不写房号找不到' }]);
  expect((await publish('dispatcher', made.id, 't1')).status).toBe(200);
  expect((await see(made.id, 'anonymous')).text).toContain('502');
  await settle();
  const events = await eventsOf(app.deps.db)
    .find({ caseId: made.id }, { sort: { seq: 1 } })
    .toArray();
  expect(events.map(({ type, visibility }) => `${type} ${visibility}`)).toEqual([
    'submit public',
    'moderate internal',
    'askReview internal',
    'moderate internal',
  ]);
  expect([brokenLink(events), events[0]?.text]).toEqual([-1, '楼道的灯坏了，张某某住 502 室']);
  const { body: log } = await get<{ items: CaseEvent[] }>(app, `/cases/${made.id}/events`);
  expect(log.items.map(({ type, hash }) => [type, hash])).toEqual([['submit', events[0]?.hash]]);
});

test('who may decide: moderators of the area all, other staff of it hide and undo their own, nobody his own case', async () => {
  const made = await submit(world);
  const body = async (who: Who) => ({
    item: 't1',
    decision: 'hide',
    reason: 'ad',
    version: (await see(made.id, who)).version,
  });
  for (const who of ['foreign', 'otherWorker', 'neighbour', 'reporter'] as const)
    expect([who, (await judge(who, made.id, await body(who))).status]).toEqual([who, 403]);
  expect((await judge('anonymous', made.id, await body('anonymous'))).status).toBe(401);
  expect((await hide('worker', made.id, 't1')).status).toBe(200);
  expect((await publish('supervisor', made.id, 't1')).status).toBe(403);
  expect((await publish('worker', made.id, 't1')).status).toBe(200);
  expect((await hide('supervisor', made.id, 't1')).status).toBe(200);
  expect((await publish('worker', made.id, 't1')).status).toBe(403);
  expect((await publish('dispatcher', made.id, 't1')).status).toBe(200);
  const hidden = await submit(world, { visibility: 'private' });
  expect((await judge('foreign', hidden.id, { ...(await body('dispatcher')), version: 1 })).status).toBe(404);
});

test('two moderators at once: one wins, the other is told; a repeated request changes nothing', async () => {
  const made = await submit(world, { text: RUDE });
  const { version } = made;
  const answers = await Promise.all([
    judge('dispatcher', made.id, { item: 't1', decision: 'publish', version }),
    judge('admin', made.id, { item: 't1', decision: 'hide', reason: 'abuse', version }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const lost = answers.find(({ status }) => status === 409);
  expect([lost?.body.code, (lost?.body.current as CaseView).version]).toEqual([
    'VERSION_CONFLICT',
    version + 1,
  ]);
  const key = 'moderate-once-1';
  const next = { item: 't1', decision: 'redact', reason: 'abuse', shown: '灯坏了', version: version + 1 };
  for (let i = 0; i < 2; i += 1)
    expect(
      (await post(app, `/cases/${made.id}/moderation`, next, tokenOf(world, 'dispatcher'), key)).status,
    ).toBe(200);
  await settle();
  const events = await eventsOf(app.deps.db).find({ caseId: made.id, type: 'moderate' }).toArray();
  expect(events).toHaveLength(2);
});

test('a decision that makes no sense is refused field by field', async () => {
  const made = await submit(world);
  const { version } = made;
  const wrong: [object, string][] = [
    [{ item: 't1', decision: 'hide', version }, 'reason'],
    [{ item: 't1', decision: 'redact', reason: 'abuse', version }, 'shown'],
    [{ item: `p${'a'.repeat(24)}`, decision: 'redact', reason: 'abuse', shown: 'x', version }, 'decision'],
    [{ item: `p${'a'.repeat(24)}`, decision: 'hide', reason: 'abuse', version }, 'item'],
    [{ item: 't9', decision: 'hide', reason: 'abuse', version }, 'item'],
    [{ item: 'a1', decision: 'hide', reason: 'abuse', version }, 'item'],
    [{ item: '$where', decision: 'hide', reason: 'abuse', version }, 'item'],
    [{ item: 't1', decision: 'hide', reason: 'because', version }, 'reason'],
    [{ item: 't1', decision: 'hide', reason: 'abuse' }, 'version'],
  ];
  for (const [body, path] of wrong) {
    const answer = await judge('dispatcher', made.id, body);
    expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([400, path]);
  }
  expect((await see(made.id, 'dispatcher')).version).toBe(version);
});

test('a complaint of residents: once each, it stays shown until judged, and counts', async () => {
  const made = await submit(world);
  const complain = (who: Who) =>
    post<Problem>(
      app,
      `/cases/${made.id}/content-reports`,
      { item: 't1', reason: 'rumour', ...(who === 'foreign' && { text: '没有这回事' }) },
      tokenOf(world, who),
    );
  expect((await complain('anonymous')).status).toBe(401);
  expect(
    (await Promise.all([complain('neighbour'), complain('foreign')])).map(({ status }) => status),
  ).toEqual([201, 201]);
  const twice = await complain('neighbour');
  expect([twice.status, twice.body.code]).toEqual([409, 'ALREADY_DONE']);
  expect((await see(made.id, 'anonymous')).text).toBe(made.text);
  expect((await see(made.id, 'reporter')).care).toEqual([]);
  expect((await entryOf(made.id))?.items).toMatchObject([
    { state: 'reported', reports: 2, found: ['有居民举报', '不实信息'], complaint: '没有这回事' },
  ]);
  expect((await publish('dispatcher', made.id, 't1')).status).toBe(200);
  expect((await complain('neighbour')).status).toBe(409);
  expect(await entryOf(made.id)).toBeUndefined();
  const hidden = await submit(world, { visibility: 'private' });
  const stranger = await post(
    app,
    `/cases/${hidden.id}/content-reports`,
    { item: 't1', reason: 'ad' },
    tokenOf(world, 'neighbour'),
  );
  expect(stranger.status).toBe(404);
});

test('the queue goes on by its cursor, longest waiting first, without gaps', async () => {
  for (let i = 0; i < 3; i += 1) await submit(world, { text: `${RUDE} ${i}` });
  const all = (await queue()).map(({ caseId }) => caseId);
  const paged: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const path: string = `/moderation?limit=2${cursor && `&cursor=${cursor}`}`;
    const { body }: { body: { items: ModerationEntry[]; nextCursor: string | null } } = await get(
      app,
      path,
      tokenOf(world, 'dispatcher'),
    );
    paged.push(...body.items.map(({ caseId }) => caseId));
    cursor = body.nextCursor;
  }
  expect(all.length).toBeGreaterThan(3);
  expect(paged).toEqual(all);
});

test('nobody buries a case under words that wait: after twenty the next is asked to wait', async () => {
  const made = await submit(world, { text: RUDE });
  const add = () => act(app, world.people.reporter.token, made.id, 'supplement', { text: '王八蛋' });
  for (let i = 0; i < 19; i += 1) expect((await add()).status).toBe(200);
  const refused = await add();
  expect([refused.status, refused.body.code]).toEqual([409, 'WRONG_STATE']);
});
