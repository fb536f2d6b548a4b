import { hostname } from 'node:os';
import type { JobRun } from '@shared/operations/contract';

/** How the recurring jobs of this process have fared since it started. Kept in memory: a run a second is no news. */
export interface JobBook {
  instance: { id: string; since: string };
  add(job: Pick<JobRun, 'name' | 'title' | 'everyMs'>): void;
  started(name: string): void;
  ended(name: string, tookMs: number, error: unknown): void;
  list(): JobRun[];
}

export function createJobBook(clock: () => number): JobBook {
  const runs = new Map<string, JobRun>();
  const now = () => new Date(clock()).toISOString();
  const change = (name: string, part: (run: JobRun) => Partial<JobRun>) => {
    const run = runs.get(name);
    if (run) runs.set(name, { ...run, ...part(run) });
  };
  return {
    instance: { id: `${hostname()}:${process.pid}`, since: now() },
    add({ name, title, everyMs }) {
      runs.set(name, {
        name,
        title,
        everyMs,
        running: false,
        runs: 0,
        lastAt: null,
        tookMs: null,
        failures: 0,
        lastError: null,
        lastErrorAt: null,
      });
    },
    started: (name) => change(name, () => ({ running: true, lastAt: now() })),
    ended(name, tookMs, error) {
      const message = error instanceof Error ? error.message : String(error);
      change(name, ({ runs: before, failures }) => ({
        running: false,
        runs: before + 1,
        tookMs: Math.round(tookMs),
        ...(error !== null && {
          failures: failures + 1,
          lastError: message.slice(0, 300),
          lastErrorAt: now(),
        }),
      }));
    },
    list: () => [...runs.values()],
  };
}
