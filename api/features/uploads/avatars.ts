import { mongo } from 'mongoose';
import { AppError } from '@shared/core/errors';
import type { UploadDeps } from './upload-deps';
import { uploadsOf } from './upload.model';

type AvatarDeps = Pick<UploadDeps, 'db' | 'clock'>;

/**
 * Keeps a free photo of a person as his picture; taken again it stays so.
 * @throws AppError UPLOAD_NOT_USABLE when it is unknown, expired, somebody else's, no photo or used elsewhere
 */
export async function claimAvatar({ db, clock }: AvatarDeps, ownerId: string, id: string): Promise<void> {
  const _id = new mongo.ObjectId(id);
  const own = { _id, ownerId, kind: 'image' as const };
  const taken = await uploadsOf(db).collection.updateOne(
    { ...own, status: 'free', expiresAt: { $gt: new Date(clock()) } },
    { $set: { status: 'attached', attachedTo: { type: 'user', id: ownerId } }, $unset: { expiresAt: '' } },
  );
  if (taken.matchedCount === 1) return;
  if (await uploadsOf(db).collection.findOne({ ...own, 'attachedTo.id': ownerId })) return;
  throw new AppError('UPLOAD_NOT_USABLE', '这张照片不能用作头像，请重新选择');
}

/** A picture nobody shows any more goes with the next purge. */
export async function dropAvatar({ db, clock }: AvatarDeps, ownerId: string, id: string): Promise<void> {
  await uploadsOf(db).collection.updateOne(
    { _id: new mongo.ObjectId(id), ownerId, 'attachedTo.id': ownerId },
    { $set: { status: 'free', attachedTo: null, expiresAt: new Date(clock()) } },
  );
}
