import { rm } from 'node:fs/promises';
import { mongo } from 'mongoose';
import { shanghaiDate } from '@shared/time/shanghai';
import type { LngLat } from '@shared/geo';
import type { ObjectBody } from '@api/integrations/storage';
import { isAudio } from './file-format';
import { processAudio } from './process-audio';
import { processImage } from './process-image';
import { processVideo } from './process-video';
import type { ReceivedFile } from './receive-file';
import { removeUploads } from './remove-uploads';
import type { UploadDeps } from './upload-deps';
import { FREE_MS, uploadsOf, type UploadDoc } from './upload.model';

export interface CreatedUpload {
  doc: UploadDoc;
  /** WGS-84; not stored. */
  takenAt: LngLat | null;
}

interface Material {
  kind: UploadDoc['kind'];
  width: number | null;
  height: number | null;
  seconds: number | null;
  bytes: number;
  takenAt: LngLat | null;
  contentType: string;
  ending: string;
  full: ObjectBody;
  thumb: Buffer | null;
}

/** What neither films nor sounds have for us. */
const SHAPELESS = { width: null, height: null, seconds: null, takenAt: null, thumb: null };

async function prepare(file: ReceivedFile): Promise<Material> {
  if (file.format === 'mp4') {
    const size = await processVideo(file.path);
    const full = { path: file.path };
    const type = { contentType: 'video/mp4', ending: 'mp4' };
    return { ...SHAPELESS, kind: 'video', ...size, ...type, bytes: file.bytes, full };
  }
  if (isAudio(file.format)) {
    const { sound, seconds } = await processAudio(file.path, file.format);
    const contentType = file.format === 'mp3' ? 'audio/mpeg' : 'audio/wav';
    const material = { kind: 'audio' as const, contentType, ending: file.format, full: sound };
    return { ...SHAPELESS, ...material, bytes: sound.length, seconds };
  }
  const image = await processImage(file.path, file.format);
  const type = { contentType: 'image/jpeg', ending: 'jpg' };
  return { kind: 'image', ...image, ...type, bytes: image.full.length, seconds: null };
}

function newDoc(ownerId: string, nowMs: number, material: Material): UploadDoc {
  const _id = new mongo.ObjectId();
  const folder = `uploads/${shanghaiDate(nowMs).replaceAll('-', '/')}`;
  return {
    _id,
    ownerId,
    kind: material.kind,
    key: `${folder}/${_id.toHexString()}.${material.ending}`,
    thumbKey: material.thumb && `${folder}/${_id.toHexString()}-thumb.jpg`,
    width: material.width,
    height: material.height,
    seconds: material.seconds,
    bytes: material.bytes,
    status: 'free',
    attachedTo: null,
    visibility: 'private',
    createdAt: new Date(nowMs),
    expiresAt: new Date(nowMs + FREE_MS),
  };
}

/**
 * Checks, cleans and stores a received file, owned by `actorUserId` and free for 24 hours. The temporary file is
 * removed, whatever happens. The document is written before the files: a crash in between leaves a document that
 * `purgeExpiredUploads` clears away with them, never a file that nothing knows of.
 * @throws AppError UNSUPPORTED_TYPE, PAYLOAD_TOO_LARGE, UNAVAILABLE; nothing is stored then
 */
export async function createUpload(
  deps: UploadDeps,
  actorUserId: string,
  file: ReceivedFile,
): Promise<CreatedUpload> {
  try {
    const material = await prepare(file);
    const doc = newDoc(actorUserId, deps.clock(), material);
    await uploadsOf(deps.db).collection.insertOne(doc);
    try {
      await deps.storage.put(doc.key, material.full, { contentType: material.contentType });
      if (material.thumb && doc.thumbKey !== null)
        await deps.storage.put(doc.thumbKey, material.thumb, { contentType: 'image/jpeg' });
    } catch (error) {
      await removeUploads(deps, [doc]);
      throw error;
    }
    return { doc, takenAt: material.takenAt };
  } finally {
    await rm(file.path, { force: true });
  }
}
