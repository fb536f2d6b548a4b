import type { Connection } from 'mongoose';
import type { Catalogue } from './catalogue.schema';

interface CatalogueDoc {
  /** The catalogue's version. */
  _id: string;
  importedAt: Date;
  catalogue: Catalogue;
}

interface CurrentDoc {
  _id: 'catalogue';
  version: string;
}

const versionsOf = (db: Connection) => db.collection<CatalogueDoc>('catalogues');
const currentOf = (db: Connection) => db.collection<CurrentDoc>('meta');

/** Stores a version for good and makes it the current one. Older versions stay for the cases filed under them. */
export async function storeCatalogue(db: Connection, catalogue: Catalogue, nowMs: number): Promise<void> {
  await versionsOf(db).updateOne(
    { _id: catalogue.version },
    { $set: { catalogue, importedAt: new Date(nowMs) } },
    { upsert: true },
  );
  await currentOf(db).updateOne(
    { _id: 'catalogue' },
    { $set: { version: catalogue.version } },
    { upsert: true },
  );
}

export async function currentVersion(db: Connection): Promise<string | null> {
  return (await currentOf(db).findOne({ _id: 'catalogue' }))?.version ?? null;
}

export async function loadCatalogue(db: Connection, version: string): Promise<Catalogue | null> {
  return (await versionsOf(db).findOne({ _id: version }))?.catalogue ?? null;
}
