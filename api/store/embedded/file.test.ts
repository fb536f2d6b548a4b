import { serialize } from 'bson';
import { open } from 'lmdb';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeIndex } from './catalog';
import { withId } from './documents';
import { Storage } from './storage';
import { openStore, refusal } from './test/open-store';
import { encode } from './values';

let dataDir: string;
beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'file-'))));
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const rows = (n: number) =>
  Array.from({ length: n }, (_, i) => ({ _id: i, text: `row number ${i} of many` }));
async function fill(n: number, unbuilt: boolean): Promise<void> {
  const storage = new Storage(dataDir);
  await storage.write(() => {
    const coll = storage.ensureCollection('test.rows');
    for (const row of rows(n)) {
      const made = withId(encode(row));
      storage.insert(coll, made.doc, made.bytes);
    }
    if (unbuilt) {
      const index = makeIndex(storage.newIndexId(), { v: 2, key: { text: 1 }, name: 'text_1', unique: true });
      coll.indexes.push(Object.assign(index, { building: true }));
      storage.markDirty(coll);
    }
  });
  await storage.close();
}

test('a bit flipped in a document is refused when it is read and found by validate; the others are served', async () => {
  await fill(50, false);
  const path = join(dataDir, 'store.mdb');
  const bytes = readFileSync(path);
  const wanted = Buffer.from('row number 7 of many');
  let flips = 0;
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1), flips++)
    bytes[at + 3]! ^= 4;
  expect(flips).toBeGreaterThan(0);
  writeFileSync(path, bytes);
  const store = await openStore(dataDir);
  const coll = store.db.collection<{ _id: number; text: string }>('rows');
  expect(await refusal(() => coll.findOne({ _id: 7 }))).toMatchObject({ code: 1 });
  expect((await coll.findOne({ _id: 8 }))?.text).toBe('row number 8 of many');
  expect(await store.store.validate()).toMatchObject({
    ok: false,
    problems: expect.arrayContaining(['test.rows: document 8 is damaged']) as string[],
  });
  await store.close();
});

test('an index whose building was cut short is built when the store starts again', async () => {
  await fill(1200, true);
  const store = await openStore(dataDir);
  const coll = store.db.collection('rows');
  const stage = async () => {
    const plan = (await coll.find({ text: 'row number 5 of many' }).explain('queryPlanner')) as object;
    return JSON.stringify(plan).includes('IXSCAN');
  };
  for (let i = 0; i < 200 && !(await stage()); i++) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await stage()).toBe(true);
  expect(await store.store.validate()).toMatchObject({ ok: true, documents: 1200, indexEntries: 2400 });
  expect(await refusal(() => coll.insertOne({ text: 'row number 5 of many' }))).toMatchObject({
    code: 11000,
  });
  await store.close();
});

test('a file of format 2 gets its checksums; one of a later format is refused', async () => {
  await fill(20, false);
  const rewrite = async (formatVersion: number, unseal: boolean) => {
    const env = open({ path: join(dataDir, 'store.mdb'), noSubdir: true, encoding: 'binary', keyEncoding: 'binary', maxDbs: 8 }); // prettier-ignore
    const docs = env.openDB<Buffer, Buffer>('docs', { encoding: 'binary', keyEncoding: 'binary' });
    for (const { key, value } of [...docs.getRange({})]) if (unseal) docs.putSync(key, value.subarray(0, -4));
    env.openDB<Buffer, string>('catalog', { encoding: 'binary' }).putSync('!meta', Buffer.from(serialize({ formatVersion }))); // prettier-ignore
    await env.flushed;
    await env.close();
  };
  await rewrite(2, true);
  const store = await openStore(dataDir);
  expect(await store.db.collection('rows').countDocuments({ text: /many$/ })).toBe(20);
  expect(await store.store.validate()).toMatchObject({ ok: true });
  await store.client.close();
  await store.store.stop();
  await rewrite(99, false);
  await expect(openStore(dataDir)).rejects.toThrow('newer');
});
