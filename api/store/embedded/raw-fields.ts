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

/**
 * A document without some of its top-level fields, cut out of its bytes: nothing is decoded, what stays is as it was
 * stored. Gives the document itself when it holds none of them, or a type unknown here.
 */
export function withoutFields(bytes: Buffer, names: ReadonlySet<string>): Buffer {
  const kept: Buffer[] = [];
  let from = 4;
  let at = 4;
  const end = bytes.length - 1;
  while (at < end) {
    const start = at;
    const nameEnd = bytes.indexOf(0, at + 1);
    const length = valueLength(bytes, bytes[at]!, nameEnd + 1);
    if (nameEnd < 0 || length < 0) return bytes;
    at = nameEnd + 1 + length;
    if (!names.has(bytes.toString('utf8', start + 1, nameEnd))) continue;
    if (start > from) kept.push(bytes.subarray(from, start));
    from = at;
  }
  if (from === 4) return bytes;
  kept.push(bytes.subarray(from));
  const out = Buffer.concat([Buffer.alloc(4), ...kept]);
  out.writeInt32LE(out.length, 0);
  return out;
}

/** The fields a find leaves out, when that is all its projection asks and neither filter nor sort looks into them. */
export function fieldsLeftOut(projection: Doc, filter: Doc, sort: Doc): ReadonlySet<string> | null {
  const names = Object.keys(projection);
  const isPlain = (name: string) => {
    const value: Value = projection[name];
    const off = value === false || (isNumber(value) && toNumber(value) === 0);
    return off && name !== '_id' && !name.includes('.') && !name.startsWith('$');
  };
  if (names.length === 0 || !names.every(isPlain)) return null;
  const looks = [...pathsOf(filter), ...Object.keys(sort)].map((path) => path.split('.')[0]!);
  // An operator at the top (an expression, a script) may look anywhere.
  return looks.some((root) => names.includes(root) || root.startsWith('$')) ? null : new Set(names);
}

function pathsOf(filter: Doc): string[] {
  return Object.entries(filter).flatMap(([key, value]) =>
    (key === '$and' || key === '$or') && Array.isArray(value)
      ? value.flatMap((part: Value) => pathsOf(part as Doc))
      : [key],
  );
}
