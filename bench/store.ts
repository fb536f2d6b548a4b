import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { open } from 'lmdb';
import { MongoClient, type Collection } from 'mongodb';
import { serialize } from 'bson';
import { startEmbeddedStore } from '../api/store/embedded';

/** `npm run bench:store [documents]`: the embedded store against bare LMDB puts of the same bytes, in the same run. */
const TOTAL = Number(process.argv[2] ?? 100_000);
const now = () => Number(process.hrtime.bigint()) / 1e6;

interface Case {
  _id: string;
  state: string;
  areaPath: string;
  at: Date;
  text: string;
}
const sample = (i: number, size = 900): Case => ({
  _id: `case-${i}`,
  state: ['open', 'accepted', 'done', 'rated'][i % 4]!,
  areaPath: `/330100/330106/${String(i % 500).padStart(4, '0')}`,
  at: new Date(1.7e12 + i * 1000),
  text: '楼道灯坏了。'.repeat(Math.ceil(size / 18)).slice(0, size / 3),
});
async function perSecond(
  total: number,
  inFlight: number,
  run: (i: number) => Promise<unknown>,
): Promise<number> {
  let next = 0;
  const started = now();
  await Promise.all(Array.from({ length: inFlight }, async () => { while (next < total) await run(next++); })); // prettier-ignore
  return total / ((now() - started) / 1000);
}
const median = (list: number[]) => list.sort((a, b) => a - b)[list.length >> 1]!;
async function latency(times: number, run: (i: number) => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let i = 0; i < times; i++) {
    const started = now();
    await run(i);
    took.push(now() - started);
  }
  return median(took);
}

/** Bare LMDB and the store in turns, so that both meet the same disk; medians of the rounds. */
async function durableInserts(
  dir: string,
  coll: Collection<Case>,
): Promise<{ one: [number, number]; many: [number, number] }> {
  const db = open<Buffer, string>({
    path: join(dir, 'bare.mdb'),
    noSubdir: true,
    encoding: 'binary',
    overlappingSync: false,
  });
  const bytes = Buffer.from(serialize(sample(0)));
  await db.put('warm', bytes);
  const rounds = [0, 1, 2, 3, 4];
  const taken: Record<'bare1' | 'store1' | 'bare64' | 'store64', number[]> = {
    bare1: [],
    store1: [],
    bare64: [],
    store64: [],
  };
  for (const r of rounds) {
    taken.bare1.push(await perSecond(100, 1, (i) => db.put(`a${r}.${i}`, bytes)));
    taken.store1.push(await perSecond(100, 1, (i) => coll.insertOne({ ...sample(i), _id: `a${r}.${i}` })));
    taken.bare64.push(await perSecond(2560, 64, (i) => db.put(`b${r}.${i}`, bytes)));
    taken.store64.push(
      await perSecond(2560, 64, (i) => coll.insertOne({ ...sample(i), _id: `b${r * 2560 + i}` })),
    );
  }
  await db.close();
  return {
    one: [median(taken.store1), median(taken.bare1)],
    many: [median(taken.store64), median(taken.bare64)],
  };
}
async function fill(coll: Collection<Case>, from: number, to: number): Promise<void> {
  for (let i = from; i < to; i += 2000)
    await coll.insertMany(Array.from({ length: Math.min(2000, to - i) }, (_, k) => sample(i + k, 1800)));
}

async function main(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'bench-store-'));
  const store = await startEmbeddedStore({ dataDir: join(dir, 'data') });
  const client = await new MongoClient(store.uri, { maxPoolSize: 64 }).connect();
  const db = client.db('bench');
  const line = (name: string, value: string) => console.log(`${name.padEnd(58)} ${value}`);
  const small = db.collection<Case>('small');
  await fill(small, 0, 200);
  await perSecond(2000, 16, (i) => small.findOne({ _id: `case-${i % 200}` }));
  const writes = db.collection<Case>('writes');
  await perSecond(100, 1, (i) => writes.insertOne({ ...sample(i), _id: `w${i}` }));
  const { one, many } = await durableInserts(dir, writes);
  const ratio = ([ours, bare]: [number, number]) =>
    `${ours.toFixed(0)}/s = ${(ours / bare).toFixed(2)} of bare lmdb put (${bare.toFixed(0)}/s)`;
  line('durable insert, one by one', `${ratio(one)}; aim 0.5`);
  line('durable insert, 64 in flight', `${ratio(many)}; aim 0.2`);
  const byId = await perSecond(20_000, 32, (i) => writes.findOne({ _id: `b${(i * 7919) % 12_800}` }));
  line('find by _id, 32 in flight', `${byId.toFixed(0)}/s; aim 8,000/s`);

  const indexes = [{ key: { areaPath: 1, state: 1, at: -1 } as const }];
  const few = db.collection<Case>('few');
  const lots = db.collection<Case>('lots');
  await few.createIndexes(indexes);
  await lots.createIndexes(indexes);
  await fill(few, 0, 1000 * 10);
  const started = now();
  await fill(lots, 0, TOTAL);
  line(
    `load ${TOTAL} documents of 2 KB, one compound index`,
    `${(TOTAL / ((now() - started) / 1000)).toFixed(0)}/s`,
  );
  const list = (coll: Collection<Case>) => (i: number) =>
    coll
      .find({ areaPath: sample(i).areaPath, state: sample(i).state }, { sort: { at: -1 }, limit: 20 })
      .toArray();
  await latency(200, list(few));
  const [onFew, onLots] = [await latency(500, list(few)), await latency(500, list(lots))];
  line(
    `indexed, sorted find of 20: among 10 k / ${TOTAL}`,
    `${onFew.toFixed(2)} / ${onLots.toFixed(2)} ms = ${(onLots / onFew).toFixed(2)}; aim 3`,
  );
  const plan = (await lots
    .find({ areaPath: sample(1).areaPath, state: sample(1).state })
    .sort({ at: -1 })
    .limit(20)
    .explain('executionStats')) as {
    executionStats: { totalDocsExamined: number; totalKeysExamined: number };
  };
  line(
    '  examined keys / documents',
    `${plan.executionStats.totalKeysExamined} / ${plan.executionStats.totalDocsExamined}`,
  );

  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const scanStarted = now();
  const found = await lots.countDocuments({ text: /没有这个字/ });
  delay.disable();
  line(
    `scan of ${TOTAL} documents (${found} found)`,
    `${(now() - scanStarted).toFixed(0)} ms; event loop of the caller p99 ${(delay.percentile(99) / 1e6).toFixed(1)} ms; aim 20`,
  );
  line(
    'resident memory of the process, store and client',
    `${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB; aim 400 (LMDB's file pages counted)`,
  );
  await client.close();
  await store.stop();
  rmSync(dir, { recursive: true, force: true });
}
main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
