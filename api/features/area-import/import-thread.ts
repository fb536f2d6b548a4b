import type { CoordType } from '@shared/geo';
import { createThread, workerFile } from '@api/threads';
import type { FileFormat } from './plan-import';

export interface ImportTask {
  store: { uri: string; database: string };
  /** Path of the file; the sender removes it. */
  file: string;
  format: FileFormat;
  dryRun: boolean;
  coordType: CoordType;
  /** By the injected clock. */
  nowMs: number;
}

/** Files of boundaries are read, judged and written here, with a connection of the thread's own. */
export const importThread = createThread<ImportTask>({
  file: () => workerFile(__dirname, 'import-worker'),
  longestMs: 10 * 60_000,
  memoryMb: 3072,
  waitingAtMost: 16,
  idleMs: 20_000,
});
