import mongoose from 'mongoose';
import type { LngLat } from '@shared/geo';
import type { TestApp } from '@api/test/test-app';
import { type CaseDoc, casesOf } from '../case.model';
import { cellsOf } from '../cover';

const BATCH = 2000;

/** Writes copies of a case, each older than the one before, with what is said of the i-th; their logs stay short. */
export async function copyCases(
  app: TestApp,
  ref: string,
  count: number,
  of: (i: number) => Partial<CaseDoc> & { place: LngLat },
): Promise<void> {
  const cases = casesOf(app.deps.db).collection;
  const pattern = (await cases.findOne({ _id: new mongoose.Types.ObjectId(ref) })) as unknown as CaseDoc;
  const start = Math.floor(pattern._id.getTimestamp().getTime() / 1000);
  for (let from = 0; from < count; from += BATCH) {
    const docs = Array.from({ length: Math.min(BATCH, count - from) }, (_, at) => {
      const i = from + at;
      const said = of(i);
      return {
        ...pattern,
        ...said,
        // Seconds before the pattern, so that ids order as times do.
        _id: new mongoose.Types.ObjectId(
          (start - 1 - i).toString(16).padStart(8, '0') + i.toString(16).padStart(16, '0'),
        ),
        number: `${pattern.number}-${i}`,
        cells: cellsOf(said.kind ?? pattern.kind, said.place),
        unlogged: undefined,
        alert: undefined,
      };
    });
    await cases.insertMany(docs, { ignoreUndefined: true });
  }
}
