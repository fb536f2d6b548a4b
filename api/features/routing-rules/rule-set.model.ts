import mongoose, { type Connection } from 'mongoose';
import type { RoutingRule } from '@shared/routing-rules/schemas';

export interface SavedBy {
  userId: string;
  name: string;
  title: string;
}

/** The rules of one area as they are in force. */
export interface RuleSetDoc {
  /** The area's code. */
  _id: string;
  version: number;
  rules: RoutingRule[];
  note: string;
  changes: string[];
  savedBy: SavedBy;
  savedAt: Date;
}

/** A version that was in force before. */
export type PastRuleSet = Omit<RuleSetDoc, '_id'> & { _id: string; area: string };

export const ruleSetsOf = (db: Connection) => db.collection<RuleSetDoc>('routingRuleSets');
export const pastRuleSetsOf = (db: Connection) => db.collection<PastRuleSet>('routingRuleVersions');

export async function createRuleIndexes(db: Connection): Promise<void> {
  await pastRuleSetsOf(db).createIndex({ area: 1, version: -1 });
}

/** The version that is replaced is put aside first; doing so twice changes nothing. */
export async function keepPast(db: Connection, { _id: area, ...rest }: RuleSetDoc): Promise<void> {
  await pastRuleSetsOf(db).updateOne(
    { _id: `${area}:${rest.version}` },
    { $setOnInsert: { area, ...rest } },
    { upsert: true },
  );
}

/** @returns false when somebody else saved meanwhile */
export async function replaceRuleSet(
  db: Connection,
  { _id, ...next }: RuleSetDoc,
  replacing: number,
): Promise<boolean> {
  if (replacing > 0) {
    const { matchedCount } = await ruleSetsOf(db).updateOne({ _id, version: replacing }, { $set: next });
    return matchedCount === 1;
  }
  try {
    await ruleSetsOf(db).insertOne({ _id, ...next });
    return true;
  } catch (error) {
    if (error instanceof mongoose.mongo.MongoServerError && error.code === 11000) return false;
    throw error;
  }
}
