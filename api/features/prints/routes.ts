import * as contracts from '@shared/prints/contract';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import { printCase } from './print-case';

export const printRoutes = (deps: Deps) => [
  route(contracts.printCase, async ({ params }, { actor, koa }) => {
    const origin = deps.config.publicOrigins[0] ?? koa.origin;
    const { number, pdf } = await printCase(deps, actor, params.id, origin);
    koa.set('Cache-Control', 'private, no-store');
    koa.set('Content-Disposition', `inline; filename="${number}.pdf"`);
    koa.type = 'application/pdf';
    koa.body = pdf;
  }),
];
