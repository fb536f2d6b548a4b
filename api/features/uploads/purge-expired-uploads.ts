import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { TEMP_ENDING } from './receive-file';
import { removeUploads } from './remove-uploads';
import type { UploadDeps } from './upload-deps';
import { uploadsOf, type UploadDoc } from './upload.model';

/** A bound on one run; the next goes on with the rest, failed ones included. */
const BATCH = 500;
/** No upload takes this long to arrive. */
const STALE_MS = 2 * 3600_000;

/** Temporary files of uploads that a crash interrupted. File times are the machine's, hence not the injected clock. */
async function removeStaleFiles(tmpDir: string): Promise<void> {
  for (const name of await readdir(tmpDir)) {
    if (!name.endsWith(TEMP_ENDING)) continue;
    const file = path.join(tmpDir, name);
    const info = await stat(file).catch(() => null); // gone meanwhile
    if (info && Date.now() - info.mtimeMs > STALE_MS) await rm(file, { force: true });
  }
}

/**
 * Removes free uploads whose time is over, files and documents, and left-over temporary files. Each is marked
 * `expired` first, by the same condition a claim takes it with: what is claimed at this moment is not removed.
 * Safe to run in several processes at once.
 * @param nowMs UTC milliseconds
 */
export async function purgeExpiredUploads(
  deps: UploadDeps,
  nowMs: number,
): Promise<{ removed: number; failed: number }> {
  const { collection } = uploadsOf(deps.db);
  const now = new Date(nowMs);
  await collection.updateMany({ status: 'free', expiresAt: { $lte: now } }, { $set: { status: 'expired' } });
  const gone = await collection
    .find<UploadDoc>({ status: 'expired', expiresAt: { $lte: now } })
    .sort({ expiresAt: 1 })
    .limit(BATCH)
    .toArray();
  const result = await removeUploads(deps, gone);
  await removeStaleFiles(deps.tmpDir);
  return result;
}
