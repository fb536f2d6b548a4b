import type { Deps } from '@api/deps';
import type { Care } from './care';
import { type CaseDoc, casesOf } from './case.model';
import { findCase } from './find-case';
import { withMarks } from './with-marks';

const TRIES = 5;

/**
 * Changes marks of a case without an event and without a new version: what a machine found, and what residents report.
 * @param change the marks to set, given the case as it is; empty when there is nothing (more) to change
 * @throws Error when others change them all the time; the caller's job comes again
 */
export async function setMarks(
  deps: Pick<Deps, 'db'>,
  caseId: string,
  change: (doc: CaseDoc) => Care,
): Promise<void> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const doc = await findCase(deps.db, caseId);
    const marks = doc ? change(doc) : {};
    if (!doc || Object.keys(marks).length === 0) return;
    const { matchedCount } = await casesOf(deps.db).collection.updateOne(
      { _id: doc._id, careSeq: doc.careSeq ?? null },
      { $set: withMarks(doc, marks) },
    );
    if (matchedCount === 1) return;
  }
  throw new Error('the marks of the case change too often');
}
