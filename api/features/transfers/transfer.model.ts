import { type Connection, type Model, Schema } from 'mongoose';
import { modelOf } from '@api/store/model';
import type { Assignee, EventDoc } from '../cases';

/** The order to give everything in somebody's hands to others, and how far it has come. */
export interface TransferDoc {
  _id: string;
  fromUserId: string;
  fromName: string;
  /** Who ordered it, as the events name him. */
  by: EventDoc['actor'];
  /** Both of them, to find it by. */
  people: string[];
  /** Of the posts of the leaver. */
  areas: string[];
  to: { kind: 'auto' } | { kind: 'desk' } | { kind: 'person'; assignee: Assignee };
  /** Only cases in these areas; null for all, when he orders it himself. */
  scope: string[] | null;
  text: string;
  until: Date | null;
  /** Its cases are written down as items. */
  listed: boolean;
  /** Absent when done. */
  pending?: true;
  /** Who works on it answers for it until then. */
  leaseUntil: Date;
  createdAt: Date;
  doneAt: Date | null;
}

export interface TransferItemDoc {
  /** `<transfer>:<case>`. */
  _id: string;
  transferId: string;
  caseId: string;
  number: string;
  state: 'waiting' | 'moved' | 'skipped';
  to: string | null;
  detail: string | null;
}

const transferSchema = new Schema<TransferDoc>(
  {},
  { collection: 'transfers', strict: false, versionKey: false, autoIndex: false, autoCreate: false },
);
transferSchema.add({ _id: { type: String, required: true } });
transferSchema.index({ people: 1, _id: -1 });
transferSchema.index({ pending: 1, _id: 1 }, { partialFilterExpression: { pending: true } });

export function transfersOf(db: Connection): Model<TransferDoc> {
  return modelOf(db, 'Transfer', transferSchema);
}

export function transferItemsOf(db: Connection) {
  return db.collection<TransferItemDoc>('transferItems');
}

export async function createTransferIndexes(db: Connection): Promise<void> {
  await transfersOf(db).createIndexes();
  await transferItemsOf(db).createIndex({ transferId: 1, _id: 1 });
  await transferItemsOf(db).createIndex({ transferId: 1, state: 1, _id: 1 });
}
