import * as contracts from '@shared/prints/contract';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import { cardOfCase } from './card-of-case';
import { printCase } from './print-case';
import { printResult } from './print-result';

export const printRoutes = (deps: Deps) => [
  route(contracts.printCase, async ({ params }, { actor, koa }) => {
    const origin = deps.config.publicOrigins[0] ?? koa.origin;
    const { number, pdf } = await printCase(deps, actor, params.id, origin);
    koa.set('Cache-Control', 'private, no-store');
    koa.set('Content-Disposition', `inline; filename="${number}.pdf"`);
    koa.type = 'application/pdf';
    koa.body = pdf;
  }),
  route(contracts.printResult, async ({ params }, { actor, koa, ip }) => {
    const origin = deps.config.publicOrigins[0] ?? koa.origin;
    const pdf = await printResult(deps, actor, { id: params.id, ip, origin });
    koa.set('Cache-Control', 'no-cache');
    koa.set('Content-Disposition', `inline; filename="result-${params.id}.pdf"`);
    koa.type = 'application/pdf';
    koa.body = pdf;
  }),
  route(contracts.cardOfCase, async ({ params }, { koa, ip }) => {
    const { tag, draw } = await cardOfCase(deps, params.id, ip);
    koa.set('Cache-Control', 'public, max-age=300');
    koa.set('ETag', `"${tag}"`);
    // Not koa.fresh: fetch() adds `Cache-Control: no-cache` to a request that carries its own If-None-Match.
    if (koa.get('If-None-Match') === `"${tag}"`) {
      koa.status = 304;
      return;
    }
    koa.type = 'image/jpeg';
    koa.body = await draw();
  }),
];
