import type { Connection } from 'mongoose';
import { isDuplicateKey } from '@api/http/idempotency';
import type { EventType } from '@shared/cases/schemas';
import { NO_TALLY, type RatingTally } from '@shared/cases/rates';
import { type CaseDoc, casesOf, type EventDoc } from './case.model';
import { changeBy, newRating, ratingsOf, roundOf } from './rating.model';

type Rated = Pick<CaseDoc, '_id' | 'areaPath' | 'events' | 'loggedSeq'>;

/** Events that ratings are made of. */
export const RATING_ACTIONS: ReadonlySet<EventType> = new Set([
  'rate',
  'answerRating',
  'appealRating',
  'decideAppeal',
]);

/**
 * Carries the rating events that stand only on the case so far over to `caseRatings`, and counts anew. Ratings follow
 * from events: whoever reads a case that is not yet logged does this first, and so does the copy to the log, also
 * after a crash. So at every version of a case its ratings are at least as new as that version.
 */
export async function keepRatings(db: Connection, doc: Rated): Promise<void> {
  const events = doc.events.filter((event) => event.seq > doc.loggedSeq && RATING_ACTIONS.has(event.type));
  if (events.length === 0) return;
  for (const event of events) {
    if (event.type === 'rate') await insertOnce(db, doc, event);
    const change = changeBy(event);
    if (change) await ratingsOf(db).updateOne(change.filter, { $set: change.set });
  }
  await recountRatings(db, doc._id);
}

async function insertOnce(db: Connection, doc: Rated, event: EventDoc): Promise<void> {
  if (event.data.changed === true) return;
  try {
    await ratingsOf(db).insertOne(newRating(doc, event));
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

/** Who fails twice was counted by the one before whom he failed. */
const RECOUNTS = 3;

/** Writes the figures of the current round on the case, counted anew as followers are; the version stays. */
async function recountRatings(db: Connection, _id: CaseDoc['_id']): Promise<void> {
  const cases = casesOf(db).collection;
  for (let attempt = 0; attempt < RECOUNTS; attempt += 1) {
    const doc = (await cases.findOne({ _id }, { projection: { ratingsSeq: 1, round: 1 } })) as Pick<
      CaseDoc,
      'ratingsSeq' | 'round'
    > | null;
    if (!doc) return;
    const round = roundOf(doc);
    const tally = await countRatings(db, _id.toHexString(), round);
    const { matchedCount } = await cases.updateOne(
      { _id, ratingsSeq: doc.ratingsSeq ?? null },
      { $set: { ratings: { round, ...tally } }, $inc: { ratingsSeq: 1 } },
    );
    if (matchedCount === 1) return;
  }
}

const counted = { $ne: ['$excluded', true] };
const countIf = (...conditions: object[]) => ({
  $sum: { $cond: [{ $and: [counted, ...conditions] }, 1, 0] },
});
const sumOf = (field: string) => ({ $sum: { $cond: [counted, `$${field}`, 0] } });

async function countRatings(db: Connection, caseId: string, round: number): Promise<RatingTally> {
  const [found] = await ratingsOf(db)
    .aggregate<RatingTally & { _id: null }>([
      { $match: { caseId, round } },
      {
        $group: {
          _id: null,
          count: countIf(),
          satisfied: countIf({ $gte: ['$result', 4] }),
          yes: countIf({ $eq: ['$resolved', 'yes'] }),
          partly: countIf({ $eq: ['$resolved', 'partly'] }),
          no: countIf({ $eq: ['$resolved', 'no'] }),
          response: sumOf('response'),
          attitude: sumOf('attitude'),
          result: sumOf('result'),
          excluded: { $sum: { $cond: ['$excluded', 1, 0] } },
        },
      },
    ])
    .toArray();
  if (!found) return NO_TALLY;
  const { _id, ...tally } = found;
  return tally;
}
