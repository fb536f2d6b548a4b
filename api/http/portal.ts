import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type Koa from 'koa';
import compose from 'koa-compose';
import serve from 'koa-static';

const pass: Koa.Middleware = async (_ctx, next) => {
  await next();
};

/**
 * Serves the H5 portal: hashed assets for a year, the page for every path that is not the API's, so that a link to
 * any screen opens it. `/app-config.js` tells the page what is configured here.
 */
export function portal(dir: string | null, tileUrl: string | null): Koa.Middleware {
  const index = dir && join(dir, 'index.html');
  if (!dir || !index || !existsSync(index)) return pass;
  const page = readFileSync(index);
  const files = serve(dir, {
    index: false,
    setHeaders(res, path) {
      const hashed =
        /\.[0-9a-f]{8,}\.(js|css|png|svg|woff2?)$/.test(path) || /[\\/](js|css|chunk|static)[\\/]/.test(path);
      res.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const fallback: Koa.Middleware = async (ctx, next) => {
    const elsewhere =
      !['GET', 'HEAD'].includes(ctx.method) || /^\/(api|open311|open-data|proof)(\/|$)/.test(ctx.path);
    // A missing asset is a 404, not a page that a script tag would choke on.
    const asset = /\.\w{2,5}$/.test(ctx.path) && ctx.path !== '/app-config.js';
    if (elsewhere || asset) {
      await next();
      return;
    }
    if (ctx.path === '/app-config.js') {
      ctx.type = 'text/javascript; charset=utf-8';
      ctx.set('Cache-Control', 'no-cache');
      ctx.body = `window.__LIANXIN__=${JSON.stringify({ tileUrl })};\n`;
      return;
    }
    ctx.type = 'text/html; charset=utf-8';
    ctx.set('Cache-Control', 'no-cache');
    ctx.body = page;
  };
  return compose([files, fallback]);
}
