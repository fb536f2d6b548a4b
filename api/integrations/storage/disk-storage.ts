import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { assertObjectKey, contentTypeOf, isObjectKey } from './object-key';
import type { ObjectBody, ObjectStorage } from './object-storage';

/** Inside the root so that the final rename stays on one file system; no key can begin with a dot. */
const TEMP = '.tmp';
/** A temporary file this old belongs to no running upload. */
const STALE_MS = 3600_000;

function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeBody(handle: FileHandle, body: ObjectBody): Promise<void> {
  if (Buffer.isBuffer(body)) {
    await handle.writeFile(body);
    return;
  }
  const source = 'path' in body && !('pipe' in body) ? createReadStream(body.path) : body;
  for await (const chunk of source as NodeJS.ReadableStream) await handle.writeFile(chunk);
}

/** Creates a folder below `root` and makes every new directory entry on the way durable. */
async function makeFolder(folder: string, root: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let at = path.dirname(folder); at.length >= root.length; at = path.dirname(at)) await syncFolder(at);
}

async function removeStale(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    const info = await stat(file).catch(() => null); // gone meanwhile: another process finished its upload
    if (info && Date.now() - info.mtimeMs > STALE_MS) await rm(file, { force: true });
  }
}

async function* walk(root: string, folder: string, prefix: string): AsyncGenerator<string> {
  const entries = await readdir(path.join(root, folder), { withFileTypes: true }).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  for (const entry of entries) {
    const key = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (!isObjectKey(key)) continue;
    if (entry.isDirectory()) {
      if (`${key}/`.startsWith(prefix) || prefix.startsWith(`${key}/`)) yield* walk(root, key, prefix);
    } else if (key.startsWith(prefix)) yield key;
  }
}

/**
 * Objects as files below one folder. A put is atomic and durable: temporary file, fsync, rename, fsync of the folder.
 * @param root absolute path; created when missing. Temporary files of crashed processes are removed.
 */
export async function createDiskStorage(root: string): Promise<ObjectStorage> {
  const base = path.resolve(root);
  const temp = path.join(base, TEMP);
  await mkdir(temp, { recursive: true });
  await removeStale(temp);
  const fileOf = (key: string) => {
    assertObjectKey(key);
    return path.join(base, key);
  };
  return {
    async put(key, body, { contentType }) {
      const target = fileOf(key);
      // The type is not stored beside the file but read off the key, so the two must agree.
      if (contentTypeOf(key) !== contentType)
        throw new RangeError('content type does not fit the object key');
      const partial = path.join(temp, randomUUID());
      try {
        const handle = await open(partial, 'wx', 0o600);
        try {
          await writeBody(handle, body);
          await handle.sync();
        } finally {
          await handle.close();
        }
        await makeFolder(path.dirname(target), base);
        await rename(partial, target);
        await syncFolder(path.dirname(target));
      } catch (error) {
        await rm(partial, { force: true });
        throw error;
      }
    },
    async get(key, range) {
      const contentType = contentTypeOf(key);
      const handle = await open(fileOf(key), 'r').catch((error: unknown) => {
        if (isMissing(error)) return null;
        throw error;
      });
      if (!handle) return null;
      const info = await handle.stat();
      if (!info.isFile()) {
        await handle.close();
        return null;
      }
      return { stream: handle.createReadStream(range), size: info.size, contentType };
    },
    async remove(key) {
      await rm(fileOf(key), { force: true });
    },
    list: (prefix) => {
      if (prefix !== '') assertObjectKey(prefix.replace(/\/$/, ''));
      return walk(base, '', prefix);
    },
  };
}
