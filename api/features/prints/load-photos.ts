import { buffer } from 'node:stream/consumers';
import mongoose from 'mongoose';
import sharp from 'sharp';
import type { CasePhoto } from '@shared/cases/schemas';
import type { Deps } from '@api/deps';
import { type UploadDoc, uploadsOf } from '../uploads';
import type { Sheet } from './sheet';

/** Printed of one case. */
export const PHOTOS_AT_MOST = 12;
/** Sharp enough at 9 cm of paper. */
const LONGEST_SIDE_PX = 900;

const STAGES: Record<CasePhoto['stage'], string> = {
  before: '反映时',
  progress: '办理中',
  after: '处理后',
  verify: '核实时',
};

/** The pictures among these, made small for paper; one whose file is gone is left out. */
export async function loadPhotos(deps: Deps, photos: readonly CasePhoto[]): Promise<Sheet['photos']> {
  const chosen = photos.filter(({ kind }) => kind === 'image').slice(0, PHOTOS_AT_MOST);
  const docs = await uploadsOf(deps.db)
    .find({ _id: { $in: chosen.map(({ id }) => new mongoose.Types.ObjectId(id)) } })
    .lean<UploadDoc[]>();
  const loaded: Sheet['photos'] = [];
  for (const { id, stage } of chosen) {
    const doc = docs.find(({ _id }) => _id.toHexString() === id);
    const object = doc && (await deps.storage.get(doc.key));
    if (!object) continue;
    const jpeg = await sharp(await buffer(object.stream))
      .resize(LONGEST_SIDE_PX, LONGEST_SIDE_PX, { fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 72 })
      .toBuffer();
    loaded.push({ caption: STAGES[stage], jpeg });
  }
  return loaded;
}
