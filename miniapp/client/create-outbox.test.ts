import { type CaseView } from '@shared/cases/schemas';
import { type Call, type CallOptions } from './create-call';
import { createOutbox } from './create-outbox';
import { StorageFullError } from '../platform/storage-types';
import { ApiProblem, NetworkError } from './errors';
import { createPool } from './pool';
import { type KeyValueStore } from './ports';
import { type Submission } from './submission';
import { fakeStore } from './test/fakes';

type Sent = { body: { text: string; uploadIds?: string[]; draftId?: string }; key: string | undefined };
type Outcome = (sent: Sent) => Promise<unknown>;

const view = { id: 'c'.repeat(24), number: 'LX20261122-000001' } as CaseView;
const ok: Outcome = () => Promise.resolve(view);
const offline: Outcome = () => Promise.reject(new NetworkError('offline'));
const refuse =
  (
    code: 'VALIDATION_FAILED' | 'UPLOAD_NOT_USABLE' | 'UNAUTHENTICATED' | 'IDEMPOTENCY_MISMATCH',
    status: number,
  ): Outcome =>
  () =>
    Promise.reject(
      new ApiProblem({
        status,
        code,
        detail: '不行',
        errors: [{ path: 'text', code: 'x', message: '太短' }],
      }),
    );

type Alone = NonNullable<Parameters<typeof createOutbox>[0]['alone']>;

function setUp(outcomes: Outcome[], store: KeyValueStore = fakeStore(), alone?: Alone) {
  const sent: Sent[] = [];
  const uploads: string[] = [];
  const who = { id: 'u1' as string | null, network: true };
  const call = ((_contract: unknown, input: { body: Sent['body'] }, options?: CallOptions) => {
    const attempt = { body: input.body, key: options?.idempotencyKey };
    sent.push(attempt);
    return (outcomes.length > 1 ? outcomes.shift() : outcomes[0])?.(attempt);
  }) as unknown as Call;
  const upload = (path: string) => {
    if (!who.network) return Promise.reject(new NetworkError('offline'));
    uploads.push(path);
    const id = String(uploads.length).padStart(24, '0');
    return Promise.resolve({
      id,
      kind: 'image' as const,
      url: 'u',
      thumbUrl: 't',
      width: 1,
      height: 1,
      bytes: 1,
      suggestedPlace: null,
    });
  };
  const onSent = jest.fn();
  const photos = { upload, pool: createPool(3), mayUpload: () => who.id !== null };
  const outbox = createOutbox({ call, store, photos, userId: () => who.id, onSent, alone });
  return { outbox, sent, uploads, who, store, onSent };
}

const items = (store: KeyValueStore) => store.get<Submission[]>('lx.outbox') ?? [];

describe('drafts', () => {
  it('keeps what is typed and drops what is blank', () => {
    const { outbox, store } = setUp([ok]);
    const { id } = outbox.open();
    outbox.save(id, { text: '', place: { lng: 120, lat: 30 } });
    expect(items(store)).toEqual([]);
    outbox.save(id, { text: '楼道灯坏了' });
    expect(items(store)).toMatchObject([{ id, state: 'draft', form: { text: '楼道灯坏了' } }]);
    outbox.save(id, { text: ' ' });
    expect(items(store)).toEqual([]);
  });

  it('opens the newest draft again after the app was closed', () => {
    const first = setUp([ok]);
    const { id } = first.outbox.open();
    first.outbox.save(id, { text: '水管漏水' });
    const { outbox } = setUp([ok], first.store);
    expect(outbox.open()).toMatchObject({ id, form: { text: '水管漏水' } });
    expect(outbox.create().id).not.toBe(id);
  });

  it('keeps photos in the draft and uploads them at once', async () => {
    const { outbox, uploads, store } = setUp([ok]);
    const { id } = outbox.open();
    outbox.photos(id).add(['/tmp/a.jpg', '/tmp/b.jpg']);
    await outbox.photos(id).settle();
    expect(uploads).toEqual(['/tmp/a.jpg', '/tmp/b.jpg']);
    expect(items(store)[0]?.photos.map(({ state }) => state)).toEqual(['done', 'done']);
  });
});

