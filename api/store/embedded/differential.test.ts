import { runDifferential } from './test/differential';
import { openStore, type OpenStore } from './test/open-store';

describe('random queries and updates', () => {
  let open: OpenStore;
  beforeAll(async () => {
    open = await openStore();
  });
  afterAll(() => open.close());

  it('answer the same by index, by scan and by a plain model, and keep the indexes exact', async () => {
    await runDifferential(open.db, open.store, 500, 20261122);
  }, 120_000);
});
