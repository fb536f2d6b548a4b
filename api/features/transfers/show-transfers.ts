import { AppError } from '@shared/core/errors';
import type { TransferView } from '@shared/leave/schemas';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { managesStaff } from '../areas';
import { decodeCursor, encodeCursor } from '../cases';
import { type TransferDoc, transferItemsOf, transfersOf } from './transfer.model';

const toWords = ({ to }: TransferDoc): string => {
  if (to.kind === 'person') return to.assignee.name;
  return to.kind === 'auto' ? '按各网格在岗情况分派' : '退回调度中心';
};

/** With how far it has come, counted from its items. */
export async function presentTransfer(deps: Deps, order: TransferDoc): Promise<TransferView> {
  const count = (filter: object) =>
    transferItemsOf(deps.db).countDocuments({ transferId: order._id, ...filter });
  const [total, moved, skipped] = await Promise.all([
    count({}),
    count({ state: 'moved' }),
    count({ state: 'skipped' }),
  ]);
  return {
    id: order._id,
    fromName: order.fromName,
    to: toWords(order),
    text: order.text,
    until: order.until?.toISOString() ?? null,
    state: order.pending ? 'running' : 'done',
    total,
    moved,
    skipped,
    createdAt: order.createdAt.toISOString(),
    doneAt: order.doneAt?.toISOString() ?? null,
  };
}

/** @throws AppError NOT_FOUND also for whom it is no business of */
export async function findTransfer(deps: Deps, actor: Actor, id: string): Promise<TransferDoc> {
  const order = await transfersOf(deps.db).findById(id).lean<TransferDoc>();
  const mayKnow =
    order?.people.includes(actor.userId) || order?.areas.some((area) => managesStaff(deps, actor, area));
  if (!order || !mayKnow) throw new AppError('NOT_FOUND', '没有这次交接');
  return order;
}

interface Paging {
  limit: number;
  cursor?: string | undefined;
}

export async function listTransfers(deps: Deps, actor: Actor, { limit, cursor }: Paging) {
  const after = cursor === undefined ? undefined : decodeCursor(cursor, 'id')[0];
  const orders = await transfersOf(deps.db)
    .find({ people: actor.userId, ...(after && { _id: { $lt: after } }) })
    .sort({ _id: -1 })
    .limit(limit + 1)
    .lean<TransferDoc[]>();
  const last = orders.length > limit ? orders[limit - 1] : undefined;
  return {
    items: await Promise.all(orders.slice(0, limit).map((order) => presentTransfer(deps, order))),
    nextCursor: last ? encodeCursor([last._id]) : null,
  };
}

/** What became of each case, in the order of their filing. */
export async function listTransferItems(deps: Deps, order: TransferDoc, { limit, cursor }: Paging) {
  const after = cursor === undefined ? undefined : `${order._id}:${decodeCursor(cursor, 'id')[0] ?? ''}`;
  const items = await transferItemsOf(deps.db)
    .find(
      { transferId: order._id, ...(after && { _id: { $gt: after } }) },
      { sort: { _id: 1 }, limit: limit + 1 },
    )
    .toArray();
  const last = items.length > limit ? items[limit - 1] : undefined;
  return {
    items: items
      .slice(0, limit)
      .map(({ caseId, number, state, to, detail }) => ({ caseId, number, state, to, detail })),
    nextCursor: last ? encodeCursor([last.caseId]) : null,
  };
}
