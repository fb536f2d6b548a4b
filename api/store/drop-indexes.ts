import type { Collection } from 'mongoose';

/** What an index was made with, as listIndexes answers it. */
export interface FormerIndex {
  name: string;
  key: Record<string, unknown>;
  expireAfterSeconds?: number;
}

/** Drops the indexes an earlier version made and nobody asks any more: every write would still keep them. */
export async function dropIndexes(
  collection: Pick<Collection, 'listIndexes' | 'dropIndex'>,
  isFormer: (index: FormerIndex) => boolean,
): Promise<void> {
  const known = await collection
    .listIndexes()
    .toArray()
    .then(
      (indexes) => indexes as FormerIndex[],
      (error: unknown) => {
        // No collection yet, so no former index either.
        if ((error as { codeName?: string }).codeName === 'NamespaceNotFound') return [];
        throw error;
      },
    );
  for (const { name } of known.filter(isFormer))
    await collection.dropIndex(name).catch((error: unknown) => {
      // Another process was faster.
      if ((error as { codeName?: string }).codeName !== 'IndexNotFound') throw error;
    });
}

/** Indexes by which the server removed documents by its own clock; now jobs do it by ours. */
export const isTtl = ({ expireAfterSeconds }: FormerIndex): boolean => expireAfterSeconds !== undefined;
