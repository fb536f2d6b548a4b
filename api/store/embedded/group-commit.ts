import { ABORT, type RootDatabase } from 'lmdb';
import { StoreError } from './errors';

interface Job {
  run: () => unknown;
  resolve: (value: never) => void;
  reject: (error: unknown) => void;
}

/**
 * Changes that wait for one transaction share it: each is told once LMDB has flushed the commit they are all part of.
 * A job's StoreError is that job's alone (it has written nothing); any other error undoes the whole transaction.
 */
export class GroupCommit {
  private waiting: Job[] = [];
  private asked = false;

  constructor(
    private readonly env: RootDatabase<Buffer, Buffer>,
    /** Inside the transaction, after the jobs: writes what they left to be saved together. */
    private readonly finish: () => void,
    /** After a transaction that came to nothing: makes memory what the disk says again. */
    private readonly undo: () => void,
  ) {}

  run<T>(run: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({ run, resolve, reject });
      if (this.asked) return;
      this.asked = true;
      this.commit();
    });
  }

  private commit(): void {
    const tell: (() => void)[] = [];
    let batch: Job[] = [];
    let fatal: { error: unknown } | null = null;
    let started = false;
    const take = () => {
      this.asked = false;
      batch = this.waiting;
      this.waiting = [];
    };
    const fail = (error: unknown) => {
      // Without a transaction to run in, the jobs are still waiting.
      if (!started) take();
      this.undo();
      void causeOf(error).then((cause) => batch.forEach((job) => job.reject(cause)));
    };
    const attempt = (job: Job) => {
      try {
        const value = job.run();
        tell.push(() => job.resolve(value as never));
      } catch (error) {
        if (error instanceof StoreError) tell.push(() => job.reject(error));
        else fatal ??= { error };
      }
    };
    const all = () => {
      started = true;
      take();
      for (const job of batch) if (!fatal) attempt(job);
      if (fatal) return ABORT;
      try {
        this.finish();
      } catch (error) {
        fatal = { error };
        return ABORT;
      }
      return undefined;
    };
    this.env.childTransaction(all).then(() => (fatal ? fail(fatal.error) : tell.forEach((f) => f())), fail);
  }
}

const PATIENCE_MS = 1000;
/** lmdb tells why a commit failed by a second promise, which settles a moment later. */
async function causeOf(error: unknown): Promise<unknown> {
  const { commitError } = error as { commitError?: Promise<unknown> };
  if (!commitError) return error;
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, error).unref());
  return Promise.race([commitError, late]).catch((cause: unknown) => cause);
}
