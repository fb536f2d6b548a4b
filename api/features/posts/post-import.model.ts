import { createHash } from 'node:crypto';
import type { Connection } from 'mongoose';
import type { PostFunction } from '@shared/areas/levels';

/** A line that was accepted. */
export interface AcceptedRow {
  line: number;
  postId: string;
  areaCode: string;
  function: PostFunction;
  name: string;
  phoneSealed: string | null;
  phoneMasked: string | null;
  from: string | null;
  until: string | null;
  /** Left out: what is stored stays. */
  duties?: string;
  officeHours?: string;
  languages?: string[];
}

/** An import that was decided: its one write decides, carrying it out may be begun again after a crash. */
export interface PostImportDoc {
  _id: string;
  by: string;
  at: Date;
  /** Gone when it is done: nobody keeps the numbers twice. */
  rows?: AcceptedRow[];
  /** So many rows are carried out. */
  done: number;
  pending?: true;
  leaseUntil: Date;
}

export const postImportsOf = (db: Connection) => db.collection<PostImportDoc>('postImports');

export async function createPostImportIndexes(db: Connection): Promise<void> {
  await postImportsOf(db).createIndex({ pending: 1, _id: 1 }, { partialFilterExpression: { pending: true } });
}

/** The same person in the same function of the same grid is the same post, however often he is imported. */
export function newPostId(areaCode: string, fn: PostFunction, who: string): string {
  return `p-${createHash('sha256').update(`${areaCode}:${fn}:${who}`).digest('hex').slice(0, 24)}`;
}
