/** How often to try again, and how long to wait at most: full jitter over an exponential ceiling, milliseconds. */
export interface RetryPolicy {
  retries: number;
  baseMs: number;
  capMs: number;
}

/**
 * Milliseconds to wait before retry number `retry` (0 is the first). Full jitter: uniform between 0 and the
 * ceiling, so that clients which failed together do not come back together.
 * @param random source of [0, 1)
 */
export function backoffMs(retry: number, policy: RetryPolicy, random: () => number): number {
  return Math.round(random() * Math.min(policy.capMs, policy.baseMs * 2 ** retry));
}

/** Resolves after `ms` milliseconds. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
