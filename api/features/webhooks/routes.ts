import * as contracts from '@shared/webhooks/contract';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import {
  createWebhook,
  deleteWebhook,
  listWebhooks,
  renewSecret,
  testWebhook,
  updateWebhook,
} from './manage-webhooks';

export const webhookRoutes = (deps: Deps) => [
  route(contracts.listWebhooks, ({ query }, { actor }) => listWebhooks(deps, actor, query)),
  route(contracts.createWebhook, ({ body }, { actor, idempotency }) => {
    if (!idempotency) throw new AppError('IDEMPOTENCY_KEY_REQUIRED');
    return createWebhook(deps, actor, body, idempotency.resourceId);
  }),
  route(contracts.updateWebhook, ({ params, body }, { actor }) =>
    updateWebhook(deps, actor, params.id, body),
  ),
  route(contracts.deleteWebhook, ({ params }, { actor }) => deleteWebhook(deps, actor, params.id)),
  route(contracts.testWebhook, ({ params }, { actor }) => testWebhook(deps, actor, params.id)),
  route(contracts.renewWebhookSecret, ({ params }, { actor }) => renewSecret(deps, actor, params.id)),
];
