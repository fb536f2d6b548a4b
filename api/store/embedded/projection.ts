import { demand, StoreError } from './errors';
import { compileFilter, isOperatorDoc } from './matcher';
import { type MatchContext } from './matcher-walk';
import { isDoc, isNumber, toNumber, type Doc, type Value } from './values';

type Node = Map<string, Node | null>;
type Special = (doc: Doc, out: Doc) => void;
export interface Projector {
  project: (doc: Doc, position: number | undefined) => Doc;
  positional: boolean;
}

function addPath(tree: Node, path: string, whole: string): void {
  const parts = path.split('.');
  let node = tree;
  for (const [i, part] of parts.entries()) {
    demand(part !== '', 'FieldPath field names may not be empty strings.', 'Location40353');
    const last = i === parts.length - 1;
    const next = node.get(part);
    if (next === null || (last && next))
      throw new StoreError(
        last ? 'Location31250' : 'Location31249',
        `Path collision at ${whole}${last ? '' : ` remaining portion ${parts.slice(i + 1).join('.')}`}`,
      );
    if (last) node.set(part, null);
    else {
      const child: Node = next ?? new Map<string, Node | null>();
      node.set(part, child);
      node = child;
    }
  }
}
function include(value: Value, tree: Node): Value {
  if (Array.isArray(value)) return value.map((v) => include(v, tree)).filter((v) => v !== undefined);
  if (!isDoc(value)) return undefined;
  const out: Doc = {};
  for (const key of Object.keys(value)) {
    const next = tree.get(key);
    if (next === undefined) continue;
    const kept = next === null ? value[key] : include(value[key], next);
    if (kept !== undefined) out[key] = kept;
  }
  return out;
}
function exclude(value: Value, tree: Node): Value {
  if (Array.isArray(value)) return value.map((v) => exclude(v, tree));
  if (!isDoc(value)) return value;
  const out: Doc = {};
  for (const key of Object.keys(value)) {
    const next = tree.get(key);
    if (next === null) continue;
    out[key] = next === undefined ? value[key] : exclude(value[key], next);
  }
  return out;
}
/** Applies `change` to the value at the path in place, going through arrays. */
function edit(node: Value, parts: string[], change: (v: Value) => Value): Value {
  if (parts.length === 0) return change(node);
  if (Array.isArray(node)) return node.map((v) => edit(v, parts, change));
  if (!isDoc(node) || !Object.hasOwn(node, parts[0]!)) return node;
  const made = edit(node[parts[0]!], parts.slice(1), change);
  const out = { ...node };
  if (made === undefined) delete out[parts[0]!];
  else out[parts[0]!] = made;
  return out;
}
function slicer(spec: Value): (v: Value) => Value {
  const [a, b] = (Array.isArray(spec) ? spec : [spec]) as Value[];
  demand(
    isNumber(a) && (b === undefined || isNumber(b)),
    'Invalid $slice syntax. The given syntax did not match the find() syntax',
  );
  const first = toNumber(a);
  if (b !== undefined) demand(toNumber(b) > 0, `Invalid $slice: second argument must be positive`);
  return (v) => {
    if (!Array.isArray(v)) return v;
    const list: Value[] = v;
    if (b === undefined) return first < 0 ? list.slice(first) : list.slice(0, first);
    const from = first < 0 ? Math.max(0, list.length + first) : first;
    return list.slice(from, from + toNumber(b));
  };
}
function flatten(spec: Doc, prefix: string, out: [string, Value][]): void {
  for (const [key, value] of Object.entries(spec)) {
    const path = prefix ? `${prefix}.${key}` : key;
    if (isDoc(value) && !isOperatorDoc(value) && Object.keys(value).length) flatten(value, path, out);
    else out.push([path, value]);
  }
}
const truthy = (v: Value) => (isNumber(v) ? toNumber(v) !== 0 : v === true);

