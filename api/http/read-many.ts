import { IncomingMessage, ServerResponse } from 'node:http';
import type Koa from 'koa';
import compose from 'koa-compose';
import { readMany } from '@shared/core/read-many';
import { route, type RouteDefinition } from './route';

interface Answered {
  status: number;
  body: unknown;
}

export interface ReadMany {
  definition: RouteDefinition;
  /** Tells where reads go; called once the routes stand, of which this is one. */
  through(app: Koa, middleware: Koa.Middleware[]): void;
}

/**
 * Several reads in one request. Each goes through the whole chain of its own route (rate limit, authentication,
 * validation, policy) as if it had come alone, so that nothing can be read here that could not be read there.
 */
export function createReadMany(): ReadMany {
  let read: ((outer: Koa.Context, path: string) => Promise<Answered>) | null = null;
  return {
    definition: route(readMany, async ({ query }, { koa }) => {
      const each = read;
      if (!each) throw new Error('routes are not mounted yet');
      return { answers: await Promise.all(query.path.map((path) => each(koa, path))) };
    }),
    through(app, middleware) {
      const run = compose(middleware);
      read = async (outer, path) => {
        const request = new IncomingMessage(outer.req.socket);
        request.method = 'GET';
        request.url = `/api/v1${path}`;
        // Whoever asks, from wherever he asks; conditions and ranges are about another answer.
        const { authorization, 'x-forwarded-for': forwarded } = outer.headers;
        request.headers = {
          ...(authorization && { authorization }),
          ...(forwarded && { 'x-forwarded-for': forwarded }),
        };
        const context = app.createContext(request, new ServerResponse(request));
        // As Koa begins: found by nobody yet.
        context.res.statusCode = 404;
        Object.assign(context.state, { requestId: String(outer.state.requestId) });
        await run(context);
        const { status, body } = context;
        if (typeof body === 'string')
          return { status, body: body === '' ? null : (JSON.parse(body) as unknown) };
        // Files have addresses of their own.
        if (typeof body === 'object' && body !== null && 'destroy' in body)
          (body as { destroy(): void }).destroy();
        return { status: 415, body: null };
      };
    },
  };
}
