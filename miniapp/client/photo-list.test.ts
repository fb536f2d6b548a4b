import { NetworkError } from './errors';
import { createPhotoList } from './photo-list';
import { createPool } from './pool';

const done = {
  id: 'd'.repeat(24),
  kind: 'image' as const,
  url: 'full',
  thumbUrl: 'thumb',
  width: 1,
  height: 1,
  bytes: 1,
  suggestedPlace: null,
};

function manual() {
  const running: {
    path: string;
    finish: () => void;
    fail: (error: Error) => void;
    progress: (n: number) => void;
    signal?: AbortSignal;
  }[] = [];
  const upload = (path: string, options: { onProgress?: (n: number) => void; signal?: AbortSignal } = {}) =>
    new Promise<typeof done>((resolve, reject) => {
      running.push({
        path,
        finish: () => resolve(done),
        fail: reject,
        progress: (n) => options.onProgress?.(n),
        signal: options.signal,
      });
    });
  return { running, upload };
}

const tick = () => new Promise((resolve) => setTimeout(resolve, 0));

function setUp(mayUpload = () => true) {
  const { running, upload } = manual();
  const onChange = jest.fn();
  return { running, onChange, list: createPhotoList({ upload, pool: createPool(3), mayUpload, onChange }) };
}

describe('photo list', () => {
  it('sends three at once and the rest after them', async () => {
    const { list, running } = setUp();
    list.add(['1', '2', '3', '4']);
    await tick();
    expect(running.map(({ path }) => path)).toEqual(['1', '2', '3']);
    running[1]?.finish();
    await tick();
    expect(running.map(({ path }) => path)).toEqual(['1', '2', '3', '4']);
  });

  it('shows progress without keeping it', async () => {
    const { list, running, onChange } = setUp();
    list.add(['1']);
    await tick();
    const kept = onChange.mock.calls.length;
    running[0]?.progress(40);
    expect(list.state.getState()[0]).toMatchObject({ state: 'uploading', percent: 40 });
    expect(onChange).toHaveBeenCalledTimes(kept);
  });

  it('says why one is stuck and sends it again', async () => {
    const { list, running } = setUp();
    list.add(['1']);
    await tick();
    running[0]?.fail(new NetworkError('offline'));
    await tick();
    expect(list.state.getState()[0]).toMatchObject({ state: 'failed', error: '网络连不上，请检查后再试' });
    list.retry(list.state.getState()[0]?.localId ?? '');
    await tick();
    running[1]?.finish();
    await tick();
    expect(list.state.getState()[0]).toMatchObject({ state: 'done', uploadId: done.id, thumbUrl: 'thumb' });
  });

  it('stops a transfer whose photo is removed', async () => {
    const { list, running } = setUp();
    list.add(['1', '2']);
    await tick();
    list.remove(list.state.getState()[0]?.localId ?? '');
    expect(running[0]?.signal?.aborted).toBe(true);
    running[1]?.finish();
    expect(await list.settle()).toEqual([done.id]);
  });

  it('holds photos of guests until they may be sent', async () => {
    let signedIn = false;
    const { list, running } = setUp(() => signedIn);
    list.add(['1']);
    await tick();
    expect(running).toHaveLength(0);
    signedIn = true;
    list.resume();
    await tick();
    expect(running).toHaveLength(1);
  });

  it('sends a photo after the app was closed, from the file that was kept', async () => {
    const dropped: string[] = [];
    const files = {
      keep: (path: string) => Promise.resolve(`kept:${path}`),
      pathOf: (ref: string) => Promise.resolve(ref.replace('kept:', 'blob:new/')),
      drop: (ref: string) => Promise.resolve(void dropped.push(ref)),
    };
    const first = manual();
    const before = createPhotoList({
      upload: first.upload,
      pool: createPool(3),
      mayUpload: () => false,
      files,
    });
    before.add(['a']);
    await tick();
    const stored = before.state.getState();
    expect(stored[0]?.kept).toBe('kept:a');

    const { running, upload } = manual();
    const after = createPhotoList({
      upload,
      pool: createPool(3),
      mayUpload: () => true,
      files,
      initial: stored,
    });
    after.resume();
    await tick();
    expect(running[0]?.path).toBe('blob:new/a');
    running[0]?.finish();
    await after.settle();
    after.dispose();
    expect(dropped).toEqual(['kept:a']);
  });
});
