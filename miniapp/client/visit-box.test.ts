import { type Call, type CallOptions } from './create-call';
import { ApiProblem, NetworkError } from './errors';
import { createVisitBox, type VisitDraft } from './visit-box';
import { fakeStore } from './test/fakes';

const NOW = Date.parse('2026-11-23T02:00:00Z');
const place = { lng: 110, lat: 30, coordType: 'gcj02' as const };
const offline = () => Promise.reject(new NetworkError('offline'));
const arrived = () => Promise.resolve({ id: 'v' });
const refused = () =>
  Promise.reject(new ApiProblem({ status: 403, code: 'ACTION_NOT_ALLOWED', detail: '不在网格里' }));

function setUp(answer: () => Promise<unknown> = offline, store = fakeStore()) {
  const who = { id: 'u1' as string | null, answer, now: NOW };
  const sent: { body: { note: string; people: string[]; findings: string[] }; key?: string }[] = [];
  const call = ((_contract: unknown, input: { body: never }, options?: CallOptions) => {
    sent.push({ body: input.body, key: options?.idempotencyKey });
    return who.answer();
  }) as unknown as Call;
  const onSent = jest.fn();
  const box = createVisitBox({ call, store, userId: () => who.id, now: () => who.now, onSent });
  const write = (note: string) => box.save(box.create(), { note, place });
  return { box, store, who, sent, onSent, write };
}
const kept = (store: ReturnType<typeof fakeStore>) => store.get<VisitDraft[]>('lx.visits') ?? [];

test('several are kept as they are written, and survive a restart; blank ones are not kept', () => {
  const { box, store, write } = setUp();
  write('第一户');
  write('第二户');
  box.save(box.create(), { note: '  ' });
  expect(kept(store).map(({ note }) => note)).toEqual(['第二户', '第一户']);
  expect(setUp(offline, store).box.state.getState()).toHaveLength(2);
});

test('without network they wait, and go by themselves, the oldest first, under their first keys', async () => {
  const { box, store, who, sent, onSent, write } = setUp();
  const drafts = [write('第一户'), write('第二户')];
  for (const { id } of drafts) expect(await box.submit(id)).toBe(false);
  expect(kept(store).map(({ state }) => state)).toEqual(['waiting', 'waiting']);
  who.answer = arrived;
  sent.length = 0;
  await box.flush();
  expect(sent.map(({ body, key }) => [body.note, key])).toEqual(drafts.map(({ note, key }) => [note, key]));
  expect([kept(store), onSent.mock.calls.length, store.texts.has('lx.visits')]).toEqual([[], 2, false]);
});

test('pressed twice it is one; what is changed after a refusal is another submission', async () => {
  const { box, store, who, sent, write } = setUp(refused);
  const draft = write('楼道');
  await expect(box.submit(draft.id)).rejects.toThrow();
  expect(kept(store)[0]).toMatchObject({ state: 'refused', problem: '不在网格里' });
  await box.flush();
  expect(sent).toHaveLength(1);
  const mended = box.save(kept(store)[0] as VisitDraft, {
    findings: '灯不亮\n\n堆物',
    people: '李桂芬、王伯',
  });
  expect([mended.state, mended.key === draft.key]).toEqual(['draft', false]);
  who.answer = arrived;
  await Promise.all([box.submit(draft.id), box.submit(draft.id)]);
  expect(sent).toHaveLength(2);
  expect(sent[1]?.body).toMatchObject({ findings: ['灯不亮', '堆物'], people: ['李桂芬', '王伯'] });
});

test('nobody else sees or sends them; wiped when another signs in, and when he signs out', async () => {
  const { box, store, who, sent, write } = setUp();
  await box.submit(write('第一户').id);
  expect(box.unsent()).toBe(1);
  who.id = null;
  box.changeOwner();
  expect([box.state.getState(), kept(store).length]).toEqual([[], 1]);
  who.id = 'u1';
  box.changeOwner();
  expect(box.unsent()).toBe(1);
  who.id = 'u2';
  box.changeOwner();
  sent.length = 0;
  await box.flush();
  expect([sent, store.texts.has('lx.visits')]).toEqual([[], false]);
  write('别人的');
  box.wipe();
  expect([box.unsent(), store.texts.has('lx.visits')]).toEqual([0, false]);
});

test('what can no longer be written down does not stay on a device that nobody is signed in on', () => {
  const { box, store, who, write } = setUp();
  write('旧的');
  who.id = null;
  who.now = NOW + 8 * 86_400_000;
  box.changeOwner();
  expect(store.texts.has('lx.visits')).toBe(false);
});
