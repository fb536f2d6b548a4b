import { createHash } from 'node:crypto';
import type Koa from 'koa';
import Router from '@koa/router';
import type { Logger } from 'pino';
import * as z from 'zod';
import type { Contract } from '@shared/core/contract';
import { AppError, invalidField } from '@shared/core/errors';
import { hasRole, type Actor } from './actor';
import { jsonBody } from './body';
import { IdempotencyKeys } from './idempotency';
import type { RateLimits } from './rate-limit';
import type { RequestContext, RouteDefinition } from './route';
import { parseInput } from './validate';

export interface RegisterOptions {
  log: Logger;
  limits: RateLimits;
  idempotency: IdempotencyKeys;
  checkResponses: 'throw' | 'log' | 'off';
  /** The actor of an Authorization header; null without one. @throws AppError when it is no good. */
  authenticate: (authorization: string) => Promise<Actor | null>;
  /** Takes over a line of the audit log. */
  audit: (entry: AuditedRequest) => void;
}

/** Who asked for what, and how it ended. */
export interface AuditedRequest {
  actorId: string | null;
  operation: string;
  target: string | null;
  status: number;
  code: string | null;
  requestId: string;
}

const idempotencyKeySchema = z
  .string()
  .regex(/^[\x21-\x7e]{8,128}$/, '防重复提交的标识应为 8–128 个可见字符');

/** Mounts every route below /api/v1: rate limit → authenticate → read body → validate → idempotency → handler. */
export function registerRoutes(definitions: readonly RouteDefinition[], options: RegisterOptions): Router {
  const router = new Router({ prefix: '/api/v1' });
  for (const definition of definitions) {
    const { contract } = definition;
    const chain: Koa.Middleware[] = [
      naming(contract),
      audited(contract, options),
      contract.tag === '登录与本人' && contract.access === 'public' ? options.limits.limit('sign-in') : pass,
      // Files stream as long as they need.
      contract.multipart || contract.binary || contract.fileTypes ? pass : inTime,
      authenticated(contract, options),
      options.limits.limit(contract.method === 'GET' ? 'read' : 'write'),
      ...(contract.body && !contract.fileTypes ? [jsonBody(contract.bodyLimit)] : []),
      answering(definition, options),
    ];
    router.register(
      contract.path,
      [contract.method.toLowerCase()],
      chain as Parameters<typeof router.register>[2],
    );
  }
  return router;
}

const pass: Koa.Middleware = (_ctx, next) => next();

/** A person waits no longer than this; what was begun may still come to its end, and the same key finds it. */
const LONGEST_MS = 15_000;

/** @throws AppError UNAVAILABLE when the rest takes longer */
const inTime: Koa.Middleware = async (_ctx, next) => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('UNAVAILABLE', undefined, { retryAfterS: 5 })), LONGEST_MS);
  });
  try {
    await Promise.race([next(), late]);
  } finally {
    clearTimeout(timer);
  }
};

function naming(contract: Contract): Koa.Middleware {
  return (ctx, next) => {
    ctx.state.operation = contract.id;
    return next();
  };
}

const REFUSALS = [401, 403];
/** Refusals a minute that are kept of an address nobody signed in from. */
const STRANGERS_LINES = 60;

/** Every write, every sign-in, every refusal: one line in the audit log. A flood must not fill the disk with lines. */
function audited(contract: Contract, { audit, limits }: RegisterOptions): Koa.Middleware {
  const tell = async (ctx: Koa.Context, status: number, code: string | null) => {
    if (contract.method === 'GET' && !REFUSALS.includes(status)) return;
    if (status === 429) return;
    if (status === 401 && !(await limits.within('refusals', ctx.ip, STRANGERS_LINES, 60))) return;
    const state = ctx.state as { actor?: Actor | null; signedIn?: string; resourceId?: string };
    const params = Object.values((ctx as { params?: Record<string, string> }).params ?? {});
    audit({
      actorId: state.actor?.userId ?? state.signedIn ?? null,
      operation: contract.id,
      target: [...params, ...(state.resourceId ? [state.resourceId] : [])].join(' ').slice(0, 200) || null,
      status,
      code,
      requestId: String(ctx.state.requestId),
    });
  };
  return async (ctx, next) => {
    try {
      await next();
      await tell(ctx, ctx.status, null);
    } catch (error) {
      const known = error instanceof AppError ? error : null;
      await tell(ctx, known?.status ?? 500, known?.code ?? 'INTERNAL');
      throw error;
    }
  };
}

function authenticated(contract: Contract, options: RegisterOptions): Koa.Middleware {
  return async (ctx, next) => {
    const actor = await options.authenticate(ctx.get('Authorization'));
    ctx.state.actor = actor;
    if (contract.access !== 'public') {
      if (!actor) throw new AppError('UNAUTHENTICATED');
      if (contract.access !== 'user' && !contract.access.some((role) => hasRole(actor, role)))
        throw new AppError('FORBIDDEN');
    }
    await next();
  };
}

