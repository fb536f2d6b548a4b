import { demand, StoreError } from './errors';
import { isOperatorDoc, isRegex } from './matcher';
import { typeName } from './matcher-leaves';
import { type Predicate } from './matcher-walk';
import { CHANGES, clone, KEEP, type Action, type Change, type UpdateContext } from './update-operators';
import {
  checkConflict,
  checkPath,
  comparePaths,
  compileArrayFilters,
  put,
  remove,
  rename,
  resolvePositions,
} from './update-paths';
import { equal, isDoc, type Doc, type Value } from './values';
export interface ApplyOptions {
  /** Outermost array index the filter matched, for `$`. */
  position?: number;
  inserting?: boolean;
}
export type Updater = (doc: Doc, options: ApplyOptions) => Doc;

/** A plain object is a replacement, one of operators a modification, an array a pipeline. */
export function compileUpdate(
  spec: Value,
  context: UpdateContext,
  options: { arrayFilters?: Doc[]; variables?: Doc } = {},
): { update: Updater; replacement: boolean; positional: boolean } {
  if (Array.isArray(spec)) {
    demand(
      !options.arrayFilters?.length,
      'arrayFilters may not be specified for pipeline-style updates',
      'FailedToParse',
    );
    return {
      update: (doc) => context.pipeline(spec as Doc[], doc, options.variables ?? {}),
      replacement: false,
      positional: false,
    };
  }
  demand(isDoc(spec), 'Update argument must be either an object or an array', 'FailedToParse');
  const names = Object.keys(spec);
  if (!names[0]?.startsWith('$')) {
    for (const name of names)
      demand(
        !name.startsWith('$'),
        `The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
        'DollarPrefixedFieldName',
      );
    return { update: (doc) => replaceWith(doc, spec), replacement: true, positional: false };
  }
  const filters = compileArrayFilters(options.arrayFilters ?? [], context);
  const actions = collectActions(spec, names, context, filters);
  const positional = actions.some((a) => a.action.parts.includes('$'));
  const update: Updater = (doc, apply) => {
    const root = clone(doc) as Doc;
    const done = new Map<string, string>();
    for (const { action, change, unset } of actions) {
      if (action.op === '$setOnInsert' && !apply.inserting) continue;
      const [top] = action.parts as [string];
      demand(
        apply.inserting || !top.startsWith('$'),
        `The dollar ($) prefixed field '${top}' in '${action.path}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
        'DollarPrefixedFieldName',
      );
      for (const parts of resolvePositions(root, action.parts, apply.position, filters)) {
        checkConflict(done, parts.join('.'), action.path);
        if (action.op === '$rename') rename(root, parts, action);
        else if (unset) remove(root, parts);
        else put(root, parts, (current) => change(current, { ...action, parts }, root));
      }
    }
    return root;
  };
  return { update, replacement: false, positional };
}
function replaceWith(doc: Doc, spec: Doc): Doc {
  if (doc._id === undefined) return clone(spec) as Doc;
  const { _id, ...rest } = spec;
  demand(
    _id === undefined || equal(_id, doc._id),
    `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${JSON.stringify(_id)}`,
    'ImmutableField',
  );
  return { _id: doc._id, ...(clone(rest) as Doc) };
}

interface Compiled {
  action: Action;
  change: Change;
  unset: boolean;
}
function collectActions(
  spec: Doc,
  names: string[],
  context: UpdateContext,
  filters: Map<string, Predicate>,
): Compiled[] {
  const out: Compiled[] = [];
  const used = new Set<string>();
  for (const op of names) {
    const known = op === '$unset' || op === '$rename' || Object.hasOwn(CHANGES, op);
    demand(
      known,
      `Unknown modifier: ${op}. Expected a valid update modifier or pipeline-style update specified as an array`,
      'FailedToParse',
    );
    const fields = spec[op];
    demand(
      isDoc(fields),
      `Modifiers operate on fields but we found type ${typeName(fields)} instead. For example: {$mod: {<field>: ...}} not {${op}: ${JSON.stringify(fields)}}`,
      'FailedToParse',
    );
    for (const path of Object.keys(fields)) {
      const parts = path.split('.');
      const operand = fields[path];
      checkPath(path, parts);
      for (const part of parts)
        if (part.startsWith('$[') && part !== '$[]') {
          const id = part.slice(2, -1);
          demand(filters.has(id), `No array filter found for identifier '${id}' in path '${path}'`);
          used.add(id);
        }
      if (op === '$rename') {
        demand(
          typeof operand === 'string',
          `The 'to' field for $rename must be a string: ${path}: ${JSON.stringify(operand)}`,
        );
        checkPath(operand, operand.split('.'));
        demand(
          operand !== path,
          `The source and target field for $rename must differ: ${path}: "${operand}"`,
        );
        demand(
          !parts.some((p) => p.startsWith('$')),
          `The source field for $rename may not be dynamic: ${path}`,
        );
      }
      const change = CHANGES[op]?.(operand, context, path) ?? (() => KEEP);
      out.push({ action: { op, path, parts, operand }, change, unset: op === '$unset' });
    }
  }
  for (const id of filters.keys())
    demand(
      used.has(id),
      `The array filter for identifier '${id}' was not used in the update ${JSON.stringify(spec)}`,
      'FailedToParse',
    );
  const seen = new Map<string, string>();
  for (const { action } of out) {
    checkConflict(seen, action.path, action.path);
    if (action.op === '$rename') checkConflict(seen, action.operand as string, action.path);
  }
  // Since MongoDB 5.0 fields are applied, and new ones appended, in the order of their names.
  return out.sort((a, b) => comparePaths(a.action.parts, b.action.parts));
}

/** The document an upsert starts from: the equalities of its filter. */
export function upsertSeed(filter: Doc): Doc {
  const doc: Doc = {};
  const seen = new Map<string, string>();
  const set = (path: string, value: Value) => {
    if (path === '_id' || !path.startsWith('_id.')) {
      for (const other of seen.keys())
        if (other === path)
          throw new StoreError(
            'NotExactValueField',
            `cannot infer query fields to set, path '${path}' is matched twice`,
          );
    }
    seen.set(path, path);
    put(doc, path.split('.'), () => clone(value));
  };
  const visit = (part: Doc) => {
    for (const [key, value] of Object.entries(part)) {
      if (key === '$and' || (key === '$or' && Array.isArray(value) && value.length === 1))
        for (const item of value as Doc[]) visit(item);
      else if (key.startsWith('$')) continue;
      else if (isOperatorDoc(value)) {
        if ('$eq' in value) set(key, value.$eq);
        else if (Array.isArray(value.$in) && value.$in.length === 1 && !isRegex(value.$in[0]))
          set(key, value.$in[0]);
        else if (Array.isArray(value.$all) && value.$all.length === 1 && !isOperatorDoc(value.$all[0]))
          set(key, value.$all[0]);
      } else if (!isRegex(value)) set(key, value);
    }
  };
  visit(filter);
  return doc;
}
