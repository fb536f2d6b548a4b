import { AppError } from '@shared/core/errors';
import type Koa from 'koa';
import type { Metrics } from './observe';

/** `/healthz`: the process lives. `/readyz`: it can serve. `/metrics`: Prometheus. */
export function healthRoutes(isReady: () => boolean, { registry }: Metrics): Koa.Middleware {
  return async (ctx, next) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') {
      await next();
      return;
    }
    switch (ctx.path) {
      case '/healthz':
        ctx.body = { ok: true };
        return;
      case '/readyz':
        ctx.status = isReady() ? 200 : 503;
        ctx.body = { ready: isReady() };
        return;
      case '/metrics':
        ctx.type = registry.contentType;
        ctx.body = await registry.metrics();
        return;
      default:
        await next();
    }
  };
}

/** Refuses the API's calls, politely and for a moment, until the process can answer them rightly. */
export function onceStarted(isStarted: () => boolean): Koa.Middleware {
  return (ctx, next) => {
    if (!isStarted() && ctx.path.startsWith('/api/v1/'))
      throw new AppError('UNAVAILABLE', '系统正在启动，请稍后再试', { retryAfterS: 3 });
    return next();
  };
}
