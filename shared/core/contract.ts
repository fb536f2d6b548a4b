import type * as z from 'zod';
import type { ErrorCode } from './errors';
import type { Role } from '../auth/roles';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Who may call at all (the object is checked later, by the feature's policy).
 * `public`: anyone, a token is read when sent. `user`: anyone signed in. A list: holders of one of these roles.
 */
export type Access = 'public' | 'user' | readonly [Role, ...Role[]];

export interface Contract<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Res extends z.ZodType = z.ZodType,
  A extends Access = Access,
> {
  /** operationId of the OpenAPI document and name in logs and metrics. */
  readonly id: string;
  readonly method: Method;
  /** Below `/api/v1`, parameters as `:name`. */
  readonly path: `/${string}`;
  readonly tag: string;
  readonly summary: string;
  readonly access: A;
  readonly params?: Params;
  readonly query?: Query;
  /** JSON body; `multipart` operations describe their one `file` field themselves. */
  readonly body?: Body;
  readonly multipart?: boolean;
  /**
   * The handler reads the body itself, as a file: JSON after `body` (which then only describes it), or in a multipart
   * `file` field, or one of these content types. It may take its time.
   */
  readonly fileTypes?: readonly string[];
  readonly status: 200 | 201 | 204;
  readonly response: Res;
  /** Answered without a schema (a file, an image); `response` is then z.unknown(). */
  readonly binary?: boolean;
  /** What it may answer besides the errors every operation shares. */
  readonly errors: readonly ErrorCode[];
  /** Reads the Idempotency-Key header: `required`, or replayed when sent. */
  readonly idempotency?: 'required' | 'optional';
  /** Largest body in bytes; 256 KiB of JSON unless said. */
  readonly bodyLimit?: number;
  /** Answers carry an ETag and honour If-None-Match. */
  readonly conditional?: boolean;
}

/** Identity function that keeps the literal types of a contract for the server's handler and the client's call. */
export function contract<
  P extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
  R extends z.ZodType = z.ZodType,
  const A extends Access = Access,
>(definition: Contract<P, Q, B, R, A>): Contract<P, Q, B, R, A> {
  return definition;
}

/** What a caller passes (before defaults). */
export type InputOf<C> =
  C extends Contract<infer P, infer Q, infer B, z.ZodType>
    ? (P extends z.ZodUndefined ? object : { params: z.input<P> }) &
        (Q extends z.ZodUndefined ? object : { query?: z.input<Q> }) &
        (B extends z.ZodUndefined ? object : { body: z.input<B> })
    : never;

/** What the handler gets (parsed, defaults filled). */
export type ParsedOf<C> =
  C extends Contract<infer P, infer Q, infer B, z.ZodType>
    ? { params: z.output<P>; query: z.output<Q>; body: z.output<B> }
    : never;

export type ResponseOf<C> =
  C extends Contract<z.ZodType, z.ZodType, z.ZodType, infer R> ? z.output<R> : never;