/** Compiles a find projection. @throws StoreError with the server's codes for mixes and collisions. */
export function compileProjection(spec: Doc, context: MatchContext, aggregation = false): Projector {
  const entries: [string, Value][] = [];
  flatten(spec, '', entries);
  const tree: Node = new Map();
  const specials: Special[] = [];
  const sliced: string[] = [];
  let mode: 'include' | 'exclude' | null = null;
  let id: boolean | null = null;
  let positional: string | null = null;
  const setMode = (next: 'include' | 'exclude', path: string) => {
    if (mode && mode !== next)
      throw new StoreError(
        next === 'exclude' ? 'Location31254' : 'Location31253',
        `Cannot do ${next === 'exclude' ? 'exclusion' : 'inclusion'} on field ${path} in ${next === 'exclude' ? 'inclusion' : 'exclusion'} projection`,
      );
    mode = next;
  };
  for (const [path, value] of entries) {
    const plainFlag = isNumber(value) || typeof value === 'boolean';
    if (path === '_id' && plainFlag) {
      id = truthy(value);
      continue;
    }
    if (!aggregation && path.endsWith('.$') && plainFlag) {
      setMode('include', path);
      positional = path.slice(0, -2);
      addPath(tree, positional, path);
      continue;
    }
    if (plainFlag) {
      setMode(truthy(value) ? 'include' : 'exclude', path);
      addPath(tree, path, path);
    } else if (
      !aggregation &&
      isDoc(value) &&
      '$slice' in value &&
      (!Array.isArray(value.$slice) || isNumber(value.$slice[0]))
    ) {
      const cut = slicer(value.$slice);
      const parts = path.split('.');
      specials.push((_doc, out) => void Object.assign(out, edit(out, parts, cut)));
      sliced.push(path);
    } else if (!aggregation && isDoc(value) && '$elemMatch' in value) {
      const test = compileFilter({ v: { $elemMatch: value.$elemMatch } }, context);
      setMode('include', path);
      specials.push((doc, out) => {
        const array: Value = doc[path];
        const found = Array.isArray(array) ? array.findIndex((e: Value) => test({ v: [e] })) : -1;
        if (found >= 0) out[path] = [(array as Value[])[found]];
      });
    } else {
      demand(!(isDoc(value) && '$meta' in value), '$meta projections are not supported');
      setMode('include', path);
      const compute = context.evaluate(value);
      const parts = path.split('.');
      specials.push((doc, out) => {
        const value = compute(doc);
        if (value !== undefined) Object.assign(out, setDeep(out, parts, value));
      });
    }
  }
  const including = mode === 'include';
  if (including) for (const path of sliced) addPath(tree, path, path);
  if (including && id !== false && !tree.has('_id')) tree.set('_id', null);
  if (!including && id === false) tree.set('_id', null);
  if (id === true && mode === null && entries.length === 1) {
    tree.set('_id', null);
    mode = 'include';
  }
  const isInclusion = mode === 'include';
  return {
    positional: positional !== null,
    project: (doc, position) => {
      const out = (isInclusion ? include(doc, tree) : exclude(doc, tree)) as Doc;
      for (const special of specials) special(doc, out);
      if (positional === null) return out;
      return edit(out, positional.split('.'), (v) => {
        if (!Array.isArray(v)) return v;
        demand(
          position !== undefined,
          "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
          'Location51246',
        );
        return (v as Value[]).slice(position, position + 1);
      }) as Doc;
    },
  };
}
/** A copy with the path set; through arrays in every element, in the way of documents replacing what is no document. */
export function setDeep(node: Value, parts: string[], value: Value): Value {
  if (parts.length === 0) return value;
  if (Array.isArray(node)) return node.map((v) => setDeep(v, parts, value));
  const [name, ...rest] = parts as [string, ...string[]];
  const base: Doc = isDoc(node) ? node : {};
  return { ...base, [name]: setDeep(base[name], rest, value) };
}
/** A copy without the path, through arrays in every element. */
export function without(node: Value, parts: string[]): Value {
  return edit(node, parts, () => undefined);
}
