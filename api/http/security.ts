import type Koa from 'koa';
import helmet from 'koa-helmet';
import { AppError } from '@shared/core/errors';

/** Headers of every answer. The portal's scripts are its own files; map tiles may come from a configured host. */
export function securityHeaders(tileUrl: string | null): Koa.Middleware {
  const tiles = tileUrl ? [new URL(tileUrl.replace(/\{\w+\}/g, 'x')).origin] : [];
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:', ...tiles],
        mediaSrc: ["'self'", 'blob:'],
        // blob: a chosen photo is read back from its object URL before it is sent.
        connectSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // The demo is served over plain http on a workstation; a proxy that ends TLS adds this itself.
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
  });
}

/**
 * Browsers name the page a request comes from in `Origin`. Ours and configured ones pass; a foreign page may read
 * nothing (no CORS headers) and its writes are refused outright. Mini-programs and servers send no Origin.
 */
export function sameOriginOnly(allowed: readonly string[]): Koa.Middleware {
  return async (ctx, next) => {
    const origin = ctx.get('Origin');
    if (origin === '') {
      await next();
      return;
    }
    const own = origin === `http://${ctx.host}` || origin === `https://${ctx.host}`;
    const friend = allowed.includes(origin);
    if (friend) {
      ctx.set('Access-Control-Allow-Origin', origin);
      ctx.vary('Origin');
    }
    if (ctx.method === 'OPTIONS' && ctx.get('Access-Control-Request-Method') !== '') {
      if (friend) {
        ctx.set('Access-Control-Allow-Methods', 'GET,POST,PUT,PATCH,DELETE');
        ctx.set(
          'Access-Control-Allow-Headers',
          'Authorization,Content-Type,Idempotency-Key,If-Match,If-None-Match',
        );
        ctx.set('Access-Control-Max-Age', '600');
      }
      ctx.status = 204;
      return;
    }
    if (!own && !friend && !['GET', 'HEAD'].includes(ctx.method)) throw new AppError('CROSS_SITE_REFUSED');
    await next();
  };
}
