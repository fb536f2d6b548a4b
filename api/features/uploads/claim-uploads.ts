import { mongo } from 'mongoose';
import { AppError, invalidField, type ProblemIssue } from '@shared/core/errors';
import type { UploadDeps } from './upload-deps';
import { uploadsOf, type UploadDoc, type Visibility } from './upload.model';

export interface UploadClaim {
  ownerId: string;
  /** Ids of uploads, each once. */
  ids: readonly string[];
  caseId: string;
  visibility: Visibility;
  /** Whether spoken words may be among them; they stay private whatever `visibility` says. */
  voice?: boolean;
}

/** What a case keeps of a photo or voice note. */
export interface ClaimedUpload {
  id: string;
  kind: UploadDoc['kind'];
  width: number | null;
  height: number | null;
  seconds?: number;
}

export interface ClaimedPicture {
  id: string;
  kind: 'image' | 'video';
  width: number;
  height: number;
}

/** Photos and films of what was claimed without `voice`: then there is nothing else. */
export const picturesOf = (claimed: readonly ClaimedUpload[]): ClaimedPicture[] =>
  claimed.flatMap(({ id, kind, width, height }) =>
    kind === 'audio' ? [] : [{ id, kind, width: width ?? 0, height: height ?? 0 }],
  );

type ClaimDeps = Pick<UploadDeps, 'db' | 'clock'>;

/** The same words for unknown, foreign, used and expired: nobody learns of other people's photos. */
function refuse(indexes: readonly number[]): AppError {
  const issues = indexes.map((index): ProblemIssue => {
    const message = `第 ${index + 1} 张照片（或录音）不存在、已过期或已用在别处，请重新上传`;
    return { path: `uploadIds.${index}`, code: 'upload_not_usable', message };
  });
  return new AppError('UPLOAD_NOT_USABLE', issues[0]?.message, { issues });
}

function isOfCase(doc: UploadDoc | undefined, { ownerId, caseId }: UploadClaim): boolean {
  return doc?.status === 'attached' && doc.ownerId === ownerId && doc.attachedTo?.id === caseId;
}

function isFree(doc: UploadDoc | undefined, ownerId: string, nowMs: number): boolean {
  return doc?.status === 'free' && doc.ownerId === ownerId && (doc.expiresAt?.getTime() ?? 0) > nowMs;
}

async function readInOrder(db: UploadDeps['db'], ids: readonly string[]): Promise<(UploadDoc | undefined)[]> {
  const found = await uploadsOf(db)
    .find({ _id: { $in: ids.map((id) => new mongo.ObjectId(id)) } })
    .lean<UploadDoc[]>();
  const byId = new Map(found.map((doc) => [doc._id.toHexString(), doc]));
  return ids.map((id) => byId.get(id));
}

/** Puts back what this call took, with the expiry it had. Nothing else can have changed it meanwhile. */
async function giveBack({ db }: ClaimDeps, caseId: string, docs: readonly UploadDoc[]): Promise<void> {
  for (const { _id, expiresAt } of docs)
    await uploadsOf(db).collection.updateOne(
      { _id, status: 'attached', 'attachedTo.id': caseId },
      { $set: { status: 'free', attachedTo: null, visibility: 'private', expiresAt } },
    );
}

/**
 * Attaches free uploads of `ownerId` to a case; those already attached to it stay so (a repeated request). All are
 * checked before any is taken, and a lost race gives back what was taken: all or nothing without a transaction.
 * @returns the uploads in the order of `ids`
 * @throws AppError UPLOAD_NOT_USABLE naming `uploadIds.<index>` of each that is unknown, expired, somebody else's or
 *   used elsewhere; nothing is changed then
 */
export async function claimUploads(deps: ClaimDeps, claim: UploadClaim): Promise<ClaimedUpload[]> {
  const { ownerId, ids, caseId, visibility, voice = false } = claim;
  if (ids.length === 0) return [];
  const docs = await readInOrder(deps.db, ids);
  const nowMs = deps.clock();
  const bad = docs.flatMap((doc, i) => (isFree(doc, ownerId, nowMs) || isOfCase(doc, claim) ? [] : [i]));
  if (bad.length > 0) throw refuse(bad);
  const spoken = voice ? -1 : docs.findIndex((doc) => doc?.kind === 'audio');
  if (spoken >= 0) throw invalidField(`uploadIds.${spoken}`, '这里不能附录音，请写文字或附照片');
  const taken: UploadDoc[] = [];
  for (const [index, doc] of (docs as UploadDoc[]).entries()) {
    if (isOfCase(doc, claim)) continue;
    const result = await uploadsOf(deps.db).collection.updateOne(
      { _id: doc._id, ownerId, status: 'free' },
      {
        $set: {
          status: 'attached',
          attachedTo: { type: 'case', id: caseId },
          visibility: doc.kind === 'audio' ? 'private' : visibility,
        },
        $unset: { expiresAt: '' },
      },
    );
    if (result.matchedCount === 1) taken.push(doc);
    else if (!isOfCase((await readInOrder(deps.db, [doc._id.toHexString()]))[0], claim)) {
      await giveBack(deps, caseId, taken);
      throw refuse([index]);
    }
  }
  return (docs as UploadDoc[]).map(({ _id, kind, width, height, seconds }) => ({
    id: _id.toHexString(),
    kind,
    width,
    height,
    ...(seconds && { seconds }),
  }));
}
