import { AppError } from '@shared/core/errors';
import * as contracts from '@shared/notices/contract';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import { acknowledgeNotice } from './acknowledge-notice';
import { listManaged, listNotices } from './list-notices';
import { findManaged, findPublished } from './policy';
import { presentManaged, presentNotice } from './present-notice';
import { changeNotice, createNotice, withdrawNotice } from './write-notice';

export const noticeRoutes = (deps: Deps) => [
  route(contracts.listNotices, ({ query }, { actor }) => listNotices(deps, actor, query)),
  route(contracts.getNotice, async ({ params }, { actor }) =>
    presentNotice(deps, actor, await findPublished(deps, params.id)),
  ),
  route(contracts.acknowledgeNotice, ({ params }, { actor }) => acknowledgeNotice(deps, actor, params.id)),
  route(contracts.listManagedNotices, ({ query }, { actor }) => listManaged(deps, actor, query)),
  route(contracts.getManagedNotice, async ({ params }, { actor }) =>
    presentManaged(deps, await findManaged(deps, actor, params.id)),
  ),
  route(contracts.createNotice, ({ body }, { actor, idempotency }) => {
    if (!idempotency) throw new AppError('IDEMPOTENCY_KEY_REQUIRED');
    return createNotice(deps, actor, String(idempotency.resourceId), body);
  }),
  route(contracts.changeNotice, ({ params, body }, { actor }) => changeNotice(deps, actor, params.id, body)),
  route(contracts.withdrawNotice, ({ params, body }, { actor }) =>
    withdrawNotice(deps, actor, params.id, body),
  ),
];
