import type Koa from 'koa';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '@shared/core/errors';
import type { Actor } from './actor';

export type RateClass = 'read' | 'write' | 'sign-in';

/** Requests per minute: reads and writes by person (by address when not signed in), sign-in by address. */
const PER_MINUTE: Record<RateClass, number> = { read: 1200, write: 120, 'sign-in': 60 };

export interface RateLimits {
  limit(kind: RateClass): Koa.Middleware;
  /** Counts one use of a scarce thing, e.g. an SMS to one number. @throws AppError TOO_MANY_REQUESTS */
  take(name: string, key: string, max: number, seconds: number): Promise<void>;
  /** Counts one use and says whether there was one left. */
  within(name: string, key: string, max: number, seconds: number): Promise<boolean>;
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    throw new AppError('TOO_MANY_REQUESTS', '操作太频繁，请稍后再试', {
      retryAfterS: refusal.msBeforeNext / 1000,
    });
  }
}

/** Counters live in the process: behind a balancer each process allows the full rate, which bounds abuse well enough. */
export function createRateLimits(enabled: boolean): RateLimits {
  const limiters = new Map<string, RateLimiterMemory>();
  const limiterOf = (name: string, points: number, duration: number) => {
    const known = limiters.get(name);
    if (known) return known;
    const made = new RateLimiterMemory({ keyPrefix: name, points, duration });
    limiters.set(name, made);
    return made;
  };
  return {
    limit(kind) {
      return async (ctx, next) => {
        if (enabled) {
          const actor = ctx.state.actor as Actor | null | undefined;
          const who = kind !== 'sign-in' && actor ? actor.userId : ctx.ip;
          await consume(limiterOf(kind, PER_MINUTE[kind], 60), who);
        }
        await next();
      };
    },
    async take(name, key, max, seconds) {
      if (enabled) await consume(limiterOf(name, max, seconds), key);
    },
    async within(name, key, max, seconds) {
      if (!enabled) return true;
      const limiter = limiterOf(name, max, seconds);
      return (await limiter.penalty(key)).consumedPoints <= max;
    },
  };
}
