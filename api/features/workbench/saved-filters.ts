import mongoose, { type Connection } from 'mongoose';
import type { WorkbenchQueue } from '@shared/cases/contract';
import { AppError, invalidField } from '@shared/core/errors';
import type { WorkbenchFilter } from '@shared/workbench/filter';
import { MOST_SAVED_FILTERS, type SavedFilter } from '@shared/workbench/saved-filters';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { countFiltered } from './get-workbench';

interface Saved {
  id: string;
  name: string;
  queue: WorkbenchQueue;
  filter: WorkbenchFilter;
}

/** All of one person's, in his order: few enough for one document. */
interface SavedDoc {
  /** The person's id. */
  _id: string;
  version: number;
  items: Saved[];
}

const filtersOf = (db: Connection) => db.collection<SavedDoc>('workbenchFilters');
const uncounted = (saved: Saved): SavedFilter => ({ ...saved, count: null, capped: false });
const gone = () => new AppError('NOT_FOUND', '没有找到这个筛选');

/** The caller's own; nobody else's can be asked for. */
export async function listSavedFilters(
  deps: Deps,
  actor: Actor,
  counting: boolean,
): Promise<{ items: SavedFilter[] }> {
  const doc = await filtersOf(deps.db).findOne({ _id: actor.userId });
  const items: SavedFilter[] = [];
  // One after the other: twenty walks at once would hold up everybody else.
  for (const saved of doc?.items ?? [])
    items.push({
      ...uncounted(saved),
      ...(counting && (await countFiltered(deps, actor, saved.queue, saved.filter))),
    });
  return { items };
}

/** @throws AppError VALIDATION_FAILED when there are enough already, or one of that name */
export async function saveFilter(
  deps: Deps,
  actor: Actor,
  wanted: Omit<Saved, 'id'>,
  id: string = new mongoose.Types.ObjectId().toHexString(),
): Promise<SavedFilter> {
  const saved = { id, ...wanted };
  await change(deps.db, actor, (items) => {
    // The same request once more, after a crash.
    if (items.some((item) => item.id === id)) return items;
    if (items.length >= MOST_SAVED_FILTERS)
      throw invalidField('name', `最多保存 ${MOST_SAVED_FILTERS} 个筛选，请先删掉不用的`);
    return named([...items, saved], saved);
  });
  return uncounted(saved);
}

/** @throws AppError NOT_FOUND for one that is not his own */
export async function changeSavedFilter(
  deps: Deps,
  actor: Actor,
  id: string,
  { position, ...parts }: Partial<Omit<Saved, 'id'>> & { position?: number },
): Promise<SavedFilter> {
  const items = await change(deps.db, actor, (before) => {
    const at = before.findIndex((item) => item.id === id);
    const old = before[at];
    if (!old) throw gone();
    const next = { ...old, ...parts };
    const others = before.filter((item) => item !== old);
    others.splice(position ?? at, 0, next);
    return named(others, next);
  });
  const now = items.find((item) => item.id === id);
  if (!now) throw gone();
  return uncounted(now);
}

export async function removeSavedFilter(deps: Deps, actor: Actor, id: string): Promise<void> {
  await change(deps.db, actor, (items) => {
    if (!items.some((item) => item.id === id)) throw gone();
    return items.filter((item) => item.id !== id);
  });
}

function named(items: Saved[], one: Saved): Saved[] {
  if (items.some(({ id, name }) => id !== one.id && name === one.name))
    throw invalidField('name', '已经有同名的筛选，换个名称');
  return items;
}

/** Between reading and writing his other device may have been faster: then it is done anew on what that left. */
const TRIES = 5;

async function change(db: Connection, actor: Actor, edit: (items: Saved[]) => Saved[]): Promise<Saved[]> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const doc = await filtersOf(db).findOne({ _id: actor.userId });
    const items = edit(doc?.items ?? []);
    const version = doc?.version ?? 0;
    const done = doc
      ? (
          await filtersOf(db).updateOne(
            { _id: actor.userId, version },
            { $set: { items, version: version + 1 } },
          )
        ).matchedCount === 1
      : await insertFirst(db, { _id: actor.userId, version: 1, items });
    if (done) return items;
  }
  throw new AppError('VERSION_CONFLICT');
}

/** @returns false when another request was first */
async function insertFirst(db: Connection, doc: SavedDoc): Promise<boolean> {
  try {
    await filtersOf(db).insertOne(doc);
    return true;
  } catch (error) {
    if (error instanceof mongoose.mongo.MongoServerError && error.code === 11000) return false;
    throw error;
  }
}
