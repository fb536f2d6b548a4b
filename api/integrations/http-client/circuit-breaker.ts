export interface CircuitBreaker {
  /** 0 when a call may start now, else milliseconds until one may (at least 1). A start in the half-open state is the trial. */
  waitMs(): number;
  succeed(): void;
  fail(): void;
  state(): 'closed' | 'open' | 'half_open';
}

/**
 * Stops calling a peer that keeps failing. Opens after `failuresToOpen` failures in a row; after `openMs` lets one
 * trial through: its success closes the circuit, its failure opens it for another `openMs`.
 * Whoever got 0 from `waitMs()` must report exactly once.
 * @param now epoch milliseconds
 */
export function createCircuitBreaker(options: {
  failuresToOpen: number;
  openMs: number;
  now: () => number;
}): CircuitBreaker {
  let failures = 0;
  let openedAt: number | null = null;
  let trialRunning = false;
  return {
    waitMs() {
      if (openedAt === null) return 0;
      const remaining = openedAt + options.openMs - options.now();
      if (remaining > 0) return remaining;
      if (trialRunning) return 1;
      trialRunning = true;
      return 0;
    },
    succeed() {
      failures = 0;
      openedAt = null;
      trialRunning = false;
    },
    fail() {
      failures += 1;
      // Calls that began before the circuit opened may still fail; they must not prolong the pause.
      if (trialRunning || (openedAt === null && failures >= options.failuresToOpen)) openedAt = options.now();
      trialRunning = false;
    },
    state() {
      if (openedAt === null) return 'closed';
      return options.now() - openedAt >= options.openMs ? 'half_open' : 'open';
    },
  };
}
