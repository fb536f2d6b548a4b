import {
  DBRef,
  deserialize,
  serialize,
  type Decimal128,
  type Document,
  type Double,
  type Int32,
  type Long,
} from 'bson';
import { StoreError } from './errors';

/** A BSON value as decoded here: numbers stay Int32, Double, Long or Decimal128, so nothing loses its type. */
export type Value = unknown;
export type Doc = Record<string, Value>;
export type Bytes = Uint8Array;

const TYPED = { promoteValues: false, bsonRegExp: true, validation: { utf8: false } } as const;

const REF = Buffer.from('\x02$ref\0');

/** Bytes to a document that keeps every BSON type. */
export function decode(bytes: Bytes, options: { fieldsAsRaw?: Document } = {}): Doc {
  const doc: Doc = deserialize(bytes, { ...TYPED, ...options });
  if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(REF)) unwrapRefs(doc);
  return doc;
}
/** `{$ref, $id}` is a document like any other; the bson library makes an object with other names of it. */
function unwrapRefs(node: Value): void {
  if (!Array.isArray(node) && !isDoc(node)) return;
  for (const [name, value] of Object.entries(node)) {
    const plain: Value = value instanceof DBRef ? value.toJSON() : value;
    if (plain !== value) (node as Doc)[name] = plain;
    unwrapRefs(plain);
  }
}
export function encode(doc: Doc): Buffer {
  const bytes = serialize(doc, { ignoreUndefined: true });
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function bsonType(v: Value): string | undefined {
  return typeof v === 'object' && v !== null ? (v as { _bsontype?: string })._bsontype : undefined;
}
export function isDoc(v: Value): v is Doc {
  if (typeof v !== 'object' || v === null || Array.isArray(v) || v instanceof Date || v instanceof RegExp)
    return false;
  const type = (v as { _bsontype?: unknown })._bsontype;
  return typeof type !== 'string' && !(v instanceof Uint8Array);
}
export function isNumber(v: Value): boolean {
  if (typeof v === 'number' || typeof v === 'bigint') return true;
  const type = bsonType(v);
  return type === 'Int32' || type === 'Double' || type === 'Long' || type === 'Decimal128';
}
/** The nearest JavaScript number of any numeric BSON value; NaN for what is none. */
export function toNumber(v: Value): number {
  if (typeof v === 'number') return v;
  switch (bsonType(v)) {
    case 'Int32':
    case 'Double':
      return (v as Int32 | Double).value;
    case 'Long':
      return (v as Long).toNumber();
    case 'Decimal128':
      return Number((v as Decimal128).toString());
    default:
      return typeof v === 'bigint' ? Number(v) : NaN;
  }
}
/** Typed value to what mingo computes with: JavaScript numbers where they are exact, RegExp for BSONRegExp. */
export function toPlain(v: Value): Value {
  if (typeof v !== 'object' || v === null) return v;
  if (Array.isArray(v)) return v.map(toPlain);
  switch (bsonType(v)) {
    case 'Int32':
    case 'Double':
      return (v as Int32).value;
    case 'Long': {
      const n = (v as Long).toNumber();
      return Number.isSafeInteger(n) ? n : v;
    }
    case 'BSONRegExp': {
      const re = v as { pattern: string; options: string };
      return toRegExp(re.pattern, re.options);
    }
    case undefined:
      break;
    default:
      return v;
  }
  if (!isDoc(v)) return v;
  const out: Doc = {};
  for (const key of Object.keys(v)) out[key] = toPlain(v[key]);
  return out;
}
export function toRegExp(pattern: string, options: string): RegExp {
  let source = pattern;
  let flags = '';
  for (const option of options) {
    if (option === 'x')
      source = source.replace(/(\\.)|\s+|#.*$/gm, (_, escaped: string | undefined) => escaped ?? '');
    else if ('ims'.includes(option)) flags += option;
    else if (option !== 'u') throw new StoreError('BadValue', `invalid flag in regex options: ${option}`);
  }
  const inline = /^\(\?([imsx]+)\)/.exec(source);
  if (inline) return toRegExp(source.slice(inline[0].length), [...new Set(options + inline[1])].join(''));
  try {
    return new RegExp(source, flags);
  } catch {
    return compileUnicode(source, flags);
  }
}
function compileUnicode(source: string, flags: string): RegExp {
  try {
    return new RegExp(source, `${flags}u`);
  } catch (error) {
    throw new StoreError('Location51091', `Regular expression is invalid: ${(error as Error).message}`);
  }
}

/** Canonical order of BSON types; comparison operators compare within one rank only. */
export function rank(v: Value): number {
  switch (typeof v) {
    case 'undefined':
      return 0;
    case 'number':
    case 'bigint':
      return 10;
    case 'string':
      return 15;
    case 'boolean':
      return 40;
  }
  if (v === null) return 5;
  if (Array.isArray(v)) return 25;
  if (v instanceof Date) return 45;
  if (v instanceof RegExp) return 50;
  switch (bsonType(v)) {
    case 'Int32':
    case 'Double':
    case 'Long':
    case 'Decimal128':
      return 10;
    case 'BSONSymbol':
      return 15;
    case 'Binary':
      return 30;
    case 'ObjectId':
      return 35;
    case 'Timestamp':
      return 47;
    case 'BSONRegExp':
      return 50;
    case 'Code':
      return (v as { scope?: unknown }).scope ? 65 : 60;
    case 'MinKey':
      return -1;
    case 'MaxKey':
      return 127;
  }
  return v instanceof Uint8Array ? 30 : 20;
}

const sign = (a: number | bigint | string, b: number | bigint | string): number =>
  a < b ? -1 : a > b ? 1 : 0;

/** UTF-8 byte order, which differs from JavaScript's order where surrogates are. */
function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    let x = a.charCodeAt(i);
    let y = b.charCodeAt(i);
    if (x === y) continue;
    if (x >= 0xd800 && y >= 0xd800) {
      x = x >= 0xe000 ? x - 0x800 : x + 0x2000;
      y = y >= 0xe000 ? y - 0x800 : y + 0x2000;
    }
    return x - y;
  }
  return a.length - b.length;
}

