import {
  BSONRegExp,
  Binary,
  DBRef,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  MongoClient,
  ObjectId,
  Timestamp,
  UUID,
} from 'mongodb';
import mongoose from 'mongoose';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dumpDatabase, restoreDatabase } from './dump';
import { startEmbeddedStore, withDatabase } from './index';
import { openStore, refusal, type OpenStore } from './test/open-store';

interface Row {
  _id?: number | ObjectId;
  [field: string]: unknown;
}
let open: OpenStore;
beforeAll(async () => {
  open = await openStore();
});
afterAll(() => open.close());
const fresh = (name: string) => open.db.collection<Row>(name);

describe('documents', () => {
  it('keep every BSON type through storage, update and index', async () => {
    const coll = fresh('types');
    const values = [
      new MinKey(), null, new Int32(3), new Double(3), Long.fromString('9007199254740993'), Decimal128.fromString('1.50'),
      'text', { a: new Double(1), 2: 'b' }, [1, [2]], new Binary(Buffer.from('x'), 5), new UUID('385f8ed8-5538-4f8e-8e05-284fd9ce7a2d'), new ObjectId(), true,
      new Date(5), new Timestamp({ t: 1, i: 2 }), new BSONRegExp('^a', 'i'), new MaxKey(),
    ]; // prettier-ignore
    await coll.createIndex({ v: 1 });
    await coll.insertMany(values.map((v, i) => ({ _id: i as never, v })));
    await coll.updateMany({}, { $set: { touched: true } });
    const found = await coll.find({}, { promoteValues: false, bsonRegExp: true, sort: { _id: 1 } }).toArray();
    found.forEach((doc, i) => {
      const v = values[i];
      if (v !== null && typeof v === 'object' && '_bsontype' in v)
        expect((doc.v as { _bsontype: string })._bsontype).toBe(v._bsontype);
      if (!Array.isArray(v)) expect(JSON.stringify(doc.v)).toBe(JSON.stringify(v));
    });
    expect(await coll.findOne({ v: Long.fromString('9007199254740993') })).toMatchObject({ _id: 4 });
    expect(await coll.findOne({ v: Long.fromString('9007199254740992') })).toBeNull();
    expect((await coll.find({ v: 3 }).toArray()).map((d) => d._id)).toEqual([2, 3]);
  });

  it('that refer to others are found by what they refer to, with an index and without', async () => {
    const coll = fresh('references');
    const [one, other] = [new ObjectId(), new ObjectId()];
    await coll.insertOne({ _id: 1, of: new DBRef('people', one), all: [new DBRef('people', other)] });
    for (const indexed of [false, true]) {
      if (indexed) await Promise.all([coll.createIndex({ 'of.$id': 1 }), coll.createIndex({ 'all.$id': 1 })]);
      for (const filter of [
        { 'of.$id': one },
        { of: new DBRef('people', one) },
        { of: { $in: [new DBRef('people', one)] } },
        { 'all.$id': other },
        { all: { $elemMatch: { $id: other } } },
        { all: { $elemMatch: { $ref: 'people', $id: { $in: [other] } } } },
      ])
        expect(await coll.countDocuments(filter)).toBe(1);
      expect(await coll.countDocuments({ all: { $elemMatch: { $id: one } } })).toBe(0);
    }
    await coll.updateOne({ _id: 1 }, { $set: { 'of.$id': other } });
    expect((await coll.findOne({ _id: 1 }))?.of).toEqual(new DBRef('people', other));
  });

  it('sort in BSON order, by index and without', async () => {
    const coll = fresh('order');
    await coll.insertMany(
      [true, 'b', 1.5, null, [], { a: 1 }, new Date(0), 'B', -1].map((v, i) => ({ _id: i as never, v })),
    );
    const ids = async () => (await coll.find().sort({ v: 1, _id: 1 }).toArray()).map((d) => d._id);
    const scanned = await ids();
    expect(scanned).toEqual([4, 3, 8, 2, 7, 1, 5, 0, 6]);
    await coll.createIndex({ v: 1, _id: 1 });
    expect(await ids()).toEqual(scanned);
  });
});

