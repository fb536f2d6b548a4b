import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createDiskStorage, type ObjectBody, type ObjectStorage } from '.';

let root: string;
let storage: ObjectStorage;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'lianxin-storage-'));
  storage = await createDiskStorage(root);
});
afterEach(() => rm(root, { recursive: true }));

const jpeg = { contentType: 'image/jpeg' };

async function text(key: string, range?: { start: number; end: number }) {
  const object = await storage.get(key, range);
  return object && { ...object, stream: (await buffer(object.stream)).toString() };
}

async function all(prefix: string) {
  const keys: string[] = [];
  for await (const key of storage.list(prefix)) keys.push(key);
  return keys.sort();
}

test.each<[string, () => Promise<ObjectBody>]>([
  ['a buffer', () => Promise.resolve(Buffer.from('照片'))],
  ['a stream', () => Promise.resolve(Readable.from([Buffer.from('照'), Buffer.from('片')]))],
  [
    'a file',
    async () => {
      await writeFile(path.join(root, 'source'), '照片');
      return { path: path.join(root, 'source') };
    },
  ],
])('keeps %s', async (_name, body) => {
  await storage.put('a/b/c.jpg', await body(), jpeg);
  expect(await text('a/b/c.jpg')).toEqual({ stream: '照片', size: 6, contentType: 'image/jpeg' });
  expect(await readdir(path.join(root, '.tmp'))).toEqual([]);
});

test('replaces whole objects and reads ranges of them', async () => {
  await storage.put('a.mp4', Buffer.from('0123456789'), { contentType: 'video/mp4' });
  await storage.put('a.mp4', Buffer.from('abcdef'), { contentType: 'video/mp4' });
  expect(await text('a.mp4', { start: 1, end: 3 })).toMatchObject({ stream: 'bcd', size: 6 });
});

test('a put that fails leaves the old object and no temporary file', async () => {
  await storage.put('a.jpg', Buffer.from('old'), jpeg);
  const broken = Readable.from(
    (function* () {
      yield Buffer.from('new');
      throw new Error('connection lost');
    })(),
  );
  await expect(storage.put('a.jpg', broken, jpeg)).rejects.toThrow('connection lost');
  expect(await text('a.jpg')).toMatchObject({ stream: 'old' });
  expect(await readdir(path.join(root, '.tmp'))).toEqual([]);
});

test('what is not there is null, and removing it is no error', async () => {
  await storage.put('a/b.jpg', Buffer.from('x'), jpeg);
  expect(await storage.get('a/c.jpg')).toBeNull();
  expect(await storage.get('a/b.jpg/c.jpg')).toBeNull();
  await storage.remove('a/c.jpg');
  await storage.remove('a/b.jpg');
  expect(await storage.get('a/b.jpg')).toBeNull();
});

test('lists by prefix and nothing else', async () => {
  for (const key of ['u/1/a.jpg', 'u/10/b.jpg', 'v/c.jpg']) await storage.put(key, Buffer.from('x'), jpeg);
  expect(await all('')).toEqual(['u/1/a.jpg', 'u/10/b.jpg', 'v/c.jpg']);
  expect(await all('u/1/')).toEqual(['u/1/a.jpg']);
  expect(await all('u/1')).toEqual(['u/1/a.jpg', 'u/10/b.jpg']);
  expect(await all('w/')).toEqual([]);
});

test.each([
  '../a.jpg',
  'a/../../b.jpg',
  '/etc/passwd.jpg',
  'a//b.jpg',
  'a\\b.jpg',
  'a\0.jpg',
  '.tmp/a.jpg',
  '',
  `${'x'.repeat(121)}.jpg`,
  '照片.jpg',
])('the key %j is refused everywhere', async (key) => {
  const refused = new RangeError('invalid object key');
  await expect(storage.put(key, Buffer.from('x'), jpeg)).rejects.toEqual(refused);
  await expect(storage.get(key)).rejects.toThrow(RangeError);
  await expect(storage.remove(key)).rejects.toEqual(refused);
});

test('a key must say what it holds', async () => {
  await expect(storage.put('a.png', Buffer.from('x'), jpeg)).rejects.toThrow(RangeError);
  await expect(storage.put('a.html', Buffer.from('x'), { contentType: 'text/html' })).rejects.toThrow(
    RangeError,
  );
});

test('a new start clears what a crash left, not what is being written', async () => {
  await writeFile(path.join(root, '.tmp', 'old'), 'x');
  await utimes(path.join(root, '.tmp', 'old'), 1, 1);
  await writeFile(path.join(root, '.tmp', 'fresh'), 'x');
  await createDiskStorage(root);
  expect(await readdir(path.join(root, '.tmp'))).toEqual(['fresh']);
});
