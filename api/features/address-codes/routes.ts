import type Koa from 'koa';
import * as contracts from '@shared/address-codes/contract';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import { printCodes, printPoster } from './print-codes';
import { listDoors } from './list-doors';
import { registerDoors } from './register-doors';
import { resolveCode } from './resolve-code';
import { searchAreas } from './search-areas';

function sendPdf(koa: Koa.Context, name: string, pdf: Buffer): void {
  koa.set('Cache-Control', 'private, no-store');
  koa.set('Content-Disposition', `inline; filename="${name}.pdf"`);
  koa.type = 'application/pdf';
  koa.body = pdf;
}

export const addressCodeRoutes = (deps: Deps) => {
  const originOf = (koa: Koa.Context) => deps.config.publicOrigins[0] ?? koa.origin;
  return [
    route(contracts.searchAreas, ({ query }) => searchAreas(deps, query.q)),
    route(contracts.getAddressCode, ({ params, query }) => resolveCode(deps, params.code, query.coordType)),
    route(contracts.registerDoors, ({ body }, { actor, idempotency }) => {
      if (!idempotency) throw new AppError('IDEMPOTENCY_KEY_REQUIRED');
      return registerDoors(deps, actor, String(idempotency.resourceId), body.doors);
    }),
    route(contracts.listDoors, ({ query }, { actor }) => listDoors(deps, actor, query)),
    route(contracts.printAddressCodes, async ({ params }, { actor, koa }) =>
      sendPdf(koa, `codes-${params.code}`, await printCodes(deps, actor, params.code, originOf(koa))),
    ),
    route(contracts.printGridPoster, async ({ params }, { actor, koa }) =>
      sendPdf(koa, `poster-${params.code}`, await printPoster(deps, actor, params.code, originOf(koa))),
    ),
  ];
};
