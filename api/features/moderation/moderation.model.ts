import type { Connection } from 'mongoose';
import type { ModerationReason } from '@shared/moderation/reasons';

/** One person's complaint about one item. */
export interface ContentReportDoc {
  /** `<case id>:<item>:<user id>`: of each person and item there is one. */
  _id: string;
  caseId: string;
  item: string;
  userId: string;
  reason: ModerationReason;
  text: string | null;
  at: Date;
}

/** A picture ordered to be checked; gone once the verdict is in. */
export interface PhotoCheckDoc {
  /** The id under which the verdict is delivered. */
  _id: string;
  caseId: string;
  uploadId: string;
  at: Date;
}

export const contentReportsOf = (db: Connection) => db.collection<ContentReportDoc>('contentReports');
export const photoChecksOf = (db: Connection) => db.collection<PhotoCheckDoc>('photoChecks');

export async function createModerationIndexes(db: Connection): Promise<void> {
  await contentReportsOf(db).createIndex({ caseId: 1, item: 1 });
  await photoChecksOf(db).createIndex({ at: 1 });
  await photoChecksOf(db).createIndex({ caseId: 1, uploadId: 1 });
}
