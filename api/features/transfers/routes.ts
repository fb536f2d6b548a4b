import { AppError } from '@shared/core/errors';
import * as contracts from '@shared/leave/contract';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import { getHandover } from './get-handover';
import { orderTransfer } from './order-transfer';
import { runTransfer } from './run-transfers';
import { findTransfer, listTransferItems, listTransfers, presentTransfer } from './show-transfers';

export const transferRoutes = (deps: Deps) => [
  route(contracts.getHandover, ({ query }, { actor }) => getHandover(deps, actor, query.personId)),
  route(contracts.transferCases, async ({ body }, { actor, idempotency }) => {
    if (!idempotency) throw new AppError('IDEMPOTENCY_KEY_REQUIRED');
    const { preview, order } = await orderTransfer(deps, actor, String(idempotency.resourceId), body);
    if (!order) return { preview, transfer: null };
    // Begun at once; should this process end, the job goes on with it.
    void runTransfer(deps, order._id).catch((error: unknown) =>
      deps.log.error({ err: error, transfer: order._id }, 'a transfer stopped; the job goes on with it'),
    );
    return { preview: null, transfer: await presentTransfer(deps, order) };
  }),
  route(contracts.listTransfers, ({ query }, { actor }) => listTransfers(deps, actor, query)),
  route(contracts.getTransfer, async ({ params }, { actor }) =>
    presentTransfer(deps, await findTransfer(deps, actor, params.id)),
  ),
  route(contracts.listTransferItems, async ({ params, query }, { actor }) =>
    listTransferItems(deps, await findTransfer(deps, actor, params.id), query),
  ),
];
