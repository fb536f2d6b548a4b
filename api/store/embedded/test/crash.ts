import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Collection } from 'mongodb';
import { killed, plainClient, startChild } from './child-store';

interface Row {
  _id: number;
  v: number;
  unique: string;
  tags: number[];
}
/** What we were told of a document: its version (null: it is not there), and the one a write in flight would make it. */
interface Known {
  acknowledged: number | null;
  maybe?: number | null;
}
const PER_LOOP = 40;

async function loadLoop(
  coll: Collection<Row>,
  base: number,
  known: Map<number, Known>,
  random: () => number,
  stopped: () => boolean,
  acknowledged: () => void,
): Promise<void> {
  while (!stopped()) {
    const _id = base + Math.floor(random() * PER_LOOP);
    const now = known.get(_id) ?? { acknowledged: null };
    known.set(_id, now);
    const v = now.acknowledged;
    const next = v === null ? 1 : random() < 0.2 ? null : v + 1;
    now.maybe = next;
    try {
      if (v === null) await coll.insertOne({ _id, v: 1, unique: `u${_id}`, tags: [1, _id] });
      else if (next === null) await coll.deleteOne({ _id });
      else if (random() < 0.5) await coll.updateOne({ _id, v }, { $inc: { v: 1 }, $push: { tags: v } });
      else await coll.findOneAndUpdate({ unique: `u${_id}` }, { $set: { v: v + 1 }, $pop: { tags: -1 } });
    } catch {
      // Killed under way: it may have been written or not. The check after the restart tells.
      return;
    }
    now.acknowledged = next;
    delete now.maybe;
    acknowledged();
  }
}
async function check(coll: Collection<Row>, known: Map<number, Known>): Promise<string[]> {
  const problems: string[] = [];
  const there = new Map((await coll.find({}).toArray()).map((doc) => [doc._id, doc.v]));
  for (const [id, state] of known) {
    const v = there.get(id) ?? null;
    if (v !== state.acknowledged && v !== state.maybe)
      problems.push(`document ${id}: ${v}, acknowledged ${state.acknowledged}, in flight ${state.maybe}`);
    known.set(id, { acknowledged: v });
    const byIndex = await coll.countDocuments({ unique: `u${id}` }, { hint: 'unique_1' });
    if (byIndex !== (v === null ? 0 : 1)) problems.push(`document ${id}: ${byIndex} by its unique index`);
  }
  const report = await coll.db.command({ validate: coll.collectionName });
  return problems.concat(report.errors as string[]);
}

/** Kills a store under load `rounds` times; after each restart every acknowledged write and every index is checked. */
export async function runCrashes(
  rounds: number,
  seed: number,
  progress: (line: string) => void,
): Promise<{ writes: number; problems: string[] }> {
  let state = seed >>> 0 || 1;
  const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const dataDir = mkdtempSync(join(tmpdir(), 'crash-'));
  const known = new Map<number, Known>();
  const problems: string[] = [];
  let writes = 0;
  for (let round = 0; round <= rounds; round++) {
    const store = await startChild(dataDir);
    const client = await plainClient(store.uri);
    const coll = client.db('crash').collection<Row>('rows');
    if (round === 0) {
      await coll.createIndex({ unique: 1 }, { unique: true });
      await coll.createIndex({ tags: 1, v: -1 });
    }
    problems.push(...(await check(coll, known)));
    if (round < rounds) {
      let stopped = false;
      let [left, enough] = [Math.ceil(random() * 60), () => {}];
      // A moment after so many acknowledged writes, so that a slow machine is killed under way too.
      const reached = new Promise<void>((resolve) => (enough = resolve));
      const loops = Array.from({ length: 8 }, (_, i) =>
        loadLoop(
          coll,
          i * 1000,
          known,
          random,
          () => stopped,
          () => {
            writes++;
            if (--left === 0) enough();
          },
        ),
      );
      await reached;
      await new Promise((resolve) => setTimeout(resolve, random() * 20));
      store.child.kill('SIGKILL');
      stopped = true;
      await Promise.all(loops);
    }
    await Promise.all([client.close(), killed(store)]);
    if (round % 20 === 0)
      progress(`${round} of ${rounds} kills, ${writes} acknowledged writes, ${problems.length} problems`);
  }
  rmSync(dataDir, { recursive: true, force: true });
  return { writes, problems };
}
