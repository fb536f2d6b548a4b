import { mkdtempSync, readdirSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { SortedRuns } from './sorted-run';
import { openStore, refusal, type OpenStore } from './test/open-store';

jest.setTimeout(120_000);

test('runs give back every key with its record, in the order of the bytes, and leave no file', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'lianxin-runs-'));
  const keys = fc.array(fc.uint8Array({ maxLength: 6 }), { maxLength: 300 });
  await fc.assert(
    fc.asyncProperty(
      keys,
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 99 }),
      async (some, times, round) => {
        const all = Array.from({ length: times }, () => some).flat();
        const runs = new SortedRuns(directory, round);
        for (const [rid, key] of all.entries()) {
          runs.add(Buffer.from(key), rid);
          if (runs.full) await runs.layAside();
        }
        const given = [...runs.inOrder()];
        await runs.close();
        const sorted = all.map((key) => Buffer.from(key)).sort((a, b) => Buffer.compare(a, b));
        expect(given.map(({ key }) => key)).toEqual(sorted);
        expect(given.every(({ key, rid }) => key.equals(Buffer.from(all[rid] ?? [])))).toBe(true);
        expect(new Set(given.map(({ rid }) => rid)).size).toBe(all.length);
        expect(readdirSync(directory)).toEqual([]);
      },
    ),
    { numRuns: 40 },
  );
  rmdirSync(directory);
});

test('a run far larger than memory gives everything back', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'lianxin-runs-'));
  const runs = new SortedRuns(directory, 2 ** 20);
  const keyOf = (rid: number) =>
    Buffer.from(`${(rid * 7919) % 100_003}`.padStart(6, '0').repeat(1 + (rid % 300)));
  for (let rid = 0; rid < 100_003; rid++) {
    runs.add(keyOf(rid), rid);
    if (runs.full) await runs.layAside();
  }
  let before: Buffer = Buffer.alloc(0);
  const seen = new Set<number>();
  for (const { key, rid } of runs.inOrder()) {
    if (Buffer.compare(before, key) > 0 || !key.equals(keyOf(rid))) throw new Error(`out of order: ${rid}`);
    before = key;
    seen.add(rid);
  }
  expect(seen.size).toBe(100_003);
  await runs.close();
  rmdirSync(directory);
});

describe('indexes of a collection that is being written to', () => {
  let store: OpenStore;
  beforeEach(async () => (store = await openStore()));
  afterEach(() => store.close());

  interface Row {
    _id: number;
    words: string[];
    n: number;
  }
  const row = (n: number): Row => ({ _id: n, n, words: [`w${n % 97}`, `v${n % 31}`, `u${n}`] });
  const rows = () => store.db.collection<Row>('rows');
  const fill = (n: number) => rows().insertMany(Array.from({ length: n }, (_, i) => row(i)));

  test('hold what the documents hold, whatever is changed, removed and added meanwhile', async () => {
    await fill(20_000);
    let over = false;
    const building = store.db
      .command({
        createIndexes: 'rows',
        indexes: [
          { key: { words: 1, n: -1 }, name: 'words' },
          { key: { n: 1 }, name: 'n', unique: true },
        ],
      })
      .finally(() => (over = true));
    let turn = 0;
    for (; !over; turn++) {
      const n = (turn * 7919) % 20_000;
      await rows().updateOne({ _id: n }, { $set: { words: ['changed', `u${turn}`] } });
      await rows().deleteOne({ _id: (n + 1) % 20_000 });
      await rows().insertOne(row(20_000 + turn));
    }
    await building;
    expect(turn).toBeGreaterThan(3);
    expect(await store.store.validate()).toMatchObject({ ok: true, problems: [] });
    const found = await rows().find({ words: 'changed' }).toArray();
    const scanned = await rows().find({ words: 'changed' }).hint({ $natural: 1 }).toArray();
    expect(found.map(({ _id }) => _id).sort()).toEqual(scanned.map(({ _id }) => _id).sort());
  });

  test('are all refused when one of them cannot be', async () => {
    await fill(5000);
    await rows().insertOne({ ...row(5000), n: 17 });
    const indexes = [
      { key: { words: 1 }, name: 'words' },
      { key: { n: 1 }, name: 'n', unique: true },
    ];
    expect(await refusal(() => store.db.command({ createIndexes: 'rows', indexes }))).toMatchObject({
      code: 11000,
      message: expect.stringContaining('{ n: 17 }') as string,
    });
    expect(await rows().indexes()).toHaveLength(1);
    expect(await store.store.validate()).toMatchObject({ ok: true, indexEntries: 5001 });
  });

  test('a collection dropped while its index is built ends the building', async () => {
    await fill(15_000);
    const coll = rows();
    const building = refusal(() => coll.createIndex({ n: 1 }));
    await coll.drop();
    expect(await building).toMatchObject({ code: 276 });
    await coll.insertOne(row(1));
    expect(await coll.indexes()).toHaveLength(1);
    expect(await store.store.validate()).toMatchObject({ ok: true, documents: 1, indexEntries: 1 });
  });
});
