import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { resolveWorker } from '../index';

const CHILD = `
const { Worker } = require('node:worker_threads');
const worker = new Worker(process.argv[1], { workerData: { dataDir: process.argv[2] } });
worker.on('message', (m) => { if (m.uri || m.failed) console.log(JSON.stringify(m)); });
`;
export interface ChildStore {
  child: ChildProcess;
  uri: string;
}
export interface ChildOptions {
  /** Bytes no file of it may grow beyond: its disk is full there. The limit is a soft one: `prlimit` can lift it. */
  fileSize?: number;
  env?: Record<string, string>;
  /** Whom it runs as. */
  uid?: number;
}

/** A store in a process of its own, which can be killed, run out of disk, or be someone else's. */
export async function startChild(dataDir: string, options: ChildOptions = {}): Promise<ChildStore> {
  const node = [process.execPath, '-e', CHILD, resolveWorker(join(__dirname, '..')), dataDir];
  // ulimit counts blocks of 512 bytes; node itself ignores SIGXFSZ, so that a write beyond is an error.
  const [command, ...words] =
    options.fileSize === undefined
      ? node
      : ['sh', '-c', `ulimit -S -f ${options.fileSize / 512} && exec "$@"`, 'sh', ...node];
  const child = spawn(command!, words, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
    ...(options.uid !== undefined && { uid: options.uid, gid: options.uid }),
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += String(chunk)));
  const [line] = (await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(() => Promise.reject(new Error(`the store ended: ${errors}`))),
  ])) as [Buffer];
  const message = JSON.parse(String(line)) as { uri?: string; failed?: string };
  if (!message.uri) throw new Error(message.failed);
  return { child, uri: message.uri };
}
/** A client that tells every failure at once, without trying again. */
export function plainClient(uri: string): Promise<MongoClient> {
  return new MongoClient(uri, {
    serverSelectionTimeoutMS: 3000,
    retryWrites: false,
    retryReads: false,
  }).connect();
}
export async function killed({ child }: ChildStore): Promise<void> {
  const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
  child.kill('SIGKILL');
  await ended;
}