describe('errors', () => {
  beforeAll(() => fresh('big').insertOne({ a: 'x'.repeat(9 * 2 ** 20) }));

  it('names the key of a duplicate as MongoDB does', async () => {
    const coll = fresh('unique');
    await coll.createIndex({ a: 1, 'b.c': -1 }, { unique: true });
    await coll.insertOne({ a: 1, b: { c: 'x' } });
    const error = await coll
      .insertOne({ a: 1, b: { c: 'x' } })
      .catch((e: unknown) => e as { code: number; message: string; keyPattern: unknown; keyValue: unknown });
    expect(error).toMatchObject({
      code: 11000,
      message:
        'E11000 duplicate key error collection: test.unique index: a_1_b.c_-1 dup key: { a: 1, b.c: "x" }',
      keyPattern: { a: 1, 'b.c': -1 },
      keyValue: { a: 1, 'b.c': 'x' },
    });
    const bulk = await coll
      .insertMany([{ a: 2 }, { a: 2 }, { a: 3 }], { ordered: false })
      .catch((e: unknown) => e as { insertedCount: number; writeErrors: { index: number }[] });
    expect(bulk).toMatchObject({ insertedCount: 2 });
    expect((bulk as { writeErrors: { index: number }[] }).writeErrors.map((w) => w.index)).toEqual([1]);
  });

  it.each<[string, () => Promise<unknown>, number]>([
    ['unknown command', () => open.db.command({ frobnicate: 1 }), 59],
    [
      'unknown stage',
      () =>
        fresh('e')
          .aggregate([{ $frobnicate: 1 }])
          .toArray(),
      40324,
    ],
    [
      'unknown expression',
      () =>
        fresh('e')
          .aggregate([{ $project: { a: { $frobnicate: 1 } } }])
          .toArray(),
      168,
    ],
    [
      'unknown query operator',
      () =>
        fresh('e')
          .find({ a: { $frobnicate: 1 } })
          .toArray(),
      2,
    ],
    ['$where', () => fresh('e').find({ $where: 'true' }).toArray(), 2],
    [
      'script in a stage',
      () =>
        fresh('e')
          .aggregate([{ $group: { _id: { $function: { body: 'f', args: [], lang: 'js' } } } }])
          .toArray(),
      168,
    ],
    ['text index', () => fresh('e').createIndex({ a: 'text' }), 67],
    ['capped collection', () => open.db.createCollection('capped', { capped: true, size: 1000 }), 115],
    ['changed _id', () => fresh('types').updateOne({ _id: 1 }, { $set: { _id: 99 } }), 66],
    [
      'conflicting paths',
      () => fresh('types').updateOne({}, { $set: { a: 1 }, $inc: { 'a.b': 1 as never } }),
      40,
    ],
    ['unknown modifier', () => fresh('types').updateOne({}, { $frobnicate: { a: 1 } }), 9],
    ['$inc of a text', () => fresh('types').updateOne({ _id: 6 }, { $inc: { v: 1 as never } }), 14],
    ['path through a scalar', () => fresh('types').updateOne({ _id: 2 }, { $set: { 'v.x': 1 } }), 28],
    ['hint of no index', () => fresh('types').find({}, { hint: 'nothing' }).toArray(), 2],
    [
      'a document grown too large',
      () => fresh('big').updateOne({}, { $set: { b: 'x'.repeat(9 * 2 ** 20) } }),
      10334,
    ],
    [
      'a transaction',
      () =>
        open.db.command({
          insert: 'e',
          documents: [{}],
          startTransaction: true,
          autocommit: false,
          txnNumber: Long.ONE,
        }),
      20,
    ],
    ['change stream', () => fresh('e').watch().next(), 40573],
  ])('refuses: %s', async (_, run, code) => {
    expect(await refusal(run)).toMatchObject({ code });
  });

  it('stops at maxTimeMS', async () => {
    const coll = fresh('slow');
    await coll.insertMany(Array.from({ length: 4000 }, (_, i) => ({ i, text: 'x'.repeat(500) })));
    expect(
      await refusal(() => coll.find({ text: { $regex: 'y$' } }, { maxTimeMS: 1 }).toArray()),
    ).toMatchObject({ code: 50 });
  });
});

