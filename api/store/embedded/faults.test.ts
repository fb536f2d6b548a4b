import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Collection, MongoClient } from 'mongodb';
import { killed, plainClient, startChild, type ChildStore } from './test/child-store';
import { openStore, refusal } from './test/open-store';

/**
 * What a disk can do to the store. A full one is a limit on the size of its process's files (RLIMIT_FSIZE), which needs
 * no rights and stops LMDB in the same call; errors of the device come from a preloaded library, where there is `cc`.
 */
jest.setTimeout(120_000);

let root: string;
let dataDir: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'faults-'));
  dataDir = join(root, 'data');
  mkdirSync(dataDir);
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map(async (each) => each()));
  rmSync(root, { recursive: true, force: true });
});
/** What a test that fails leaves running. */
const opened: (() => Promise<void>)[] = [];

interface Row {
  _id: number;
  tag: string;
  text: string;
}
const row = (_id: number): Row => ({ _id, tag: `tag ${_id % 7}`, text: 'x'.repeat(2000) });
const OUT_OF_DISK = 14031;
/** LMDB tells of a write that found room for a part of its bytes only as of an EIO, of the next one by its name. */
const NO_ROOM = { message: expect.stringMatching(/File too large|Input\/output error/) as string };

async function connected(store: ChildStore): Promise<{ client: MongoClient; rows: Collection<Row> }> {
  const client = await plainClient(store.uri);
  opened.push(async () => {
    await client.close();
    await killed(store);
  });
  return { client, rows: client.db('test').collection<Row>('rows') };
}
/** Inserts until it is refused: the numbers told to be written, and what the refusal said. */
async function fillUp(rows: Collection<Row>): Promise<{ written: Set<number>; refused: object }> {
  const written = new Set<number>();
  const refusals: object[] = [];
  let next = 0;
  const one = async () => {
    while (refusals.length === 0 && next < 20_000) {
      const _id = next++;
      try {
        await rows.insertOne(row(_id));
        written.add(_id);
      } catch (error) {
        refusals.push(error as object);
      }
    }
  };
  await Promise.all([one(), one(), one(), one()]);
  return { written, refused: refusals[0]! };
}
/** Every document told to be written is there, by its key and by its index, and every index entry is right. */
async function whole(rows: Collection<Row>, written: Set<number>): Promise<void> {
  const ids = new Set((await rows.find({}, { projection: { _id: 1 } }).toArray()).map(({ _id }) => _id));
  expect([...written].filter((id) => !ids.has(id))).toEqual([]);
  expect(await rows.countDocuments({ tag: { $gte: '' } }, { hint: 'tag_1' })).toBe(ids.size);
  expect(await rows.db.command({ validate: 'rows' })).toMatchObject({ valid: true, errors: [] });
}

test('on a full disk writes are refused, reads are served, nothing is lost, and with room again it goes on', async () => {
  let store = await startChild(dataDir, { fileSize: 2 * 1024 * 1024 });
  let { client, rows } = await connected(store);
  await rows.createIndex({ tag: 1 });
  const { written, refused } = await fillUp(rows);
  expect(refused).toMatchObject(NO_ROOM);
  expect(written.size).toBeGreaterThan(200);
  await whole(rows, written);
  const many = Array.from({ length: 200 }, (_, i) => row(100_000 + i));
  expect(await refusal(() => rows.insertMany(many))).toMatchObject(NO_ROOM);
  expect(await refusal(() => rows.createIndex({ text: 1, _id: 1 }))).toMatchObject(NO_ROOM);
  expect(await rows.countDocuments({ _id: { $gte: 100_000 } })).toBe(0);
  const limit = (size: string) =>
    spawnSync('prlimit', ['--pid', String(store.child.pid), `--fsize=${size}:`]).status === 0;
  // Without prlimit (util-linux) the room comes with a new process only.
  if (limit('1048576')) {
    const copy = join(root, 'copy.mdb');
    const backup = () => client.db('admin').command({ backupTo: copy });
    expect(await refusal(backup)).toMatchObject(NO_ROOM);
    expect(readdirSync(root)).toEqual(['data']);
    limit('unlimited');
    await backup();
    expect(readdirSync(root).sort()).toEqual(['copy.mdb', 'data']);
    await rows.insertMany(many);
    await rows.createIndex({ text: 1, _id: 1 });
    for (const { _id } of many) written.add(_id);
    await whole(rows, written);
  }
  await killed(store);
  store = await startChild(dataDir);
  ({ client, rows } = await connected(store));
  await whole(rows, written);
  await rows.insertOne(row(200_000));
});

