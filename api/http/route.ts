import type * as z from 'zod';
import type Koa from 'koa';
import type { Access, Contract } from '@shared/core/contract';
import type { Actor } from './actor';

/** What a handler may know of the request beside its validated input. */
export interface RequestContext<A extends Actor | null = Actor | null> {
  actor: A;
  requestId: string;
  ip: string;
  /** From If-Match, when it holds a number. */
  ifMatch: number | undefined;
  /** Of the Idempotency-Key: an id to give what is created, and a name to find what an interrupted try did. */
  idempotency: { key: string; resourceId: string } | undefined;
  /** For uploads and files, which stream. */
  koa: Koa.Context;
}

type ActorOf<A extends Access> = A extends 'public' ? Actor | null : Actor;

export interface HandlerInput<P, Q, B> {
  params: P;
  query: Q;
  body: B;
}

export interface RouteDefinition {
  contract: Contract;
  handler: (input: HandlerInput<unknown, unknown, unknown>, context: RequestContext) => Promise<unknown>;
}

/** Ties a contract to the function that fulfils it; types of input, actor and answer come from the contract. */
export function route<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
  A extends Access,
>(
  contract: Contract<P, Q, B, R, A>,
  handler: (
    input: HandlerInput<z.output<P>, z.output<Q>, z.output<B>>,
    context: RequestContext<ActorOf<A>>,
  ) => Promise<z.input<R>> | z.input<R>,
): RouteDefinition {
  return { contract, handler: handler as unknown as RouteDefinition['handler'] };
}
