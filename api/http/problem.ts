import type Koa from 'koa';
import { mongo } from 'mongoose';
import type { Logger } from 'pino';
import { AppError, ERRORS, type Problem } from '@shared/core/errors';

/** The problem+json of an error. Anything that is not an AppError becomes INTERNAL and tells nothing. */
export function problemOf(error: unknown, requestId: string): { problem: Problem; retryAfterS?: number } {
  const known = error instanceof AppError ? error : fromKoa(error);
  const { status, title } = ERRORS[known.code];
  return {
    problem: {
      type: `urn:lianxin:problem:${known.code.toLowerCase().replaceAll('_', '-')}`,
      title,
      status,
      detail: known.detail,
      code: known.code,
      requestId,
      ...(known.issues && { errors: known.issues }),
      ...(known.current !== undefined && { current: known.current }),
      ...(known.next !== undefined && { next: known.next }),
    },
    retryAfterS: known.retryAfterS,
  };
}

const DISK_FULL = 14031;

/** The store cannot be reached, is changing its primary or has no room: a later try may well succeed. */
function isStoreAway(error: unknown): boolean {
  if (error instanceof mongo.MongoNetworkError || error instanceof mongo.MongoServerSelectionError)
    return true;
  // What broke a bulk before the store could judge its parts.
  if (error instanceof mongo.MongoBulkWriteError && [error.writeErrors].flat().length === 0) return true;
  if (!(error instanceof mongo.MongoError)) return false;
  return error.code === DISK_FULL || error.hasErrorLabel(mongo.MongoErrorLabel.RetryableWriteError);
}

// Koa and its middleware throw http-errors; only their status is trusted, never their text.
function fromKoa(error: unknown): AppError {
  if (isStoreAway(error))
    return new AppError('UNAVAILABLE', '系统暂时连不上，请稍后再试', { retryAfterS: 5, cause: error });
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : 500;
  if (status === 413) return new AppError('PAYLOAD_TOO_LARGE');
  if (status === 415) return new AppError('UNSUPPORTED_TYPE');
  if (status === 400) return new AppError('MALFORMED_JSON');
  return new AppError('INTERNAL', '系统出错了，请稍后再试', { cause: error });
}

/** Answers with the problem of an error. @returns that problem */
export function answerProblem(ctx: Koa.Context, error: unknown): Problem {
  const { problem, retryAfterS } = problemOf(error, String(ctx.state.requestId));
  ctx.status = problem.status;
  ctx.set('Content-Type', 'application/problem+json; charset=utf-8');
  ctx.set('Cache-Control', 'no-store');
  ctx.remove('ETag');
  if (problem.status === 401) ctx.set('WWW-Authenticate', 'Bearer');
  if (retryAfterS !== undefined) ctx.set('Retry-After', String(Math.max(1, Math.ceil(retryAfterS))));
  ctx.body = JSON.stringify(problem);
  return problem;
}

/** Turns whatever is thrown below into problem+json, and unanswered paths into 404. */
export function problems(log: Logger): Koa.Middleware {
  return async (ctx, next) => {
    try {
      await next();
      if (ctx.status === 404 && ctx.body === undefined && ctx.method !== 'OPTIONS')
        throw new AppError('NOT_FOUND');
    } catch (error) {
      const { status, requestId } = answerProblem(ctx, error);
      if (status >= 500) log.error({ err: error, requestId, method: ctx.method, path: ctx.path }, 'failed');
    }
  };
}
