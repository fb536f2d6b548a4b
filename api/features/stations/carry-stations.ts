import type { Connection } from 'mongoose';
import { isDuplicateKey } from '@api/http/idempotency';
import { type StationDoc, stationsOf } from './station.model';

/**
 * A grid that comes from another one begins with what that had; what it has of its own stays. Repeating is harmless.
 * @param from of each grid the one it comes from
 */
export async function carryStations(
  db: Connection,
  moves: readonly { from: string; to: string }[],
  at: Date,
): Promise<void> {
  for (const { from, to } of moves) {
    const old = await stationsOf(db).findOne({ _id: from });
    if (!old) continue;
    await insertNew(db, { ...old, _id: to, version: 1, at });
    for (const part of ['branch', 'station'] as const)
      if (old[part])
        await stationsOf(db).updateOne(
          { _id: to, [part]: null },
          { $set: { [part]: old[part], at }, $inc: { version: 1 } },
        );
  }
}

async function insertNew(db: Connection, doc: StationDoc): Promise<void> {
  try {
    await stationsOf(db).insertOne(doc);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}
