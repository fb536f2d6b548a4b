import type { Deps } from '@api/deps';
import { workOnOrder, workOnOrders } from '@api/store/orders';
import { bumpAreasRevision, type PostDoc, postsOf } from '../areas';
import { residentByPhone } from '../auth';
import { type AcceptedRow, type PostImportDoc, postImportsOf } from './post-import.model';
import { syncGrant } from './sync-grant';

const COLLECTION = 'postImports';
const BATCH = 25;
const AT_ONCE = 5;

/** One line: the person, his post, what he may do there. Doing it again changes nothing. */
async function applyRow(deps: Deps, row: AcceptedRow): Promise<void> {
  const { postId, areaCode, function: fn, name, phoneSealed, phoneMasked, from, until } = row;
  const person =
    phoneSealed === null ? null : await residentByPhone(deps, deps.fieldCrypto.decrypt(phoneSealed), name);
  const before = await postsOf(deps.db).findById(postId).lean<PostDoc>();
  const userId = person?.id ?? before?.userId ?? null;
  const set: Partial<PostDoc> = {
    name,
    from,
    until,
    userId,
    active: true,
    ...(phoneSealed !== null && { phoneSealed, phoneMasked }),
    ...(row.duties !== undefined && { duties: row.duties }),
    ...(row.officeHours !== undefined && { officeHours: row.officeHours }),
    ...(row.languages !== undefined && { languages: row.languages }),
  };
  const fresh: Omit<PostDoc, '_id'> = {
    areaCode,
    function: fn,
    name,
    userId,
    avatarUrl: null,
    duties: '',
    officeHours: '',
    languages: [],
    phoneMasked: null,
    phoneSealed: null,
    active: true,
  };
  const insert = Object.fromEntries(Object.entries(fresh).filter(([field]) => !(field in set)));
  await postsOf(deps.db).collection.updateOne(
    { _id: postId } as object,
    { $set: set, $setOnInsert: insert },
    { upsert: true },
  );
  if (before?.userId && before.userId !== userId) await syncGrant(deps, before.userId, areaCode);
  if (userId) await syncGrant(deps, userId, areaCode);
}

/** Carries an import out, or goes on with it. @param stopped asked between batches */
export async function runPostImport(deps: Deps, id: string, stopped = () => false): Promise<void> {
  await workOnOrder<PostImportDoc>(deps, COLLECTION, id, async ({ done, rows = [] }, goOn) => {
    for (let at = done; at < rows.length; at += BATCH) {
      if (stopped() || !(await goOn())) return;
      const batch = rows.slice(at, at + BATCH);
      for (let i = 0; i < batch.length; i += AT_ONCE)
        await Promise.all(batch.slice(i, i + AT_ONCE).map((row) => applyRow(deps, row)));
      await postImportsOf(deps.db).updateOne(
        { _id: id, pending: true },
        { $set: { done: at + batch.length } },
      );
    }
    await bumpAreasRevision(deps.db);
    await postImportsOf(deps.db).updateOne({ _id: id }, { $unset: { pending: '', rows: '' } });
  });
}

/** Goes on with what a crash interrupted. @returns how many imports were looked at */
export const runPostImports = (deps: Deps, stopped = () => false): Promise<number> =>
  workOnOrders(deps, COLLECTION, (id) => runPostImport(deps, id, stopped), stopped);
