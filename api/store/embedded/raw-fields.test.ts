import { Binary, Decimal128, Int32, Long, MaxKey, MinKey, ObjectId, serialize, Timestamp } from 'bson';
import fc from 'fast-check';
import { compileProjection } from './projection';
import { changedFields, cutFields, lookedAt, plainCut } from './raw-fields';
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

const doc = fc.dictionary(name, value);
const names = fc.subarray(['_id', 'a', 'b', 'events', '字段', 'none'], { minLength: 1 });

test('cutting fields out of the bytes gives what projecting the document gives', () => {
  fc.assert(
    fc.property(doc, names, fc.boolean(), fc.boolean(), (fields, list, keep, id) => {
      const bytes = Buffer.from(serialize({ _id: 1, ...fields }));
      const spec = Object.fromEntries(list.map((each) => [each, each === '_id' ? id : keep]));
      const cut = plainCut(spec);
      if (!cut) return expect(Object.keys(spec)).toEqual(['_id']);
      const projected = compileProjection(spec, { evaluate: () => () => null }).project(
        decode(bytes),
        undefined,
      );
      expect(cutFields(bytes, cut)).toEqual(encode(projected));
    }),
    { numRuns: 1000 },
  );
});

test('the changed fields of two versions are those whose bytes differ', () => {
  fc.assert(
    fc.property(doc, doc, (before, after) => {
      const [x, y] = [before, after].map((d) => Buffer.from(serialize(d))) as [Buffer, Buffer];
      const differ = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => {
        const [a, b] = [before, after].map((d) => (key in d ? serialize({ v: d[key] }) : Buffer.alloc(0)));
        return Buffer.compare(a!, b!) !== 0;
      });
      expect(changedFields(x, y)!.sort()).toEqual(differ.sort());
    }),
    { numRuns: 500 },
  );
});

test.each<[Doc]>([
  [{ 'events.text': 0 }],
  [{ _id: 0 }],
  [{ events: { $slice: 1 } }],
  [{ 'events.$': 1 }],
  [{}],
])('projection %j is not cut out of the bytes', (projection) => {
  expect(plainCut(projection)).toBeNull();
});

test.each<[Doc, Doc, string[] | null]>([
  [{ $or: [{ a: 1 }, { $and: [{ 'b.c': 1 }] }] }, { d: 1 }, ['a', 'b', 'd']],
  [{ $expr: { $eq: ['$events', 1] } }, {}, null],
  [{ $nor: [{ events: 1 }] }, {}, null],
  [{}, {}, []],
])('filter %j and sort %j look at %j', (filter, sort, roots) => {
  expect(lookedAt(filter, sort)).toEqual(roots && { names: new Set(roots), keep: true });
});