/** A number as an exact fraction coefficient × 10^exponent, or the double where it is not finite. */
interface Exact {
  digits: bigint;
  exponent: number;
}
export function exactDecimal(v: Value): Exact | null {
  const text = bsonType(v) === 'Decimal128' ? (v as Decimal128).toString() : null;
  if (text !== null) {
    const match = /^(-?)(\d+)(?:\.(\d+))?(?:E([+-]?\d+))?$/.exec(text);
    if (!match) return null;
    const digits = BigInt(match[1]! + match[2]! + (match[3] ?? ''));
    return { digits, exponent: Number(match[4] ?? 0) - (match[3]?.length ?? 0) };
  }
  if (bsonType(v) === 'Long') return { digits: (v as Long).toBigInt(), exponent: 0 };
  const n = toNumber(v);
  if (!Number.isFinite(n)) return null;
  // A double is m × 2^e: with e < 0 that is m × 5^-e × 10^e, exactly.
  let [mantissa, exponent] = [n, 0];
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent -= 1;
  }
  return { digits: BigInt(mantissa) * 5n ** BigInt(-exponent), exponent };
}
function compareExact(a: Exact, b: Exact): number {
  const shift = Math.min(a.exponent, b.exponent);
  return sign(a.digits * 10n ** BigInt(a.exponent - shift), b.digits * 10n ** BigInt(b.exponent - shift));
}
function compareNumbers(a: Value, b: Value): number {
  const x = toNumber(a);
  const y = toNumber(b);
  if (Number.isNaN(x) || Number.isNaN(y)) return sign(Number(!Number.isNaN(x)), Number(!Number.isNaN(y)));
  if (x !== y && Math.abs(x - y) > Math.abs(x) * 1e-14) return x < y ? -1 : 1;
  const [ta, tb] = [bsonType(a), bsonType(b)];
  const wide = (t: string | undefined) => t === 'Long' || t === 'Decimal128';
  if (!wide(ta) && !wide(tb)) return sign(x, y);
  if (ta === 'Long' && tb === 'Long') return (a as Long).compare(b as Long);
  const [ea, eb] = [exactDecimal(a), exactDecimal(b)];
  return ea && eb ? compareExact(ea, eb) : sign(x, y);
}

export function bytesOf(v: Value): { bytes: Uint8Array; subType: number } {
  if (v instanceof Uint8Array) return { bytes: v, subType: 0 };
  const binary = v as { buffer: Uint8Array; position: number; sub_type: number };
  return { bytes: binary.buffer.subarray(0, binary.position), subType: binary.sub_type };
}
export function regexParts(v: Value): [string, string] {
  if (v instanceof RegExp) return [v.source, [...v.flags].filter((f) => 'imsx'.includes(f)).join('')];
  const re = v as { pattern: string; options: string };
  return [re.pattern, re.options];
}

/** Total order of all BSON values, as MongoDB sorts them. Missing (undefined) comes before null. */
export function compare(a: Value, b: Value): number {
  if (a === b) return 0;
  const r = rank(a);
  const s = rank(b);
  if (r !== s) return r - s;
  switch (r) {
    case 10:
      return compareNumbers(a, b);
    case 15:
      return compareStrings(
        String((a as { value?: string }).value ?? a),
        String((b as { value?: string }).value ?? b),
      );
    case 20:
      return compareDocs(a as Doc, b as Doc);
    case 25: {
      const [xs, ys] = [a as Value[], b as Value[]];
      for (let i = 0; i < xs.length && i < ys.length; i++) {
        const order = compare(xs[i] === undefined ? null : xs[i], ys[i] === undefined ? null : ys[i]);
        if (order) return order;
      }
      return xs.length - ys.length;
    }
    case 30: {
      const [x, y] = [bytesOf(a), bytesOf(b)];
      return x.bytes.length - y.bytes.length || x.subType - y.subType || Buffer.compare(x.bytes, y.bytes);
    }
    case 35:
      return Buffer.compare((a as { id: Uint8Array }).id, (b as { id: Uint8Array }).id);
    case 40:
      return Number(a) - Number(b);
    case 45:
      return sign((a as Date).getTime(), (b as Date).getTime());
    case 47:
      return (a as Long).compare(b as Long);
    case 50: {
      const [[p, f], [q, g]] = [regexParts(a), regexParts(b)];
      return compareStrings(p, q) || compareStrings(f, g);
    }
    case 60:
    case 65: {
      const [x, y] = [a as { code: string; scope?: Doc }, b as { code: string; scope?: Doc }];
      return compareStrings(String(x.code), String(y.code)) || compareDocs(x.scope ?? {}, y.scope ?? {});
    }
    default:
      return 0;
  }
}
function compareDocs(a: Doc, b: Doc): number {
  const [ka, kb] = [keysOf(a), keysOf(b)];
  for (let i = 0; i < ka.length && i < kb.length; i++) {
    const [x, y] = [a[ka[i]!], b[kb[i]!]];
    const order = rank(x) - rank(y) || compareStrings(ka[i]!, kb[i]!) || compare(x, y);
    if (order) return order;
  }
  return ka.length - kb.length;
}
function keysOf(doc: Doc): string[] {
  return Object.keys(doc).filter((k) => doc[k] !== undefined);
}
export function equal(a: Value, b: Value): boolean {
  return compare(a, b) === 0;
}
