import type { Deps } from '@api/deps';
import { residencesOf } from './residence.model';

/** Where somebody lives, as a center or grid worker has confirmed. */
export interface VerifiedResidence {
  areaCode: string;
  /** Codes from the city down to `areaCode`. */
  areaPath: string[];
  /** Keyed hash of the door plate; equal for who lives together. Tells nothing about where. */
  household: string;
}

/** Read anew at each use: revoked or moved is so at the next request. Null for who was never confirmed. */
export async function verifiedResidence(
  { db }: Pick<Deps, 'db'>,
  userId: string,
): Promise<VerifiedResidence | null> {
  const doc = await residencesOf(db).findOne({ _id: userId }, { projection: { verified: 1 } });
  if (!doc?.verified) return null;
  const { areaCode, areaPath, household } = doc.verified;
  return { areaCode, areaPath, household };
}

/** Does he live in an area or anywhere below it? */
export const livesIn = (residence: VerifiedResidence | null, areaCode: string): boolean =>
  residence?.areaPath.includes(areaCode) ?? false;

/** How many people (and households) of an area are confirmed: the base of a turnout. */
export async function countVerified(
  { db }: Pick<Deps, 'db'>,
  areaCode: string,
): Promise<{ people: number; households: number }> {
  const [counted] = await residencesOf(db)
    .aggregate<{ people: number; households: number }>([
      { $match: { 'verified.areaPath': areaCode } },
      { $group: { _id: '$verified.household', people: { $sum: 1 } } },
      { $group: { _id: null, people: { $sum: '$people' }, households: { $sum: 1 } } },
    ])
    .toArray();
  return { people: counted?.people ?? 0, households: counted?.households ?? 0 };
}
