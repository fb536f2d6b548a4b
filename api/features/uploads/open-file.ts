import { mongo } from 'mongoose';
import { AppError } from '@shared/core/errors';
import type { ByteRange, StoredObject } from '@api/integrations/storage';
import { isSignedFor, type FileSize } from './signed-file-url';
import type { UploadDeps } from './upload-deps';
import { uploadsOf, type UploadDoc } from './upload.model';

export interface FileRequest {
  size: FileSize;
  exp?: string;
  sig?: string;
  /** The Range header. */
  range?: string;
}

export interface OpenedFile extends StoredObject {
  /** The bytes streamed when not all. */
  range: ByteRange | null;
  /** Whether shared caches may keep it. */
  visibility: UploadDoc['visibility'];
}

/** Whether the public may see a photo of a case or topic now; asked at every request, so that hiding it works at once. */
export type IsShown = (caseId: string, uploadId: string) => Promise<boolean>;

async function findVisible(
  deps: UploadDeps,
  id: string,
  request: FileRequest,
  isShown: IsShown,
): Promise<UploadDoc | null> {
  const doc = await uploadsOf(deps.db).findById(new mongo.ObjectId(id)).lean<UploadDoc>();
  if (!doc || doc.status === 'expired') return null;
  if (doc.expiresAt && doc.expiresAt.getTime() <= deps.clock()) return null;
  // No shared cache may keep what only some may see.
  if (isSignedFor(deps, id, request.size, request, 'known')) return { ...doc, visibility: 'private' };
  const asked = doc.visibility === 'public' || isSignedFor(deps, id, request.size, request, 'public');
  return asked && doc.attachedTo && (await isShown(doc.attachedTo.id, id)) ? doc : null;
}

/**
 * One range of a Range header (RFC 9110, 14.1.2); iOS plays a video only from a server that answers them.
 * @returns null for none, several, or one that cannot be met: then the whole file is sent, as the RFC allows
 */
export function parseRange(header: string | undefined, size: number): ByteRange | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return null;
  const [first, last] = [match[1] as string, match[2] as string];
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start <= end ? { start, end } : null;
}

/**
 * Opens a file for serving: public ones for anyone, private ones by a valid signed address only. The caller reads the
 * stream to its end or destroys it.
 * @param id 24 hexadecimal characters
 * @throws AppError NOT_FOUND, the same whether it is unknown, private, expired or wrongly signed
 */
export async function openFile(
  deps: UploadDeps,
  id: string,
  request: FileRequest,
  isShown: IsShown,
): Promise<OpenedFile> {
  const doc = await findVisible(deps, id, request, isShown);
  const key = request.size === 'full' ? doc?.key : doc?.thumbKey;
  const range = doc && request.size === 'full' ? parseRange(request.range, doc.bytes) : null;
  const object = key ? await deps.storage.get(key, range ?? undefined) : null;
  if (!doc || !object) throw new AppError('NOT_FOUND', '没有找到这个文件，或链接已过期');
  return { ...object, range, visibility: doc.visibility };
}
