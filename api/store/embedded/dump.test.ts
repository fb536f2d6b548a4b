import {
  Binary,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  UUID,
  BSONRegExp,
} from 'bson';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient, type Db } from 'mongodb';
import { dumpDatabase, restoreDatabase } from './dump';
import { openStore, type OpenStore } from './test/open-store';

let open: OpenStore;
let directory: string;
beforeAll(async () => {
  open = await openStore();
  directory = mkdtempSync(join(tmpdir(), 'dump-'));
});
afterAll(async () => {
  await open.close();
  rmSync(directory, { recursive: true, force: true });
});

const VALUES: unknown[] = [
  null,
  true,
  new Int32(-7),
  new Double(2),
  new Double(-0.5),
  new Double(NaN),
  new Double(Infinity),
  Long.fromString('9007199254740993'),
  Long.MIN_VALUE,
  Decimal128.fromString('1.10'),
  Decimal128.fromString('-1E-6100'),
  '楼道灯 😀 "quoted"\n',
  '',
  new Date('2026-11-29T00:00:00.123Z'),
  new Date(-62_000_000_000_000),
  new Date(8_000_000_000_000_000),
  new ObjectId('65f000000000000000000001'),
  new UUID('00112233-4455-6677-8899-aabbccddeeff'),
  new Binary(Buffer.from([0, 255, 1]), 128),
  new Binary(Buffer.alloc(0)),
  new Timestamp({ t: 1_700_000_000, i: 2 }),
  new BSONRegExp('^a/b', 'im'),
  new Code('return 1'),
  new MinKey(),
  new MaxKey(),
  { nested: { empty: {}, list: [new Int32(1), [new Long(2)], {}] } },
  [],
];
/** Documents byte by byte in the order of their keys, and the indexes. */
async function contents(db: Db): Promise<Record<string, unknown>> {
  const out: Record<string, unknown> = {};
  for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) {
    const documents = await db
      .collection(name)
      .find({}, { raw: true, sort: { _id: 1 } })
      .toArray();
    const indexes = await db.collection(name).indexes();
    out[name] = {
      documents: documents.map((bytes) => Buffer.from(bytes as unknown as Uint8Array).toString('hex')),
      indexes: indexes
        .map(({ name: index, key, unique, sparse, partialFilterExpression, expireAfterSeconds }) => ({
          index,
          key: Object.entries(key),
          unique,
          sparse,
          partialFilterExpression,
          expireAfterSeconds,
        }))
        .sort((a, b) => String(a.index).localeCompare(String(b.index))),
    };
  }
  return out;
}
async function fill(db: Db): Promise<void> {
  const all = db.collection<{ _id: number }>('every.type');
  await all.insertMany(VALUES.map((value, _id) => ({ _id, value, beside: 'x' })));
  await all.createIndex({ value: 1, beside: -1 });
  await all.createIndex({ beside: 1, _id: -1 }, { unique: true, name: 'named otherwise' });
  await all.createIndex({ 'value.nested.list': 1 }, { sparse: true });
  await all.createIndex({ _id: 1, beside: 1 }, { partialFilterExpression: { _id: { $gte: 5 } } });
  await all.createIndex({ at: 1 }, { expireAfterSeconds: 3600 });
  await db.collection('many').insertMany(Array.from({ length: 2500 }, (_, n) => ({ n, text: `row ${n}` })));
  await db.createCollection('empty');
}
async function move(from: Db, to: Db, step: string): Promise<void> {
  const dump = join(directory, step);
  expect(await dumpDatabase(from, dump)).toBe(VALUES.length + 2500);
  expect(await restoreDatabase(to, dump)).toBe(VALUES.length + 2500);
}

test('a dump restored is the same byte for byte, with its indexes', async () => {
  await fill(open.db);
  await move(open.db, open.client.db('copy'), 'copy');
  expect(await contents(open.client.db('copy'))).toEqual(await contents(open.db));
  await expect(restoreDatabase(open.client.db('copy'), join(directory, 'copy'))).rejects.toThrow('not empty');
  expect(await open.store.validate()).toMatchObject({ ok: true });
});

// Against a server only: MONGODB_URI names it.
const server = process.env.MONGODB_URI ?? '';
(server ? test : test.skip)('to a MongoDB server and back: nothing is changed on the way', async () => {
  const client = await new MongoClient(server).connect();
  const there = client.db(`dump_test_${process.pid}`);
  try {
    await move(open.db, there, 'there');
    const before = await contents(open.db);
    expect(await contents(there)).toEqual(before);
    await move(there, open.client.db('back'), 'back');
    expect(await contents(open.client.db('back'))).toEqual(before);
  } finally {
    await there.dropDatabase();
    await client.close();
  }
});
