import { demand, StoreError } from './errors';
import { compileFilter } from './matcher';
import { type Predicate } from './matcher-walk';
import { KEEP, type Action, type UpdateContext } from './update-operators';
import { isDoc, type Doc, type Value } from './values';

export function comparePaths(a: string[], b: string[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const [x, y] = [a[i]!, b[i]!];
    if (x === y) continue;
    if (/^\d+$/.test(x) && /^\d+$/.test(y)) return Number(x) - Number(y);
    return x < y ? -1 : 1;
  }
  return a.length - b.length;
}
export function checkPath(path: string, parts: string[]): void {
  demand(path !== '', `An empty update path is not valid.`, 'EmptyFieldName');
  for (const [i, part] of parts.entries()) {
    demand(
      part !== '',
      `The update path '${path}' contains an empty field name, which is not allowed.`,
      'EmptyFieldName',
    );
    if (part === '$' || /^\$\[.*\]$/.test(part))
      demand(
        i > 0,
        `Cannot have positional (i.e. '${part}') element in the first position in path '${path}'`,
      );
  }
}
const conflict = (shown: string, at: string) =>
  new StoreError(
    'ConflictingUpdateOperators',
    `Updating the path '${shown}' would create a conflict at '${at}'`,
  );
const isFilterPart = (part: string | undefined) => part !== undefined && part.startsWith('$[');
export function checkConflict(seen: Map<string, string>, path: string, shown: string): void {
  const parts = path.split('.');
  for (const other of seen.keys()) {
    if (other === path || other.startsWith(`${path}.`) || path.startsWith(`${other}.`))
      throw conflict(shown, other.length < path.length ? other : path);
    const others = other.split('.');
    const at = parts.findIndex((part, i) => part !== others[i]);
    if (isFilterPart(parts[at]) !== isFilterPart(others[at]))
      throw conflict(shown, parts.slice(0, at).join('.'));
  }
  seen.set(path, shown);
}
export function compileArrayFilters(list: Doc[], context: UpdateContext): Map<string, Predicate> {
  const out = new Map<string, Predicate>();
  for (const filter of list) {
    demand(isDoc(filter), 'Array filter must be an object', 'TypeMismatch');
    const names = new Set<string>();
    topNames(filter, names);
    demand(
      names.size > 0,
      'Cannot use an expression without a top-level field name in arrayFilters',
      'FailedToParse',
    );
    demand(
      names.size === 1,
      `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${[...names].join("' and '")}'`,
      'FailedToParse',
    );
    const [id] = names as unknown as [string];
    demand(
      /^[a-z][a-zA-Z0-9]*$/.test(id),
      `The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${id}'`,
    );
    demand(
      !out.has(id),
      `Found multiple array filters with the same top-level field name ${id}`,
      'FailedToParse',
    );
    const test = compileFilter(filter, context);
    out.set(id, (element) => test({ [id]: element }));
  }
  return out;
}
function topNames(filter: Doc, names: Set<string>): void {
  for (const [key, value] of Object.entries(filter)) {
    if (key.startsWith('$') && Array.isArray(value)) for (const part of value) topNames(part as Doc, names);
    else names.add(key.split('.')[0]!);
  }
}

/** Concrete paths of one with `$`, `$[]` and `$[id]`. */
export function resolvePositions(
  root: Doc,
  parts: string[],
  position: number | undefined,
  filters: Map<string, Predicate>,
): string[][] {
  const at = parts.findIndex((p) => p === '$' || /^\$\[.*\]$/.test(p));
  if (at < 0) return [parts];
  const head = parts.slice(0, at);
  const marker = parts[at]!;
  if (marker === '$') {
    demand(position !== undefined, `The positional operator did not find the match needed from the query.`);
    return resolvePositions(root, [...head, String(position), ...parts.slice(at + 1)], position, filters);
  }
  const array = head.reduce<Value>(
    (node, part) => (isDoc(node) || Array.isArray(node) ? (node as Doc)[part] : undefined),
    root,
  );
  demand(
    array !== undefined,
    `The path '${head.join('.')}' must exist in the document in order to apply array updates.`,
  );
  demand(
    Array.isArray(array),
    `Cannot apply array updates to non-array element ${head.at(-1)}: ${JSON.stringify(array)}`,
  );
  const test = marker === '$[]' ? () => true : filters.get(marker.slice(2, -1))!;
  return array.flatMap((element: Value, i) =>
    test(element)
      ? resolvePositions(root, [...head, String(i), ...parts.slice(at + 1)], position, filters)
      : [],
  );
}

/** Sets what `next` makes of the value at the path, building documents on the way. */
export function put(root: Doc, parts: string[], next: (current: Value) => Value): void {
  let node: Value = root;
  const missing: string[] = [];
  let holder: Doc | Value[] = root;
  for (const [i, part] of parts.entries()) {
    if (Array.isArray(node)) {
      demand(
        /^(0|[1-9]\d*)$/.test(part),
        `Cannot create field '${part}' in element {${parts[i - 1]}: ${JSON.stringify(node)}}`,
        'PathNotViable',
      );
    } else if (!isDoc(node))
      throw new StoreError(
        'PathNotViable',
        `Cannot create field '${part}' in element {${parts[i - 1]}: ${JSON.stringify(node)}}`,
      );
    holder = node as Doc | Value[];
    const value: Value = Object.hasOwn(holder, part) ? (holder as Doc)[part] : undefined;
    if (i === parts.length - 1) break;
    if (value === undefined) {
      missing.push(...parts.slice(i + 1));
      const made = next(undefined);
      if (made === KEEP) return;
      const built = missing.reduceRight<Value>((inner, name) => ({ [name]: inner }), made);
      return assign(holder, part, built);
    }
    node = value;
  }
  const last = parts.at(-1)!;
  const current: Value = Object.hasOwn(holder, last) ? (holder as Doc)[last] : undefined;
  const made = next(current);
  if (made !== KEEP) assign(holder, last, made);
}
export function assign(holder: Doc | Value[], name: string, value: Value): void {
  if (Array.isArray(holder)) {
    const at = Number(name);
    demand(at - holder.length < 1_500_000, `can't backfill more than 1500000 elements`);
    while (holder.length < at) holder.push(null);
    holder[at] = value;
  } else if (name === '__proto__')
    Object.defineProperty(holder, name, { value, writable: true, enumerable: true, configurable: true });
  else holder[name] = value;
}
export function remove(root: Doc, parts: string[]): void {
  const holder = parts
    .slice(0, -1)
    .reduce<Value>(
      (node, part) => (isDoc(node) || Array.isArray(node) ? (node as Doc)[part] : undefined),
      root,
    );
  const last = parts.at(-1)!;
  if (Array.isArray(holder)) {
    if (/^\d+$/.test(last) && Number(last) < holder.length) holder[Number(last)] = null;
  } else if (isDoc(holder)) delete holder[last];
}
export function rename(root: Doc, parts: string[], action: Action): void {
  const to = (action.operand as string).split('.');
  const at = (path: string[]) => {
    let node: Value = root;
    for (const part of path) {
      if (Array.isArray(node))
        throw new StoreError(
          'BadValue',
          `The source field cannot be an array element, '${action.path}' in doc with _id: ${JSON.stringify(root._id)} has an array field called '${path[0]}'`,
        );
      node = isDoc(node) ? node[part] : undefined;
    }
    return node;
  };
  const value = at(parts);
  if (value === undefined) return;
  at(to.slice(0, -1));
  remove(root, parts);
  put(root, to, () => value);
}