describe('indexes', () => {
  type Plan = {
    executionStats: { totalKeysExamined: number; totalDocsExamined: number; nReturned: number };
    queryPlanner: { winningPlan: Record<string, unknown> };
  };
  const explained = async (cursor: { explain(v: string): Promise<unknown> }) =>
    (await cursor.explain('executionStats')) as Plan;

  it('are used for equality, range, order, $in and $or, and told by explain', async () => {
    const coll = fresh('plans');
    await coll.insertMany(
      Array.from({ length: 400 }, (_, i) => ({
        area: `a${i % 10}`,
        state: i % 4,
        at: i,
        tags: [i % 3, i % 5],
      })),
    );
    await coll.createIndex({ area: 1, state: 1, at: -1 });
    await coll.createIndex({ tags: 1 });
    const list = await explained(
      coll
        .find({ area: 'a2', state: { $in: [0, 2] } })
        .sort({ at: -1 })
        .limit(5),
    );
    expect(JSON.stringify(list.queryPlanner.winningPlan)).toContain('"indexName":"area_1_state_1_at_-1"');
    expect(JSON.stringify(list.queryPlanner.winningPlan)).not.toContain('SORT');
    expect(list.executionStats).toMatchObject({ nReturned: 5, totalDocsExamined: 5 });
    expect(
      (
        await coll
          .find({ area: 'a2', state: { $in: [0, 2] } })
          .sort({ at: -1 })
          .limit(3)
          .toArray()
      ).map((d) => d.at),
    ).toEqual([392, 382, 372]);
    expect(
      (await explained(coll.find({ area: 'a2', state: 2, at: { $gte: 100, $lt: 200 } }))).executionStats,
    ).toMatchObject({ nReturned: 5, totalDocsExamined: 5 });
    const or = await explained(coll.find({ $or: [{ area: 'a1', state: 1 }, { tags: 4 }] }));
    expect(or.queryPlanner.winningPlan).toMatchObject({ inputStage: { stage: 'OR' } });
    expect((await explained(coll.find({ nothing: 1 }))).queryPlanner.winningPlan).toMatchObject({
      stage: 'COLLSCAN',
    });
  });

  it('partial, sparse and TTL ones keep what they should', async () => {
    const coll = fresh('kinds');
    await coll.createIndex({ email: 1 }, { unique: true, partialFilterExpression: { active: true } });
    await coll.createIndex({ phone: 1 }, { unique: true, sparse: true });
    await coll.insertMany([
      { email: 'a', active: false },
      { email: 'a', active: false },
      { email: 'a', active: true },
    ]);
    expect(await refusal(() => coll.insertOne({ email: 'a', active: true }))).toMatchObject({ code: 11000 });
    expect(await coll.countDocuments({ phone: null })).toBe(3);
    expect(await coll.find({ email: 'a', active: true }).hint('email_1').toArray()).toHaveLength(1);
    expect(
      await refusal(() =>
        coll.createIndex(
          { email: 1 },
          { unique: true, partialFilterExpression: { active: false }, name: 'second' },
        ),
      ),
    ).toMatchObject({ code: 11000 });
    expect((await coll.indexes()).map((i) => i.name)).toEqual(['_id_', 'email_1', 'phone_1']);
  });
});

describe('updates', () => {
  it('apply operators, positions, array filters, pipelines and upserts', async () => {
    const coll = fresh('updates');
    await coll.insertOne({
      _id: 1,
      list: [
        { k: 'a', n: 1 },
        { k: 'b', n: 2 },
      ],
      n: Long.fromNumber(5),
    });
    await coll.updateOne({ 'list.k': 'b' }, { $inc: { 'list.$.n': 10 as never, n: 1 as never } });
    await coll.updateOne(
      { _id: 1 },
      { $set: { 'list.$[x].m': true } },
      { arrayFilters: [{ 'x.n': { $gt: 5 } }] },
    );
    await coll.updateOne({ _id: 1 }, [{ $set: { total: { $sum: '$list.n' } } }]);
    await coll.updateOne(
      { _id: 1 },
      { $push: { list: { $each: [{ k: 'c', n: 0 }], $sort: { n: 1 }, $slice: 2 } } as never },
    );
    expect(await coll.findOne({ _id: 1 }, { promoteLongs: false })).toEqual({
      _id: 1,
      list: [
        { k: 'c', n: 0 },
        { k: 'a', n: 1 },
      ],
      n: Long.fromNumber(6),
      total: 13,
    });
    const upsert = await coll.updateOne(
      { code: 'x', 'sub.a': 1 },
      { $setOnInsert: { made: 1 }, $set: { n: 2 } },
      { upsert: true },
    );
    expect(await coll.findOne({ _id: upsert.upsertedId! })).toMatchObject({
      code: 'x',
      sub: { a: 1 },
      made: 1,
      n: 2,
    });
    const racing = await Promise.all(
      Array.from({ length: 20 }, () => coll.findOneAndUpdate({ code: 'x', n: 2 }, { $set: { n: 3 } })),
    );
    expect(racing.filter(Boolean)).toHaveLength(1);
  });
});

