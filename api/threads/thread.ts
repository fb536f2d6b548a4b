import { Worker } from 'node:worker_threads';
import { AppError } from '@shared/core/errors';
import { type TaskMessage, valueOf } from './tasks';

export interface ThreadOptions {
  /** Called when the first task comes. */
  file: () => string;
  /** A task that takes longer is ended with its thread. */
  longestMs: number;
  memoryMb: number;
  /** Who would wait behind more tasks than this is asked to come again. */
  waitingAtMost: number;
  /** An idle thread ends after so long; it never keeps the process alive. */
  idleMs: number;
}

/** Work that must not hold up the event loop, done one task at a time in a thread that is started when needed. */
export interface Thread<Task> {
  /** @throws AppError UNAVAILABLE when too many wait or it takes too long; whatever AppError the task throws */
  run(task: Task): Promise<unknown>;
}

export function createThread<Task>(options: ThreadOptions): Thread<Task> {
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();

  function end(): void {
    void worker?.terminate();
    worker = null;
  }

  function open(): Worker {
    clearTimeout(idle);
    if (worker) return worker;
    const started = new Worker(options.file(), {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: options.memoryMb },
    });
    started.once('exit', () => {
      if (worker === started) worker = null;
    });
    // A failure is told to whoever waits (below); without this one an idle thread's would end the process.
    started.on('error', () => undefined);
    worker = started;
    return started;
  }

  function runOne(task: Task): Promise<unknown> {
    const thread = open();
    thread.ref();
    return new Promise<TaskMessage>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new AppError('UNAVAILABLE', '处理的时间太长，已停止，请把文件分成几份', { retryAfterS: 60 }));
        end();
      }, options.longestMs);
      const done = (settle: () => void) => () => {
        clearTimeout(timer);
        for (const event of ['message', 'error', 'exit'] as const) thread.off(event, listeners[event]);
        settle();
      };
      const listeners = {
        message: (message: TaskMessage) => done(() => resolve(message))(),
        error: (error: NodeJS.ErrnoException) =>
          done(() =>
            reject(
              error.code === 'ERR_WORKER_OUT_OF_MEMORY'
                ? new AppError('PAYLOAD_TOO_LARGE', '文件的内容太多，请分成几份')
                : error,
            ),
          )(),
        exit: (code: number) => done(() => reject(new Error(`the thread ended with ${code}`)))(),
      };
      for (const event of ['message', 'error', 'exit'] as const) thread.on(event, listeners[event]);
      thread.postMessage(task);
    })
      .then(valueOf)
      .finally(() => {
        worker?.unref();
        idle = setTimeout(end, options.idleMs);
        idle.unref();
      });
  }

  return {
    async run(task) {
      if (waiting >= options.waitingAtMost)
        throw new AppError('UNAVAILABLE', '正在处理的文件很多，请稍后再试', { retryAfterS: 10 });
      waiting += 1;
      const mine = last.then(() => runOne(task));
      last = mine.catch(() => undefined);
      try {
        return await mine;
      } finally {
        waiting -= 1;
      }
    },
  };
}
