import type { Connection } from 'mongoose';

const BATCH = 1000;

/** Inserts documents as they are, many per command. */
export async function insertBulk(db: Connection, collection: string, docs: readonly object[]): Promise<void> {
  for (let i = 0; i < docs.length; i += BATCH)
    await db.collection(collection).insertMany(docs.slice(i, i + BATCH), { ordered: false });
}
