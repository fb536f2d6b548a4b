import type { Connection } from 'mongoose';
import { AppError } from '@shared/core/errors';

/**
 * Beside the areas' revision: the import that is under way. `drafting` may still be given up and has changed nothing;
 * `applying` is decided and is brought to its end by whoever finds it.
 */
interface LockDoc {
  _id: string;
  revision?: number;
  import?: { id: string; stage: 'drafting' | 'applying'; at: Date };
}

const metaOf = (db: Connection) => db.collection<LockDoc>('meta');
const ID = 'areas';
/** Nobody works on an import that has not been heard of for so long. */
const SILENT_MS = 120_000;

/**
 * @param revision as it was when the areas were read
 * @throws AppError WRONG_STATE when another import is under way or the areas have changed meanwhile
 */
export async function claimImport(
  db: Connection,
  id: string,
  revision: number,
  nowMs: number,
): Promise<void> {
  await metaOf(db).updateOne({ _id: ID }, { $setOnInsert: { revision: 0 } }, { upsert: true });
  const free = [
    { import: { $exists: false } },
    { 'import.stage': 'drafting', 'import.at': { $lt: new Date(nowMs - SILENT_MS) } },
  ];
  const { matchedCount } = await metaOf(db).updateOne(
    { _id: ID, revision, $or: free },
    {
      $set: { import: { id, stage: 'drafting', at: new Date(nowMs) } },
    },
  );
  if (matchedCount === 0)
    throw new AppError('WRONG_STATE', '另一份边界正在导入，或者区域刚刚有了变化，请稍后再试');
}

/** From here on the import comes into force, whatever happens. @throws AppError WRONG_STATE when it was given up */
export async function decideImport(db: Connection, id: string, nowMs: number): Promise<void> {
  const { matchedCount } = await metaOf(db).updateOne(
    { _id: ID, 'import.id': id },
    {
      $set: { 'import.stage': 'applying', 'import.at': new Date(nowMs) } as object,
    },
  );
  if (matchedCount === 0) throw new AppError('WRONG_STATE', '导入中断了太久，没有做任何改动，请重试');
}

/** Says that the import is being worked on. */
export async function touchImport(db: Connection, id: string, nowMs: number): Promise<void> {
  await metaOf(db).updateOne(
    { _id: ID, 'import.id': id },
    {
      $set: { 'import.at': new Date(nowMs) } as object,
    },
  );
}

/** Frees the lock; a finished import grows the revision in the same write, which is what every process waits for. */
export async function releaseImport(db: Connection, id: string, finished: boolean): Promise<number> {
  const meta = await metaOf(db).findOneAndUpdate(
    { _id: ID, 'import.id': id },
    { $unset: { import: 1 }, ...(finished && { $inc: { revision: 1 } }) } as object,
    { returnDocument: 'after' },
  );
  return (meta ?? (await metaOf(db).findOne({ _id: ID })))?.revision ?? 0;
}

/** The import that is under way, if there is one. */
export const findImport = async (db: Connection) => (await metaOf(db).findOne({ _id: ID }))?.import ?? null;

/** An import nobody works on any more, if there is one. */
export async function findAbandonedImport(db: Connection, nowMs: number) {
  const found = await findImport(db);
  return found && found.at.getTime() < nowMs - SILENT_MS ? found : null;
}
