import { createLiveRoutingIndex } from './live-index';
import { area, latticeBox } from './test/random-areas';
import { type RoutableArea } from './types';

const grid = (code: string): RoutableArea => area('grid', code, null, latticeBox(0, 0, 5, 5));

function createStore() {
  const store = { revision: 1, areas: [grid('g1')], loads: 0, fail: false, errors: [] as unknown[] };
  const live = createLiveRoutingIndex({
    readRevision: () => Promise.resolve(store.revision),
    loadAreas: () => {
      store.loads++;
      return store.fail ? Promise.reject(new Error('store is down')) : Promise.resolve(store.areas);
    },
    everyMs: 5,
    onError: (error) => store.errors.push(error),
  });
  return { store, live };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}

describe('live routing index', () => {
  test('is empty before, loads once per revision', async () => {
    const { store, live } = createStore();
    expect(live.current().stats.areas).toBe(0);
    expect(live.revision()).toBeNull();
    expect(await live.refresh()).toBe(true);
    expect(await live.refresh()).toBe(false);
    expect(store.loads).toBe(1);
    expect(live.current().node('g1')).not.toBeNull();
    expect(live.revision()).toBe(1);
  });

  test('refreshes at the same time share one load', async () => {
    const { store, live } = createStore();
    await Promise.all(Array.from({ length: 20 }, () => live.refresh()));
    expect(store.loads).toBe(1);
  });

  test('a forced refresh sees what was written before it, even during another', async () => {
    const { store, live } = createStore();
    const first = live.refresh();
    store.areas = [grid('g2')];
    store.revision = 2;
    await Promise.all([first, live.refresh(true)]);
    expect(live.current().node('g2')).not.toBeNull();
    expect(live.revision()).toBe(2);
  });

  test('keeps the old index when loading or building fails', async () => {
    const { store, live } = createStore();
    await live.refresh();
    const before = live.current();
    store.revision = 2;
    store.fail = true;
    await expect(live.refresh()).rejects.toThrow('store is down');
    store.fail = false;
    store.areas = [grid('g1'), grid('g1')];
    await expect(live.refresh()).rejects.toThrow('twice');
    expect(live.current()).toBe(before);
    store.areas = [grid('g3')];
    expect(await live.refresh()).toBe(true);
    expect(live.current()).not.toBe(before);
  });

  test('follows the store by itself, reports failures, stops', async () => {
    const { store, live } = createStore();
    live.start();
    live.start();
    await until(() => live.revision() === 1);
    store.fail = true;
    store.revision = 2;
    await until(() => store.errors.length > 0);
    expect(live.current().node('g1')).not.toBeNull();
    store.fail = false;
    store.areas = [grid('g2')];
    await until(() => live.revision() === 2);
    expect(live.current().node('g1')).toBeNull();
    await live.stop();
    const loads = store.loads;
    store.revision = 3;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(store.loads).toBe(loads);
  });
});
