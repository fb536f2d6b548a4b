import type { CertificateSheet } from './certificate-sheet';
import { drawPdf } from './draw-pdf';

export { drawPdf } from './draw-pdf';
export { createPrintIndexes } from './print-log';
export { printRoutes } from './routes';

/** A certificate as a PDF. @throws AppError UNAVAILABLE when too many wait */
export const drawCertificate = (certificate: CertificateSheet): Promise<Buffer> => drawPdf({ certificate });
