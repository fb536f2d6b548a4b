import mongoose, { type Connection } from 'mongoose';
import { type CaseDoc, casesOf } from './case.model';

/** By id or by the number on the receipt. */
export async function findCase(db: Connection, ref: string): Promise<CaseDoc | null> {
  const filter = ref.startsWith('LX') ? { number: ref } : { _id: new mongoose.Types.ObjectId(ref) };
  return (await casesOf(db).collection.findOne(filter)) as CaseDoc | null;
}
