import mongoose, { type Connection } from 'mongoose';
import { isPhotoWithheld } from './care';
import { isProtected } from '@shared/wishes/rules';
import { type CaseDoc, type CaseUpload, casesOf } from './case.model';

/** By id or by the number on the receipt. */
export async function findCase(db: Connection, ref: string): Promise<CaseDoc | null> {
  const filter = ref.startsWith('LX') ? { number: ref } : { _id: new mongoose.Types.ObjectId(ref) };
  return (await casesOf(db).collection.findOne(filter)) as CaseDoc | null;
}

/**
 * A wisher's own photos are for those who help; that it is fulfilled may be seen, except of children and the sick.
 * Spoken words are for who works on it, always: a voice tells who speaks, and no check of ours hears names.
 */
export const isOfPublic = (
  { wish }: Pick<CaseDoc, 'wish'>,
  { stage, kind }: Pick<CaseUpload, 'stage' | 'kind'>,
): boolean => kind !== 'audio' && (!wish || (stage === 'after' && !isProtected(wish.forWhom)));

/** Whether a photo of a case is there for whoever may see the case's public side. */
export async function isPhotoShown(db: Connection, caseId: string, uploadId: string): Promise<boolean> {
  const doc = (await casesOf(db).collection.findOne(
    { _id: new mongoose.Types.ObjectId(caseId) },
    { projection: { care: 1, uploads: 1, wish: 1 } },
  )) as Pick<CaseDoc, 'care' | 'uploads' | 'wish'> | null;
  const upload = doc?.uploads.find(({ id }) => id === uploadId);
  return upload !== undefined && doc !== null && isOfPublic(doc, upload) && !isPhotoWithheld(doc, uploadId);
}
