import * as contracts from '@shared/moderation/contract';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { route } from '@api/http/route';
import { type CaseDoc, lookBeside, presentCase, viewerOf } from '../cases';
import { askReview } from './ask-review';
import { judgeContent } from './judge-content';
import { listQueue } from './list-queue';
import { reportContent } from './report-content';

export function moderationRoutes(deps: Deps) {
  const view = async (actor: Actor, doc: CaseDoc) =>
    presentCase(doc, {
      deps,
      actor,
      viewer: viewerOf(actor, doc) ?? 'public',
      coordType: 'gcj02',
      beside: await lookBeside(deps.db, doc, actor.userId),
    });
  return [
    route(contracts.listModeration, ({ query }, { actor }) => listQueue(deps, actor, query)),
    route(contracts.judgeContent, async ({ params, body }, { actor, idempotency }) =>
      view(
        actor,
        await judgeContent(deps, actor, params.id, body, (doc) => view(actor, doc), idempotency?.key ?? null),
      ),
    ),
    route(contracts.askReview, async ({ params, body }, { actor }) =>
      view(actor, await askReview(deps, actor, params.id, body)),
    ),
    route(contracts.reportContent, ({ params, body }, { actor }) =>
      reportContent(deps, actor, params.id, body),
    ),
  ];
}
