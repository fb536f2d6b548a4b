import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { AppError } from '@shared/core/errors';
import type { Sheet } from './sheet';

const LONGEST_MS = 30_000;
/** Drawn one after another; who would wait behind more than this is asked to come again. */
const WAITING_AT_MOST = 8;
const MEMORY_MB = 512;

let source: string | undefined;

/** The built worker beside the bundle, or (under Jest and tsx) one compiled here and now. */
function workerFile(): string {
  const built = join(__dirname, 'print-worker.js');
  if (existsSync(built)) return built;
  if (source !== undefined) return source;
  const root = join(__dirname, '../../..');
  const cache = join(root, 'node_modules', '.cache', 'print-worker');
  mkdirSync(cache, { recursive: true });
  source = join(cache, `worker-${process.pid}.js`);
  const { buildSync } = createRequire(join(root, 'package.json'))('esbuild') as {
    buildSync: (options: object) => void;
  };
  buildSync({
    entryPoints: [join(__dirname, 'print-worker.ts')],
    outfile: source,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  });
  return source;
}

let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/**
 * The sheet as a PDF, drawn in a thread of its own: laying out Chinese text takes a second that no other request waits
 * for. @throws AppError UNAVAILABLE when too many wait
 */
export async function drawPdf(sheet: Sheet): Promise<Buffer> {
  if (waiting >= WAITING_AT_MOST)
    throw new AppError('UNAVAILABLE', '正在打印的人很多，请稍后再试', { retryAfterS: 10 });
  waiting += 1;
  const mine = last.then(() => drawOne(sheet));
  last = mine.catch(() => undefined);
  try {
    return await mine;
  } finally {
    waiting -= 1;
  }
}

function drawOne(sheet: Sheet): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile(), {
      workerData: { sheet, from: __filename },
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    const timer = setTimeout(() => {
      reject(new AppError('UNAVAILABLE', '这份工单太长，没有排出来，请稍后再试', { retryAfterS: 30 }));
      void worker.terminate();
    }, LONGEST_MS);
    worker.once('message', (pdf: Uint8Array) => resolve(Buffer.from(pdf)));
    worker.once('error', reject);
    worker.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the print worker ended with ${code} and no PDF`));
    });
  });
}
