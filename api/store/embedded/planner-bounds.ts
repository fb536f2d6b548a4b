import { encodeKey } from './keys';
import { isOperatorDoc, isRegex } from './matcher';
import { isDoc, isNumber, rank, regexParts, toNumber, type Doc, type Value } from './values';

/** Alternatives of compound keys a plan may have at most. */
export const MOST_POINTS = 512;
/** A place between encoded values: just before all keys that begin with `bytes`, or just after them. */
export interface Edge {
  bytes: Buffer;
  after: boolean;
}
/** Encoded values of one field between two edges. */
export interface Interval {
  low: Edge;
  high: Edge;
  point: boolean;
}

export interface Constraint {
  /** Alternatives; null where only the value's type or existence is told. */
  intervals: Interval[];
  /** From `$elemMatch`: bounds of one element, which may be intersected on arrays too. */
  together: boolean;
}
export type Constraints = Map<string, Constraint[]>;

const WHOLE: Interval = {
  low: { bytes: Buffer.alloc(0), after: false },
  high: { bytes: Buffer.alloc(0), after: true },
  point: false,
};

export function encoded(v: Value): Buffer {
  return Buffer.from(encodeKey([v], [1]));
}
export function point(v: Value): Interval {
  const bytes = encoded(v);
  return { low: { bytes, after: false }, high: { bytes, after: true }, point: true };
}
function bracket(r: number): { low: Edge; high: Edge } {
  const bytes = Buffer.from([r + 2]);
  return { low: { bytes, after: false }, high: { bytes, after: true } };
}
export function compareEdges(a: Edge, b: Edge): number {
  const length = Math.min(a.bytes.length, b.bytes.length);
  const order = Buffer.compare(a.bytes.subarray(0, length), b.bytes.subarray(0, length));
  if (order) return order;
  if (a.bytes.length === b.bytes.length) return Number(a.after) - Number(b.after);
  return a.bytes.length < b.bytes.length ? (a.after ? 1 : -1) : b.after ? -1 : 1;
}
function intersect(a: Interval[], b: Interval[]): Interval[] {
  const out: Interval[] = [];
  for (const x of a)
    for (const y of b) {
      const low = compareEdges(x.low, y.low) >= 0 ? x.low : y.low;
      const high = compareEdges(x.high, y.high) <= 0 ? x.high : y.high;
      if (compareEdges(low, high) < 0) out.push({ low, high, point: x.point || y.point });
    }
  return out;
}
/** Sorted and without overlap, so that no key is visited twice. */
export function union(list: Interval[]): Interval[] {
  const sorted = [...list].sort((a, b) => compareEdges(a.low, b.low));
  const out: Interval[] = [];
  for (const next of sorted) {
    const last = out.at(-1);
    if (last && compareEdges(next.low, last.high) < 0) {
      if (compareEdges(next.high, last.high) > 0)
        out[out.length - 1] = { ...last, high: next.high, point: false };
    } else out.push(next);
  }
  return out;
}