describe('submit', () => {
  function written(outcomes: Outcome[], text = '路灯不亮') {
    const set = setUp(outcomes);
    const { id } = set.outbox.open();
    set.outbox.save(id, { text });
    return { ...set, id };
  }

  it('sends photos and words and forgets the draft', async () => {
    const { outbox, id, sent, store, onSent } = written([ok]);
    outbox.photos(id).add(['/tmp/a.jpg']);
    expect(await outbox.submit(id)).toBe(view);
    expect(sent[0]?.body).toMatchObject({ text: '路灯不亮', uploadIds: ['1'.padStart(24, '0')] });
    expect(items(store)).toEqual([]);
    expect(onSent).toHaveBeenCalledWith(view);
  });

  it('makes one case of two taps', async () => {
    const { outbox, id, sent } = written([ok]);
    await Promise.all([outbox.submit(id), outbox.submit(id)]);
    expect(sent).toHaveLength(1);
  });

  it('waits without network and sends the same body under the same key, also after a restart', async () => {
    const { outbox, id, sent, store } = written([offline]);
    expect(await outbox.submit(id)).toBeNull();
    expect(items(store)).toMatchObject([{ state: 'waiting', attempted: true }]);
    const later = setUp([ok], store);
    await later.outbox.flush();
    expect(later.sent[0]).toEqual(sent[0]);
    expect(items(store)).toEqual([]);
  });

  it('waits when photos cannot be sent yet', async () => {
    const { outbox, id, sent, who, uploads } = written([ok]);
    who.network = false;
    outbox.photos(id).add(['/tmp/a.jpg']);
    expect(await outbox.submit(id)).toBeNull();
    expect(sent).toHaveLength(0);
    who.network = true;
    await outbox.flush();
    expect([uploads.length, sent.length]).toEqual([1, 1]);
  });

  it('gives a refused one back as a draft; the next attempt takes a new key', async () => {
    const { outbox, id, sent, store } = written([refuse('VALIDATION_FAILED', 400), ok]);
    await expect(outbox.submit(id)).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
    expect(items(store)).toMatchObject([{ id, state: 'draft' }]);
    await outbox.submit(id);
    expect(sent[0]?.key).not.toBe(sent[1]?.key);
  });

  it('sends photos again that the server has dropped after a day', async () => {
    const { outbox, id, sent, uploads } = written([refuse('UPLOAD_NOT_USABLE', 422), ok]);
    outbox.photos(id).add(['/tmp/a.jpg']);
    expect(await outbox.submit(id)).toBe(view);
    expect(uploads).toHaveLength(2);
    expect(sent[0]?.key).not.toBe(sent[1]?.key);
  });

  it('asks guests to sign in and keeps everything', async () => {
    const { outbox, id, who, store } = written([ok]);
    who.id = null;
    await expect(outbox.submit(id)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(items(store)).toMatchObject([{ state: 'draft', form: { text: '路灯不亮' } }]);
  });
});

describe('flush', () => {
  async function waiting(outcomes: Outcome[]) {
    const set = setUp([offline, ...outcomes]);
    const { id } = set.outbox.open();
    set.outbox.save(id, { text: '垃圾没人收' });
    await set.outbox.submit(id);
    return { ...set, id };
  }

  it('never sends it as somebody else', async () => {
    const { outbox, sent, who } = await waiting([ok]);
    who.id = 'u2';
    await outbox.flush();
    expect(sent).toHaveLength(1);
  });

  it('shows a refusal at the item, which can then be edited', async () => {
    const { outbox, id } = await waiting([refuse('VALIDATION_FAILED', 400)]);
    await outbox.flush();
    expect(outbox.open(id)).toMatchObject({ state: 'refused', problem: { errors: [{ message: '太短' }] } });
    expect(outbox.recall(id)).toBe(true);
    expect(outbox.open(id).state).toBe('draft');
  });

  it('goes on waiting when the login has ended', async () => {
    const { outbox, id } = await waiting([refuse('UNAUTHENTICATED', 401)]);
    await outbox.flush();
    expect(outbox.open(id).state).toBe('waiting');
  });

  it('does not let one be edited that may have arrived', async () => {
    const { outbox, id } = await waiting([ok]);
    expect(outbox.recall(id)).toBe(false);
  });

  it('takes up again what was being sent when the app was closed', async () => {
    const half = {
      id: 'x',
      state: 'sending',
      form: { text: 'a' },
      photos: [],
      userId: 'u1',
      key: 'k-12345678',
      body: { text: 'a' },
    };
    const { outbox, sent } = setUp([ok], fakeStore({ 'lx.outbox': [half] }));
    await outbox.flush();
    expect(sent).toEqual([{ body: { text: 'a' }, key: 'k-12345678' }]);
  });
});

describe('two tabs of the portal', () => {
  const twoTabs = (outcomes: Outcome[]) => {
    const store = fakeStore();
    return { store, here: setUp(outcomes, store), there: setUp(outcomes, store) };
  };

  it('lose nothing of each other', () => {
    const { store, here, there } = twoTabs([ok]);
    const a = here.outbox.create();
    const b = there.outbox.create();
    here.outbox.save(a.id, { text: '东边的灯' });
    there.outbox.save(b.id, { text: '西边的灯' });
    here.outbox.save(a.id, { text: '东边的灯坏了' });
    expect(items(store).map(({ form }) => form.text)).toEqual(['东边的灯坏了', '西边的灯']);
    there.outbox.discard(b.id);
    here.outbox.save(a.id, { text: '东边的灯不亮' });
    expect(items(store).map(({ form }) => form.text)).toEqual(['东边的灯不亮']);
    expect(here.outbox.has(b.id)).toBe(false);
  });

  it('send what waits once; who comes later finds it gone', async () => {
    const store = fakeStore();
    const first = setUp([offline], store);
    const { id } = first.outbox.create();
    first.outbox.save(id, { text: '楼道灯坏了' });
    await first.outbox.submit(id);
    expect(items(store)).toMatchObject([{ id, state: 'waiting' }]);
    const [here, there] = [setUp([ok], store), setUp([ok], store)];
    await here.outbox.flush();
    await there.outbox.flush();
    expect([here.sent.length, there.sent.length]).toEqual([1, 0]);
    expect(items(store)).toEqual([]);
  });

  it('a page that was closed while sending is followed by one that sends at once, under the same key', async () => {
    const store = fakeStore();
    const never: Outcome = () => new Promise(() => undefined);
    const closed = setUp([never], store);
    const { id } = closed.outbox.create();
    closed.outbox.save(id, { text: '楼道灯坏了' });
    void closed.outbox.submit(id);
    await Promise.resolve();
    expect(items(store)).toMatchObject([{ id, state: 'sending' }]);
    const next = setUp([ok], store);
    await next.outbox.flush();
    expect(next.sent.map(({ key }) => key)).toEqual([closed.sent[0]?.key]);
    expect(items(store)).toEqual([]);
  });

  it('at the same moment: one sends, the other waits for it and finds it gone; nothing is shown as refused', async () => {
    const store = fakeStore();
    const first = setUp([offline], store);
    const { id } = first.outbox.create();
    first.outbox.save(id, { text: '楼道灯坏了' });
    await first.outbox.submit(id);
    let last: Promise<unknown> = Promise.resolve();
    const alone: Alone = (_name, work) => {
      const turn = last.then(work);
      last = turn.catch(() => undefined);
      return turn;
    };
    const [here, there] = [setUp([ok], store, alone), setUp([ok], store, alone)];
    await Promise.all([here.outbox.flush(), there.outbox.flush()]);
    expect([here.sent.length, there.sent.length]).toEqual([1, 0]);
    expect([here, there].map(({ outbox }) => outbox.state.getState())).toEqual([[], []]);
    expect(items(store)).toEqual([]);
  });

  it('without locks: photos of its own under the same key are no refusal; the draft’s case is learnt', async () => {
    const store = fakeStore();
    const first = setUp([offline], store);
    const { id } = first.outbox.create();
    first.outbox.save(id, { text: '楼道灯坏了' });
    await first.outbox.submit(id);
    const late = setUp([refuse('IDEMPOTENCY_MISMATCH', 409), ok], store);
    await late.outbox.flush();
    expect(late.sent.map(({ body }) => body.draftId)).toEqual([id, id]);
    expect(late.sent[0]?.key).not.toBe(late.sent[1]?.key);
    expect([items(store), late.onSent.mock.calls]).toEqual([[], [[view]]]);
  });

  it('a full phone is said, not thrown: the form goes on and is kept once there is room again', () => {
    const store = fakeStore();
    const { outbox } = setUp([ok], store);
    const { id } = outbox.create();
    jest.spyOn(store, 'set').mockImplementationOnce(() => {
      throw new StorageFullError('满了');
    });
    outbox.save(id, { text: '很长的一段话' });
    expect([outbox.full.getState(), items(store).length, outbox.open(id).form.text]).toEqual([
      true,
      0,
      '很长的一段话',
    ]);
    outbox.save(id, { text: '很长的一段话，还有' });
    expect([outbox.full.getState(), items(store).length]).toEqual([false, 1]);
  });

  it('what storage had no room for stays in sight, and is kept as soon as there is room', () => {
    const store = fakeStore();
    const { outbox } = setUp([ok], store);
    const { id } = outbox.create();
    const set = jest.spyOn(store, 'set').mockImplementationOnce(() => {
      throw new Error('full');
    });
    expect(() => outbox.save(id, { text: '很长的一段话' })).toThrow('full');
    const other = outbox.create();
    outbox.save(other.id, { text: '另一件' });
    expect(items(store).map(({ form }) => form.text)).toEqual(['另一件', '很长的一段话']);
    set.mockRestore();
  });
});
