import { resolve } from 'node:path';
import { MongoClient } from 'mongodb';
import { dumpDatabase, restoreDatabase } from './dump';
import { startEmbeddedStore } from './index';

/**
 * `npm run store -- --port 27018 --data DIR` serves a data directory on 127.0.0.1.
 * `npm run db:backup -- [--data DIR | --uri URI] FILE` copies a consistent snapshot of the store's file.
 * `npm run db:dump -- …  [--db NAME] OUT`, `npm run db:restore -- … [--db NAME] IN`: extended JSON, to and from any MongoDB.
 * A store that is running is reached by its URI; --data opens one that is not.
 */
interface Arguments {
  what: string;
  path?: string;
  options: Map<string, string>;
}
function readArguments([what, ...rest]: string[]): Arguments {
  const command = what && !what.startsWith('--') ? what : 'serve';
  const words = command === 'serve' && what?.startsWith('--') ? [what, ...rest] : rest;
  const options = new Map<string, string>();
  let path: string | undefined;
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word.startsWith('--')) options.set(word.slice(2), words[++i] ?? '');
    else path = word;
  }
  return { what: command, path, options };
}

async function serve(options: Map<string, string>): Promise<void> {
  const store = await startEmbeddedStore({
    dataDir: options.get('data') ?? './data/store',
    port: Number(options.get('port') ?? 27018),
    onLog: ({ level, msg }) => console.error(`${level} ${msg}`),
  });
  console.log(store.uri);
  const keepAlive = setInterval(() => undefined, 1 << 30);
  const stop = () => {
    clearInterval(keepAlive);
    store.stop().then(() => process.exit(0), fail);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}
async function copy(what: string, path: string, options: Map<string, string>): Promise<string> {
  const uri = options.get('uri');
  const store = uri ? null : await startEmbeddedStore({ dataDir: options.get('data') ?? './data/store' });
  const client = await new MongoClient(uri ?? store!.uri).connect();
  try {
    if (what === 'backup') {
      await client.db('admin').command({ backupTo: resolve(path) });
      return `${path} written; to restore, put it as store.mdb into an empty data directory`;
    }
    const db = client.db(options.get('db') ?? 'lianxin');
    const documents = what === 'dump' ? await dumpDatabase(db, path) : await restoreDatabase(db, path);
    return `${documents} documents`;
  } finally {
    await client.close();
    await store?.stop();
  }
}
async function main(): Promise<void> {
  const { what, path, options } = readArguments(process.argv.slice(2));
  if (what === 'serve') return serve(options);
  if (!['backup', 'dump', 'restore'].includes(what) || !path)
    throw new Error(
      'usage: serve [--port N] [--data DIR] | backup|dump|restore [--data DIR | --uri URI] [--db NAME] PATH',
    );
  console.log(await copy(what, path, options));
}
function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
main().catch(fail);
