import type { UploadDoc } from '@api/features/uploads';
import { stableId } from '../city/pick';
import type { DrawnPhoto, PhotoName } from '../photos/draw-photos';
import type { SceneName } from '../photos/scenes';

/** The drawn photos, or none at all for generated load. */
export type Album = ReadonlyMap<PhotoName, DrawnPhoto>;

interface Taken {
  caseId: string;
  ownerId: string;
  visibility: UploadDoc['visibility'];
  scene: SceneName;
  stage: 'before' | 'after';
  /** Position in the case, so that each has its own id. */
  ordinal: number;
  atMs: number;
}

/** A drawn photo as an upload attached to a case. Many uploads show the same stored file. */
export function takePhoto(album: Album, taken: Taken): UploadDoc | null {
  const photo = album.get(`${taken.scene}-${taken.stage}`);
  if (!photo) return null;
  return {
    _id: stableId('photo', taken.caseId, taken.ordinal),
    ownerId: taken.ownerId,
    kind: 'image',
    ...photo,
    status: 'attached',
    attachedTo: { type: 'case', id: taken.caseId },
    visibility: taken.visibility,
    createdAt: new Date(taken.atMs),
  };
}

export const shown = ({ _id, kind, width, height }: UploadDoc) => ({
  id: _id.toHexString(),
  kind,
  width,
  height,
});
