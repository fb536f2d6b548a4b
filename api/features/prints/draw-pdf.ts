import { Worker } from 'node:worker_threads';
import { AppError } from '@shared/core/errors';
import { workerFile } from '@api/threads';
import type { CertificateSheet } from './certificate-sheet';
import type { LabelSheet } from './draw-labels';
import type { PosterSheet } from './draw-poster';
import type { ResultSheet } from './result-sheet';
import type { Sheet } from './sheet';

/** What the print worker is handed. */
export type PrintJob =
  | { case: Sheet }
  | { certificate: CertificateSheet }
  | { labels: LabelSheet }
  | { poster: PosterSheet }
  | { result: ResultSheet };

const LONGEST_MS = 30_000;
/** Drawn one after another; who would wait behind more than this is asked to come again. */
const WAITING_AT_MOST = 8;
const MEMORY_MB = 512;

let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/**
 * A sheet as a PDF, drawn in a thread of its own: laying out Chinese text takes a second that no other request waits
 * for. @throws AppError UNAVAILABLE when too many wait
 */
export async function drawPdf(job: PrintJob): Promise<Buffer> {
  if (waiting >= WAITING_AT_MOST)
    throw new AppError('UNAVAILABLE', '正在打印的人很多，请稍后再试', { retryAfterS: 10 });
  waiting += 1;
  const mine = last.then(() => drawOne(job));
  last = mine.catch(() => undefined);
  try {
    return await mine;
  } finally {
    waiting -= 1;
  }
}

function drawOne(job: PrintJob): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile(__dirname, 'print-worker'), {
      workerData: { job, from: __filename },
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    const timer = setTimeout(() => {
      reject(new AppError('UNAVAILABLE', '内容太长，没有排出来，请稍后再试', { retryAfterS: 30 }));
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