const cc = spawnSync('cc', ['--version']).status === 0 && process.platform === 'linux';
(cc ? test.each(['EIO', 'ENOSPC'] as const) : test.skip.each(['EIO (needs cc and Linux)']))(
  'a device that answers %s refuses writes, corrupts nothing and is written to again once it is well',
  async (name) => {
    const [library, flag] = [join(root, 'fail-io.so'), join(root, 'failing')];
    const made = spawnSync('cc', [
      '-shared',
      '-fPIC',
      '-O1',
      '-o',
      library,
      join(__dirname, 'test/fail-io.c'),
      '-ldl',
    ]);
    expect(String(made.stderr)).toBe('');
    const env = { LD_PRELOAD: library, FAIL_IO: flag };
    let store = await startChild(dataDir, { env });
    let { rows } = await connected(store);
    await rows.createIndex({ tag: 1 });
    const written = new Set<number>();
    for (let round = 0; round < 3; round++) {
      const ids = Array.from({ length: 50 }, (_, i) => round * 1000 + i);
      await rows.insertMany(ids.map(row));
      for (const id of ids) written.add(id);
      writeFileSync(flag, String(constants.errno[name as 'EIO']));
      const refused = await refusal(() => rows.insertOne(row(round * 1000 + 900)));
      expect(refused).toMatchObject({ code: name === 'EIO' ? 1 : OUT_OF_DISK });
      await refusal(() => rows.updateMany({}, { $set: { text: '' } }));
      expect(await rows.countDocuments({ text: '' })).toBe(0);
      await whole(rows, written);
      rmSync(flag);
    }
    await killed(store);
    store = await startChild(dataDir);
    ({ rows } = await connected(store));
    await whole(rows, written);
  },
);

test('a directory that may not be written to, or is none, is refused by its name', async () => {
  chmodSync(root, 0o755);
  chmodSync(dataDir, 0o555);
  // Root may write anywhere: then it runs as nobody.
  const uid = process.getuid?.() === 0 ? 65534 : undefined;
  await expect(startChild(dataDir, { uid })).rejects.toThrow(/EACCES.*data/);
  expect(readdirSync(dataDir)).toEqual([]);
  chmodSync(dataDir, 0o755);
  writeFileSync(join(root, 'file'), 'not a directory');
  await expect(startChild(join(root, 'file'))).rejects.toThrow(/EEXIST|ENOTDIR/);
});

test('a backup made while others write opens as a store with all that was written before it', async () => {
  const open = await openStore(dataDir);
  const rows = open.db.collection<Row>('rows');
  await rows.createIndex({ tag: 1 });
  let stopped = false;
  let next = 0;
  const written = new Set<number>();
  const writing = Promise.all(
    Array.from({ length: 4 }, async () => {
      while (!stopped) {
        const _id = next++;
        await rows.insertOne(row(_id));
        if (_id % 3 === 0) await rows.updateOne({ _id }, { $set: { tag: 'changed' } });
        written.add(_id);
      }
    }),
  );
  while (written.size < 100) await new Promise((resolve) => setTimeout(resolve, 10));
  const copies: { directory: string; before: Set<number> }[] = [];
  for (const name of ['one', 'two']) {
    const before = new Set(written);
    const directory = join(root, name);
    mkdirSync(directory);
    await open.store.backup(join(directory, 'store.mdb'));
    copies.push({ directory, before });
  }
  stopped = true;
  await writing;
  await expect(open.store.backup(join(root, 'one/store.mdb'))).rejects.toThrow('exists already');
  await expect(open.store.backup(join(root, 'one/store.mdb/in-a-file'))).rejects.toThrow();
  for (const { directory, before } of copies) {
    expect(readdirSync(directory)).toEqual(['store.mdb']);
    const copy = await openStore(directory);
    const kept = copy.db.collection<Row>('rows');
    await whole(kept, before);
    expect(await kept.countDocuments({ _id: { $in: [...before] }, tag: 'changed' })).toBe(
      [...before].filter((id) => id % 3 === 0).length,
    );
    await copy.close();
  }
  await open.client.close();
  await open.store.stop();
});
