import type { Connection } from 'mongoose';

/** A place somebody says he lives at. */
export interface ResidencePlace {
  /** Code of the grid or microgrid. */
  areaCode: string;
  /** Codes from the city down to `areaCode`. */
  areaPath: string[];
  /** Keyed hash of grid and door plate: who shares it is one household. */
  household: string;
  /** Sealed by FieldCrypto. */
  addressSealed: string;
  at: Date;
}

/** One per person: so nobody lives verified at two places, and a move replaces the former place in one write. */
export interface ResidenceDoc {
  /** The user's id. */
  _id: string;
  verified: (ResidencePlace & { by: { userId: string; name: string } }) | null;
  request: ResidencePlace | null;
  refused: { at: Date; reason: string } | null;
  version: number;
}

export const residencesOf = (db: Connection) => db.collection<ResidenceDoc>('residences');

export async function createResidenceIndexes(db: Connection): Promise<void> {
  await residencesOf(db).createIndex({ 'request.areaPath': 1, 'request.at': 1, _id: 1 }, { sparse: true });
  await residencesOf(db).createIndex({ 'verified.areaPath': 1, _id: 1 }, { sparse: true });
  await residencesOf(db).createIndex({ 'verified.household': 1 }, { sparse: true });
}
