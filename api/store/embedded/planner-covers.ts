import { type Index } from './catalog';
import { isOperatorDoc, isRegex } from './matcher';

import { compareEdges, operatorIntervals, type Constraints } from './planner-bounds';
import { equal, isDoc, isNumber, rank, toNumber, type Doc, type Value } from './values';

const COMPARISONS = ['$eq', '$in', '$gt', '$gte', '$lt', '$lte'];
/**
 * Whether the bounds of the first fields say all the filter says: plain comparisons with plain values. On an array each
 * condition may be met by another element, so only a single one is exact there.
 */
export function isExact(index: Index, filter: Doc, bounded: number): boolean {
  if (index.cut) return false;
  const used = index.paths.slice(0, bounded);
  const isPlain = (v: Value) => EXACT_RANKS.has(rank(v)) && !(isNumber(v) && Number.isNaN(toNumber(v)));
  return Object.entries(filter).every(([path, condition]) => {
    if (!used.includes(path) || isRegex(condition)) return false;
    if (!isOperatorDoc(condition)) return isPlain(condition);
    const names = Object.keys(condition);
    if (names.length > 1 && index.multikey[index.paths.indexOf(path)]) return false;
    // NaN is the least number in an index, yet not less than any.
    const fromBelow = names.includes('$gt') || names.includes('$gte');
    return names.every((name) => {
      const v = condition[name];
      if (!COMPARISONS.includes(name)) return false;
      if (name === '$in') return Array.isArray(v) && v.every(isPlain);
      return isPlain(v) && (fromBelow || !name.startsWith('$lt') || !isNumber(v));
    });
  });
}
const EXACT_RANKS = new Set([10, 15, 35, 40, 45]);
/** Whether every document the filter wants is in the index: partial and sparse ones leave some out. */
export function covers(index: Index, filter: Doc, constraints: Constraints): boolean {
  if (index.sparse && !index.paths.some((path) => wantsExisting(filter, path))) return false;
  if (!index.partial) return true;
  return implies(filter, index.spec.partialFilterExpression as Doc, constraints);
}
/** True where the filter cannot match a document without the path. */
function wantsExisting(filter: Doc, path: string): boolean {
  for (const [key, value] of Object.entries(filter)) {
    if (key === '$and' && (value as Doc[]).some((part) => wantsExisting(part, path))) return true;
    if (key !== path) continue;
    if (isRegex(value) || (!isOperatorDoc(value) && value !== null && value !== undefined)) return true;
    if (!isOperatorDoc(value)) continue;
    for (const [name, v] of Object.entries(value)) {
      if (name === '$exists' && v !== false && !(isNumber(v) && toNumber(v) === 0)) return true;
      if (
        ['$gt', '$gte', '$lt', '$lte', '$eq'].includes(name) &&
        v !== null &&
        v !== undefined &&
        rank(v) > 5 &&
        rank(v) < 127
      )
        return true;
      if (name === '$in' && Array.isArray(v) && v.every((x: Value) => x !== null && x !== undefined))
        return true;
      if (['$regex', '$type', '$all', '$elemMatch', '$size'].includes(name)) return true;
    }
  }
  return false;
}
/** Whether the filter says at least what the partial index's condition says, part by part. */
function implies(filter: Doc, condition: Doc, constraints: Constraints): boolean {
  return Object.entries(condition).every(([path, wanted]) => {
    if (path === '$and') return (wanted as Doc[]).every((part) => implies(filter, part, constraints));
    if (path.startsWith('$')) return false;
    const said = topLevel(filter, path);
    if (said.some((v) => equal(v, wanted))) return true;
    if (!isOperatorDoc(wanted)) return said.some((v) => isDoc(v) && '$eq' in v && equal(v.$eq, wanted));
    return Object.entries(wanted).every(([name, operand]) => {
      if (name === '$exists') return operand === true && wantsExisting(filter, path);
      const inner = operatorIntervals(name, operand, { sparse: false });
      const list = constraints.get(path);
      if (!inner || !list || Array.isArray(operand))
        return said.some((v) => isDoc(v) && name in v && equal(v[name], operand));
      return list.some((c) =>
        c.intervals.every((i) =>
          inner.some((j) => compareEdges(i.low, j.low) >= 0 && compareEdges(i.high, j.high) <= 0),
        ),
      );
    });
  });
}
function topLevel(filter: Doc, path: string): Value[] {
  return Object.entries(filter).flatMap(([key, value]) =>
    key === path ? [value] : key === '$and' ? (value as Doc[]).flatMap((part) => topLevel(part, path)) : [],
  );
}
