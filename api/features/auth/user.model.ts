import mongoose, { type Connection, type Model, Schema } from 'mongoose';
import type { RoleGrant } from '@shared/auth/roles';
import type { Preferences } from '@shared/auth/schemas';
import type { Term } from '@shared/posts/terms';
import { modelOf } from '@api/store/model';

/** A sign-in on one device. Only hashes of refresh tokens are kept. */
export interface SessionDoc {
  id: string;
  refreshHash: string;
  createdAt: Date;
  expiresAt: Date;
}

export interface UserDoc {
  _id: mongoose.Types.ObjectId;
  nickname: string;
  avatarUrl: string | null;
  /** A picture he chose himself; shown to himself only. */
  avatarUploadId?: string | null;
  /** Sealed by FieldCrypto; `phoneMasked` is what may be shown, `phoneHash` what may be searched. */
  phoneSealed: string | null;
  phoneMasked: string | null;
  phoneHash?: string;
  openidHash?: string;
  openidSealed: string | null;
  persona?: string;
  /** A right of a post lasts as long as its term. */
  roles: (RoleGrant & Term)[];
  /** How he appears on what he does as staff. */
  staff: { name: string; title: string } | null;
  homeGridCode: string | null;
  preferences: Preferences;
  /** At most SESSIONS_PER_USER; the oldest gives way. */
  sessions: SessionDoc[];
  disabledAt: Date | null;
  createdAt: Date;
  version: number;
}

export const SESSIONS_PER_USER = 10;

const userSchema = new Schema<UserDoc>(
  {
    nickname: { type: String, required: true },
    avatarUrl: { type: String, default: null },
    avatarUploadId: { type: String, default: null },
    phoneSealed: { type: String, default: null },
    phoneMasked: { type: String, default: null },
    phoneHash: String,
    openidHash: String,
    openidSealed: { type: String, default: null },
    persona: String,
    roles: { type: Schema.Types.Mixed, default: [] },
    staff: { type: Schema.Types.Mixed, default: null },
    homeGridCode: { type: String, default: null },
    preferences: { type: Schema.Types.Mixed, required: true },
    sessions: { type: Schema.Types.Mixed, default: [] },
    disabledAt: { type: Date, default: null },
    createdAt: { type: Date, required: true },
    version: { type: Number, required: true, default: 1 },
  },
  { collection: 'users', versionKey: false, autoIndex: false, autoCreate: false, minimize: false },
);
userSchema.index(
  { phoneHash: 1 },
  { unique: true, partialFilterExpression: { phoneHash: { $exists: true } } },
);
userSchema.index(
  { openidHash: 1 },
  { unique: true, partialFilterExpression: { openidHash: { $exists: true } } },
);
userSchema.index({ persona: 1 }, { unique: true, partialFilterExpression: { persona: { $exists: true } } });

// Everybody who serves an area, to be told of its cases.
userSchema.index({ 'roles.areaCode': 1 }, { sparse: true });
// How many people live in an area, as a notice counts them, and who, page by page.
userSchema.index({ homeGridCode: 1, _id: 1 });

export function usersOf(db: Connection): Model<UserDoc> {
  return modelOf(db, 'User', userSchema);
}

/** A new person with the least he needs. */
export function newUser(nickname: string, nowMs: number, extra: Partial<UserDoc> = {}): UserDoc {
  return {
    _id: new mongoose.Types.ObjectId(),
    nickname,
    avatarUrl: null,
    phoneSealed: null,
    phoneMasked: null,
    openidSealed: null,
    roles: [{ role: 'resident' }],
    staff: null,
    homeGridCode: null,
    preferences: { elder: false, language: '普通话' },
    sessions: [],
    disabledAt: null,
    createdAt: new Date(nowMs),
    version: 1,
    ...extra,
  };
}
