import type { Connection } from 'mongoose';
import type { ServiceCatalogue } from '@shared/services/catalogue';

interface VersionDoc {
  /** The catalogue's version. */
  _id: string;
  importedAt: Date;
  catalogue: ServiceCatalogue;
}
interface CurrentDoc {
  _id: 'services';
  version: string;
}

const versionsOf = (db: Connection) => db.collection<VersionDoc>('serviceCatalogues');
const currentOf = (db: Connection) => db.collection<CurrentDoc>('meta');

/** Stores a version for good and makes it the current one. */
export async function storeServices(
  db: Connection,
  catalogue: ServiceCatalogue,
  nowMs: number,
): Promise<void> {
  await versionsOf(db).updateOne(
    { _id: catalogue.version },
    { $setOnInsert: { catalogue, importedAt: new Date(nowMs) } },
    { upsert: true },
  );
  await currentOf(db).updateOne(
    { _id: 'services' },
    { $set: { version: catalogue.version } },
    { upsert: true },
  );
}

/**
 * Makes a version the current one in place of another, if that still is the current one.
 * @returns false when somebody else was quicker; the version then lies there unused
 */
export async function replaceServices(
  db: Connection,
  catalogue: ServiceCatalogue,
  former: string,
  nowMs: number,
): Promise<boolean> {
  await versionsOf(db).insertOne({ _id: catalogue.version, catalogue, importedAt: new Date(nowMs) });
  const { modifiedCount } = await currentOf(db).updateOne(
    { _id: 'services', version: former },
    { $set: { version: catalogue.version } },
  );
  return modifiedCount === 1;
}

export async function currentVersion(db: Connection): Promise<string | null> {
  return (await currentOf(db).findOne({ _id: 'services' }))?.version ?? null;
}

export async function loadServices(db: Connection, version: string): Promise<ServiceCatalogue | null> {
  return (await versionsOf(db).findOne({ _id: version }))?.catalogue ?? null;
}
