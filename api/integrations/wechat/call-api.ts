import { type z } from 'zod';
import {
  backoffMs,
  createCircuitBreaker,
  pause,
  RequestFailure,
  sendRequest,
  type CircuitBreaker,
  type IncomingResponse,
  type RetryPolicy,
} from '@api/integrations/http-client';
import { failureOf, readAnswer } from './read-answer';
import { WechatError, type WechatErrorCode } from './wechat-error';

/** `errcode` reported for attempts that ended without one (time-out, broken answer, HTTP error). */
export const NO_ERRCODE = -1000;

/** One attempt at one call, for metrics. `ms` is its duration; nothing in it is personal or secret. */
export interface WechatCallInfo {
  api: string;
  errcode: number;
  ms: number;
  outcome: 'OK' | WechatErrorCode;
}

/** One WeChat call. */
export interface ApiCall {
  api: string;
  method: 'GET' | 'POST';
  path: string;
  query?: Record<string, string>;
  body?: unknown;
  /**
   * `idempotent`: tried again after -1, 5xx and any network failure. `one-shot`: tried again only when the request
   * surely never reached WeChat, or when WeChat itself said -1.
   */
  repeat: 'idempotent' | 'one-shot';
  maxBytes?: number;
}

export interface CallerOptions {
  baseUrl: string;
  fetch: typeof fetch;
  now: () => number;
  random: () => number;
  timeoutMs: number;
  retry: RetryPolicy;
  onCall?: ((info: WechatCallInfo) => void) | undefined;
}

export interface ApiCaller {
  /** @returns the validated JSON answer. @throws WechatError */
  json<S extends z.ZodType>(call: ApiCall, schema: S): Promise<z.output<S>>;
  /** @returns whatever `read` makes of the raw answer. @throws WechatError */
  raw<T>(call: ApiCall, read: (response: IncomingResponse) => T): Promise<T>;
}

/**
 * Sends calls with time-outs, retries with jitter and one circuit per call name (so that a broken text check does
 * not stop sign-in). All attempts of a call together take at most twice `timeoutMs`.
 */
export function createApiCaller(options: CallerOptions): ApiCaller {
  const breakers = new Map<string, CircuitBreaker>();

  function breakerOf(api: string): CircuitBreaker {
    let breaker = breakers.get(api);
    if (!breaker) {
      breaker = createCircuitBreaker({ failuresToOpen: 5, openMs: 10_000, now: options.now });
      breakers.set(api, breaker);
    }
    return breaker;
  }

  async function attempt<T>(
    call: ApiCall,
    timeoutMs: number,
    read: (response: IncomingResponse) => T,
  ): Promise<T> {
    const startedAt = performance.now();
    const report = (outcome: WechatCallInfo['outcome'], errcode: number): void =>
      options.onCall?.({ api: call.api, errcode, ms: performance.now() - startedAt, outcome });
    const breaker = breakerOf(call.api);
    try {
      const value = read(await sendRequest(options.fetch, toRequest(options.baseUrl, call, timeoutMs)));
      breaker.succeed();
      report('OK', 0);
      return value;
    } catch (caught) {
      const error = caught instanceof RequestFailure ? failureOf(caught, call.api) : caught;
      const known = error instanceof WechatError ? error : null;
      // An answer with an errcode proves that WeChat works, except -1, by which it says that it does not.
      if (known?.errcode !== undefined && known.code !== 'BUSY') breaker.succeed();
      else breaker.fail();
      report(known?.code ?? 'BAD_RESPONSE', known?.errcode ?? NO_ERRCODE);
      throw error;
    }
  }

  async function run<T>(call: ApiCall, read: (response: IncomingResponse) => T): Promise<T> {
    const deadline = performance.now() + 2 * options.timeoutMs;
    let last: WechatError | undefined;
    for (let retry = 0; ; retry += 1) {
      const waitMs = breakerOf(call.api).waitMs();
      if (waitMs > 0) {
        throw (
          last ??
          new WechatError({
            code: 'UNAVAILABLE',
            api: call.api,
            detail: 'circuit open',
            unsent: true,
            retryAfterMs: waitMs,
          })
        );
      }
      const timeoutMs = Math.max(1, Math.min(options.timeoutMs, deadline - performance.now()));
      try {
        return await attempt(call, timeoutMs, read);
      } catch (error) {
        const delay = backoffMs(retry, options.retry, options.random);
        const timeLeft = performance.now() + delay < deadline;
        if (
          !(error instanceof WechatError) ||
          !mayRepeat(call, error) ||
          retry >= options.retry.retries ||
          !timeLeft
        ) {
          throw error;
        }
        last = error;
        await pause(delay);
      }
    }
  }

  return {
    json: (call, schema) => run(call, (response) => readAnswer(call, response, schema)),
    raw: run,
  };
}

function mayRepeat(call: ApiCall, error: WechatError): boolean {
  if (error.code === 'BUSY' || error.unsent) return true;
  return call.repeat === 'idempotent' && (error.code === 'TIMEOUT' || error.code === 'UNAVAILABLE');
}

function toRequest(baseUrl: string, call: ApiCall, timeoutMs: number) {
  const query = call.query ? `?${new URLSearchParams(call.query).toString()}` : '';
  return {
    method: call.method,
    url: `${baseUrl}${call.path}${query}`,
    ...(call.body === undefined
      ? {}
      : { body: JSON.stringify(call.body), headers: { 'content-type': 'application/json' } }),
    timeoutMs,
    maxBytes: call.maxBytes ?? 256 * 1024,
  };
}
