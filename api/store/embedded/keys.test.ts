import { Binary, Decimal128, Long, Timestamp } from 'bson';
import { encodeKey } from './keys';
import { openStore } from './test/open-store';
import { compare, type Value } from './values';

/** Lengths about the sizes of the encoder's buffer, and of what a key may have. */
const LENGTHS = [
  0, 1, 40, 47, 48, 49, 100, 116, 120, 124, 125, 126, 127, 128, 129, 250, 255, 256, 257, 1890, 1950, 5000,
];
const TAILS: Value[] = [
  new Date(1_700_000_000_000),
  new Timestamp({ t: 7, i: 9 }),
  Long.fromString('9007199254740993'),
  Decimal128.fromString('0.1'),
  3.5,
  'z',
  '末',
  new Binary(Buffer.from('abc')),
  true,
  { a: 'b' },
];

test.each(LENGTHS)(
  'a value behind another of %i bytes has the same bytes as behind a short one',
  (length) => {
    for (const filler of ['x'.repeat(length), '界'.repeat(length / 3), new Binary(Buffer.alloc(length, 1))])
      for (const tail of TAILS) {
        const whole = encodeKey([filler, tail], [1, -1]);
        expect(whole.equals(Buffer.concat([encodeKey([filler], [1]), encodeKey([tail], [-1])]))).toBe(true);
      }
  },
);

test('keys of long texts are in the order of their values', () => {
  const texts = LENGTHS.flatMap((n) => [`${'x'.repeat(n)}a`, `${'x'.repeat(n)}b`, `${'界'.repeat(n / 3)}`]);
  const byValue = [...texts].sort(compare);
  const byKey = [...texts].sort((a, b) => Buffer.compare(encodeKey([a], [1]), encodeKey([b], [1])));
  expect(byKey).toEqual(byValue);
});

test('long values are kept and found by an index, unique or not', async () => {
  const { db, store, close } = await openStore();
  const coll = db.collection<{ _id: number; text: string; bytes: Binary; at: Date }>('long');
  await coll.createIndex({ text: 1, at: -1 });
  await coll.createIndex({ bytes: 1 }, { unique: true });
  const rows = LENGTHS.map((n, _id) => ({
    _id,
    text: '长'.repeat(n),
    bytes: new Binary(Buffer.alloc(n, 7)),
    at: new Date(_id),
  }));
  await coll.insertMany(rows);
  for (const { _id, text, bytes, at } of rows) {
    expect(await coll.find({ text, at }, { hint: 'text_1_at_-1' }).toArray()).toMatchObject([{ _id }]);
    expect(await coll.findOne({ bytes })).toMatchObject({ _id });
    const near = { text: { $gte: text, $lte: `${text}长` } };
    expect(await coll.find(near, { hint: 'text_1_at_-1' }).sort({ text: 1 }).toArray()).toEqual(
      await coll
        .find(near, { hint: { $natural: 1 } })
        .sort({ text: 1 })
        .toArray(),
    );
  }
  await expect(coll.insertOne({ ...rows.at(-1)!, _id: 99 })).rejects.toMatchObject({ code: 11000 });
  expect(await store.validate()).toMatchObject({ ok: true });
  await close();
});
