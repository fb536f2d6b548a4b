import { parentPort } from 'node:worker_threads';
import { AppError, type ErrorCode, type ProblemIssue } from '@shared/core/errors';

/** What a thread answers: a value, a refusal to pass on, or a failure. */
export type TaskMessage =
  | { value: unknown }
  | { refusal: { code: ErrorCode; detail: string; issues?: ProblemIssue[]; current?: unknown } }
  | { failure: string };

async function answer(run: () => Promise<unknown>): Promise<TaskMessage> {
  try {
    return { value: await run() };
  } catch (error) {
    if (error instanceof AppError) {
      const { code, detail, issues, current } = error;
      return { refusal: { code, detail, issues, current } };
    }
    return { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** In a worker thread: answers every task sent to it, one after another. */
export function answerTasks<Task>(run: (task: Task) => Promise<unknown>): void {
  parentPort?.on('message', (task: Task) => {
    void answer(() => run(task)).then((message) => parentPort?.postMessage(message));
  });
}

/** The value of a message. @throws AppError for a refusal, Error for a failure */
export function valueOf(message: TaskMessage): unknown {
  if ('value' in message) return message.value;
  if ('failure' in message) throw new Error(message.failure);
  const { code, detail, issues, current } = message.refusal;
  throw new AppError(code, detail, { issues, current });
}
