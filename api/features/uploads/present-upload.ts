import { presentPlace, type LngLat } from '@shared/geo';
import type { UploadView } from '@shared/uploads/contract';
import { signedFileUrl } from './signed-file-url';
import type { FileSigner } from './upload-deps';
import type { UploadDoc } from './upload.model';

/**
 * An upload as its owner sees it.
 * @param takenAt WGS-84 place found in the photo, known only right after uploading; answered in GCJ-02
 */
export function presentUpload(doc: UploadDoc, signer: FileSigner, takenAt: LngLat | null = null): UploadView {
  const id = doc._id.toHexString();
  return {
    id,
    kind: doc.kind,
    url: signedFileUrl(signer, id, 'full', 'known'),
    thumbUrl: doc.thumbKey === null ? null : signedFileUrl(signer, id, 'thumb', 'known'),
    width: doc.width,
    height: doc.height,
    bytes: doc.bytes,
    ...(doc.seconds && { seconds: doc.seconds }),
    suggestedPlace: takenAt && presentPlace(takenAt, 'gcj02'),
  };
}
