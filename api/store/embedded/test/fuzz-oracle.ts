import { EJSON } from 'bson';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient, type Collection } from 'mongodb';
import { startEmbeddedStore } from '../index';
import { documents, filter, projection, sort, update } from './generate';

/**
 * `tsx api/store/embedded/test/fuzz-oracle.ts URI [cases] [seed]`: the same random queries and updates here and on a
 * MongoDB-compatible server; prints each difference. Not part of the tests: the other server has its own mistakes.
 */
type Answer = { value?: unknown; code?: unknown; message?: string };

async function attempt(run: () => Promise<unknown>): Promise<Answer> {
  try {
    return { value: EJSON.stringify(await run(), { relaxed: false }) };
  } catch (error) {
    return { code: (error as { code?: unknown }).code ?? 'thrown', message: (error as Error).message };
  }
}
// The other server finds conflicting paths only where a document matches.
const same = (a: Answer, b: Answer) =>
  a.code === 40 ||
  (a.code !== undefined || b.code !== undefined
    ? (a.code === undefined) === (b.code === undefined)
    : a.value === b.value);

async function main(): Promise<void> {
  const [uri = '', cases = '300', seed = String(Date.now() % 1e6)] = process.argv.slice(2);
  const dataDir = mkdtempSync(join(tmpdir(), 'fuzz-'));
  const store = await startEmbeddedStore({ dataDir });
  const clients = [await new MongoClient(store.uri).connect(), await new MongoClient(uri).connect()] as const;
  const colls = clients.map((c) => c.db('fuzz_oracle').collection('t', { promoteValues: false })) as [
    Collection,
    Collection,
  ];
  let differences = 0;
  const shown = new Set<string>();
  const compare = async (what: string, detail: unknown, run: (coll: Collection) => Promise<unknown>) => {
    const [ours, theirs] = [await attempt(() => run(colls[0])), await attempt(() => run(colls[1]))];
    if (same(ours, theirs)) return true;
    differences++;
    const label = `${what} ${ours.message?.slice(0, 40) ?? ''} ${theirs.message?.slice(0, 40) ?? ''}`;
    if (!shown.has(label) || !(ours.message || theirs.message)) {
      shown.add(label);
      console.log(
        `--- ${what} ${EJSON.stringify(detail, { relaxed: true })}\n  ours   ${JSON.stringify(ours)}\n  theirs ${JSON.stringify(theirs)}`,
      );
    }
    return false;
  };
  const sample = fc.sample(fc.record({ docs: documents, filter, sort, update, projection }), {
    numRuns: Number(cases),
    seed: Number(seed),
  });
  for (const one of sample) {
    for (const coll of colls) {
      await coll.deleteMany({});
      await coll.insertMany(one.docs as never);
    }
    const { docs } = one;
    await compare('find', { docs, filter: one.filter, sort: one.sort }, (c) =>
      c.find(one.filter, { sort: one.sort as never }).toArray(),
    );
    await compare('project', { docs, projection: one.projection }, (c) =>
      c.find({}, { projection: one.projection, sort: { _id: 1 } }).toArray(),
    );
    await compare('updateOne', { docs, filter: one.filter, update: one.update }, async (c) => {
      const r = await c.updateOne(one.filter, one.update, { sort: { _id: 1 } } as never);
      return [r.matchedCount, await c.find({}, { sort: { _id: 1 } }).toArray()];
    });
  }
  console.log(`${sample.length} cases, seed ${seed}, ${differences} differences`);
  for (const client of clients) await client.close();
  await store.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
