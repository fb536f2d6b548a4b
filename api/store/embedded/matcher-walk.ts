import { isDoc, type Doc, type Value } from './values';

/** Which array element made a path match: the outermost array's index, for the positional operator. */
export interface MatchDetails {
  index?: number;
}
export type Predicate = (doc: Value, details?: MatchDetails) => boolean;
/** Evaluates an aggregation expression ($expr) on a document; given by the caller so that this file needs no mingo. */
export type Evaluate = (expression: Value) => (doc: Doc) => unknown;
export interface MatchContext {
  evaluate: Evaluate;
}
export type Leaf = (value: Value) => boolean;

/** Calls back with every value the path reaches, arrays expanded as MongoDB does; stops at the first `true`. */
export function walk(
  node: Value,
  path: string[],
  at: number,
  expandLeaf: boolean,
  visit: (value: Value, index?: number) => boolean,
  index?: number,
): boolean {
  let value = node;
  for (; at < path.length; at++) {
    if (Array.isArray(value)) break;
    if (!isDoc(value)) return visit(undefined, index);
    value = Object.hasOwn(value, path[at]!) ? value[path[at]!] : undefined;
  }
  if (!Array.isArray(value)) return visit(value, index);
  const leaf = at === path.length;
  if (leaf && !expandLeaf) return visit(value, index);
  for (let i = 0; i < value.length; i++) {
    const element: Value = value[i];
    const outer = index ?? i;
    if (leaf) {
      if (visit(element === undefined ? null : element, outer)) return true;
      continue;
    }
    if (isDoc(element) && walk(element, path, at, expandLeaf, visit, outer)) return true;
    if (path[at] !== String(i)) continue;
    if (at + 1 === path.length) {
      if (visit(element, outer)) return true;
    } else if (isDoc(element) || Array.isArray(element)) {
      if (walk(element, path, at + 1, expandLeaf, visit, outer)) return true;
    }
  }
  return leaf ? visit(value, index) : false;
}

export function onPath(path: string, leaf: Leaf, expandLeaf = true): Predicate {
  const parts = path.split('.');
  if (parts.length === 1 && path) {
    return (doc, details) => {
      const value = (doc as Doc)[path];
      if (!Array.isArray(value) || Array.isArray(doc)) {
        if (!Array.isArray(doc)) return leaf(Object.hasOwn(doc as Doc, path) ? value : undefined);
      }
      return walk(doc, parts, 0, expandLeaf, report(leaf, details));
    };
  }
  return (doc, details) => walk(doc, parts, 0, expandLeaf, report(leaf, details));
}
export function report(leaf: Leaf, details: MatchDetails | undefined) {
  return (value: Value, index?: number): boolean => {
    if (!leaf(value)) return false;
    if (details && index !== undefined) details.index = index;
    return true;
  };
}
