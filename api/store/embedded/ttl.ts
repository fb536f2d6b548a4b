import { collectNow } from './executor';
import type { Storage } from './storage';
import { toNumber } from './values';

const MOST_AT_ONCE = 1_000;

/** Deletes expired documents of TTL indexes. @returns how many. */
export async function expire(storage: Storage, now = Date.now()): Promise<number> {
  let removed = 0;
  for (const coll of [...storage.collections.values()])
    for (const index of coll.indexes) {
      if (index.spec.expireAfterSeconds === undefined || index.building) continue;
      const before = new Date(now - toNumber(index.spec.expireAfterSeconds) * 1000);
      const filter = {
        [index.paths[0]!]: { $lt: before, $type: 'date' },
        ...(index.spec.partialFilterExpression as object | undefined),
      };
      for (let found = MOST_AT_ONCE; found === MOST_AT_ONCE;) {
        found = await storage.write(() => {
          if (storage.collection(coll.ns) !== coll) return 0;
          const expired = collectNow(storage, coll, { filter, limit: MOST_AT_ONCE });
          for (const item of expired) storage.remove(coll, item.rid, item.doc, item.bytes);
          return expired.length;
        });
        removed += found;
      }
    }
  return removed;
}
