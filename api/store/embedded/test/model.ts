import { Decimal128, Double, Int32, Long, ObjectId } from 'bson';
import type { Doc } from './generate';

/**
 * A plain model of queries, written apart from the store and as simply as it can be: it knows the values of
 * generate.ts only, compares numbers as JavaScript's, and gives null for filters outside its small language.
 */
type V = unknown;

function plain(v: V): V {
  if (v instanceof Int32 || v instanceof Double) return v.valueOf();
  if (v instanceof Long) return v.toNumber();
  if (v instanceof Decimal128) return Number(v.toString());
  if (v instanceof ObjectId || v instanceof Date || v === null || typeof v !== 'object') return v;
  if (Array.isArray(v)) return v.map(plain);
  return Object.fromEntries(Object.entries(v).map(([k, x]) => [k, plain(x)]));
}
const ORDER = ['undefined', 'null', 'number', 'string', 'object', 'array', 'oid', 'boolean', 'date'];
function kind(v: V): string {
  if (v === null) return 'null';
  if (Array.isArray(v)) return 'array';
  if (v instanceof Date) return 'date';
  return v instanceof ObjectId ? 'oid' : typeof v;
}
function order(a: V, b: V): number {
  const [x, y] = [kind(a), kind(b)];
  if (x !== y) return ORDER.indexOf(x) - ORDER.indexOf(y);
  if (x === 'array') {
    const [p, q] = [a as V[], b as V[]];
    for (let i = 0; i < Math.min(p.length, q.length); i++) if (order(p[i], q[i])) return order(p[i], q[i]);
    return p.length - q.length;
  }
  if (x === 'object') {
    const [p, q] = [Object.entries(a as Doc), Object.entries(b as Doc)];
    for (let i = 0; i < Math.min(p.length, q.length); i++) {
      const [k, v] = p[i]!;
      const [l, w] = q[i]!;
      const result =
        ORDER.indexOf(kind(v)) - ORDER.indexOf(kind(w)) || (k < l ? -1 : k > l ? 1 : 0) || order(v, w);
      if (result) return result;
    }
    return p.length - q.length;
  }
  if (x === 'string') return Buffer.compare(Buffer.from(a as string), Buffer.from(b as string));
  const [p, q] = x === 'oid' ? [String(a), String(b)] : [a as number, b as number];
  return p < q ? -1 : p > q ? 1 : 0;
}

/** All values at a path; the whole array comes last, after its elements. */
function at(node: V, path: string[]): V[] {
  if (path.length === 0) return Array.isArray(node) ? [...(node as V[]), node] : [node];
  if (Array.isArray(node)) return node.filter((e) => kind(e) === 'object').flatMap((e) => at(e, path));
  if (kind(node) !== 'object') return [undefined];
  return at((node as Doc)[path[0]!], path.slice(1));
}
const same = (a: V, b: V) => order(a, b) === 0;
const isNull = (v: V) => v === null || v === undefined;

function holds(values: V[], op: string, operand: V): boolean | null {
  const compared = (accept: (o: number) => boolean) => {
    if (isNull(operand)) return values.some((v) => isNull(v) && accept(0));
    return values.some((v) => kind(v) === kind(operand) && accept(order(v, operand)));
  };
  const equals = (wanted: V) => values.some((v) => (isNull(wanted) ? isNull(v) : same(v, wanted)));
  switch (op) {
    case '$eq':
      return equals(operand);
    case '$ne':
      return !equals(operand);
    case '$in':
      return (operand as V[]).some(equals);
    case '$nin':
      return !(operand as V[]).some(equals);
    case '$gt':
      return compared((o) => o > 0);
    case '$gte':
      return compared((o) => o >= 0);
    case '$lt':
      return compared((o) => o < 0);
    case '$lte':
      return compared((o) => o <= 0);
    case '$exists':
      return values.some((v) => v !== undefined) === operand;
    case '$all':
      return (operand as V[]).every(equals);
    case '$regex':
      return values.some((v) => typeof v === 'string' && new RegExp(operand as string).test(v));
    default:
      return null;
  }
}
/** Whether a document matches; null when the filter is beyond the model. */
function matches(doc: V, filter: Doc): boolean | null {
  const results: (boolean | null)[] = Object.entries(filter).map(([key, condition]) => {
    if (key.startsWith('$')) {
      const parts = (condition as Doc[]).map((f) => matches(doc, f));
      if (parts.includes(null)) return null;
      return key === '$and'
        ? parts.every(Boolean)
        : key === '$or'
          ? parts.some(Boolean)
          : !parts.some(Boolean);
    }
    if (/\d/.test(key)) return null;
    const values = at(doc, key.split('.'));
    const wanted = plain(condition);
    const isOperators =
      kind(wanted) === 'object' && Object.keys(wanted as Doc).some((k) => k.startsWith('$'));
    if (!isOperators) return holds(values, '$eq', wanted);
    const all = Object.entries(wanted as Doc).map(([op, operand]) => holds(values, op, operand));
    return all.includes(null) ? null : all.every(Boolean);
  });
  return results.includes(null) ? null : results.every(Boolean);
}
function sortValue(doc: V, path: string, direction: number): V {
  const reach = (node: V, parts: string[]): V[] => {
    if (Array.isArray(node)) {
      if (parts.length === 0) return node.length ? (node as V[]) : [undefined];
      return node.length ? node.flatMap((e) => (kind(e) === 'object' ? reach(e, parts) : [null])) : [null];
    }
    if (parts.length === 0) return [node ?? null];
    return kind(node) === 'object' ? reach((node as Doc)[parts[0]!], parts.slice(1)) : [null];
  };
  return reach(doc, path.split('.')).sort((a, b) => order(a, b) * direction)[0];
}

/** The `_id`s a find gives, in order; null when the filter is beyond the model. */
export function modelFind(docs: Doc[], filter: Doc, sort: Doc, limit: number): unknown[] | null {
  const rows = docs.map((doc) => ({ id: doc._id, doc: plain(doc) }));
  const verdicts = rows.map(({ doc }) => matches(doc, filter));
  if (verdicts.includes(null)) return null;
  const found = rows.filter((_, i) => verdicts[i]);
  found.sort((a, b) => {
    for (const [path, direction] of Object.entries(sort)) {
      const d = direction as number;
      const result = order(sortValue(a.doc, path, d), sortValue(b.doc, path, d)) * d;
      if (result) return result;
    }
    return 0;
  });
  return found.slice(0, limit || undefined).map((row) => row.id);
}
