import type { UploadDeps } from './upload-deps';
import { uploadsOf, type UploadDoc } from './upload.model';

/**
 * Removes files, then the document, of uploads that nobody can use any more. One that fails is logged and keeps its
 * document, by which the next purge finds it.
 * @returns how many are gone and how many failed
 */
export async function removeUploads(
  { db, storage, log }: Pick<UploadDeps, 'db' | 'storage' | 'log'>,
  docs: readonly UploadDoc[],
): Promise<{ removed: number; failed: number }> {
  let failed = 0;
  for (const doc of docs) {
    try {
      await storage.remove(doc.key);
      if (doc.thumbKey !== null) await storage.remove(doc.thumbKey);
      await uploadsOf(db).collection.deleteOne({ _id: doc._id });
    } catch (error) {
      failed += 1;
      log.warn({ err: error, uploadId: doc._id.toHexString() }, 'upload not removed, will be tried again');
    }
  }
  return { removed: docs.length - failed, failed };
}
