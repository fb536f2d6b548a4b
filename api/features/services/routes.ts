import * as admin from '@shared/services/admin-contract';
import * as contracts from '@shared/services/contract';
import { AppError } from '@shared/core/errors';
import { hasRole } from '@api/http/actor';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import { cancelAppointment, listMyAppointments, rebookAppointment } from './appointments';
import { giveMaterials, handOverResult, markChecklist } from './check-application';
import { holdSlot, joinWait, leaveWait, releaseSlot } from './hold-slot';
import { importServices } from './import-services';
import { getService, listServices } from './list-services';
import { listSlots } from './list-slots';
import { listMyWaits } from './my-waits';
import { getServiceCatalogue, restoreService, saveService, withdrawService } from './manage-services';
import { findApplication, presentApplication } from './present-application';

export const serviceRoutes = (deps: Deps) => [
  route(contracts.listServices, ({ query }) => listServices(deps, query)),
  route(contracts.getService, ({ params, query }, { actor }) => getService(deps, actor, params.id, query)),
  route(contracts.listSlots, ({ params, query }, { actor }) => listSlots(deps, actor, params.id, query)),
  route(contracts.holdSlot, ({ params }, { actor }) => holdSlot(deps, actor, params)),
  route(contracts.releaseSlot, async ({ params }, { actor }) => {
    await releaseSlot(deps, actor, params);
    return undefined;
  }),
  route(contracts.joinWait, ({ params }, { actor }) => joinWait(deps, actor, params)),
  route(contracts.leaveWait, async ({ params }, { actor }) => {
    await leaveWait(deps, actor, params);
    return undefined;
  }),
  route(contracts.listMyWaits, (_input, { actor }) => listMyWaits(deps, actor)),
  route(contracts.listMyAppointments, ({ query }, { actor }) => listMyAppointments(deps, actor, query)),
  route(contracts.cancelAppointment, ({ params }, { actor }) => cancelAppointment(deps, actor, params.id)),
  route(contracts.rebookAppointment, ({ params, body }, { actor }) =>
    rebookAppointment(deps, actor, params.id, body.slotId),
  ),
  route(contracts.getApplication, async ({ params }, { actor }) =>
    presentApplication(deps, actor, await findApplication(deps, actor, params.id)),
  ),
  route(contracts.giveMaterials, ({ params, body }, { actor, idempotency }) => {
    if (!idempotency) throw new AppError('IDEMPOTENCY_KEY_REQUIRED');
    return giveMaterials(deps, actor, params.id, body, idempotency.key);
  }),
  route(contracts.markChecklist, ({ params, body }, { actor }) =>
    markChecklist(deps, actor, params.id, body),
  ),
  route(contracts.handOverResult, ({ params, body }, { actor, idempotency }) => {
    if (!idempotency) throw new AppError('IDEMPOTENCY_KEY_REQUIRED');
    return handOverResult(deps, actor, params.id, body, idempotency.key);
  }),
  route(contracts.importServices, ({ query, body }, { actor }) => {
    if (!hasRole(actor, 'admin')) throw new AppError('ACTION_NOT_ALLOWED');
    return importServices(deps, body, query.dryRun);
  }),
  route(admin.getServiceCatalogue, () => getServiceCatalogue(deps)),
  route(admin.saveService, ({ params, body }) => saveService(deps, params.id, body)),
  route(admin.withdrawService, ({ params, body }) => withdrawService(deps, params.id, body)),
  route(admin.restoreService, ({ params, body }) => restoreService(deps, params.id, body.base)),
];
