import type { Connection, mongo } from 'mongoose';
import type { BallotOption, BallotPattern, BallotRules, Tally } from '@shared/ballots/rules';

export interface StoredResult extends Omit<Tally, 'options'> {
  options: Tally['options'];
  patterns: BallotPattern[];
  /** How many the voter list holds. */
  listed: number;
  unreadable: number;
  hash: string;
}

/** Question and rules of a topic's one ballot, and what came of it. Holds nothing of any voter. */
export interface BallotDoc {
  /** The topic's id. */
  _id: mongo.ObjectId;
  question: string;
  options: BallotOption[];
  rules: BallotRules;
  /** Rules no longer change: deciding has begun. */
  frozenAt: Date | null;
  /** From then on no vote counts that is not yet in the box. */
  closedAt: Date | null;
  countedAt: Date | null;
  result: StoredResult | null;
  /** There while the box may hold ballots. */
  open?: true;
  version: number;
}

/**
 * The voter list: who has voted, and nothing else. No time, no number in a row; its id says what must be unique, so the
 * order of ids is that of the keys.
 */
export interface RollDoc {
  /** `<topic>:<person or household>` */
  _id: string;
  topicId: mongo.ObjectId;
  voterId: string;
  /** Of the residence at the time, for turnout by building. */
  areaCode: string;
}

/**
 * The box, apart from the list: a ballot under a keyed hash of its voter, sealed, always of the same length. The key is
 * not in the database; without it neither the voter nor the choices can be read, in whatever order both were written.
 * Emptied when the ballots are counted.
 */
export interface SealedBallotDoc {
  /** `<topic>:<keyed hash>` */
  _id: string;
  sealed: string;
}

export const ballotsOf = (db: Connection) => db.collection<BallotDoc>('ballots');
export const rollOf = (db: Connection) => db.collection<RollDoc>('ballotRoll');
export const boxOf = (db: Connection) => db.collection<SealedBallotDoc>('ballotBox');

/** All ids of the box or the list that belong to a topic: `;` comes right after `:`. */
export const ofTopic = (topicId: BallotDoc['_id']) => ({
  $gte: `${topicId.toHexString()}:`,
  $lt: `${topicId.toHexString()};`,
});

export async function createBallotIndexes(db: Connection): Promise<void> {
  await ballotsOf(db).createIndex({ open: 1, _id: 1 }, { sparse: true });
  // One voter, one vote, whichever household he moves to.
  await rollOf(db).createIndex({ topicId: 1, voterId: 1 }, { unique: true });
  await rollOf(db).createIndex({ topicId: 1, areaCode: 1 });
}
