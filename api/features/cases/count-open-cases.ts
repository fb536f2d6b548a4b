import type { Connection } from 'mongoose';
import { perConnection, sharedByKey } from '@api/store/together';
import { casesOf } from './case.model';

/** More than this in hand is simply "many": balancing needs no exact number, and no endless count. */
const MANY = 200;

const counterOf = perConnection((db) =>
  sharedByKey(
    (userId: string) => userId,
    (userId) =>
      casesOf(db).collection.countDocuments({ 'assignee.userId': userId, open: true }, { limit: MANY }),
  ),
);

/** Open cases in hand of each person, counted from the index. */
export async function countOpenCases(db: Connection, userIds: string[]): Promise<Map<string, number>> {
  const counts = await Promise.all(userIds.map(counterOf(db)));
  return new Map(userIds.map((userId, i) => [userId, counts[i] ?? 0]));
}
