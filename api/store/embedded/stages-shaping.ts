import { Int32 } from 'bson';
import { demand } from './errors';
import { compile, type Variables } from './expressions';
import { setDeep, without } from './projection';
import { compareSortKeys, parseSort, sortKeys } from './sort';
import { bindings, count, each, gathered, type Flow, type StageContext } from './stages-flow';
import { isDoc, type Doc, type Value } from './values';

export function setFields(spec: Value, context: StageContext): (doc: Doc) => Doc {
  demand(isDoc(spec), '$addFields specification stage must be an object', 'Location40272');
  const fields: [string[], (v: Variables) => Value][] = [];
  const collect = (part: Doc, prefix: string[]) => {
    for (const [name, e] of Object.entries(part)) {
      const path = [...prefix, ...name.split('.')];
      demand(
        !name.startsWith('$'),
        `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
        'Location16410',
      );
      if (isDoc(e) && !('_bsontype' in e) && Object.keys(e).length && !Object.keys(e)[0]!.startsWith('$'))
        collect(e, path);
      else fields.push([path, compile(e)]);
    }
  };
  collect(spec, []);
  return (doc) => {
    const v = bindings(doc, context.variables);
    let out = { ...doc };
    for (const [path, e] of fields) {
      const value = e(v);
      out = value === undefined ? (without(out, path) as Doc) : (setDeep(out, path, value) as Doc);
    }
    return out;
  };
}
export function* limited(flow: Flow, most: number): Flow {
  let left = most;
  for (const doc of flow) {
    yield doc;
    if (doc !== null && --left === 0) return;
  }
}
export function* unwound(flow: Flow, spec: Value): Flow {
  const options: Doc = isDoc(spec) ? spec : { path: spec };
  demand(
    typeof options.path === 'string' && options.path.startsWith('$'),
    "path option to $unwind stage should be prefixed with a '$': " + String(options.path),
    'Location28818',
  );
  const path = options.path.slice(1).split('.');
  const index = options.includeArrayIndex as string | undefined;
  const withIndex = (doc: Doc, i: Value) => (index ? (setDeep(doc, index.split('.'), i) as Doc) : doc);
  for (const doc of flow) {
    if (doc === null) {
      yield null;
      continue;
    }
    const value = path.reduce<Value>((node, part) => (isDoc(node) ? node[part] : undefined), doc);
    if (Array.isArray(value)) {
      if (value.length === 0 && options.preserveNullAndEmptyArrays === true)
        yield withIndex(without(doc, path) as Doc, null);
      for (const [i, item] of value.entries()) yield withIndex(setDeep(doc, path, item) as Doc, new Int32(i));
    } else if (value !== null && value !== undefined) yield withIndex(doc, null);
    else if (options.preserveNullAndEmptyArrays === true) yield withIndex(doc, null);
  }
}
export function sorted(flow: Flow, spec: Value): Flow {
  demand(isDoc(spec), 'the $sort key specification must be an object', 'Location15973');
  demand(Object.keys(spec).length > 0, '$sort stage must have at least one sort key', 'Location15976');
  const fields = parseSort(spec);
  return gathered(flow, (docs) =>
    docs
      .map((doc) => ({ doc, keys: sortKeys(doc, fields) }))
      .sort((a, b) => compareSortKeys(a.keys, b.keys, fields))
      .map((x) => x.doc),
  );
}
export function replaced(flow: Flow, expression: Value, context: StageContext): Flow {
  const made = compile(expression);
  return each(flow, (doc) => {
    const value = made(bindings(doc, context.variables));
    demand(isDoc(value), "'replacement document' must evaluate to an object", 'Location40228');
    return value;
  });
}
export function sampled(flow: Flow, spec: Value): Flow {
  const size = count((spec as Doc).size, '$sample', 1);
  return gathered(flow, (docs) => {
    for (let i = docs.length - 1; i > 0; i--) {
      const j = Math.floor(Math.random() * (i + 1));
      [docs[i], docs[j]] = [docs[j]!, docs[i]!];
    }
    return docs.slice(0, size);
  });
}
