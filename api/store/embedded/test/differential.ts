import { EJSON } from 'bson';
import fc from 'fast-check';
import type { Db } from 'mongodb';
import type { EmbeddedStore } from '../index';
import * as g from './generate';
import type { Doc } from './generate';
import { modelFind } from './model';

const text = (v: unknown) => EJSON.stringify(v, { relaxed: false });
const rest = { sort: g.sort, update: g.update, limit: fc.integer({ min: 0, max: 4 }) };
const arbitrary = fc.oneof(
  { weight: 1, arbitrary: fc.record({ docs: g.documents, keys: g.indexKeys, filter: g.filter, ...rest }) },
  {
    weight: 2,
    arbitrary: fc.record({ docs: g.nearDocuments, keys: g.edgeIndexes, filter: g.edgeFilter, ...rest }),
  },
);

/**
 * Random documents under random indexes: a query by the planner's choice, by a forced scan and by the plain model must
 * agree; after an update and a delete every index must still equal its documents.
 */
export async function runDifferential(
  db: Db,
  store: EmbeddedStore,
  cases: number,
  seed: number,
): Promise<void> {
  let round = 0;
  await fc.assert(
    fc.asyncProperty(arbitrary, async (one) => {
      const coll = db.collection<Doc>(`d${round++}`);
      const indexes = one.keys.map((key, i) => ({ key: key as Record<string, 1>, name: `i${i}` }));
      await db.command({ createIndexes: coll.collectionName, indexes }).catch(ignore(85, 86));
      // Two arrays in one compound key cannot be indexed: such a document is refused, and must leave no trace.
      const refused = await coll
        .insertMany(one.docs as never, { ordered: false })
        .then((): number[] => [], refusals(171));
      const taken = one.docs.filter((_, i) => !refused.includes(i));
      const options = { sort: one.sort as never, limit: one.limit, promoteValues: false };
      const planned = await coll.find(one.filter, options).toArray();
      const scanned = await coll.find(one.filter, { ...options, hint: { $natural: 1 } }).toArray();
      expectSame(text(planned), text(scanned), 'with and without index');
      const expected = modelFind(taken, one.filter, one.sort, one.limit);
      if (expected)
        expectSame(text(planned.map((d) => (d as { _id: unknown })._id)), text(expected), 'model');
      expectSame(
        String(await coll.countDocuments(one.filter)),
        String((await coll.find(one.filter, { hint: { $natural: 1 } }).toArray()).length),
        'count',
      );
      await coll.updateMany(one.filter, one.update).catch(ignore());
      await coll.deleteOne(one.filter);
      if (round % 20 === 0) {
        const check = await store.validate();
        expectSame(check.problems.join('\n'), '', 'validate');
        for (let i = round - 20; i < round; i++) await db.collection(`d${i}`).drop().catch(ignore(26));
      }
    }),
    { numRuns: cases, seed, endOnFailure: false },
  );
  expectSame((await store.validate()).problems.join('\n'), '', 'validate at the end');
}
function expectSame(got: string, wanted: string, what: string): void {
  if (got !== wanted) throw new Error(`${what}:\n  got    ${got}\n  wanted ${wanted}`);
}
/** Which documents of an insertMany were refused, all with this code. */
function refusals(code: number) {
  return (error: unknown): number[] => {
    const errors = (error as { writeErrors?: { index: number; code: number }[] }).writeErrors;
    if (!errors?.every((e) => e.code === code)) throw error;
    return errors.map((e) => e.index);
  };
}
/** Lets the codes named pass (any, when none is named), as an answer of false. */
function ignore(...codes: number[]) {
  return (error: unknown): false => {
    const { code } = error as { code?: number };
    if (code !== undefined && code !== 1 && (codes.length === 0 || codes.includes(code))) return false;
    throw error;
  };
}
