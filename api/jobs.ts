import type { Deps } from './deps';
import { closeUnrated, fillCells, flushAllEvents, makeMissingParts, runAlerts } from './features/cases';
import { deliverNotifications } from './features/notifications';
import { runTransfers } from './features/transfers';
import { purgeExpiredUploads } from './features/uploads';

export interface Jobs {
  stop(): Promise<void>;
}

interface Job {
  name: string;
  everyMs: number;
  run: () => Promise<unknown>;
}

/**
 * Work that recurs. Every job is idempotent and takes each item by a conditional write, so that several processes may
 * run them at once and a crash in the middle costs nothing but a repetition.
 */
export function startJobs(deps: Deps): Jobs {
  let stopped = false;
  const isStopped = () => stopped;
  const jobs: Job[] = [
    { name: 'flush-events', everyMs: 10_000, run: () => flushAllEvents(deps.db) },
    { name: 'deliver-notifications', everyMs: 1_000, run: () => deliverNotifications(deps, isStopped) },
    { name: 'make-missing-parts', everyMs: 60_000, run: () => makeMissingParts(deps) },
    { name: 'run-transfers', everyMs: 10_000, run: () => runTransfers(deps, isStopped) },
    { name: 'run-alerts', everyMs: 30_000, run: () => runAlerts(deps, isStopped) },
    { name: 'reload-calendar', everyMs: 30_000, run: () => deps.calendar.reload() },
    { name: 'reload-rules', everyMs: 15_000, run: () => deps.rules.reload() },
    { name: 'close-unrated', everyMs: 60_000, run: () => closeUnrated(deps) },
    { name: 'fill-cells', everyMs: 60_000, run: () => fillCells(deps, isStopped) },
    { name: 'purge-uploads', everyMs: 600_000, run: () => purgeExpiredUploads(deps, deps.clock()) },
  ];
  const running = new Map<string, Promise<void>>();
  const start = ({ name, run }: Job) => {
    if (running.has(name)) return;
    const done = run()
      .then(() => undefined)
      .catch((error: unknown) => deps.log.error({ err: error, job: name }, 'job failed; it will run again'))
      .finally(() => running.delete(name));
    running.set(name, done);
  };
  const timers = jobs.map((job) => {
    start(job);
    const timer = setInterval(() => start(job), job.everyMs);
    timer.unref();
    return timer;
  });
  return {
    async stop() {
      stopped = true;
      timers.forEach(clearInterval);
      await Promise.all(running.values());
    },
  };
}
