import type { Collection, Index } from './catalog';
import { StoreError } from './errors';
import { cutFields, fieldsOf, type Cut } from './raw-fields';
import { SortedRuns } from './sorted-run';
import type { Storage } from './storage';
import { decode } from './values';

/** Entries put into the tree in one transaction, and documents read anew in one. */
const ENTRIES = 2000;
const DOCUMENTS = 200;
const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
const SLICE_MS = 8;

/**
 * Fills indexes from the documents there are while others read and write. Entries are gathered from a snapshot, put in
 * order, laid aside where they are many, and written in that order: so each page of the tree is written once, and none
 * is kept for the snapshot meanwhile. What is written to a document meanwhile is marked; its gathered entries are left
 * out and it is read anew.
 * @throws StoreError DuplicateKey, or IndexBuildAborted where they were dropped meanwhile: the indexes are gone then;
 *   InterruptedAtShutdown: they stay unbuilt, for `resumeBuilds`
 */
export async function buildIndexes(storage: Storage, coll: Collection, indexes: Index[]): Promise<void> {
  const marked = storage.marks.begin(coll.id);
  const ids = new Set(indexes.map((index) => index.id));
  const runs = new SortedRuns(storage.directory);
  try {
    // What was written before the marks began must be in the snapshot: it is, once this later commit is.
    await storage.write(() => undefined);
    await gather(storage, coll, indexes, runs);
    await write(storage, coll, indexes, runs, marked);
    await readAnew(storage, coll, indexes, marked);
    await storage.write(() => {
      demandStill(storage, coll, indexes);
      for (const index of indexes) index.building = false;
      storage.markDirty(coll);
    });
  } catch (error) {
    if (storage.closing) throw error;
    await storage.write(() => {
      const now = storage.collection(coll.ns);
      for (const index of now?.indexes ?? []) if (now && ids.has(index.id)) storage.dropIndex(now, index);
    });
    throw error;
  } finally {
    storage.marks.end(coll.id, marked);
    await runs.close();
  }
}

/** The fields the indexes depend on; null where that cannot be told. */
function fieldsNeeded(indexes: Index[]): Cut | null {
  const roots = indexes.flatMap((index) => [...(index.roots ?? [])]);
  return indexes.every((index) => index.roots) ? fieldsOf(new Set(roots)) : null;
}
/** Nothing may be entered for an index that was dropped. A commit that failed has made memory anew from the disk. */
function demandStill(storage: Storage, coll: Collection, indexes: Index[]): void {
  if (storage.closing) throw new StoreError('InterruptedAtShutdown', 'the store is being stopped');
  if (storage.collection(coll.ns) !== coll || !indexes.every((index) => coll.indexes.includes(index)))
    throw new StoreError('IndexBuildAborted', `the build of an index of ${coll.ns} ended: it was dropped`);
}

async function gather(storage: Storage, coll: Collection, indexes: Index[], runs: SortedRuns): Promise<void> {
  const needed = fieldsNeeded(indexes);
  const txn = storage.snapshot();
  try {
    let sliceStart = performance.now();
    for (const { rid, bytes } of storage.scan(coll, false, txn)) {
      const doc = decode(needed ? cutFields(bytes, needed) : bytes);
      for (const key of storage.entriesOf(coll, indexes, rid, doc)) runs.add(key, rid);
      if (runs.full) await runs.layAside();
      if (performance.now() - sliceStart <= SLICE_MS) continue;
      await pause();
      sliceStart = performance.now();
      demandStill(storage, coll, indexes);
    }
  } finally {
    txn.done();
  }
}

async function write(
  storage: Storage,
  coll: Collection,
  indexes: Index[],
  runs: SortedRuns,
  marked: ReadonlySet<number>,
): Promise<void> {
  const byId = new Map(indexes.map((index) => [index.id, index]));
  const entries = runs.inOrder();
  let done = false;
  while (!done) {
    await storage.write(() => {
      demandStill(storage, coll, indexes);
      for (let n = 0; n < ENTRIES; n++) {
        const next = entries.next();
        if (next.done) {
          done = true;
          return;
        }
        const { key, rid } = next.value;
        const index = byId.get(key.readUInt32BE(0));
        if (index && !marked.has(rid)) storage.putEntry(coll, index, key, rid);
      }
    });
    await pause();
  }
}

/** Documents written meanwhile: what they hold now is entered; a later write finds them entered and keeps them so. */
async function readAnew(
  storage: Storage,
  coll: Collection,
  indexes: Index[],
  marked: ReadonlySet<number>,
): Promise<void> {
  // A set's iterator also comes to what is marked while it runs.
  const rids = marked.values();
  for (let done = false; !done;) {
    await storage.write(() => {
      demandStill(storage, coll, indexes);
      for (let n = 0; n < DOCUMENTS; n++) {
        const next = rids.next();
        if (next.done) {
          done = true;
          return;
        }
        const bytes = storage.get(coll, next.value);
        if (!bytes) continue;
        const doc = decode(bytes);
        for (const index of indexes)
          for (const key of storage.entriesOf(coll, [index], next.value, doc))
            storage.putEntry(coll, index, key, next.value);
      }
    });
  }
}
