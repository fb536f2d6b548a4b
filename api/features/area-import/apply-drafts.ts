import type { Connection } from 'mongoose';
import { isDuplicateKey } from '@api/http/idempotency';
import { type AreaDoc, areasOf } from '../areas';
import { type AreaVersionDoc, type DraftDoc, draftsOf, versionsOf } from './import.model';

const BATCH = 500;

type Update = { updateOne: { filter: object; update: object } };
type Remove = { deleteOne: { filter: object } };

function asVersion({ childCount: _c, centre: _p, center: _d, ...kept }: AreaDoc, replacedAt: Date) {
  return { ...kept, _id: `${kept._id}:${kept.version}`, code: kept._id, replacedAt } satisfies AreaVersionDoc;
}

/**
 * Brings the drafts of a decided import into force, batch by batch in their order; what a batch replaces is put aside
 * before. Every write is conditional on the version that was judged or repeats itself harmlessly, so that it may be
 * begun again after a crash, even by two processes at once.
 * @param alive told after each batch
 */
export async function applyDrafts(
  db: Connection,
  importId: string,
  at: Date,
  alive: () => Promise<void>,
): Promise<void> {
  for (let seq = -1; ;) {
    const drafts = await draftsOf(db)
      .find({ importId, seq: { $gt: seq } }, { sort: { seq: 1 }, limit: BATCH })
      .toArray();
    const last = drafts.at(-1);
    if (!last) return;
    await putAside(db, drafts, at);
    await insertNew(db, drafts);
    const operations: (Update | Remove)[] = drafts.flatMap(operationOf);
    if (operations.length > 0) await areasOf(db).collection.bulkWrite(operations, { ordered: false });
    await alive();
    seq = last.seq;
  }
}

async function putAside(db: Connection, drafts: readonly DraftDoc[], at: Date): Promise<void> {
  const versions = new Map(
    drafts.flatMap(({ code, content, gone, version }) =>
      (content || gone) && version > 0 ? [[code, version]] : [],
    ),
  );
  if (versions.size === 0) return;
  const old = await areasOf(db)
    .collection.find<AreaDoc>({ _id: { $in: [...versions.keys()] } } as object)
    .toArray();
  const kept = old.filter(({ _id, version }) => versions.get(_id) === version);
  if (kept.length === 0) return;
  await versionsOf(db).bulkWrite(
    kept.map((area) => {
      const { _id, ...rest } = asVersion(area, at);
      return { updateOne: { filter: { _id }, update: { $setOnInsert: rest }, upsert: true } };
    }),
    { ordered: false },
  );
}

/** Areas there were not. Another try finds some there already: they stay as they are. */
async function insertNew(db: Connection, drafts: readonly DraftDoc[]): Promise<void> {
  const documents = drafts.flatMap(({ code, content, childCount, version }) =>
    content && version === 0 ? [{ _id: code, ...content, childCount, center: null, version: 1 }] : [],
  );
  if (documents.length === 0) return;
  try {
    await areasOf(db).collection.insertMany(documents as never, { ordered: false });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

function operationOf({ code, content, gone, childCount, version }: DraftDoc): (Update | Remove)[] {
  if (gone) return [{ deleteOne: { filter: { _id: code, version } } }];
  if (!content) return [{ updateOne: { filter: { _id: code }, update: { $set: { childCount } } } }];
  if (version === 0) return [];
  const update = { $set: { ...content, childCount }, $inc: { version: 1 } };
  return [{ updateOne: { filter: { _id: code, version }, update } }];
}
