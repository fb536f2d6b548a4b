import type { Long, ObjectId } from 'bson';
import { createHash } from 'node:crypto';
import { StoreError } from './errors';
import {
  bsonType,
  bytesOf,
  exactDecimal,
  isDoc,
  rank,
  regexParts,
  toNumber,
  type Doc,
  type Value,
} from './values';

/**
 * Order-preserving bytes of BSON values: comparing two encodings byte by byte gives the order of `compare`.
 * Each value is its type's rank and a self-delimiting body, so values can be strung together to a compound key.
 */
class Writer {
  bytes = Buffer.allocUnsafe(128);
  length = 0;
  room(n: number): number {
    const at = this.length;
    if (at + n > this.bytes.length) {
      const grown = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, at + n));
      this.bytes.copy(grown, 0, 0, at);
      this.bytes = grown;
    }
    this.length = at + n;
    return at;
  }
  // Room is made first, by itself: it may put another buffer in the place of `bytes`.
  byte(b: number): void {
    const at = this.room(1);
    this.bytes[at] = b;
  }
  raw(b: Uint8Array): void {
    const at = this.room(b.length);
    this.bytes.set(b, at);
  }
  uint16(n: number): void {
    const at = this.room(2);
    this.bytes.writeUInt16BE(n, at);
  }
  uint32(n: number): void {
    const at = this.room(4);
    this.bytes.writeUInt32BE(n, at);
  }
  /** 0x00 is written 0x00 0xFF and the end is 0x00 0x01, so a prefix sorts first. */
  string(text: string): void {
    if (this.ascii(text)) return;
    const bytes = Buffer.from(text);
    if (!bytes.includes(0)) this.raw(bytes);
    else
      for (const b of bytes) {
        this.byte(b);
        if (b === 0) this.byte(0xff);
      }
    this.byte(0);
    this.byte(1);
  }
  /** Short texts of plain ASCII, the usual ones, without a buffer of their own. */
  private ascii(text: string): boolean {
    if (text.length > 48) return false;
    const from = this.length;
    const at = this.room(text.length + 2);
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (c === 0 || c > 0x7f) {
        this.length = from;
        return false;
      }
      this.bytes[at + i] = c;
    }
    this.bytes[at + text.length] = 0;
    this.bytes[at + text.length + 1] = 1;
    return true;
  }
  double(n: number): void {
    const at = this.room(8);
    this.bytes.writeDoubleBE(n === 0 ? 0 : n, at);
    if (this.bytes[at]! & 0x80) for (let i = at; i < at + 8; i++) this.bytes[i] = ~this.bytes[i]!;
    else this.bytes[at]! ^= 0x80;
  }
  int64(n: bigint): void {
    const at = this.room(8);
    this.bytes.writeBigUInt64BE(BigInt.asUintN(64, n ^ (1n << 63n)), at);
  }
}

const NAN = Buffer.alloc(9);
/** The largest double at or below the number, then what is left of it, scaled so that 34 digits tell apart. */
function writeNumber(w: Writer, v: Value): void {
  const type = bsonType(v);
  let n = toNumber(v);
  if (Number.isNaN(n)) return w.raw(NAN);
  const exact = type === 'Long' || type === 'Decimal128' ? exactDecimal(v) : null;
  if (!exact || (type === 'Long' && Number.isSafeInteger(n))) {
    w.double(n);
    return w.byte(0);
  }
  if (!Number.isFinite(n)) n = Math.sign(n) * Number.MAX_VALUE;
  let left = remainder(exact, n);
  if (left < 0n) {
    n = nextDown(n);
    left = remainder(exact, n);
  }
  w.double(n);
  if (left === 0n) return w.byte(0);
  w.byte(1);
  const hex = left.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  w.uint16(bytes.length);
  w.raw(bytes);
}
function remainder(exact: { digits: bigint; exponent: number }, n: number): bigint {
  const base = exactDecimal(n)!;
  const shift = Math.min(exact.exponent, base.exponent);
  const difference =
    exact.digits * 10n ** BigInt(exact.exponent - shift) - base.digits * 10n ** BigInt(base.exponent - shift);
  const places = 40 - (n === 0 ? -6150 : Math.floor(Math.log10(Math.abs(n))));
  const scale = places + shift;
  return scale >= 0 ? difference * 10n ** BigInt(scale) : difference / 10n ** BigInt(-scale);
}
function nextDown(n: number): number {
  const view = new DataView(new ArrayBuffer(8));
  if (n === 0) return -Number.MIN_VALUE;
  view.setFloat64(0, n);
  view.setBigInt64(0, view.getBigInt64(0) + (n > 0 ? -1n : 1n));
  return view.getFloat64(0);
}

