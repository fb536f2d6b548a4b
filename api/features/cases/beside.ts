import type { Connection } from 'mongoose';
import type { CaseDoc } from './case.model';
import { isFollowing } from './follows';
import { lookAtRatings, NO_RATINGS, type RatingsBeside } from './look-at-ratings';
import { type PartRow, partsOf } from './split';

/** What belongs to a case but is kept beside it, as far as one viewer is concerned. */
export interface Beside {
  following: boolean;
  parts: readonly PartRow[];
  ratings: RatingsBeside;
}
export const NOTHING_BESIDE: Beside = { following: false, parts: [], ratings: NO_RATINGS };

/** @param userId null for guests */
export async function lookBeside(db: Connection, doc: CaseDoc, userId: string | null): Promise<Beside> {
  const [following, parts, ratings] = await Promise.all([
    userId !== null && userId !== doc.reporterId ? isFollowing(db, doc, userId) : false,
    partsOf(db, doc),
    lookAtRatings(db, doc, userId),
  ]);
  return { following, parts, ratings };
}
