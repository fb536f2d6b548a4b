import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient, type Db } from 'mongodb';
import { startEmbeddedStore, type EmbeddedStore } from '../index';

export interface OpenStore {
  store: EmbeddedStore;
  client: MongoClient;
  db: Db;
  dataDir: string;
  log: string[];
  close: () => Promise<void>;
}
/** A store on a temporary directory (or one that is there) with the real driver connected to it. */
export async function openStore(dataDir = mkdtempSync(join(tmpdir(), 'store-test-'))): Promise<OpenStore> {
  const log: string[] = [];
  const store = await startEmbeddedStore({ dataDir, onLog: ({ level, msg }) => log.push(`${level} ${msg}`) });
  const client = await new MongoClient(store.uri, { serverSelectionTimeoutMS: 5000 }).connect();
  const close = async () => {
    await client.close();
    await store.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { store, client, db: client.db('test'), dataDir, log, close };
}
/** What a refused command answers: its code, and the name of it. */
export async function refusal(
  run: () => Promise<unknown>,
): Promise<{ code: unknown; codeName?: unknown; message: string }> {
  try {
    await run();
  } catch (error) {
    const { code, codeName, message } = error as { code?: unknown; codeName?: unknown; message: string };
    return { code, codeName, message };
  }
  throw new Error('it was not refused');
}
