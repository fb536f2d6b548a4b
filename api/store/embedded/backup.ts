import type { RootDatabase } from 'lmdb';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StoreError } from './errors';

/**
 * Copies one snapshot to a new file while others read and write. The file has its name only once it is whole and flushed:
 * what a full disk leaves unfinished is removed. @throws StoreError OperationFailed when there is such a file
 */
export async function backup(env: RootDatabase<Buffer, Buffer>, path: string): Promise<void> {
  if (existsSync(path)) throw new StoreError('OperationFailed', `${path} exists already`);
  const part = `${path}.part`;
  rmSync(part, { force: true });
  try {
    await env.backup(part, true);
    await flush(part, 'r+');
    renameSync(part, path);
    await flush(dirname(path), 'r');
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}
async function flush(path: string, flags: string): Promise<void> {
  const file = await open(path, flags);
  await file.sync().finally(() => file.close());
}
