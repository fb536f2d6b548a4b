import { type Connection, type Model, Schema } from 'mongoose';
import {
  FAVOURITES_AT_MOST,
  OWN_AT_MOST,
  type TemplateAction,
  type TemplateVariant,
} from '@shared/templates/schemas';
import { modelOf } from '@api/store/model';

/** For which cases: `c:` a category, `g:` a group, `*` all. */
export type TemplateScope = `c:${string}` | `g:${string}` | '*';

export interface TemplateWords {
  action: TemplateAction;
  variant: TemplateVariant | null;
  scope: TemplateScope;
  text: string;
}

/** A template of an area, for everybody who serves there or below. */
export interface TemplateDoc extends TemplateWords {
  _id: string;
  areaCode: string;
  createdBy: string;
  updatedAt: Date;
}

/** So many of an area for one action. */
export const OF_AREA_AT_MOST = 100;

const templateSchema = new Schema<TemplateDoc>(
  {
    _id: { type: String, required: true },
    areaCode: { type: String, required: true },
    action: { type: String, required: true },
    variant: { type: String, default: null },
    scope: { type: String, required: true },
    text: { type: String, required: true },
    createdBy: { type: String, required: true },
    updatedAt: { type: Date, required: true },
  },
  { collection: 'templates', versionKey: false, autoIndex: false, autoCreate: false },
);
templateSchema.index({ areaCode: 1, action: 1, scope: 1, _id: 1 });

export function templatesOf(db: Connection): Model<TemplateDoc> {
  return modelOf(db, 'Template', templateSchema);
}

/** What one person keeps for himself: one document, so that its limits hold whatever comes at once. */
export interface ShelfDoc {
  /** Of the user. */
  _id: string;
  own: ({ id: string } & TemplateWords)[];
  favourites: string[];
}

export function shelvesOf(db: Connection) {
  return db.collection<ShelfDoc>('templateShelves');
}

/** Matches a shelf only while there is room on it. */
export const ROOM_FOR_OWN = { [`own.${OWN_AT_MOST - 1}`]: { $exists: false } };
export const ROOM_FOR_FAVOURITE = { [`favourites.${FAVOURITES_AT_MOST - 1}`]: { $exists: false } };

export async function createTemplateIndexes(db: Connection): Promise<void> {
  await templatesOf(db).createIndexes();
}
