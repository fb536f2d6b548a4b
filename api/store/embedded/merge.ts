import { randomUUID } from 'node:crypto';
import { makeIndex, type Collection } from './catalog';
import { checkNamespace, type Command } from './context';
import { checkSize, withId } from './documents';
import { demand, StoreError } from './errors';
import { collectNow } from './executor';
import { runUpdatePipeline } from './stages';
import type { Storage } from './storage';
import { encode, isDoc, type Doc } from './values';

/** `$out` and `$merge`: writes a pipeline's results to a collection. */
export async function writeResults(command: Command, stage: Doc, results: Doc[]): Promise<void> {
  const { storage } = command.server;
  if ('$out' in stage) {
    const ns = target(command, stage.$out, 'coll');
    await storage.write(() => {
      // Beside the old one, which stays as it was should a document be refused, and leaves its indexes.
      const old = storage.collection(ns);
      const coll = storage.ensureCollection(`${ns}.${randomUUID()}`, old?.options);
      for (const { name, spec } of old?.indexes ?? [])
        if (name !== '_id_') coll.indexes.push(makeIndex(storage.newIndexId(), spec));
      try {
        for (const doc of results) insertWhole(storage, coll, doc);
      } catch (error) {
        storage.dropCollection(coll);
        throw error;
      }
      if (old) storage.dropCollection(old);
      storage.rename(coll, ns);
    });
    return;
  }
  const spec = isDoc(stage.$merge) ? stage.$merge : { into: stage.$merge };
  const ns = target(command, spec.into, 'coll');
  const on = (spec.on === undefined ? ['_id'] : Array.isArray(spec.on) ? spec.on : [spec.on]) as string[];
  const matched = spec.whenMatched ?? 'merge';
  const unmatched = spec.whenNotMatched ?? 'insert';
  await storage.write(() => {
    const coll = storage.ensureCollection(ns);
    for (const doc of results) {
      const filter = Object.fromEntries(on.map((path) => [path, doc[path] ?? null]));
      const [found] = collectNow(storage, coll, { filter, limit: 1 });
      if (!found) {
        if (unmatched === 'fail')
          throw new StoreError(
            'BadValue',
            '$merge could not find a matching document in the target collection for at least one document in the source collection',
          );
        if (unmatched === 'discard') continue;
        insertWhole(storage, coll, doc);
        continue;
      }
      if (matched === 'keepExisting') continue;
      demand(matched !== 'fail', '$merge failed due to a matching document', 'DuplicateKey');
      const after: Doc = Array.isArray(matched)
        ? runUpdatePipeline(matched as Doc[], found.doc, { new: doc })
        : matched === 'replace'
          ? { ...doc, _id: found.doc._id }
          : { ...found.doc, ...doc, _id: found.doc._id };
      const bytes = encode(after);
      checkSize(bytes);
      storage.replace(coll, found.rid, found.doc, found.bytes, after, bytes);
    }
  });
}
function insertWhole(storage: Storage, coll: Collection, result: Doc): void {
  const { doc, bytes } = withId(encode(result));
  checkSize(bytes);
  storage.insert(coll, doc, bytes);
}
function target(command: Command, into: unknown, field: string): string {
  if (typeof into === 'string') return checkNamespace(command.db, into);
  const doc = into as Doc;
  return checkNamespace((doc.db as string | undefined) ?? command.db, String(doc[field]));
}
