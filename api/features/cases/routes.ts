import * as contracts from '@shared/cases/contract';
import { caseFeed } from '@shared/cases/feed-contract';
import { previewRouting as previewContract } from '@shared/cases/preview-contract';
import type { CoordType } from '@shared/geo';
import { AppError } from '@shared/core/errors';
import type { CaseView } from '@shared/cases/schemas';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { route } from '@api/http/route';
import { actOnCase } from './act-on-case';
import type { CaseDoc } from './case.model';
import { findCase } from './find-case';
import { lookBeside } from './beside';
import { listCases, listMyCases } from './list-cases';
import { listDispatchTargets } from './list-dispatch-targets';
import { listCaseEvents } from './list-events';
import { mapCases } from './map-cases';
import { viewerOf } from './policy';
import { presentCase, presentFor } from './present-case';
import { previewRouting } from './preview-routing';
import { submitCase } from './submit-case';

/**
 * @param submit files a case; the features that ask more of some kinds come before `submitCase`
 * @param act acts on one; the features that follow from some kinds come after `actOnCase`
 */
export function caseRoutes(
  deps: Deps,
  submit: typeof submitCase = submitCase,
  act: typeof actOnCase = actOnCase,
) {
  const view = async (actor: Actor | null, doc: CaseDoc, coordType: CoordType): Promise<CaseView | null> =>
    presentFor(deps, actor, doc, coordType, await lookBeside(deps.db, doc, actor?.userId ?? null));
  const present = async (actor: Actor | null, doc: CaseDoc | null, coordType: CoordType) => {
    const presented = doc && (await view(actor, doc, coordType));
    if (!presented) throw new AppError('NOT_FOUND', '没有找到这件事');
    return presented;
  };
  return [
    route(contracts.submitCase, async ({ query, body }, { actor, idempotency }) => {
      if (!idempotency) throw new AppError('IDEMPOTENCY_KEY_REQUIRED');
      const doc = await submit(deps, {
        actor,
        input: body,
        caseId: idempotency.resourceId,
        requestKey: idempotency.key,
      });
      return present(actor, doc, query.coordType);
    }),
    route(previewContract, ({ body }, { actor }) => previewRouting(deps, actor, body)),
    route(caseFeed, ({ query }, { actor }) =>
      query.format === 'geojson' ? mapCases(deps, query) : listCases(deps, actor, query),
    ),
    route(contracts.listMyCases, ({ query }, { actor }) => listMyCases(deps, actor, query)),
    route(contracts.getCase, async ({ params, query }, { actor }) => {
      const doc = await findCase(deps.db, params.id);
      if (!query.as || !doc || viewerOf(actor, doc) === null) return present(actor, doc, query.coordType);
      if (doc.visibility !== 'public') throw new AppError('NOT_FOUND', '这件事不公开，别人看不到');
      return presentCase(doc, {
        deps,
        actor: null,
        viewer: 'public',
        coordType: query.coordType,
        beside: await lookBeside(deps.db, doc, null),
      });
    }),
    route(contracts.actOnCase, async ({ params, query, body }, { actor, ifMatch, idempotency }) => {
      const doc = await act(
        deps,
        { actor, ref: params.id, action: params.action, body, ifMatch, requestKey: idempotency?.key ?? null },
        (current) => present(actor, current, query.coordType),
      );
      // Who sends a case back may lose sight of it by that; the answer to his act is still his.
      return (
        (await view(actor, doc, query.coordType)) ??
        presentCase(doc, { deps, actor, viewer: 'staff', coordType: query.coordType })
      );
    }),
    route(contracts.listDispatchTargets, ({ params }, { actor }) =>
      listDispatchTargets(deps, actor, params.id),
    ),
    route(contracts.listCaseEvents, ({ params, query }, { actor }) =>
      listCaseEvents(deps, actor, params.id, query),
    ),
  ];
}
