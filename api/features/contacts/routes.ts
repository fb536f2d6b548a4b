import * as contracts from '@shared/contacts/contract';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import { discloseOnCase } from './disclose-on-case';
import { disclosePost } from './disclose-post';
import { listMine, listOfArea } from './list-records';
import { sendMessage } from './send-message';

export const contactRoutes = (deps: Deps) => [
  route(contracts.disclosePost, ({ params, body }, { actor }) =>
    disclosePost(deps, actor, params, body.purpose),
  ),
  route(contracts.discloseOnCase, ({ params, body }, { actor }) =>
    discloseOnCase(deps, actor, params.id, body.purpose),
  ),
  route(contracts.listMyContactRecords, ({ query }, { actor }) => listMine(deps, actor, query)),
  route(contracts.listAreaContactRecords, ({ query }, { actor }) => listOfArea(deps, actor, query)),
  route(contracts.sendMessage, ({ params, body }, { actor, idempotency }) => {
    if (!idempotency) throw new AppError('IDEMPOTENCY_KEY_REQUIRED');
    const { key, resourceId } = idempotency;
    return sendMessage(deps, actor, params.code, body, { key, resourceId });
  }),
];
