import { createHash } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { LngLat } from '@shared/geo';

/** A door plate that has a code of its own. */
export interface DoorDoc {
  /** `D` and ten characters. */
  _id: string;
  line: string;
  /** WGS-84. */
  place: LngLat;
  /** Of the area when it was registered; where it is now is asked of the boundaries. */
  areaPath: string[];
  createdBy: string;
  createdAt: Date;
}

export const doorsOf = (db: Connection) => db.collection<DoorDoc>('addressCodes');

export async function createAddressCodeIndexes(db: Connection): Promise<void> {
  await doorsOf(db).createIndex({ areaPath: 1, _id: 1 });
}

/** Without I, L, O and U, which are read wrongly. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The code of the n-th door of a registration: the same for the same try, so that a repetition makes no second one. */
export function doorCode(registration: string, n: number): string {
  const bytes = createHash('sha256').update(`${registration}:${n}`).digest();
  return `D${Array.from(bytes.subarray(0, 10), (byte) => ALPHABET[byte % 32]).join('')}`;
}
