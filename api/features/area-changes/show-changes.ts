import type { AreaChangeView } from '@shared/area-changes/schemas';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import { type Actor, holdsIn } from '@api/http/actor';
import { decodeCursor, encodeCursor, staffAreas } from '../cases';
import { type AreaChangeDoc, areaChangeItemsOf, areaChangesOf } from './change.model';

/** With how far it has come, counted from its items. */
export async function presentChange({ db }: Pick<Deps, 'db'>, order: AreaChangeDoc): Promise<AreaChangeView> {
  const count = (filter: object) => areaChangeItemsOf(db).countDocuments({ changeId: order._id, ...filter });
  const [total, moved, kept] = await Promise.all([
    count({}),
    count({ state: 'moved' }),
    count({ state: { $in: ['kept', 'skipped'] } }),
  ]);
  return {
    id: order._id,
    title: order.title,
    text: order.text,
    by: order.by.name,
    state: order.pending ? 'running' : order.failure ? 'failed' : 'done',
    failure: order.failure,
    total,
    moved,
    kept,
    createdAt: order.createdAt.toISOString(),
    doneAt: order.doneAt?.toISOString() ?? null,
  };
}

/** @throws AppError NOT_FOUND also for whose area it is not */
export async function findChange(deps: Pick<Deps, 'db'>, actor: Actor, id: string): Promise<AreaChangeDoc> {
  const order = await areaChangesOf(deps.db).findById(id).lean<AreaChangeDoc>();
  if (!order || !holdsIn(actor, 'admin', order.areas)) throw new AppError('NOT_FOUND', '没有这次调整');
  return order;
}

interface Paging {
  limit: number;
  cursor?: string | undefined;
}

export async function listChanges(deps: Pick<Deps, 'db'>, actor: Actor, { limit, cursor }: Paging) {
  const after = cursor === undefined ? undefined : decodeCursor(cursor, 'id')[0];
  const orders = await areaChangesOf(deps.db)
    .find({ areas: { $in: staffAreas(actor, ['admin']) }, ...(after && { _id: { $lt: after } }) })
    .sort({ _id: -1 })
    .limit(limit + 1)
    .lean<AreaChangeDoc[]>();
  const last = orders.length > limit ? orders[limit - 1] : undefined;
  return {
    items: await Promise.all(orders.slice(0, limit).map((order) => presentChange(deps, order))),
    nextCursor: last ? encodeCursor([last._id]) : null,
  };
}

/** What became of each case, in the order of their filing. */
export async function listChangeItems(
  { db }: Pick<Deps, 'db'>,
  order: AreaChangeDoc,
  { limit, cursor }: Paging,
) {
  const after = cursor === undefined ? undefined : `${order._id}:${decodeCursor(cursor, 'id')[0] ?? ''}`;
  const items = await areaChangeItemsOf(db)
    .find(
      { changeId: order._id, ...(after && { _id: { $gt: after } }) },
      { sort: { _id: 1 }, limit: limit + 1 },
    )
    .toArray();
  const last = items.length > limit ? items[limit - 1] : undefined;
  return {
    items: items
      .slice(0, limit)
      .map(({ caseId, number, state, grid, to }) => ({ caseId, number, state, grid, to })),
    nextCursor: last ? encodeCursor([last.caseId]) : null,
  };
}
