import { Decimal128, Double, Int32, Long, ObjectId } from 'bson';
import fc from 'fast-check';

/** Random documents, filters, sorts and updates over few fields and values, so that much of it meets. */
export type Doc = Record<string, unknown>;

const number = fc.oneof(
  fc.integer({ min: -2, max: 4 }).map((n) => new Int32(n)),
  fc.constantFrom(-1.5, 0, 1, 2.5, 3).map((n) => new Double(n)),
  fc.integer({ min: -1, max: 3 }).map((n) => Long.fromNumber(n)),
  fc.constantFrom('1', '2.5', '-1.50', '3').map((text) => Decimal128.fromString(text)),
);
/** Texts longer than the encoder's buffer, and than a key may be. */
const LONG = ['网'.repeat(43), 'y'.repeat(1_950), `${'y'.repeat(1_950)}z`];
const string = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('', 'a', 'ab', 'b', 'B', '网格', '1') },
  { weight: 1, arbitrary: fc.constantFrom(...LONG) },
);
const other = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.constantFrom(0, 1000, 5e11).map((ms) => new Date(ms)),
  fc.constantFrom('0'.repeat(24), '1'.repeat(24)).map((hex) => new ObjectId(hex)),
);
/** A value that is no array and no document. */
export const scalar: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 5, arbitrary: number },
  { weight: 3, arbitrary: string },
  { weight: 2, arbitrary: other },
);
const small = fc.dictionary(fc.constantFrom('x', 'y'), scalar, { maxKeys: 2 });
const array = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: scalar },
    { weight: 3, arbitrary: small },
    { weight: 1, arbitrary: fc.array(scalar, { maxLength: 2 }) },
  ),
  { maxLength: 3 },
);
export const value: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: scalar },
  { weight: 2, arbitrary: small },
  { weight: 3, arbitrary: array },
);

const fields = ['a', 'b', 'c', 'd'] as const;
export const document = fc.dictionary(fc.constantFrom(...fields), value, { maxKeys: 4 });
export const documents = fc
  .array(document, { minLength: 1, maxLength: 12 })
  .map((docs) => docs.map((doc, i) => ({ _id: new Int32(i), ...doc })));

const path = fc.constantFrom('a', 'b', 'c', 'a.x', 'a.y', 'b.x', 'c.0', 'a.0', 'a.0.x', 'd');
const type = fc.constantFrom(
  'int',
  'double',
  'long',
  'decimal',
  'number',
  'string',
  'null',
  'object',
  'array',
  'bool',
  'date',
  'objectId',
);
const comparison = fc.oneof(
  fc.record({ op: fc.constantFrom('$eq', '$ne'), v: value }),
  fc.record({ op: fc.constantFrom('$gt', '$gte', '$lt', '$lte'), v: scalar }),
  fc.record({ op: fc.constantFrom('$in', '$nin'), v: fc.array(value, { maxLength: 3 }) }),
  fc.record({ op: fc.constant('$exists'), v: fc.boolean() }),
  fc.record({ op: fc.constant('$type'), v: type }),
  fc.record({ op: fc.constant('$size'), v: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ op: fc.constant('$all'), v: fc.array(scalar, { minLength: 1, maxLength: 2 }) }),
  fc.record({ op: fc.constant('$regex'), v: fc.constantFrom('^a', 'b', '^$', '网') }),
  fc.record({ op: fc.constant('$mod'), v: fc.constantFrom([2, 0], [2, 1], [3, -1]) }),
);
const operators = fc
  .array(comparison, { minLength: 1, maxLength: 2 })
  .map((list) => Object.fromEntries(list.map(({ op, v }) => [op, v])));
