import { open, type Database, type RootDatabase } from 'lmdb';
import { join } from 'node:path';

/** The file and the three tables in it. */
export interface Environment {
  env: RootDatabase<Buffer, Buffer>;
  docs: Database<Buffer, Buffer>;
  entries: Database<Buffer, Buffer>;
  catalog: Database<Buffer, string>;
}

export function openEnvironment(directory: string): Environment {
  const env: RootDatabase<Buffer, Buffer> = open({
    path: join(directory, 'store.mdb'),
    noSubdir: true,
    encoding: 'binary',
    keyEncoding: 'binary',
    maxDbs: 8,
    // The classic commit: data, fdatasync, meta page. A transaction's promise resolves after all three.
    overlappingSync: false,
    maxReaders: 1024,
  });
  return {
    env,
    docs: env.openDB('docs', { encoding: 'binary', keyEncoding: 'binary' }),
    entries: env.openDB('entries', { encoding: 'binary', keyEncoding: 'binary' }),
    catalog: env.openDB('catalog', { encoding: 'binary' }),
  };
}
