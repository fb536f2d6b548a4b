import type { Connection } from 'mongoose';
import { dropIndexes } from '@api/store/drop-indexes';
import { type CaseDoc, casesOf } from './case.model';
import { cellsOf } from './cover';

const BATCH = 500;
const FORMER_INDEXES = [
  // Of the field that `cells` replaced.
  { visibility: 1, cell: 1, _id: -1 },
  // Two indexes of terms, of which one does as well.
  { visibility: 1, terms: 1, _id: -1 },
  { terms: 1, _id: -1 },
];

type Former = Pick<CaseDoc, '_id' | 'version' | 'kind' | 'place'>;

/**
 * Gives cases kept by earlier versions, which had one `cell`, the `cells` they are found under by place. What is left
 * to do is what still has that field, in an index of its own, so a crash costs nothing and processes may work side by
 * side; a case changed meanwhile is left to the next round.
 */
export async function fillCells(
  { db }: { db: Connection },
  isStopped: () => boolean = () => false,
): Promise<number> {
  const cases = casesOf(db).collection;
  let filled = 0;
  while (!isStopped()) {
    const former = (await cases
      .find({ cell: { $exists: true } }, { limit: BATCH, projection: { version: 1, kind: 1, place: 1 } })
      .toArray()) as unknown as Former[];
    if (former.length === 0) return filled;
    const { modifiedCount } = await cases.bulkWrite(
      former.map(({ _id, version, kind, place }) => ({
        updateOne: {
          filter: { _id, version },
          update: { $set: { cells: cellsOf(kind, place) }, $unset: { cell: 1 } },
        },
      })),
      { ordered: false },
    );
    filled += modifiedCount;
    if (modifiedCount === 0) return filled;
  }
  return filled;
}

export async function dropFormerIndexes(db: Connection): Promise<void> {
  const former = new Set(FORMER_INDEXES.map((key) => JSON.stringify(key)));
  await dropIndexes(casesOf(db).collection, ({ key }) => former.has(JSON.stringify(key)));
}
