import type { Connection, mongo } from 'mongoose';
import type { NoticeCategory } from '@shared/notices/schemas';

export interface NoticeDoc {
  _id: mongo.ObjectId;
  areaCode: string;
  /** From the city down to `areaCode`: whose staff may manage it. */
  areaPath: string[];
  category: NoticeCategory;
  title: string;
  /** As written; the tree is made of it whenever it is read, so that a stricter reading covers what is stored. */
  text: string;
  important: boolean;
  pinned: boolean;
  publishAt: Date;
  validUntil: Date;
  /** Words changed after publication. */
  editedAt: Date | null;
  withdrawnAt: Date | null;
  withdrawal: { reason: string; by: string } | null;
  /** Receipts of earlier rounds no longer count. */
  round: number;
  /** Who lives there is still to be told, from then on and after whom; null when that is done, or not to be. */
  tell?: { at: Date; after: { grid: string; id: string } | null } | null;
  /** When it comes, or came, into the inbox: what the share of a day is counted by. */
  tellAt?: Date | null;
  createdBy: string;
  createdAt: Date;
  version: number;
}

/** 我已知晓: one per person and notice. */
export interface ReceiptDoc {
  _id: mongo.ObjectId;
  noticeId: mongo.ObjectId;
  userId: string;
  round: number;
  at: Date;
}

export const noticesOf = (db: Connection) => db.collection<NoticeDoc>('notices');
export const receiptsOf = (db: Connection) => db.collection<ReceiptDoc>('noticeReceipts');

export async function createNoticeIndexes(db: Connection): Promise<void> {
  // What an area shows: its path's notices that have not ended.
  await noticesOf(db).createIndex({ areaCode: 1, withdrawnAt: 1, validUntil: 1 });
  await noticesOf(db).createIndex({ areaPath: 1, _id: -1 });
  await noticesOf(db).createIndex(
    { 'tell.at': 1 },
    { partialFilterExpression: { 'tell.at': { $type: 'date' } } },
  );
  await noticesOf(db).createIndex({ areaCode: 1, tellAt: 1 });
  await receiptsOf(db).createIndex({ noticeId: 1, userId: 1 }, { unique: true });
  await receiptsOf(db).createIndex({ noticeId: 1, round: 1 });
}
