import { mongo } from 'mongoose';
import type { UploadDeps } from './upload-deps';
import { FREE_MS, uploadsOf, type Visibility } from './upload.model';

/** Frees uploads of a case that did not come about, for another 24 hours. Those attached elsewhere stay as they are. */
export async function releaseUploads(
  { db, clock }: Pick<UploadDeps, 'db' | 'clock'>,
  caseId: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await uploadsOf(db).collection.updateMany(
    { _id: { $in: ids.map((id) => new mongo.ObjectId(id)) }, status: 'attached', 'attachedTo.id': caseId },
    {
      $set: {
        status: 'free',
        attachedTo: null,
        visibility: 'private',
        expiresAt: new Date(clock() + FREE_MS),
      },
    },
  );
}

/** Makes uploads of a case public or private: all of them, or those of `ids`. */
export async function setVisibility(
  { db }: Pick<UploadDeps, 'db'>,
  caseId: string,
  visibility: Visibility,
  ids?: readonly string[],
): Promise<void> {
  await uploadsOf(db).collection.updateMany(
    {
      'attachedTo.id': caseId,
      status: 'attached',
      // Spoken words stay with those who work on it.
      kind: { $ne: 'audio' },
      ...(ids && { _id: { $in: ids.map((id) => new mongo.ObjectId(id)) } }),
    },
    { $set: { visibility } },
  );
}
