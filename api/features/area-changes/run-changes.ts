import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import { workOnOrder, workOnOrders } from '@api/store/orders';
import { commitImport, finishImport, loadStoredAreas } from '../area-import';
import { areasOf, readAreasRevision } from '../areas';
import { type AreaChangeDoc, areaChangeItemsOf, areaChangesOf } from './change.model';
import { caseMover, listCases } from './move-cases';
import { movePeople } from './move-people';

const COLLECTION = 'areaChanges';
const BATCH = 20;
/** Other processes route by the old boundaries for some seconds yet; what they file is looked for once more after this. */
const SETTLED_MS = 10_000;
/** So long it is tried to get a word in between other imports. */
const GIVE_UP_MS = 600_000;

const note = (deps: Deps, id: string, change: Partial<AreaChangeDoc>) =>
  areaChangesOf(deps.db).updateOne({ _id: id, pending: true }, { $set: change });

const fail = (deps: Deps, id: string, failure: string) =>
  areaChangesOf(deps.db).updateOne(
    { _id: id, pending: true },
    { $unset: { pending: '' }, $set: { failure, doneAt: new Date(deps.clock()) } },
  );

/** Whether the areas are as before the change, as after it, or neither. */
async function standOf(deps: Deps, { versions, gone }: AreaChangeDoc): Promise<'before' | 'after' | 'other'> {
  const codes = versions.map(({ code }) => code);
  const found = await areasOf(deps.db)
    .collection.find<{ _id: string; version: number }>({ _id: { $in: codes } } as object, {
      projection: { version: 1 },
    })
    .toArray();
  const now = new Map(found.map(({ _id, version }) => [_id, version]));
  const is = (expected: (code: string, version: number) => number) =>
    versions.every(({ code, version }) => (now.get(code) ?? 0) === expected(code, version));
  if (is((_code, version) => version)) return 'before';
  return is((code, version) => (gone.includes(code) ? 0 : version + 1)) ? 'after' : 'other';
}

/** Brings the boundaries into force, once. @returns false when that is over or has to wait */
async function applyBoundaries(deps: Deps, order: AreaChangeDoc): Promise<boolean> {
  await finishImport(deps.db, order._id, deps.clock);
  const revision = await readAreasRevision(deps.db);
  const stand = await standOf(deps, order);
  if (stand === 'after') return true;
  const late = deps.clock() - order.createdAt.getTime() > GIVE_UP_MS;
  if (stand === 'other' || late) {
    await fail(
      deps,
      order._id,
      late ? '一直有别的边界在导入，没有调整，请再试' : '这些网格在此期间有了变化，没有调整',
    );
    return false;
  }
  const stored = await loadStoredAreas(deps.db, [
    ...order.rows.map(({ properties }) => properties),
    ...order.gone.map((code) => ({ code })),
  ]);
  try {
    const { _id: id, rows, gone } = order;
    await commitImport(deps.db, { id, rows, gone, stored, revision, nowMs: deps.clock() });
    return true;
  } catch (error) {
    // Another import is under way, or the areas have just changed: the job looks again.
    if (error instanceof AppError && error.code === 'WRONG_STATE') return false;
    throw error;
  }
}

/** Cases one after the other. @returns whether all of them are done */
async function moveCases(
  deps: Deps,
  order: AreaChangeDoc,
  stopped: () => boolean,
  goOn: () => Promise<boolean>,
): Promise<boolean> {
  const items = areaChangeItemsOf(deps.db);
  const move = caseMover(deps, order);
  let after = '';
  for (;;) {
    const waiting = await items
      .find(
        { changeId: order._id, state: 'waiting', _id: { $gt: after } },
        { sort: { _id: 1 }, limit: BATCH },
      )
      .toArray();
    const last = waiting[waiting.length - 1];
    if (!last) break;
    after = last._id;
    for (const { _id, caseId } of waiting) {
      if (stopped()) return false;
      await items.updateOne({ _id, state: 'waiting' }, { $set: await move(caseId) });
    }
    if (!(await goOn())) return false;
  }
  return (await items.countDocuments({ changeId: order._id, state: 'waiting' }, { limit: 1 })) === 0;
}

/**
 * Carries an order out, or goes on with it: boundaries, then people and what stands on the grids, then open cases. Each
 * step may be begun again after a crash; none is taken twice.
 * @param stopped asked between cases
 */
export async function runChange(deps: Deps, id: string, stopped = () => false): Promise<void> {
  await workOnOrder<AreaChangeDoc>(deps, COLLECTION, id, async (order, goOn) => {
    if (order.stage === 'boundaries') {
      if (!(await applyBoundaries(deps, order))) return;
      Object.assign(order, { stage: 'people', appliedAt: new Date(deps.clock()) });
      await note(deps, id, { stage: 'people', appliedAt: order.appliedAt });
    }
    await deps.routing.refresh();
    if (order.stage === 'people') {
      await movePeople(deps, order);
      await note(deps, id, { stage: 'cases' });
    }
    const settled = deps.clock() >= (order.appliedAt?.getTime() ?? 0) + SETTLED_MS;
    await listCases(deps, order);
    const done = await moveCases(deps, order, stopped, goOn);
    if (!done || !settled) return;
    await areaChangesOf(deps.db).updateOne(
      { _id: id, pending: true },
      { $unset: { pending: '' }, $set: { doneAt: new Date(deps.clock()) } },
    );
  });
}

/** Goes on with what a crash interrupted, or what has to be looked at once more. @returns how many orders there were */
export const runChanges = (deps: Deps, stopped = () => false): Promise<number> =>
  workOnOrders(deps, COLLECTION, (id) => runChange(deps, id, stopped), stopped);
