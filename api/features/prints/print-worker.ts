import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import pdfmake from 'pdfmake';
import { drawCertificatePage } from './draw-certificate';
import type { PrintJob } from './draw-pdf';
import { drawSheet } from './draw-sheet';

/** Draws one sheet and ends: what the layout held in memory goes with the thread. */
async function main(): Promise<void> {
  const { job, from } = workerData as { job: PrintJob; from: string };
  const fonts = join(dirname(createRequire(from).resolve('@embedpdf/fonts-sc')), '../fonts');
  const files = ['Regular', 'Medium'].map((weight) => join(fonts, `NotoSansHans-${weight}.otf`));
  const [normal, bold] = files;
  pdfmake.setLocalAccessPolicy((path) => files.includes(path));
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.addFonts({ Hans: { normal, bold } });
  const page = 'case' in job ? drawSheet(job.case) : drawCertificatePage(job.certificate);
  const pdf = await pdfmake.createPdf(page).getBuffer();
  parentPort?.postMessage(new Uint8Array(pdf));
}

void main();
