import { demand } from './errors';
import { compare, isDoc, isNumber, toNumber, type Doc, type Value } from './values';

/** All values a sort path reaches, arrays expanded; missing counts as null, an empty array as undefined. */
function reach(node: Value, parts: string[], at: number, out: Value[]): void {
  let value = node;
  for (; at < parts.length; at++) {
    if (Array.isArray(value)) {
      const part = parts[at]!;
      if (/^\d+$/.test(part) && Number(part) < value.length)
        return reach(value[Number(part)], parts, at + 1, out);
      for (const element of value) {
        if (isDoc(element)) reach(element, parts, at, out);
        else out.push(null);
      }
      if (value.length === 0) out.push(null);
      return;
    }
    value = isDoc(value) && Object.hasOwn(value, parts[at]!) ? value[parts[at]!] : undefined;
  }
  if (Array.isArray(value)) {
    if (value.length === 0) out.push(undefined);
    else for (const element of value as Value[]) out.push(element === undefined ? null : element);
  } else out.push(value === undefined ? null : value);
}
/** The value a document sorts by: of an array the smallest, or for descending the greatest element. */
function sortKey(doc: Value, parts: string[], direction: number): Value {
  if (parts.length === 1) {
    const value = (doc as Doc)[parts[0]!];
    if (!Array.isArray(value)) return value === undefined ? null : value;
  }
  const values: Value[] = [];
  reach(doc, parts, 0, values);
  return values.reduce((best, v) => (compare(v, best) * direction < 0 ? v : best));
}
export interface SortField {
  parts: string[];
  path: string;
  direction: 1 | -1;
}
/** Parses `{a: 1, b: -1}`. @throws Location15974/15975 as the server. */
export function parseSort(spec: Doc): SortField[] {
  return Object.entries(spec).map(([path, value]) => {
    demand(!isDoc(value), `$meta sort is not supported: ${path}`, 'BadValue');
    demand(
      isNumber(value),
      `Illegal key in $sort specification: ${path}: ${JSON.stringify(value)}`,
      'Location15974',
    );
    const direction = toNumber(value);
    demand(
      direction === 1 || direction === -1,
      '$sort key ordering must be 1 (for ascending) or -1 (for descending)',
      'Location15975',
    );
    return { path, parts: path.split('.'), direction };
  });
}
export function sortKeys(doc: Value, fields: SortField[]): Value[] {
  return fields.map((f) => sortKey(doc, f.parts, f.direction));
}
export function compareSortKeys(a: Value[], b: Value[], fields: SortField[]): number {
  for (let i = 0; i < fields.length; i++) {
    const order = compare(a[i], b[i]);
    if (order) return order * fields[i]!.direction;
  }
  return 0;
}
/** Comparator of documents for a sort specification; values that are no documents compare as such, by value. */
export function sortComparator(spec: Doc, _context?: unknown): (a: Value, b: Value) => number {
  const fields = parseSort(spec);
  return (a, b) => {
    if (!isDoc(a) || !isDoc(b)) return compare(a, b) * (fields[0]?.direction ?? 1);
    return compareSortKeys(sortKeys(a, fields), sortKeys(b, fields), fields);
  };
}