function writeValue(w: Writer, v: Value, withRank = true): void {
  const type = rank(v);
  if (withRank) w.byte(type + 2);
  switch (type) {
    case 10:
      return writeNumber(w, v);
    case 15:
      return w.string(String((v as { value?: string }).value ?? v));
    case 20:
      for (const key of Object.keys(v as Doc)) {
        const item = (v as Doc)[key];
        if (item === undefined) continue;
        w.byte(rank(item) + 2);
        w.string(key);
        writeValue(w, item, false);
      }
      return w.byte(0);
    case 25:
      for (const item of v as Value[]) writeValue(w, item === undefined ? null : item);
      return w.byte(0);
    case 30: {
      const { bytes, subType } = bytesOf(v);
      w.uint32(bytes.length);
      w.byte(subType);
      return w.raw(bytes);
    }
    case 35:
      return w.raw((v as ObjectId).id);
    case 40:
      return w.byte(v ? 1 : 0);
    case 45:
      return w.int64(BigInt((v as Date).getTime() || 0));
    case 47:
      w.uint32((v as Long).high >>> 0);
      return w.uint32((v as Long).low >>> 0);
    case 50:
      for (const part of regexParts(v)) w.string(part);
      return;
    case 60:
    case 65: {
      const code = v as { code: string; scope?: Doc };
      w.string(String(code.code));
      return type === 65 ? writeValue(w, code.scope, false) : undefined;
    }
  }
}

/** Longest key body; LMDB takes 1,978 bytes with our prefix, suffix and hash. */
export const LONGEST = 1_900;
const HASH = 32;
/** What stays of a longer one, before its hash. */
export const KEPT = LONGEST - HASH;

/** Key bytes of the values of an index's fields; a descending field's bytes are inverted. */
export function encodeKey(values: Value[], directions: number[]): Buffer {
  const w = new Writer();
  for (let i = 0; i < values.length; i++) {
    const from = w.length;
    writeValue(w, values[i]);
    if (directions[i]! < 0) for (let at = from; at < w.length; at++) w.bytes[at] = ~w.bytes[at]!;
  }
  return w.bytes.subarray(0, w.length);
}
/** Keys too long for LMDB keep their beginning and end in a hash: still unique, no longer ordered. */
export function fitKey(key: Buffer): { key: Buffer; cut: boolean } {
  if (key.length <= LONGEST) return { key, cut: false };
  const hash = createHash('sha256').update(key).digest();
  return { key: Buffer.concat([key.subarray(0, KEPT), hash]), cut: true };
}

export interface IndexedKeys {
  keys: Value[][];
  /** For each field, whether an array was met on its path. */
  multikey: boolean[];
  /** False when none of the fields exists in the document (sparse indexes leave it out). */
  present: boolean;
}
export interface Hit {
  array: Value[];
  prefix: string;
  rest: string[];
}

/** All index keys of a document, as MongoDB makes them: arrays expand, missing is null, an empty array undefined. */
export function indexedKeys(doc: Doc, paths: string[][]): IndexedKeys {
  const out: IndexedKeys = { keys: [], multikey: paths.map(() => false), present: false };
  expand(
    doc,
    paths,
    paths.map(() => ''),
    [],
    paths.map(() => false),
    out,
  );
  return out;
}
function expand(
  node: Value,
  rests: (string[] | null)[],
  prefixes: string[],
  fixed: Value[],
  done: boolean[],
  out: IndexedKeys,
): void {
  const values = fixed.slice();
  const fixedNow = done.slice();
  const hits = new Map<number, Hit>();
  for (let i = 0; i < rests.length; i++) {
    if (fixedNow[i]) continue;
    const found = follow(node, rests[i]!, prefixes[i]!);
    if (found && 'hit' in found) hits.set(i, found.hit);
    else {
      values[i] = found ? found.value : null;
      fixedNow[i] = true;
      if (found) out.present = true;
    }
  }
  if (hits.size === 0) return void out.keys.push(values);
  const [first] = hits.values();
  for (const [i, hit] of hits) {
    out.multikey[i] = true;
    out.present = true;
    if (hit.prefix !== first!.prefix)
      throw new StoreError(
        'CannotIndexParallelArrays',
        `cannot index parallel arrays [${hit.prefix.split('.').pop()}] [${first!.prefix.split('.').pop()}]`,
      );
  }
  const elements = first!.array.length ? first!.array : [undefined];
  for (const element of elements) {
    const inner = values.slice();
    const innerDone = fixedNow.slice();
    const innerRests = rests.slice();
    const innerPrefixes = prefixes.slice();
    for (const [i, hit] of hits) {
      innerRests[i] = hit.rest;
      innerPrefixes[i] = hit.prefix;
      if (hit.rest.length === 0) {
        inner[i] = element === undefined && first!.array.length ? null : element;
        innerDone[i] = true;
      } else if (!isDoc(element)) {
        inner[i] = null;
        innerDone[i] = true;
      }
    }
    if (innerDone.every(Boolean)) out.keys.push(inner);
    else expand(element, innerRests, innerPrefixes, inner, innerDone, out);
  }
}
/** Down the path until its end, an array or nothing. */
export function follow(node: Value, path: string[], prefix: string): { value: Value } | { hit: Hit } | null {
  let at = node;
  for (let i = 0; i < path.length; i++) {
    const part = path[i]!;
    prefix = prefix ? `${prefix}.${part}` : part;
    if (isDoc(at)) at = Object.hasOwn(at, part) ? at[part] : undefined;
    else if (Array.isArray(at) && i > 0) at = at[Number(part)];
    else return null;
    if (at === undefined) return null;
    const next = path[i + 1];
    if (
      Array.isArray(at) &&
      !(next !== undefined && /^\d+$/.test(next) && !at.some((e) => isDoc(e) && Object.hasOwn(e, next)))
    )
      return { hit: { array: at, prefix, rest: path.slice(i + 1) } };
  }
  return { value: at };
}
