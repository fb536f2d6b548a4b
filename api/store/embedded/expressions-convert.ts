import { Decimal128, Double, Int32, Long, ObjectId } from 'bson';
import { demand, StoreError } from './errors';
import { typeName } from './matcher-leaves';
import { bsonType, isDoc, isNumber, toNumber, type Doc, type Value } from './values';

function fail(v: Value, to: string): never {
  throw new StoreError(
    'ConversionFailure',
    `Unsupported conversion from ${typeName(v)} to ${to} in $convert with no onError value`,
  );
}
function parseNumber(text: string, to: string): number {
  const n = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)
    ? Number(text)
    : /^[+-]?(inf|infinity)$/i.test(text)
      ? text.startsWith('-')
        ? -Infinity
        : Infinity
      : NaN;
  if (Number.isNaN(n) && !/^nan$/i.test(text))
    throw new StoreError(
      'ConversionFailure',
      `Failed to parse number '${text}' in $convert with no onError value: ${to}`,
    );
  return n;
}
function integer(v: Value, to: 'int' | 'long'): bigint {
  if (bsonType(v) === 'Long') return (v as Long).toBigInt();
  if (typeof v === 'boolean') return v ? 1n : 0n;
  if (v instanceof Date && to === 'long') return BigInt(v.getTime());
  if (typeof v === 'string') {
    if (!/^[+-]?\d+$/.test(v))
      throw new StoreError(
        'ConversionFailure',
        `Failed to parse number '${v}' in $convert with no onError value: Did not consume whole string.`,
      );
    return BigInt(v.replace(/^\+/, ''));
  }
  if (!isNumber(v)) return fail(v, to);
  const n = toNumber(v);
  demand(
    Number.isFinite(n),
    `Attempt to convert ${n} value to integer type in $convert with no onError value`,
    'ConversionFailure',
  );
  return BigInt(Math.trunc(n));
}
function ranged(v: Value, to: 'int' | 'long'): Value {
  const n = integer(v, to);
  const bits = to === 'int' ? 32n : 64n;
  demand(
    n >= -(2n ** (bits - 1n)) && n < 2n ** (bits - 1n),
    `Conversion would overflow target type in $convert with no onError value: ${n}`,
    'ConversionFailure',
  );
  return to === 'int' ? new Int32(Number(n)) : Long.fromBigInt(n);
}
function numberText(v: Value): string {
  if (bsonType(v) === 'Long' || bsonType(v) === 'Decimal128') return String(v);
  const n = toNumber(v);
  return Number.isFinite(n) ? String(n) : Number.isNaN(n) ? 'NaN' : n > 0 ? 'Infinity' : '-Infinity';
}
function text(v: Value): Value {
  if (typeof v === 'string') return v;
  if (isNumber(v)) return numberText(v);
  if (typeof v === 'boolean') return String(v);
  if (v instanceof Date) return v.toISOString();
  if (bsonType(v) === 'ObjectId') return (v as ObjectId).toHexString();
  return fail(v, 'string');
}
function date(v: Value): Value {
  if (v instanceof Date) return v;
  if (bsonType(v) === 'ObjectId') return (v as ObjectId).getTimestamp();
  if (bsonType(v) === 'Timestamp') return new Date((v as Long).high * 1000);
  if (isNumber(v) && typeName(v) !== 'int') return new Date(Math.trunc(toNumber(v)));
  if (typeof v !== 'string') return fail(v, 'date');
  const parsed = new Date(/[zZ]|[+-]\d\d:?\d\d$/.test(v) || /^\d{4}-\d\d-\d\d$/.test(v) ? v : `${v}Z`);
  demand(!Number.isNaN(parsed.getTime()), `Error parsing date string '${v}'`, 'ConversionFailure');
  return parsed;
}
const TO: Record<string, (v: Value) => Value> = {
  string: text,
  int: (v) => ranged(v, 'int'),
  long: (v) => ranged(v, 'long'),
  double: (v) =>
    new Double(
      typeof v === 'string'
        ? parseNumber(v, 'double')
        : typeof v === 'boolean'
          ? Number(v)
          : v instanceof Date
            ? v.getTime()
            : isNumber(v)
              ? toNumber(v)
              : fail(v, 'double'),
    ),
  decimal: (v) => {
    if (bsonType(v) === 'Decimal128') return v;
    if (typeof v === 'string') return Decimal128.fromString(v);
    if (typeof v === 'boolean' || v instanceof Date) return Decimal128.fromString(String(Number(v)));
    if (bsonType(v) === 'Double')
      return Decimal128.fromString(
        Number.isFinite(toNumber(v)) ? String(Number(toNumber(v).toPrecision(15))) : String(toNumber(v)),
      );
    return isNumber(v) ? Decimal128.fromString(numberText(v)) : fail(v, 'decimal');
  },
  bool: (v) => (isNumber(v) ? toNumber(v) !== 0 : v !== false),
  date,
  objectId: (v) => {
    if (bsonType(v) === 'ObjectId') return v;
    if (typeof v !== 'string') return fail(v, 'objectId');
    demand(
      /^[0-9a-fA-F]{24}$/.test(v),
      `Failed to parse objectId '${v}' in $convert with no onError value: Invalid string length for parsing to OID, expected 24 but found ${v.length}`,
      'ConversionFailure',
    );
    return new ObjectId(v);
  },
};
const TYPE_NUMBERS: Record<number, string> = {
  1: 'double',
  2: 'string',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  16: 'int',
  18: 'long',
  19: 'decimal',
};

const shortcut =
  (to: string) =>
  ([v]: Value[]): Value =>
    v === null || v === undefined ? null : TO[to]!(v);

/** `$toX` and `$convert`, with the server's conversion failures. */
export const CONVERSIONS: Record<string, (args: Value[]) => Value> = {
  $toString: shortcut('string'),
  $toInt: shortcut('int'),
  $toLong: shortcut('long'),
  $toDouble: shortcut('double'),
  $toDecimal: shortcut('decimal'),
  $toBool: shortcut('bool'),
  $toDate: shortcut('date'),
  $toObjectId: shortcut('objectId'),
  $convert: ([spec]) => {
    const { input, to, onError, onNull } = spec as Doc;
    if (input === null || input === undefined) return onNull ?? null;
    const wanted = isDoc(to) ? to.type : to;
    const name = isNumber(wanted) ? TYPE_NUMBERS[toNumber(wanted)] : (wanted as string);
    demand(name && TO[name], `Unknown type name: ${String(name)}`);
    try {
      return TO[name](input);
    } catch (error) {
      if (onError !== undefined && error instanceof StoreError && error.codeName === 'ConversionFailure')
        return onError;
      throw error;
    }
  },
};