export function equality(v: Value): Interval[] {
  if (!Array.isArray(v)) return [point(v)];
  return union([point(v), point(v.length ? (v[0] as Value) : undefined)]);
}
export function comparison(name: string, v: Value): Interval[] | null {
  const r = rank(v);
  if (v === null || v === undefined) return name.length === 4 ? [point(null)] : [];
  if (r === -1 || r === 127 || r === 25 || r === 50) return null;
  if (isNumber(v) && Number.isNaN(toNumber(v))) return name.length === 4 ? [point(v)] : [];
  const { low, high } = bracket(r);
  const bytes = encoded(v);
  switch (name) {
    case '$gt':
      return [{ low: { bytes, after: true }, high, point: false }];
    case '$gte':
      return [{ low: { bytes, after: false }, high, point: false }];
    case '$lt':
      return [{ low, high: { bytes, after: false }, point: false }];
    default:
      return [{ low, high: { bytes, after: true }, point: false }];
  }
}
function regexIntervals(v: Value): Interval[] {
  const [pattern, flags] = regexParts(v);
  const literal = /^\^([^\\^$.*+?()[\]{}|]+)/.exec(pattern)?.[1] ?? '';
  const next = pattern.charAt(literal.length + 1);
  const prefix =
    flags === '' && !pattern.includes('|') ? (/[*?{+]/.test(next) ? literal.slice(0, -1) : literal) : '';
  const strings = Buffer.concat([Buffer.from([15 + 2]), Buffer.from(prefix)]);
  return union([
    { low: { bytes: strings, after: false }, high: { bytes: strings, after: true }, point: false },
    point(v),
  ]);
}
export function operatorIntervals(name: string, v: Value, exists: { sparse: boolean }): Interval[] | null {
  switch (name) {
    case '$eq':
      return equality(v);
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return comparison(name, v);
    case '$in':
      if (!Array.isArray(v) || v.length > MOST_POINTS * 20) return null;
      return union(v.flatMap((item: Value) => (isRegex(item) ? regexIntervals(item) : equality(item))));
    case '$regex':
      return null;
    case '$exists':
      exists.sparse = true;
      return null;
    default:
      return null;
  }
}

/** What a filter says about single paths, as far as an index can use it. */
export function collect(filter: Doc, prefix: string, together: boolean, out: Constraints): void {
  const add = (path: string, intervals: Interval[] | null, single = together) => {
    if (!intervals) return;
    const list = out.get(path) ?? [];
    list.push({ intervals, together: single });
    out.set(path, list);
  };
  for (const [key, value] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(value))
      for (const part of value as Doc[]) collect(part, prefix, together, out);
    if (key === '$or' && Array.isArray(value) && value.length === 1)
      collect(value[0] as Doc, prefix, together, out);
    if (key.startsWith('$')) continue;
    const path = prefix + key;
    if (isRegex(value)) add(path, regexIntervals(value));
    else if (!isOperatorDoc(value)) add(path, equality(value));
    else
      for (const [name, operand] of Object.entries(value)) {
        if (name === '$regex') {
          const [pattern, flags] = isRegex(operand) ? regexParts(operand) : [String(operand), ''];
          const options = typeof value.$options === 'string' ? value.$options : flags;
          add(path, regexIntervals({ _bsontype: 'BSONRegExp', pattern, options }));
        } else if (name === '$all' && Array.isArray(operand)) {
          for (const item of operand as Value[])
            if (!isRegex(item) && !isOperatorDoc(item)) add(path, equality(item), false);
        } else if (name === '$elemMatch' && isDoc(operand)) {
          if (Object.keys(operand)[0]?.startsWith('$')) {
            let all: Interval[] = [WHOLE];
            for (const [inner, v] of Object.entries(operand)) {
              const found = operatorIntervals(inner, v, { sparse: false });
              if (found && !(inner === '$eq' && Array.isArray(v))) all = intersect(all, found);
            }
            if (all[0] !== WHOLE) add(path, all, true);
          } else collect(operand, `${path}.`, false, out);
        } else add(path, operatorIntervals(name, operand, { sparse: false }));
      }
  }
}

/** The intervals of one indexed field, and whether they are points only. */
export function fieldIntervals(list: Constraint[] | undefined, multikey: boolean): Interval[] | null {
  if (!list?.length) return null;
  if (!multikey) return union(list.map((c) => c.intervals).reduce((a, b) => intersect(a, b)));
  // An array may meet each condition with another element: only one of them bounds the scan.
  const points = list.find((c) => c.intervals.every((i) => i.point));
  return union((points ?? list[0]!).intervals);
}
export const invert = (edge: Edge): Edge => ({
  bytes: Buffer.from(edge.bytes.map((b) => ~b & 0xff)),
  after: !edge.after,
});

/** First bytes after every key that begins with these; null when there are none. */
export function after(bytes: Buffer): Buffer | null {
  for (let at = bytes.length - 1; at >= 0; at--) {
    if (bytes[at] === 0xff) continue;
    const out = Buffer.from(bytes.subarray(0, at + 1));
    out[at]!++;
    return out;
  }
  return null;
}
export function place(edge: Edge, prefix: Buffer): Buffer | null {
  const bytes = Buffer.concat([prefix, edge.bytes]);
  return edge.after ? after(bytes) : bytes;
}
