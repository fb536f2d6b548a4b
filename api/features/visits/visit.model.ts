import type { Connection, mongo } from 'mongoose';
import type { LngLat } from '@shared/geo';
import type { VisitPurpose } from '@shared/visits/rules';

export interface VisitDoc {
  _id: mongo.ObjectId;
  userId: string;
  worker: string;
  at: Date;
  purpose: VisitPurpose;
  areaPath: string[];
  gridCode: string | null;
  /** WGS-84. */
  place: LngLat;
  placeText: string | null;
  peopleCount: number;
  /** Whom he met and what he noted, encrypted together; null once that has had its time. */
  sealed: string | null;
  /** A finding that became a case names it; bounded by the form. */
  findings: { text: string; case: { id: string; number: string } | null }[];
  createdAt: Date;
}

/** That somebody opened what a visit keeps sealed. Written before it is answered; never edited. */
export interface LookDoc {
  _id: mongo.ObjectId;
  visitId: mongo.ObjectId;
  at: Date;
  by: { userId: string; name: string; title: string };
  purpose: string;
}

export const looksOf = (db: Connection) => db.collection<LookDoc>('visitLooks');
export const visitsOf = (db: Connection) => db.collection<VisitDoc>('visits');

export async function createVisitIndexes(db: Connection): Promise<void> {
  await visitsOf(db).createIndex({ userId: 1, at: -1, _id: -1 });
  await visitsOf(db).createIndex({ areaPath: 1, at: -1, _id: -1 });
  await visitsOf(db).createIndex({ at: 1 }, { partialFilterExpression: { sealed: { $type: 'string' } } });
  await looksOf(db).createIndex({ visitId: 1, _id: -1 });
}
