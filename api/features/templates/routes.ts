import * as contracts from '@shared/templates/contract';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import { changeTemplate, createTemplate, deleteTemplate, setFavourite } from './keep-template';
import { listTemplates } from './list-templates';

export const templateRoutes = (deps: Deps) => [
  route(contracts.listTemplates, ({ query }, { actor }) => listTemplates(deps, actor, query)),
  route(contracts.createTemplate, ({ body }, { actor, idempotency }) => {
    if (!idempotency) throw new AppError('IDEMPOTENCY_KEY_REQUIRED');
    return createTemplate(deps, actor, String(idempotency.resourceId), body);
  }),
  route(contracts.changeTemplate, ({ params, body }, { actor }) =>
    changeTemplate(deps, actor, params.id, body.text),
  ),
  route(contracts.deleteTemplate, async ({ params }, { actor }) => {
    await deleteTemplate(deps, actor, params.id);
    return undefined;
  }),
  route(contracts.setTemplateFavourite, ({ params, body }, { actor }) =>
    setFavourite(deps, actor, params.id, body.on),
  ),
];
