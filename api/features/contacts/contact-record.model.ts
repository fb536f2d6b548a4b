import { type Connection, type Model, Schema } from 'mongoose';
import { DAY_MS } from '@shared/time/shanghai';
import type { Deps } from '@api/deps';
import { modelOf } from '@api/store/model';

/** PIPL and 网络安全法 §21 ask for six months at least; as long as the audit log. */
const KEPT_DAYS = 400;

interface Person {
  /** Null for a post nobody signs in for. */
  userId: string | null;
  /** As both sides and their supervisors read it. */
  name: string;
  title: string;
}

/** That somebody was shown a number. Written before the number is answered; never edited, deleted after KEPT_DAYS. */
export interface ContactRecordDoc {
  _id: string;
  at: Date;
  by: Person;
  of: Person & { postId: string | null };
  purpose: string;
  case: { id: string; number: string } | null;
  /** Codes from the city down to where the post serves or the case lies. */
  areaPath: string[];
}

const recordSchema = new Schema<ContactRecordDoc>(
  {
    _id: { type: String, required: true },
    at: { type: Date, required: true },
    by: { type: Schema.Types.Mixed, required: true },
    of: { type: Schema.Types.Mixed, required: true },
    purpose: { type: String, required: true },
    case: { type: Schema.Types.Mixed, default: null },
    areaPath: { type: [String], required: true },
  },
  { collection: 'contactRecords', versionKey: false, autoIndex: false, autoCreate: false },
);
recordSchema.index({ 'by.userId': 1, _id: -1 });
recordSchema.index({ 'of.userId': 1, _id: -1 });
recordSchema.index({ areaPath: 1, _id: -1 });
recordSchema.index({ at: 1 });

export function contactRecordsOf(db: Connection): Model<ContactRecordDoc> {
  return modelOf(db, 'ContactRecord', recordSchema);
}

/** @returns how many are gone */
export async function purgeContactRecords({ db, clock }: Pick<Deps, 'db' | 'clock'>): Promise<number> {
  const before = new Date(clock() - KEPT_DAYS * DAY_MS);
  return (await contactRecordsOf(db).collection.deleteMany({ at: { $lt: before } })).deletedCount;
}
