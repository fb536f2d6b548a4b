import type { Connection } from 'mongoose';
import type { CaseDoc } from './case.model';
import { keepRatings } from './keep-ratings';
import { ratingId, type RatingDoc, ratingsOf, roundOf } from './rating.model';

/** The ratings of a case as one viewer needs them. */
export interface RatingsBeside {
  /** His own of this round. */
  mine: RatingDoc | null;
  /** The reporter's of this round. */
  reporters: RatingDoc | null;
  /** The newest of all rounds, and those whose appeal waits to be decided; newest first. */
  recent: readonly RatingDoc[];
}
export const NO_RATINGS: RatingsBeside = { mine: null, reporters: null, recent: [] };

const SHOWN = 20;
/** So many appeals of one case wait at a time. */
export const APPEALS_AT_MOST = 20;

/** @param userId null for guests */
export async function lookAtRatings(
  db: Connection,
  doc: CaseDoc,
  userId: string | null,
): Promise<RatingsBeside> {
  if (!doc.rated) return NO_RATINGS;
  if (doc.unlogged) await keepRatings(db, doc);
  const caseId = doc._id.toHexString();
  const round = roundOf(doc);
  const appealed = doc.appeals ?? [];
  const [own, newest, waiting] = await Promise.all([
    ratingsOf(db)
      .find({ _id: { $in: [doc.reporterId, userId ?? ''].map((id) => ratingId(caseId, round, id)) } })
      .toArray(),
    userId === null
      ? []
      : ratingsOf(db)
          .find({ caseId }, { sort: { ref: -1 }, limit: SHOWN })
          .toArray(),
    userId === null || appealed.length === 0
      ? []
      : ratingsOf(db)
          .find({ caseId, ref: { $in: appealed } })
          .toArray(),
  ]);
  const recent = new Map([...newest, ...waiting].map((rating) => [rating.ref, rating]));
  return {
    mine: own.find((rating) => rating.userId === userId) ?? null,
    reporters: own.find((rating) => rating.userId === doc.reporterId) ?? null,
    recent: [...recent.values()].sort((a, b) => b.ref - a.ref),
  };
}
