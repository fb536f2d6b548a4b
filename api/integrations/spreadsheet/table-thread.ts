import { createThread, workerFile } from '@api/threads';
import type { Table } from './table';

const thread = createThread<{ file: string }>({
  file: () => workerFile(__dirname, 'table-worker'),
  longestMs: 60_000,
  memoryMb: 1024,
  waitingAtMost: 8,
  idleMs: 20_000,
});

/** Reads a spreadsheet in a thread of its own. @throws AppError UNSUPPORTED_TYPE, PAYLOAD_TOO_LARGE, UNAVAILABLE */
export const readTableApart = async (file: string): Promise<Table> => (await thread.run({ file })) as Table;
