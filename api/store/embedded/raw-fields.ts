import { StoreError } from './errors';
import { isNumber, toNumber, type Doc, type Value } from './values';

/** Bytes of a BSON value at `at`, by its type (bsonspec.org); -1 for a type unknown here. */
function valueLength(bytes: Buffer, type: number, at: number): number {
  switch (type) {
    case 0x0a: // null
    case 0x06: // undefined
    case 0xff: // MinKey
    case 0x7f: // MaxKey
      return 0;
    case 0x08: // boolean
      return 1;
    case 0x10: // int32
      return 4;
    case 0x01: // double
    case 0x09: // date
    case 0x11: // timestamp
    case 0x12: // int64
      return 8;
    case 0x07: // ObjectId
      return 12;
    case 0x13: // decimal128
      return 16;
    case 0x02: // string
    case 0x0d: // code
    case 0x0e: // symbol
      return 4 + bytes.readInt32LE(at);
    case 0x03: // document
    case 0x04: // array
    case 0x0f: // code with scope
      return bytes.readInt32LE(at);
    case 0x05: // binary
      return 5 + bytes.readInt32LE(at);
    case 0x0b: {
      // Regular expression: two C strings.
      const flags = bytes.indexOf(0, at) + 1;
      return bytes.indexOf(0, flags) + 1 - at;
    }
    case 0x0c: // DBPointer
      return 16 + bytes.readInt32LE(at);
    default:
      return -1;
  }
}

/** Top-level fields to keep (or, `keep` false, to leave out). */
export interface Cut {
  /** Their UTF-8 bytes, each as one character. */
  names: ReadonlySet<string>;
  keep: boolean;
}
/**
 * A document with some of its top-level fields only, cut out of its bytes: nothing is decoded, what stays is as it was
 * stored. @throws StoreError for a type unknown here.
 */
export function cutFields(bytes: Buffer, { names, keep }: Cut): Buffer {
  const out = Buffer.allocUnsafe(bytes.length);
  let [length, from, at] = [4, 4, 4];
  const end = bytes.length - 1;
  const take = (to: number) => {
    length += bytes.copy(out, length, from, to);
  };
  while (at < end) {
    const start = at;
    const nameEnd = bytes.indexOf(0, at + 1);
    const size = valueLength(bytes, bytes[at]!, nameEnd + 1);
    if (nameEnd < 0 || size < 0)
      throw new StoreError('InternalError', 'a stored document of an unknown type');
    at = nameEnd + 1 + size;
    if (names.has(bytes.toString('latin1', start + 1, nameEnd)) === keep) continue;
    take(start);
    from = at;
  }
  take(end);
  out[length] = 0;
  out.writeInt32LE(length + 1, 0);
  return out.subarray(0, length + 1);
}

/** What a projection of nothing but whole top-level fields cuts out; null for any other. */
export function plainCut(projection: Doc): Cut | null {
  let keep: boolean | null = null;
  const names: string[] = [];
  let id: boolean | null = null;
  for (const [name, value] of Object.entries(projection)) {
    if (typeof value !== 'boolean' && !isNumber(value)) return null;
    const on = value === true || (value !== false && toNumber(value) !== 0);
    if (name === '_id') id = on;
    else {
      if (name.includes('.') || name.startsWith('$')) return null;
      keep = on;
      names.push(name);
    }
  }
  if (keep === null) return null;
  if (keep ? id !== false : id === false) names.push('_id');
  return { names: asStored(names), keep };
}
const asStored = (names: string[]) => new Set(names.map((name) => Buffer.from(name).toString('latin1')));

/** The fields a filter and a sort look at; null when they may look anywhere. */
export function lookedAt(filter: Doc, sort: Doc): Cut | null {
  const roots = rootsOf([...pathsOf(filter), ...Object.keys(sort)]);
  return roots && fieldsOf(roots);
}
/** Nothing but these top-level fields. */
export function fieldsOf(roots: ReadonlySet<string>): Cut {
  return { names: asStored([...roots]), keep: true };
}
/** The top-level fields of paths; null when an operator (an expression) is among them. */
export function rootsOf(paths: string[]): Set<string> | null {
  const roots = paths.map((path) => path.split('.')[0]!);
  return roots.some((root) => root.startsWith('$')) ? null : new Set(roots);
}

/** Names and places of a document's top-level fields, types included; null when a type is unknown here. */
function fieldSpans(bytes: Buffer): Map<string, [number, number]> | null {
  const spans = new Map<string, [number, number]>();
  for (let at = 4, end = bytes.length - 1; at < end;) {
    const nameEnd = bytes.indexOf(0, at + 1);
    const length = valueLength(bytes, bytes[at]!, nameEnd + 1);
    if (nameEnd < 0 || length < 0) return null;
    spans.set(bytes.toString('utf8', at + 1, nameEnd), [at, nameEnd + 1 + length]);
    at = nameEnd + 1 + length;
  }
  return spans;
}
/** The top-level fields two versions of a document differ in; null when that cannot be told from their bytes. */
export function changedFields(before: Buffer, after: Buffer): string[] | null {
  const [old, now] = [fieldSpans(before), fieldSpans(after)];
  if (!old || !now) return null;
  const changed: string[] = [];
  for (const [name, [from, to]] of now) {
    const was = old.get(name);
    old.delete(name);
    if (!was || before.compare(after, from, to, was[0], was[1]) !== 0) changed.push(name);
  }
  return [...changed, ...old.keys()];
}

/** The paths a filter looks at, those of `$and` and `$or` included; other operators at the top by their name. */
export function pathsOf(filter: Doc): string[] {
  return Object.entries(filter).flatMap(([key, value]) =>
    (key === '$and' || key === '$or') && Array.isArray(value)
      ? value.flatMap((part: Value) => pathsOf(part as Doc))
      : [key],
  );
}
