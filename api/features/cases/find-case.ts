import mongoose, { type Connection } from 'mongoose';
import { isPhotoWithheld } from './care';
import { type CaseDoc, casesOf } from './case.model';

/** By id or by the number on the receipt. */
export async function findCase(db: Connection, ref: string): Promise<CaseDoc | null> {
  const filter = ref.startsWith('LX') ? { number: ref } : { _id: new mongoose.Types.ObjectId(ref) };
  return (await casesOf(db).collection.findOne(filter)) as CaseDoc | null;
}

/** Whether a photo of a case is there for whoever may see the case's public side. */
export async function isPhotoShown(db: Connection, caseId: string, uploadId: string): Promise<boolean> {
  const doc = (await casesOf(db).collection.findOne(
    { _id: new mongoose.Types.ObjectId(caseId) },
    { projection: { care: 1, uploads: 1 } },
  )) as Pick<CaseDoc, 'care' | 'uploads'> | null;
  return doc !== null && doc.uploads.some(({ id }) => id === uploadId) && !isPhotoWithheld(doc, uploadId);
}
