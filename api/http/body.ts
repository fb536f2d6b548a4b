import type Koa from 'koa';
import { bodyParser } from '@koa/bodyparser';
import { AppError } from '@shared/core/errors';

const DEFAULT_LIMIT = 256 * 1024;
/** Nothing the contracts describe is nested deeper; what is would exhaust the stack of whoever walks it. */
const DEEPEST = 24;

function isTooDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((item): unknown[] =>
      typeof item === 'object' && item !== null ? Object.values(item) : [],
    );
  }
  return false;
}

/** Reads a JSON body of at most `limit` bytes into `ctx.request.body`; other types and broken JSON are refused. */
export function jsonBody(limit = DEFAULT_LIMIT): Koa.Middleware {
  const parse = bodyParser({
    enableTypes: ['json'],
    jsonLimit: limit,
    onError(error) {
      const { type, status } = error as { type?: string; status?: number };
      if (type === 'entity.too.large' || status === 413) throw new AppError('PAYLOAD_TOO_LARGE');
      if (status === 415) throw new AppError('UNSUPPORTED_TYPE', '请求内容的编码不支持');
      throw new AppError('MALFORMED_JSON', '请求内容不是正确的 JSON');
    },
  });
  return async (ctx, next) => {
    const length = Number(ctx.get('Content-Length') || 0);
    if (length > limit) throw new AppError('PAYLOAD_TOO_LARGE');
    const hasBody = length > 0 || ctx.get('Transfer-Encoding') !== '';
    // JSON is UTF-8 (RFC 8259); what says otherwise would be read wrongly.
    const charset = /charset\s*=\s*"?([^\s;"]+)/i.exec(ctx.get('Content-Type'))?.[1] ?? 'utf-8';
    if (hasBody && !/^(utf-8|utf8|us-ascii)$/i.test(charset))
      throw new AppError('UNSUPPORTED_TYPE', '请求内容应为 UTF-8 编码');
    if (hasBody && !ctx.is('json', '+json')) throw new AppError('UNSUPPORTED_TYPE', '请求内容应为 JSON');
    await parse(ctx, async () => {});
    if (!hasBody) ctx.request.body = undefined;
    if (isTooDeep(ctx.request.body)) throw new AppError('MALFORMED_JSON', '请求内容的层次太多');
    await next();
  };
}
