import { serialize } from 'bson';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FORMAT_VERSION, makeIndex } from './catalog';
import { isWhole } from './checksum';
import { withId } from './documents';
import { openEnvironment } from './environment';
import { Storage } from './storage';
import { openStore, refusal, type OpenStore } from './test/open-store';
import { readMeta } from './upgrade';
import { encode } from './values';

jest.setTimeout(120_000);

let dataDir: string;
beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'file-'))));
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const UPGRADE_CHILD = join(__dirname, 'test/upgrade-child.ts');

const rows = (n: number, alike: number) =>
  Array.from({ length: n }, (_, i) => ({ _id: i, text: `row number ${Math.floor(i / alike)} of many` }));
/** Rows, so many of the same text; and where asked a unique index of the text whose building was cut short. */
async function fill(n: number, unbuilt: boolean, alike = 1): Promise<void> {
  const storage = new Storage(dataDir);
  await storage.write(() => {
    const coll = storage.ensureCollection('test.rows');
    for (const row of rows(n, alike)) {
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

async function until(done: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 600; i++) {
    if (await done()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not come to be');
}
/** Whether the index of the text answers a query. */
async function served({ db }: OpenStore): Promise<boolean> {
  const plan = await db.collection('rows').find({ text: 'row number 5 of many' }).explain('queryPlanner');
  return JSON.stringify(plan).includes('IXSCAN');
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
  await until(() => served(store));
  expect(await store.store.validate()).toMatchObject({ ok: true, documents: 1200, indexEntries: 2400 });
  expect(await refusal(() => coll.insertOne({ text: 'row number 5 of many' }))).toMatchObject({
    code: 11000,
  });
  await store.close();
});

/** The documents without their checksums, as a file of an older format has them. */
async function rewrite(formatVersion: number, unseal: boolean): Promise<void> {
  const { env, docs, catalog } = openEnvironment(dataDir);
  const all = [...docs.getRange({})].map(({ key, value }) => ({ key, value: Buffer.from(value) }));
  env.transactionSync(() => {
    for (const { key, value } of all) if (unseal) docs.putSync(key, value.subarray(0, -4));
    catalog.putSync('!meta', Buffer.from(serialize({ formatVersion })));
  });
  await env.close();
}

test('a file of format 2 gets its checksums; one of a later format is refused', async () => {
  await fill(20, false);
  await rewrite(2, true);
  const store = await openStore(dataDir);
  expect(await store.db.collection('rows').countDocuments({ text: /many$/ })).toBe(20);
  expect(await store.store.validate()).toMatchObject({ ok: true });
  await store.client.close();
  await store.store.stop();
  await rewrite(99, false);
  await expect(openStore(dataDir)).rejects.toThrow('newer');
});

test('an upgrade killed under way stands at its last batch and is finished by the next start', async () => {
  await fill(2500, false);
  await rewrite(2, true);
  const killed = spawnSync(process.execPath, ['--import', 'tsx', UPGRADE_CHILD, dataDir]);
  expect([killed.signal, String(killed.stderr)]).toEqual(['SIGKILL', '']);
  const { env, docs, catalog } = openEnvironment(dataDir);
  // Older code must not take what is half of the new format for its own.
  expect(readMeta(catalog)).toEqual({
    formatVersion: FORMAT_VERSION,
    sealedTo: expect.any(String) as string,
  });
  expect([...docs.getRange({})].filter(({ value }) => isWhole(value))).toHaveLength(2000);
  await env.close();
  const store = await openStore(dataDir);
  expect(await store.store.validate()).toMatchObject({ ok: true, documents: 2500 });
  expect(await store.db.collection('rows').countDocuments({ text: /many$/ })).toBe(2500);
  await store.client.close();
  await store.store.stop();
  const after = openEnvironment(dataDir);
  expect(readMeta(after.catalog)).toEqual({ formatVersion: FORMAT_VERSION });
  await after.env.close();
});

test('a stop while an index is built leaves it to the next start', async () => {
  await fill(20_000, true);
  const stopped = await openStore(dataDir);
  await stopped.client.close();
  await stopped.store.stop();
  const store = await openStore(dataDir);
  await until(() => served(store));
  expect(await store.store.validate()).toMatchObject({ ok: true, documents: 20_000, indexEntries: 40_000 });
  expect([...stopped.log, ...store.log].filter((line) => line.includes('could not'))).toEqual([]);
  await store.close();
});

test('an index that cannot be built is dropped and told', async () => {
  await fill(600, true, 2);
  const store = await openStore(dataDir);
  await until(() => Promise.resolve(store.log.some((line) => line.includes('text_1 could not be built'))));
  expect(await store.db.collection('rows').indexes()).toHaveLength(1);
  expect(await store.store.validate()).toMatchObject({ ok: true, documents: 600, indexEntries: 600 });
  await store.close();
});
