import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';

export interface EmbeddedStoreOptions {
  /** Directory of the data; made where it is missing. One process at a time. */
  dataDir: string;
  /** Also listen on 127.0.0.1 at this port (0: any free one); `uri` names it then. */
  port?: number;
  onLog?: (line: { level: 'info' | 'warn' | 'error'; msg: string }) => void;
}
export interface EmbeddedStore {
  /** For mongoose.connect(uri, {dbName}) or new MongoClient(uri); see withDatabase to put a database's name in it. */
  uri: string;
  /** Finishes running commands, flushes, closes. */
  stop(): Promise<void>;
  /** Checks every index entry against its document. */
  validate(): Promise<{ ok: boolean; problems: string[]; documents: number; indexEntries: number }>;
  stats(): Promise<{ bytes: number; documents: number }>;
  /** Copies a consistent snapshot to a file while writes go on. */
  backup(path: string): Promise<void>;
}

/** The store's URI with a database's name in it. */
export function withDatabase(uri: string, name: string): string {
  return uri.replace(/\/(\?|$)/, `/${encodeURIComponent(name)}$1`);
}

/**
 * Where the worker's code is: `store-worker.js` beside a bundle, else `worker.ts` compiled by esbuild into
 * node_modules/.cache, named by the hash of the sources, so that tests and tsx run what they see.
 */
export function resolveWorker(here = __dirname): string {
  const built = join(here, 'store-worker.js');
  if (existsSync(built)) return built;
  const sources = readdirSync(here)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .sort();
  const hash = createHash('sha256');
  for (const name of sources) hash.update(name).update(readFileSync(join(here, name)));
  const modules = nearestModules(here);
  const cache = join(modules, '.cache', 'embedded-store');
  const out = join(cache, `worker-${hash.digest('hex').slice(0, 16)}.js`);
  if (existsSync(out)) return out;
  mkdirSync(cache, { recursive: true });
  const temporary = `${out}.${process.pid}.tmp`;
  const { buildSync } = createRequire(join(here, 'index.ts'))('esbuild') as {
    buildSync: (options: object) => void;
  };
  buildSync({
    entryPoints: [join(here, 'worker.ts')],
    outfile: temporary,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'error',
  });
  renameSync(temporary, out);
  return out;
}
function nearestModules(from: string): string {
  for (let at = from; ; at = dirname(at)) {
    const modules = join(at, 'node_modules');
    if (existsSync(modules)) return modules;
    if (dirname(at) === at) throw new Error('no node_modules above the embedded store');
  }
}

interface Message {
  uri?: string;
  failed?: string;
  log?: { level: 'info' | 'warn' | 'error'; msg: string };
  id?: number;
  value?: unknown;
  error?: string;
}

/**
 * Starts the store in a worker thread.
 * @throws Error when the directory is in use, not writable or of a newer format.
 */
export async function startEmbeddedStore(options: EmbeddedStoreOptions): Promise<EmbeddedStore> {
  const worker = new Worker(resolveWorker(), {
    workerData: { dataDir: resolve(options.dataDir), port: options.port },
    execArgv: [],
  });
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let nextId = 1;
  let ended: Error | null = null;
  let stopping: Promise<void> | null = null;
  const uri = await new Promise<string>((started, failed) => {
    const end = (error: Error) => {
      if (!ended && !stopping)
        options.onLog?.({ level: 'error', msg: `store ended: ${error.stack ?? error.message}` });
      ended ??= error;
      failed(error);
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    };
    worker.on('message', (message: Message) => {
      if (message.log) options.onLog?.(message.log);
      else if (message.uri) started(message.uri);
      else if (message.failed !== undefined) end(new Error(message.failed));
      else if (message.id !== undefined) {
        const entry = waiting.get(message.id);
        waiting.delete(message.id);
        if (waiting.size === 0 && !stopping) worker.unref();
        if (message.error !== undefined) entry?.reject(new Error(message.error));
        else entry?.resolve(message.value as never);
      }
    });
    worker.on('error', end);
    worker.on('exit', (code) => end(new Error(`embedded store ended with code ${code}`)));
  });
  worker.unref();
  const ask = <T>(what: string, extra: Record<string, unknown> = {}): Promise<T> =>
    new Promise<T>((resolveAsk, reject) => {
      if (ended) return reject(ended);
      const id = nextId++;
      // An answer is waited for: the process must not end before it comes.
      worker.ref();
      waiting.set(id, { resolve: resolveAsk, reject });
      worker.postMessage({ id, what, ...extra });
    });
  return {
    uri,
    validate: () => ask('validate'),
    stats: () => ask('stats'),
    backup: (path) => ask('backup', { path: resolve(path) }),
    stop: () => (stopping ??= ended ? Promise.resolve() : stopWorker(worker, () => ask<void>('stop'))),
  };
}
async function stopWorker(worker: Worker, ask: () => Promise<void>): Promise<void> {
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  await ask();
  await exited;
}
