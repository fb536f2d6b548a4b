import type { Connection } from 'mongoose';

interface MetaDoc {
  _id: string;
  revision: number;
}

const metaOf = (db: Connection) => db.collection<MetaDoc>('meta');

/** Grows with every change of boundaries or posts; API processes rebuild their routing index when it does. */
export async function readAreasRevision(db: Connection): Promise<number> {
  return (await metaOf(db).findOne({ _id: 'areas' }))?.revision ?? 0;
}

export async function bumpAreasRevision(db: Connection): Promise<number> {
  const meta = await metaOf(db).findOneAndUpdate(
    { _id: 'areas' },
    { $inc: { revision: 1 } },
    { upsert: true, returnDocument: 'after' },
  );
  return meta?.revision ?? 0;
}
