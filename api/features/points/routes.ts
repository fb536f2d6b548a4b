import * as contracts from '@shared/points/contract';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import { checkCertificate, type Holder, printCertificate } from './certificate';
import { readHours, readYear } from './read-hours';

export const pointRoutes = (deps: Deps, holderOf: Holder) => [
  route(contracts.getHours, ({ query }, { actor }) => readHours(deps, actor, query)),
  route(contracts.getYear, ({ params }, { actor }) => readYear(deps, actor, params.year)),
  route(contracts.getCertificate, async ({ query }, { actor, koa }) => {
    const origin = deps.config.publicOrigins[0] ?? koa.origin;
    const { code, pdf } = await printCertificate(deps, actor, { year: query.year ?? 0, origin, holderOf });
    koa.set('Cache-Control', 'private, no-store');
    koa.set('Content-Disposition', `inline; filename="${code}.pdf"`);
    koa.set('X-Certificate-Code', code);
    koa.type = 'application/pdf';
    koa.body = pdf;
  }),
  route(contracts.checkCertificate, ({ params }, { ip }) => checkCertificate(deps, params.code, ip)),
];
