import type { Deps } from '@api/deps';
import { type CaseDoc, casesOf } from './case.model';

/** Another wish of the same city that waits for somebody, the longest waiting first; null when there is none. */
export async function nextOpenWish(deps: Pick<Deps, 'db'>, doc: CaseDoc) {
  const [found] = (await casesOf(deps.db)
    .collection.find(
      { 'wish.state': 'open', areaPath: doc.areaPath[0], _id: { $ne: doc._id } },
      { sort: { _id: 1 }, limit: 1, projection: { number: 1 } },
    )
    .toArray()) as unknown as Pick<CaseDoc, '_id' | 'number'>[];
  return found ? { id: found._id.toHexString(), number: found.number } : null;
}
