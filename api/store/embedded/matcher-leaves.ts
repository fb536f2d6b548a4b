import type { Long } from 'bson';
import { demand, StoreError } from './errors';
import { bsonType, bytesOf, isNumber, rank, toNumber, type Value } from './values';

const TYPES: Record<string, number> = {
  double: 1, string: 2, object: 3, array: 4, binData: 5, undefined: 6, objectId: 7, bool: 8, date: 9, null: 10,
  regex: 11, dbPointer: 12, javascript: 13, symbol: 14, javascriptWithScope: 15, int: 16, timestamp: 17, long: 18,
  decimal: 19, minKey: -1, maxKey: 127,
}; // prettier-ignore

/** BSON type number of a value. */
function typeNumber(v: Value): number {
  if (typeof v === 'number') return Number.isInteger(v) && Math.abs(v) < 2 ** 31 ? 16 : 1;
  switch (bsonType(v)) {
    case 'Double':
      return 1;
    case 'Int32':
      return 16;
    case 'Long':
      return 18;
    case 'Decimal128':
      return 19;
    case 'BSONSymbol':
      return 14;
  }
  const byRank: Record<number, number> = {
    [-1]: -1, 0: 6, 5: 10, 15: 2, 20: 3, 25: 4, 30: 5, 35: 7, 40: 8, 45: 9, 47: 17, 50: 11, 60: 13, 65: 15, 127: 127,
  }; // prettier-ignore
  return byRank[rank(v)]!;
}
/** The name MongoDB gives a value's type in messages and `$type`. */
export function typeName(v: Value): string {
  if (v === undefined) return 'missing';
  const number = typeNumber(v);
  return Object.keys(TYPES).find((name) => TYPES[name] === number)!;
}

export function elementType(operand: Value): (v: Value) => boolean {
  const wanted = new Set<number>();
  let anyNumber = false;
  const list: Value[] = Array.isArray(operand) ? operand : [operand];
  demand(list.length > 0, '$type must match at least one type', 'FailedToParse');
  for (const item of list) {
    if (item === 'number') anyNumber = true;
    else if (typeof item === 'string') {
      if (!Object.hasOwn(TYPES, item)) throw new StoreError('BadValue', `Unknown type name alias: ${item}`);
      wanted.add(TYPES[item]!);
    } else {
      demand(isNumber(item), 'type must be represented as a number or a string', 'TypeMismatch');
      const number = toNumber(item);
      if (!Object.values(TYPES).includes(number))
        throw new StoreError('BadValue', `Invalid numerical type code: ${number}`);
      wanted.add(number);
    }
  }
  return (v) => v !== undefined && (wanted.has(typeNumber(v)) || (anyNumber && isNumber(v)));
}

export type BitTest = '$bitsAllSet' | '$bitsAllClear' | '$bitsAnySet' | '$bitsAnyClear';

/** Bits of an integer (two's complement, sign extended) or of binary data, by position; null for other values. */
function bitsOf(v: Value): ((position: number) => boolean) | null {
  if (isNumber(v)) {
    const n = toNumber(v);
    if (bsonType(v) !== 'Long' && !Number.isInteger(n)) return null;
    if (Math.abs(n) > 2 ** 63) return null;
    const bits = BigInt.asIntN(64, bsonType(v) === 'Long' ? (v as Long).toBigInt() : BigInt(n));
    return (position) => ((bits >> BigInt(Math.min(position, 63))) & 1n) === 1n;
  }
  if (rank(v) !== 30) return null;
  const { bytes } = bytesOf(v);
  return (position) => ((bytes[position >> 3] ?? 0) & (1 << (position & 7))) !== 0;
}
export function bitTest(name: BitTest, operand: Value): (v: Value) => boolean {
  const positions: number[] = [];
  if (Array.isArray(operand)) {
    for (const item of operand as Value[]) {
      demand(
        isNumber(item) && Number.isInteger(toNumber(item)) && toNumber(item) >= 0,
        `bit positions must be an integer >= 0`,
      );
      positions.push(toNumber(item));
    }
  } else {
    const bits = bitsOf(operand);
    demand(
      bits && !(isNumber(operand) && toNumber(operand) < 0),
      `${name} takes an Array, a number, or a BinData`,
    );
    const length = isNumber(operand) ? 64 : bytesOf(operand).bytes.length * 8;
    for (let i = 0; i < length; i++) if (bits(i)) positions.push(i);
  }
  const wantSet = name.endsWith('Set');
  return (v) => {
    const bits = bitsOf(v);
    if (!bits) return false;
    return name.startsWith('$bitsAll')
      ? positions.every((p) => bits(p) === wantSet)
      : positions.some((p) => bits(p) === wantSet);
  };
}