function answering({ contract, handler }: RouteDefinition, options: RegisterOptions): Koa.Middleware {
  return async (ctx) => {
    const input = {
      params: contract.params && parseInput(contract.params, ctx.params, 'params'),
      query: contract.query && parseInput(contract.query, ctx.query, 'query'),
      body: contract.fileTypes ? undefined : contract.body && parseInput(contract.body, ctx.request.body, ''),
    };
    const actor = ctx.state.actor as Actor | null;
    const claim = await claimKey(contract, ctx, actor, input.body, options);
    if (claim && 'body' in claim) {
      ctx.set('Idempotency-Replayed', 'true');
      return sendJson(ctx, claim.status, claim.body);
    }
    if (claim && contract.status === 201) ctx.state.resourceId = claim.resourceId;
    const context: RequestContext = {
      actor,
      requestId: String(ctx.state.requestId),
      ip: ctx.ip,
      ifMatch: ifMatchOf(ctx),
      idempotency: claim,
      koa: ctx,
    };
    try {
      const answer = await handler(input, context);
      if (contract.binary) return;
      const text = contract.status === 204 ? '' : textOf(contract, answer, options);
      if (claim) options.idempotency.finishSoon(claim, { status: contract.status, body: text });
      if (contract.conditional && isFresh(ctx, tagOf(answer, text))) return;
      sendJson(ctx, contract.status, text);
    } catch (error) {
      // A refusal changed nothing. After any other failure nobody knows: the key stays, so that a repetition goes on
      // with the same resource instead of making a second one.
      if (claim && error instanceof AppError && error.status < 500) await options.idempotency.abandon(claim);
      throw error;
    }
  };
}

async function claimKey(
  contract: Contract,
  ctx: Koa.Context,
  actor: Actor | null,
  body: unknown,
  { idempotency }: RegisterOptions,
) {
  if (contract.method !== 'POST' || !contract.idempotency || !actor) return undefined;
  const sent = ctx.get('Idempotency-Key');
  if (sent === '') {
    if (contract.idempotency === 'required') throw new AppError('IDEMPOTENCY_KEY_REQUIRED');
    return undefined;
  }
  const key = parseInput(idempotencyKeySchema, sent, 'Idempotency-Key');
  return idempotency.begin(actor.userId, key, IdempotencyKeys.fingerprint(ctx.method, ctx.url, body));
}

function ifMatchOf(ctx: Koa.Context): number | undefined {
  const sent = ctx.get('If-Match');
  if (sent === '' || sent === '*') return undefined;
  const match = /^(?:W\/)?"(\d{1,10})"$/.exec(sent);
  // A condition that cannot be read must not pass for none.
  if (!match) throw invalidField('If-Match', 'If-Match 应写作 "版本号"');
  return Number(match[1]);
}

function checked(contract: Contract, answer: unknown, { checkResponses, log }: RegisterOptions): unknown {
  if (checkResponses === 'off') return answer;
  const result = contract.response.safeParse(answer);
  if (result.success) return answer;
  const message = `${contract.id} answers what its contract does not say: ${z.prettifyError(result.error)}`;
  if (checkResponses === 'throw') throw new Error(message);
  log.error({ operation: contract.id }, message);
  return answer;
}

/** Text and entity tag of answers that never change: a handler that answers a frozen object says so. */
const kept = new WeakMap<object, { text: string; tag: string }>();

const makeTag = (text: string) => `"${createHash('sha1').update(text).digest('base64url')}"`;

function textOf(contract: Contract, answer: unknown, options: RegisterOptions): string {
  const frozen = typeof answer === 'object' && answer !== null && Object.isFrozen(answer);
  const known = frozen ? kept.get(answer) : undefined;
  if (known) return known.text;
  const text = JSON.stringify(checked(contract, answer, options));
  if (frozen) kept.set(answer, { text, tag: makeTag(text) });
  return text;
}

function tagOf(answer: unknown, text: string): string {
  const known = typeof answer === 'object' && answer !== null ? kept.get(answer) : undefined;
  return known?.tag ?? makeTag(text);
}

function isFresh(ctx: Koa.Context, tag: string): boolean {
  ctx.status = 200;
  ctx.set('ETag', `W/${tag}`);
  // A person's view must never come out of a shared cache for someone else.
  ctx.set('Cache-Control', ctx.state.actor ? 'private, no-cache' : 'public, no-cache');
  ctx.vary('Authorization');
  // Not ctx.fresh: fetch() adds `Cache-Control: no-cache` to a request that carries its own If-None-Match.
  const known = ctx
    .get('If-None-Match')
    .split(',')
    .map((sent) => sent.trim().replace(/^W\//, ''));
  if (!known.includes(tag) && !known.includes('*')) return false;
  ctx.status = 304;
  return true;
}

function sendJson(ctx: Koa.Context, status: number, text: string): void {
  if (!ctx.response.get('Cache-Control')) ctx.set('Cache-Control', 'no-store');
  ctx.status = status;
  if (status === 204) return;
  ctx.set('Content-Type', 'application/json; charset=utf-8');
  ctx.body = text;
}
