import { parentPort, workerData } from 'node:worker_threads';
import { Engine, type EngineOptions } from './engine';

/** Entry of the worker thread: one engine, told what to do by messages from index.ts. */
type Ask = { id: number; what: 'stop' | 'validate' | 'stats' | 'backup'; path?: string };

// A failed commit rejects promises inside lmdb that nobody can hold; group-commit.ts has told the callers already.
process.on('unhandledRejection', (error: unknown) => {
  if (error instanceof Error && 'commitError' in error) return;
  throw error;
});

async function main(): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('worker.ts must be started as a worker thread');
  const engine = await Engine.start(workerData as EngineOptions, (level, msg) =>
    port.postMessage({ log: { level, msg } }),
  );
  port.on('message', (ask: Ask) => {
    const run = {
      stop: () => engine.stop(),
      validate: () => engine.validate(),
      stats: () => engine.stats(),
      backup: () => engine.backup(ask.path ?? ''),
    }[ask.what];
    Promise.resolve(run()).then(
      (value) => {
        port.postMessage({ id: ask.id, value });
        if (ask.what === 'stop') port.close();
      },
      (error: unknown) =>
        port.postMessage({ id: ask.id, error: error instanceof Error ? error.message : String(error) }),
    );
  });
  port.postMessage({ uri: engine.uri });
}
main().catch((error: unknown) => {
  parentPort?.postMessage({ failed: error instanceof Error ? error.message : String(error) });
  parentPort?.close();
});
