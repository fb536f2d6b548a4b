import { type Connection, type Model, Schema } from 'mongoose';
import type { PostFunction } from '@shared/areas/levels';
import type { AreaChangeItem } from '@shared/area-changes/schemas';
import { modelOf } from '@api/store/model';
import type { ImportRow } from '../area-import';
import type { EventDoc } from '../cases';

export interface MovedPost {
  postId: string;
  userId: string | null;
  name: string;
  function: PostFunction;
  from: string;
  /** Null when it ends. */
  to: string | null;
}

/** The order to split or merge grids, and how far it has come. */
export interface AreaChangeDoc {
  _id: string;
  title: string;
  text: string;
  by: EventDoc['actor'];
  /** From the city to the community: whose admins read of it. */
  areas: string[];
  /** Grids whose open cases are looked at. */
  fromCodes: string[];
  /** The grid that keeps its code: what has no place of its own stays with it. */
  heir: string;
  rows: ImportRow[];
  gone: string[];
  /** Of each area in `rows` and `gone` when it was planned; 0 for a new one. */
  versions: { code: string; version: number }[];
  /** Codes that have another name now: merged grids and their buildings. */
  renamed: { from: string; to: string }[];
  posts: MovedPost[];
  stage: 'boundaries' | 'people' | 'cases';
  /** When the boundaries came into force. */
  appliedAt: Date | null;
  /** Absent when over. */
  pending?: true;
  leaseUntil: Date;
  failure: string | null;
  createdAt: Date;
  doneAt: Date | null;
}

export interface AreaChangeItemDoc extends AreaChangeItem {
  /** `<change>:<case>`. */
  _id: string;
  changeId: string;
}

const changeSchema = new Schema<AreaChangeDoc>(
  {},
  { collection: 'areaChanges', strict: false, versionKey: false, autoIndex: false, autoCreate: false },
);
changeSchema.add({ _id: { type: String, required: true } });
changeSchema.index({ areas: 1, _id: -1 });
changeSchema.index({ pending: 1, _id: 1 }, { partialFilterExpression: { pending: true } });

export function areaChangesOf(db: Connection): Model<AreaChangeDoc> {
  return modelOf(db, 'AreaChange', changeSchema);
}

export const areaChangeItemsOf = (db: Connection) => db.collection<AreaChangeItemDoc>('areaChangeItems');

export async function createAreaChangeIndexes(db: Connection): Promise<void> {
  await areaChangesOf(db).createIndexes();
  await areaChangeItemsOf(db).createIndex({ changeId: 1, _id: 1 });
  await areaChangeItemsOf(db).createIndex({ changeId: 1, state: 1, _id: 1 });
}
