import { runCrashes } from './test/crash';

describe('a store killed under load', () => {
  it('comes back with every acknowledged write and exact indexes', async () => {
    const { writes, problems } = await runCrashes(5, 42, () => undefined);
    expect(problems).toEqual([]);
    expect(writes).toBeGreaterThan(20);
  }, 60_000);
});