describe('aggregation and cursors', () => {
  it('joins, groups, faceted and in batches', async () => {
    const coll = fresh('agg');
    await coll.insertMany(Array.from({ length: 250 }, (_, i) => ({ _id: i as never, k: i % 5, n: i })));
    await fresh('names').insertMany([0, 1, 2, 3].map((k) => ({ _id: k as never, name: `n${k}` })));
    const [result] = await coll.aggregate([
      { $match: { n: { $gte: 100 } } },
      { $lookup: { from: 'names', localField: 'k', foreignField: '_id', as: 'name' } },
      { $facet: { byName: [{ $group: { _id: { $first: '$name.name' }, sum: { $sum: '$n' }, most: { $max: '$n' } } }, { $sort: { _id: 1 } }], all: [{ $count: 'n' }] } },
    ]).toArray(); // prettier-ignore
    expect(result).toEqual({
      byName: [
        { _id: null, sum: 5265, most: 249 }, { _id: 'n0', sum: 5175 - 0, most: 245 }, { _id: 'n1', sum: 5205, most: 246 },
        { _id: 'n2', sum: 5225 + 0, most: 247 }, { _id: 'n3', sum: 5245, most: 248 },
      ].map((g, i) => ({ ...g, sum: Array.from({ length: 30 }, (_, j) => 100 + j * 5 + [4, 0, 1, 2, 3][i]!).reduce((a, b) => a + b) })),
      all: [{ n: 150 }],
    }); // prettier-ignore
    const seen: unknown[] = [];
    for await (const doc of coll.find({}).sort({ n: -1 }).batchSize(40)) seen.push(doc.n);
    expect(seen).toEqual(Array.from({ length: 250 }, (_, i) => 249 - i));
  });

  it('$out replaces a collection whole, keeps its indexes, and leaves it as it was when a document is refused', async () => {
    const source = fresh('out-source');
    await source.insertMany(Array.from({ length: 10 }, (_, _id) => ({ _id, n: _id * 2 })));
    const target = fresh('out-target');
    await target.createIndex({ n: 1 }, { unique: true });
    await target.insertOne({ _id: 77, n: 1 });
    await source.aggregate([{ $match: { _id: { $lt: 5 } } }, { $out: 'out-target' }]).toArray();
    expect((await target.find().toArray()).map(({ _id }) => _id)).toEqual([0, 1, 2, 3, 4]);
    const refused = () => source.aggregate([{ $set: { n: 1 } }, { $out: 'out-target' }]).toArray();
    expect(await refusal(refused)).toMatchObject({ code: 11000 });
    expect(await target.countDocuments({ n: { $gte: 0 } }, { hint: 'n_1' })).toBe(5);
    const named = (await open.db.listCollections().toArray()).filter(({ name }) => name.startsWith('out-'));
    expect(named).toHaveLength(2);
    expect(await open.store.validate()).toMatchObject({ ok: true });
  });

  it('a cursor reads the moment it was opened', async () => {
    const coll = fresh('snapshot');
    await coll.insertMany(Array.from({ length: 300 }, (_, i) => ({ i })));
    const cursor = coll.find({}).batchSize(10);
    await cursor.next();
    await coll.deleteMany({});
    expect(await cursor.toArray()).toHaveLength(299);
  });
});

describe('the directory', () => {
  it('is held by one store, survives a restart, a backup and a dump', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), `${'long-'.repeat(20)}`));
    const restored = mkdtempSync(join(tmpdir(), 'restored-'));
    const first = await openStore(dataDir);
    await first.db.collection('a').createIndex({ x: 1 }, { unique: true });
    await first.db.collection('a').insertMany([{ x: Long.fromNumber(1) }, { x: new Double(2) }]);
    await expect(startEmbeddedStore({ dataDir })).rejects.toThrow('data directory in use');
    await first.store.backup(join(restored, 'store.mdb'));
    const dump = join(restored, 'dump');
    expect(await dumpDatabase(first.db, dump)).toBe(2);
    expect(await restoreDatabase(first.client.db('copy'), dump)).toBe(2);
    expect(await refusal(() => first.client.db('copy').collection('a').insertOne({ x: 2 }))).toMatchObject({
      code: 11000,
    });
    await first.client.close();
    await first.store.stop();
    copyFileSync(join(dataDir, 'store.mdb'), join(restored, 'copy.mdb'));
    for (const directory of [dataDir, restored]) {
      const again = await openStore(directory);
      expect(await again.db.collection('a').countDocuments({ x: { $lte: 2 } }, { hint: 'x_1' })).toBe(2);
      expect(await again.store.validate()).toMatchObject({ ok: true, problems: [] });
      await again.close();
    }
    rmSync(restored, { recursive: true, force: true });
  });
});

describe('mongoose', () => {
  it('connects by the URI with a database name and works as on a server', async () => {
    const connection = await mongoose.createConnection(withDatabase(open.store.uri, 'named')).asPromise();
    const schema = new mongoose.Schema(
      { title: { type: String, unique: true }, when: Date, price: mongoose.Schema.Types.Decimal128 },
      { timestamps: true, optimisticConcurrency: true },
    );
    const Item = connection.model('Item', schema);
    await Item.init();
    const item = await Item.create({ title: 'a', price: '1.10' });
    item.title = 'b';
    await item.save();
    expect(connection.name).toBe('named');
    expect((await Item.findOne({ price: { $gt: Decimal128.fromString('1.09') } }).lean())?.title).toBe('b');
    await connection.close();
    const client = await new MongoClient(open.store.uri).connect();
    expect(await client.db('named').collection('items').countDocuments()).toBe(1);
    await client.close();
  });
});
