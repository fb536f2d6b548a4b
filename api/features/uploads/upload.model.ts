import { type Connection, type Model, Schema, type Types } from 'mongoose';
import type { UploadKind } from '@shared/uploads/contract';
import { modelOf } from '@api/store/model';

export type Visibility = 'public' | 'private';

/** A stored photo, video or voice note. */
export interface UploadDoc {
  _id: Types.ObjectId;
  ownerId: string;
  kind: UploadKind;
  /** Of the object storage. */
  key: string;
  thumbKey: string | null;
  /** Pixels as shown. */
  width: number | null;
  height: number | null;
  /** Of a voice note; earlier documents have none. */
  seconds?: number | null;
  bytes: number;
  /** `expired`: nobody may use it any more and its files are being removed. */
  status: 'free' | 'attached' | 'expired';
  attachedTo: { type: 'case' | 'user'; id: string } | null;
  /** Public ones are served to anyone, private ones by signed address only. Free ones are private. */
  visibility: Visibility;
  createdAt: Date;
  /** When a free upload vanishes. Missing on attached ones, so that the index holds only what may have to go. */
  expiresAt?: Date;
}

const uploadSchema = new Schema<UploadDoc>(
  {
    ownerId: { type: String, required: true },
    kind: { type: String, required: true },
    key: { type: String, required: true },
    thumbKey: { type: String, default: null },
    width: { type: Number, default: null },
    height: { type: Number, default: null },
    seconds: { type: Number, default: null },
    bytes: { type: Number, required: true },
    status: { type: String, required: true },
    attachedTo: { type: Schema.Types.Mixed, default: null },
    visibility: { type: String, required: true },
    createdAt: { type: Date, required: true },
    expiresAt: Date,
  },
  { collection: 'uploads', versionKey: false, autoIndex: false, autoCreate: false },
);
uploadSchema.index({ expiresAt: 1 }, { partialFilterExpression: { expiresAt: { $exists: true } } });
uploadSchema.index(
  { 'attachedTo.id': 1 },
  { partialFilterExpression: { 'attachedTo.id': { $exists: true } } },
);

export function uploadsOf(db: Connection): Model<UploadDoc> {
  return modelOf(db, 'Upload', uploadSchema);
}

/** How long an upload nobody uses is kept. */
export const FREE_MS = 24 * 3600_000;
