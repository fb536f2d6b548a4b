import type Koa from 'koa';
import type { Counter } from 'prom-client';
import { AppError } from '@shared/core/errors';
import { answerProblem } from './problem';

/** So many at once are always let in: nobody is turned away from an idle or a slow machine. */
const ALWAYS = 256;
/** Longest wait foreseen, in seconds, with which a request is still let in: what somebody has written goes first. */
const LONGEST_S = { read: 3, write: 10 } as const;
/** Over so long it is counted how many were answered. */
const WINDOW_MS = 2_000;
const BUCKET_MS = 250;
/** A crowd that comes at once is let in, up to MOST, until it is seen how fast it is answered. */
const GRACE_MS = 1_000;
const MOST = 1_000;

/** How long who comes now would wait: those before him by how many are answered a second (Little's law). */
export class Waiting {
  private inside = 0;
  /** Since when there are more inside than always are let in. */
  private busySince: number | null = null;
  private readonly answered = new Map<number, number>();

  /** @param nowMs of a clock that only goes forward @returns 0 while there is no need to ask */
  seconds(nowMs: number): number {
    if (this.busySince === null) return 0;
    if (nowMs - this.busySince < GRACE_MS) return this.inside < MOST ? 0 : Infinity;
    const first = Math.floor((nowMs - WINDOW_MS) / BUCKET_MS);
    let count = 0;
    for (const [bucket, n] of this.answered)
      if (bucket <= first) this.answered.delete(bucket);
      else count += n;
    return (this.inside * Math.min(WINDOW_MS, nowMs - this.busySince)) / 1000 / Math.max(1, count);
  }

  enter(nowMs: number): void {
    this.inside += 1;
    if (this.inside >= ALWAYS) this.busySince ??= nowMs;
  }

  leave(nowMs: number): void {
    this.inside -= 1;
    if (this.inside < ALWAYS) {
      this.busySince = null;
      this.answered.clear();
      return;
    }
    const bucket = Math.floor(nowMs / BUCKET_MS);
    this.answered.set(bucket, (this.answered.get(bucket) ?? 0) + 1);
  }
}

/**
 * Turns requests away at the door with 503 and Retry-After while the queue inside is longer than anybody would wait:
 * whoever is let in is answered in time, and nothing of what is turned away was begun. Health checks are not asked.
 */
export function overload(
  turnedAway: Counter<'kind'>,
  now: () => number = () => performance.now(),
): Koa.Middleware {
  const waiting = new Waiting();
  return async (ctx, next) => {
    const kind = ctx.method === 'GET' || ctx.method === 'HEAD' ? 'read' : 'write';
    const seconds = waiting.seconds(now());
    if (seconds > LONGEST_S[kind]) {
      turnedAway.inc({ kind });
      answerProblem(
        ctx,
        // Spread out, so that they do not all come back at once.
        new AppError('UNAVAILABLE', '现在使用的人太多，请稍等几秒再试', {
          retryAfterS: Math.min(30, seconds * (1 + Math.random())),
        }),
      );
      return;
    }
    waiting.enter(now());
    try {
      await next();
    } finally {
      waiting.leave(now());
    }
  };
}
