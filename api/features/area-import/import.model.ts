import type { Connection } from 'mongoose';
import type { AreaDoc } from '../areas';

/** What an area was until it was replaced; what happened before belongs to it. */
export interface AreaVersionDoc extends Omit<AreaDoc, 'childCount' | 'centre' | 'center'> {
  /** `code:version`: writing it again changes nothing. */
  code: string;
  replacedAt: Date;
}

export type AreaContent = Pick<
  AreaDoc,
  'level' | 'name' | 'parentCode' | 'kind' | 'settlement' | 'households' | 'geometry' | 'centre'
>;

/** One area of an import that is to come into force. */
export interface DraftDoc {
  /** `importId:seq`; parents come before children. */
  _id: string;
  importId: string;
  seq: number;
  code: string;
  /** Null where only the number of children changes; gone where the area is given up. */
  content: AreaContent | null;
  gone: boolean;
  childCount: number;
  /** Of the area as it was judged; 0 for a new one. */
  version: number;
}

export const versionsOf = (db: Connection) => db.collection<AreaVersionDoc & { _id: string }>('areaVersions');
export const draftsOf = (db: Connection) => db.collection<DraftDoc>('areaDrafts');

export async function createAreaImportIndexes(db: Connection): Promise<void> {
  await versionsOf(db).createIndex({ code: 1, version: -1 });
  await draftsOf(db).createIndex({ importId: 1, seq: 1 });
}

/** What an area was before it was last replaced or given up. */
export const lastVersionOf = (db: Connection, code: string) =>
  versionsOf(db).findOne({ code }, { sort: { version: -1 } });