const elemMatch = fc.oneof(
  operators.map((o) => ({ $elemMatch: o })),
  fc
    .dictionary(fc.constantFrom('x', 'y'), fc.oneof(scalar, operators), { minKeys: 1, maxKeys: 2 })
    .map((f) => ({ $elemMatch: f })),
);
const condition = fc.oneof(
  { weight: 3, arbitrary: value },
  { weight: 5, arbitrary: operators },
  { weight: 1, arbitrary: operators.map((o) => ({ $not: o })) },
  { weight: 1, arbitrary: elemMatch },
);
const flat = fc.dictionary(path, condition, { minKeys: 1, maxKeys: 3 });
export const filter: fc.Arbitrary<Doc> = fc.oneof(
  { weight: 6, arbitrary: flat },
  {
    weight: 1,
    arbitrary: fc
      .record({
        op: fc.constantFrom('$or', '$and', '$nor'),
        list: fc.array(flat, { minLength: 1, maxLength: 3 }),
      })
      .map(({ op, list }) => ({ [op]: list })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(flat, fc.array(flat, { minLength: 1, maxLength: 2 }))
      .map(([f, list]) => ({ ...f, $or: list })),
  },
  { weight: 1, arbitrary: fc.constant({}) },
);
const direction = fc.constantFrom(1, -1);
export const sort: fc.Arbitrary<Doc> = fc
  .dictionary(fc.constantFrom('a', 'b', 'a.x', 'c'), direction, { maxKeys: 2 })
  .map((s) => ({ ...s, _id: 1 }));
export const indexKeys: fc.Arbitrary<Doc[]> = fc.array(
  fc.dictionary(fc.constantFrom('a', 'b', 'c', 'a.x', 'a.y', 'b.x'), direction, { minKeys: 1, maxKeys: 3 }),
  { minLength: 1, maxLength: 3 },
);

const target = fc.constantFrom('a', 'b', 'c', 'd', 'a.x', 'b.y', 'a.0', 'c.1', 'e.f');
const change = fc.oneof(
  fc.record({ op: fc.constantFrom('$set', '$min', '$max', '$setOnInsert'), p: target, v: value }),
  fc.record({ op: fc.constantFrom('$inc', '$mul'), p: target, v: number }),
  fc.record({ op: fc.constant('$unset'), p: target, v: fc.constant('') }),
  fc.record({ op: fc.constantFrom('$push', '$addToSet'), p: target, v: value }),
  fc.record({
    op: fc.constant('$push'),
    p: target,
    v: fc.record({
      $each: fc.array(scalar, { maxLength: 3 }),
      $slice: fc.integer({ min: -3, max: 3 }),
      $position: fc.integer({ min: -2, max: 2 }),
    }),
  }),
  fc.record({
    op: fc.constant('$push'),
    p: target,
    v: fc.record({ $each: fc.array(scalar, { maxLength: 3 }), $sort: direction }),
  }),
  fc.record({
    op: fc.constant('$addToSet'),
    p: target,
    v: fc.record({ $each: fc.array(scalar, { maxLength: 3 }) }),
  }),
  fc.record({ op: fc.constant('$pull'), p: target, v: fc.oneof(scalar, operators, small) }),
  fc.record({ op: fc.constant('$pullAll'), p: target, v: fc.array(scalar, { maxLength: 2 }) }),
  fc.record({ op: fc.constant('$pop'), p: target, v: fc.constantFrom(1, -1) }),
  fc.record({
    op: fc.constant('$rename'),
    p: fc.constantFrom('a', 'b', 'c'),
    v: fc.constantFrom('d', 'f', 'a.z'),
  }),
  fc.record({ op: fc.constant('$bit'), p: target, v: fc.record({ or: fc.integer({ min: 0, max: 7 }) }) }),
  fc.record({ op: fc.constant('$set'), p: fc.constantFrom('a.$[]', 'b.$[].x', 'a.$'), v: scalar }),
);
export const update: fc.Arbitrary<Doc> = fc.array(change, { minLength: 1, maxLength: 2 }).map((list) => {
  const out: Record<string, Doc> = {};
  for (const { op, p, v } of list) out[op] = { ...out[op], [p]: v };
  return out;
});
export const projection: fc.Arbitrary<Doc> = fc.oneof(
  fc.dictionary(fc.constantFrom('a', 'b', 'c', 'a.x', 'b.y'), fc.constant(1), { maxKeys: 3 }),
  fc.dictionary(fc.constantFrom('a', 'b', 'c', 'a.x', 'b.y'), fc.constant(0), { maxKeys: 3 }),
);

// Filters and documents that meet often at the edges of index ranges.
const near = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 3 }).map((n) => new Int32(n)) },
  { weight: 1, arbitrary: fc.constantFrom(1, 2.5).map((n) => new Double(n)) },
  { weight: 1, arbitrary: fc.constantFrom('a', 'b') },
  { weight: 1, arbitrary: fc.constant(null) },
);
const edge = fc.oneof(
  near,
  fc
    .record({ op: fc.constantFrom('$gt', '$gte', '$lt', '$lte', '$eq'), v: near })
    .map(({ op, v }) => ({ [op]: v })),
  fc
    .record({ low: fc.constantFrom('$gt', '$gte'), a: near, high: fc.constantFrom('$lt', '$lte'), b: near })
    .map(({ low, a, high, b }) => ({ [low]: a, [high]: b })),
  fc.array(near, { minLength: 1, maxLength: 3 }).map((list) => ({ $in: list })),
);
const edges = fc.dictionary(fc.constantFrom('a', 'b', 'a.x'), edge, { minKeys: 1, maxKeys: 3 });
export const edgeFilter: fc.Arbitrary<Doc> = fc.oneof(
  { weight: 4, arbitrary: edges },
  { weight: 1, arbitrary: fc.array(edges, { minLength: 2, maxLength: 3 }).map((list) => ({ $or: list })) },
);
const nearValue = fc.oneof(
  { weight: 6, arbitrary: near },
  { weight: 1, arbitrary: fc.array(near, { maxLength: 3 }) },
  { weight: 2, arbitrary: near.map((x) => ({ x })) },
  {
    weight: 1,
    arbitrary: fc.array(
      near.map((x) => ({ x })),
      { maxLength: 2 },
    ),
  },
);
export const nearDocuments = fc
  .array(fc.dictionary(fc.constantFrom('a', 'b', 'c'), nearValue, { maxKeys: 3 }), {
    minLength: 8,
    maxLength: 24,
  })
  .map((docs) => docs.map((doc, i) => ({ _id: new Int32(i), ...doc })));
export const edgeIndexes: fc.Arbitrary<Doc[]> = fc.array(
  fc
    .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'a.x'), direction), {
      selector: ([p]) => p,
      minLength: 1,
      maxLength: 3,
    })
    .map((list) => Object.fromEntries(list)),
  { minLength: 1, maxLength: 3 },
);
