import type { Connection } from 'mongoose';
import type { PointEntry } from '@shared/points/contract';

/**
 * One line of a person's ledger; never changed, never deleted. Lines of a person are numbered without a gap and each
 * carries the totals so far, so that the last line is the balance.
 */
export interface EntryDoc {
  /** `<ref>:<revision>`. */
  _id: string;
  userId: string;
  seq: number;
  reason: PointEntry['reason'];
  /** What it is for: a sign-up, or a household and month. */
  ref: string;
  revision: number;
  title: string;
  points: number;
  minutes: number;
  services: number;
  rules: string;
  /** When the service began: the year it belongs to. */
  servedAt: Date;
  at: Date;
  total: { points: number; minutes: number; services: number };
}

export interface CertificateDoc {
  /** What stands on the paper and is typed in to check it. */
  _id: string;
  userId: string;
  /** 0 for all years. */
  year: number;
  /** The line of the ledger up to which it counts. */
  seq: number;
  name: string;
  total: EntryDoc['total'];
  issuer: string;
  issuedAt: Date;
}

export const entriesOf = (db: Connection) => db.collection<EntryDoc>('pointEntries');
export const certificatesOf = (db: Connection) => db.collection<CertificateDoc>('certificates');

export async function createPointIndexes(db: Connection): Promise<void> {
  await entriesOf(db).createIndex({ userId: 1, seq: -1 }, { unique: true });
  await entriesOf(db).createIndex({ ref: 1 });
  await entriesOf(db).createIndex({ userId: 1, servedAt: -1 });
  await certificatesOf(db).createIndex({ userId: 1, year: 1, seq: 1, name: 1 }, { unique: true });
}
