import type { Connection, mongo } from 'mongoose';
import type { OpinionMap } from '@shared/opinions/compute-map';
import { statementVotesOf } from '../deliberations';

/** The last map of a topic: bounded by statements and groups, whatever the number of people. */
export interface OpinionMapDoc {
  /** The topic's id. */
  _id: mongo.ObjectId;
  /** What it was computed from; see `fingerprintOf`. */
  from: string | null;
  map: OpinionMap | null;
  computedAt: Date | null;
  /** Since when a newer one is asked for; missing when there is nothing to do. */
  wantedAt?: Date;
  /** Some process is at it until then. */
  busyUntil: Date;
}

export const opinionMapsOf = (db: Connection) => db.collection<OpinionMapDoc>('opinionMaps');

export async function createOpinionIndexes(db: Connection): Promise<void> {
  await opinionMapsOf(db).createIndex({ wantedAt: 1 }, { sparse: true });
  // The newest votes of a topic: whether there are any since the last map, and which.
  await statementVotesOf(db).createIndex({ topicId: 1, at: 1 });
}
