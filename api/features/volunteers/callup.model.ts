import type { Connection, mongo } from 'mongoose';
import type { CallAnswer } from '@shared/volunteers/schemas';
import type { Skill } from '@shared/volunteers/skills';

export interface CallUpDoc {
  _id: mongo.ObjectId;
  areaCode: string;
  areaPath: string[];
  skill: Skill | null;
  title: string;
  text: string;
  meetAt: string;
  until: Date;
  closedAt: Date | null;
  /** How many were told so far, and the person up to whom; gone when all were. */
  called: number;
  calling?: { after: string };
  createdBy: string;
  createdAt: Date;
}

/** One a person and call-up; may be changed while it is open. */
export interface CallAnswerDoc {
  _id: mongo.ObjectId;
  callUpId: mongo.ObjectId;
  userId: string;
  answer: CallAnswer;
  at: Date;
}

export const callUpsOf = (db: Connection) => db.collection<CallUpDoc>('callUps');
export const callAnswersOf = (db: Connection) => db.collection<CallAnswerDoc>('callUpAnswers');

export async function createCallUpIndexes(db: Connection): Promise<void> {
  await callUpsOf(db).createIndex({ areaPath: 1, _id: -1 });
  await callUpsOf(db).createIndex({ areaCode: 1, _id: -1 });
  await callUpsOf(db).createIndex({ 'calling.after': 1 }, { sparse: true });
  await callAnswersOf(db).createIndex({ callUpId: 1, userId: 1 }, { unique: true });
  await callAnswersOf(db).createIndex({ callUpId: 1, answer: 1 });
}
