import { randomUUID } from 'node:crypto';
import type Koa from 'koa';
import type { Logger } from 'pino';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** Gives every request an id, kept from an upstream proxy when it sends a sane one. */
export function requestId(): Koa.Middleware {
  return async (ctx, next) => {
    const sent = ctx.get('X-Request-Id');
    const id = /^[\w-]{8,64}$/.test(sent) ? sent : randomUUID();
    ctx.state.requestId = id;
    ctx.set('X-Request-Id', id);
    await next();
  };
}

export interface Metrics {
  registry: Registry;
  requests: Histogram<'operation' | 'status'>;
  wechatCalls: Counter<'api' | 'errcode'>;
  storeBytes: Gauge;
  turnedAway: Counter<'kind'>;
}

/** One registry per app, so that tests may make many. */
export function createMetrics(withProcess: boolean): Metrics {
  const registry = new Registry();
  if (withProcess) collectDefaultMetrics({ register: registry });
  return {
    registry,
    requests: new Histogram({
      name: 'lianxin_request_seconds',
      help: 'Time to answer, by operation and status',
      labelNames: ['operation', 'status'],
      buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
      registers: [registry],
    }),
    wechatCalls: new Counter({
      name: 'lianxin_wechat_calls_total',
      help: "Calls of WeChat's server API, by result",
      labelNames: ['api', 'errcode'],
      registers: [registry],
    }),
    turnedAway: new Counter({
      name: 'lianxin_turned_away_total',
      help: 'Requests answered 503 at the door, by reading and writing',
      labelNames: ['kind'],
      registers: [registry],
    }),
    storeBytes: new Gauge({
      name: 'lianxin_store_bytes',
      help: 'Size of the embedded store',
      registers: [registry],
    }),
  };
}

/** One log line and one measurement per request. No query strings: they may hold places and words. */
export function accessLog(log: Logger, metrics: Metrics): Koa.Middleware {
  return async (ctx, next) => {
    const start = process.hrtime.bigint();
    await next();
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    const operation = typeof ctx.state.operation === 'string' ? ctx.state.operation : 'other';
    metrics.requests.observe({ operation, status: String(ctx.status) }, seconds);
    log.debug(
      {
        requestId: String(ctx.state.requestId),
        method: ctx.method,
        operation,
        status: ctx.status,
        ms: seconds * 1000,
      },
      'request',
    );
  };
}
