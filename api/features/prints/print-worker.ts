import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import pdfmake from 'pdfmake';
import { drawCertificatePage } from './draw-certificate';
import { drawLabels } from './draw-labels';
import type { PrintJob } from './draw-pdf';
import { drawPoster } from './draw-poster';
import { drawResult } from './draw-result';
import { drawSheet } from './draw-sheet';

function pageOf(job: PrintJob) {
  if ('case' in job) return drawSheet(job.case);
  if ('labels' in job) return drawLabels(job.labels);
  if ('result' in job) return drawResult(job.result);
  return 'poster' in job ? drawPoster(job.poster) : drawCertificatePage(job.certificate);
}

/** Draws one sheet and ends: what the layout held in memory goes with the thread. */
async function main(): Promise<void> {
  const { job, from } = workerData as { job: PrintJob; from: string };
  const fonts = join(dirname(createRequire(from).resolve('@embedpdf/fonts-sc')), '../fonts');
  const files = ['Regular', 'Medium'].map((weight) => join(fonts, `NotoSansHans-${weight}.otf`));
  const [normal, bold] = files;
  pdfmake.setLocalAccessPolicy((path) => files.includes(path));
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.addFonts({ Hans: { normal, bold } });
  const pdf = await pdfmake.createPdf(pageOf(job)).getBuffer();
  parentPort?.postMessage(new Uint8Array(pdf));
}

void main();
