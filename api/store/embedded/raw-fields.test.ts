import { Binary, Decimal128, Int32, Long, MaxKey, MinKey, ObjectId, serialize, Timestamp } from 'bson';
import fc from 'fast-check';
import { fieldsLeftOut, withoutFields } from './raw-fields';
import { decode, encode, type Doc } from './values';

const value = fc.oneof(
  fc.string(),
  fc.integer().map((n) => new Int32(n)),
  fc.double({ noNaN: true }),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((n) => Long.fromBigInt(n)),
  fc.boolean(),
  fc.constant(null),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array().map((bytes) => new Binary(bytes)),
  fc.constantFrom(
    new ObjectId('a'.repeat(24)),
    new MinKey(),
    new MaxKey(),
    new Timestamp({ t: 1, i: 2 }),
    Decimal128.fromString('1.5'),
    /a.b/i,
  ),
  fc.array(fc.integer()),
  fc.dictionary(fc.constantFrom('x', 'y'), fc.string()),
);
const name = fc.constantFrom('a', 'b', 'events', '字段', 'ab', 'e');

test('cutting fields out of the bytes gives what leaving them out of the document gives', () => {
  fc.assert(
    fc.property(fc.dictionary(name, value), fc.subarray(['a', 'b', 'events', '字段', 'none']), (doc, out) => {
      const bytes = Buffer.from(serialize(doc));
      const lean = Object.fromEntries(Object.entries(decode(bytes)).filter(([key]) => !out.includes(key)));
      expect(withoutFields(bytes, new Set(out))).toEqual(encode(lean));
    }),
    { numRuns: 1000 },
  );
});

test.each<[Doc, Doc, Doc, string[] | null]>([
  [{ events: 0 }, { a: 1 }, { b: 1 }, ['events']],
  [
    { events: false, answers: new Int32(0) },
    { $or: [{ a: 1 }, { $and: [{ b: 1 }] }] },
    {},
    ['events', 'answers'],
  ],
  [{ events: 1 }, {}, {}, null],
  [{ events: 0, a: 1 }, {}, {}, null],
  [{ 'events.text': 0 }, {}, {}, null],
  [{ _id: 0 }, {}, {}, null],
  [{ events: { $slice: 1 } }, {}, {}, null],
  [{ events: 0 }, { 'events.type': 'x' }, {}, null],
  [{ events: 0 }, { $or: [{ a: 1 }, { events: [] }] }, {}, null],
  [{ events: 0 }, {}, { 'events.at': 1 }, null],
  [{ events: 0 }, { $expr: { $eq: ['$events', 1] } }, {}, null],
  [{ events: 0 }, { $nor: [{ events: 1 }] }, {}, null],
  [{}, {}, {}, null],
])('projection %j, filter %j, sort %j: %j', (projection, filter, sort, left) => {
  expect(fieldsLeftOut(projection, filter, sort)).toEqual(left && new Set(left));
});
