import type { UploadDeps } from './upload-deps';
import { uploadsOf } from './upload.model';

export { claimAvatar, dropAvatar } from './avatars';
export { claimUploads, type ClaimedUpload, picturesOf, type UploadClaim } from './claim-uploads';
export { createUpload, type CreatedUpload } from './create-upload';
export { openFile } from './open-file';
export { presentUpload } from './present-upload';
export { purgeExpiredUploads } from './purge-expired-uploads';
export { receiveFile, type ReceivedFile } from './receive-file';
export { releaseUploads, setVisibility } from './release-uploads';
export { uploadRoutes } from './routes';
export { signedFileUrl, type FileSize } from './signed-file-url';
export type { FileSigner, UploadDeps } from './upload-deps';
export { uploadsOf, type UploadDoc } from './upload.model';

export async function createUploadIndexes({ db }: Pick<UploadDeps, 'db'>): Promise<void> {
  await uploadsOf(db).createIndexes();
}
