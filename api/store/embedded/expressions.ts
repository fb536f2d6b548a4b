import { demand, StoreError } from './errors';
import { array, nullish, STRICT, truthy } from './expressions-functions';
import { LIBRARY, viaLibrary } from './expressions-library';
import { isDoc, toNumber, type Doc, type Value } from './values';

/** Variables of an expression: `$$name`, with ROOT, CURRENT, NOW and those of `let`. */
export type Variables = Readonly<Record<string, Value>>;
/** A compiled expression. undefined is "missing". */
export type Compute = (variables: Variables) => Value;

/** A field path's value: arrays on the way give an array of what their documents have there. */
function follow(value: Value, path: string[], at: number): Value {
  let node = value;
  for (let i = at; i < path.length; i++) {
    if (Array.isArray(node)) {
      return node
        .filter(isDoc)
        .map((element) => follow(element, path, i))
        .filter((v) => v !== undefined);
    }
    if (!isDoc(node)) return undefined;
    node = Object.hasOwn(node, path[i]!) ? node[path[i]!] : undefined;
  }
  return node;
}

type Special = (operand: Value) => Compute;
const SPECIAL: Record<string, Special> = {
  $literal: (operand) => () => operand,
  $const: (operand) => () => operand,
  $and: (operand) =>
    (
      (list) => (v) =>
        list.every((e) => truthy(e(v)))
    )(compileList(operand)),
  $or: (operand) =>
    (
      (list) => (v) =>
        list.some((e) => truthy(e(v)))
    )(compileList(operand)),
  $ifNull: (operand) => {
    const list = compileList(operand);
    demand(list.length > 1, '$ifNull needs at least two arguments, had: 1', 'Location1257300');
    return (v) => {
      for (const e of list.slice(0, -1)) {
        const value = e(v);
        if (!nullish(value)) return value;
      }
      return list.at(-1)!(v);
    };
  },
  $cond: (operand) => {
    const parts = isDoc(operand) ? [operand.if, operand.then, operand.else] : (operand as Value[]);
    demand(
      Array.isArray(parts) && parts.length === 3,
      `Expression $cond takes exactly 3 arguments. ${Array.isArray(parts) ? parts.length : 1} were passed in.`,
      'Location16020',
    );
    const [test, yes, no] = parts.map(compile);
    return (v) => (truthy(test!(v)) ? yes!(v) : no!(v));
  },
  $switch: (operand) => {
    demand(
      isDoc(operand) && Array.isArray(operand.branches),
      '$switch requires at least one branch',
      'Location40068',
    );
    const branches = (operand.branches as Doc[]).map((b) => [compile(b.case), compile(b.then)] as const);
    const otherwise = operand.default === undefined ? null : compile(operand.default);
    return (v) => {
      for (const [test, then] of branches) if (truthy(test(v))) return then(v);
      if (!otherwise)
        throw new StoreError(
          'Location40066',
          '$switch could not find a matching branch for an input, and no default was specified.',
        );
      return otherwise(v);
    };
  },
  $let: (operand) => {
    const { vars, in: inner } = operand as Doc;
    const bound = Object.entries(vars as Doc).map(([name, e]) => [name, compile(e)] as const);
    const body = compile(inner);
    return (v) => body({ ...v, ...Object.fromEntries(bound.map(([name, e]) => [name, e(v)])) });
  },
  $map: (operand) => {
    const { input, as = 'this', in: inner } = operand as Doc;
    const [list, body] = [compile(input), compile(inner)];
    return (v) => {
      const items = list(v);
      if (nullish(items)) return null;
      return array(items, 'input to $map must be an array not ', 'Location16883').map(
        (item) => body({ ...v, [as as string]: item }) ?? null,
      );
    };
  },
  $filter: (operand) => {
    const { input, as = 'this', cond, limit } = operand as Doc;
    const [list, test, most] = [compile(input), compile(cond), limit === undefined ? null : compile(limit)];
    return (v) => {
      const items = list(v);
      if (nullish(items)) return null;
      const found = array(items, 'input to $filter must be an array not ', 'Location28651').filter((item) =>
        truthy(test({ ...v, [as as string]: item })),
      );
      const n = most?.(v);
      return nullish(n) ? found : found.slice(0, toNumber(n));
    };
  },
  $reduce: (operand) => {
    const { input, initialValue, in: inner } = operand as Doc;
    const [list, first, body] = [compile(input), compile(initialValue), compile(inner)];
    return (v) => {
      const items = list(v);
      if (nullish(items)) return null;
      return array(
        items,
        "$reduce requires that 'input' be an array, found: ",
        'Location40080',
      ).reduce<Value>((value, item) => body({ ...v, value, this: item }), first(v));
    };
  },
  $getField: (operand) => {
    const [field, input] =
      isDoc(operand) && 'field' in operand
        ? [compile(operand.field), compile(operand.input ?? '$$CURRENT')]
        : [compile(operand), compile('$$CURRENT')];
    return (v) => {
      const from = input(v);
      return isDoc(from) ? from[String(field(v))] : nullish(from) ? null : undefined;
    };
  },
};
SPECIAL.$setField = (operand) => {
  const { field, input, value } = operand as Doc;
  const [name, from, to] = [compile(field), compile(input), compile(value)];
  return (v) => {
    const base = from(v);
    if (nullish(base)) return null;
    const { [String(name(v))]: _, ...rest } = base as Doc;
    const made = to(v);
    return made === undefined ? rest : { ...(base as Doc), [String(name(v))]: made };
  };
};
SPECIAL.$unsetField = (operand) => SPECIAL.$setField!({ ...(operand as Doc), value: '$$REMOVE' });

function compileList(operand: Value): Compute[] {
  return (Array.isArray(operand) ? (operand as Value[]) : [operand]).map(compile);
}
function compileOperator(name: string, operand: Value): Compute {
  if (Object.hasOwn(SPECIAL, name)) return SPECIAL[name]!(operand);
  if (Object.hasOwn(STRICT, name)) {
    const f = STRICT[name]!;
    const list = compileList(operand);
    const arity = ARITY[name];
    demand(
      arity === undefined || list.length === arity,
      `Expression ${name} takes exactly ${arity} arguments. ${list.length} were passed in.`,
      'Location16020',
    );
    return (v) => f(list.map((e) => e(v)));
  }
  if (!LIBRARY.has(name))
    throw new StoreError('InvalidPipelineOperator', `Unrecognized expression '${name}'`);
  const args = compile(isDoc(operand) || Array.isArray(operand) ? operand : [operand]);
  const single = !isDoc(operand) && !Array.isArray(operand);
  return (v) => {
    const values = args(v);
    return viaLibrary(name, single ? (values as Value[])[0] : values);
  };
}
const ARITY: Record<string, number> = { $subtract: 2, $divide: 2, $mod: 2, $eq: 2, $ne: 2, $gt: 2, $gte: 2, $lt: 2, $lte: 2, $cmp: 2, $not: 1, $in: 2, $size: 1, $isArray: 1, $arrayElemAt: 2 }; // prettier-ignore

/** Compiles an aggregation expression. @throws StoreError 168 for an operator that does not exist here. */
export function compile(expression: Value): Compute {
  if (typeof expression === 'string' && expression.startsWith('$')) {
    if (expression.startsWith('$$')) {
      const [name, ...path] = expression.slice(2).split('.') as [string, ...string[]];
      if (name === 'REMOVE') return () => undefined;
      return (v) => {
        demand(name in v, `Use of undefined variable: ${name}`, 'Location17276');
        return path.length ? follow(v[name], path, 0) : v[name];
      };
    }
    demand(expression.length > 1, "'$' by itself is not a valid FieldPath", 'Location16872');
    const path = expression.slice(1).split('.');
    demand(!path.includes(''), 'FieldPath field names may not be empty strings.', 'Location15998');
    if (path.length === 1)
      return (v) =>
        isDoc(v.CURRENT) && Object.hasOwn(v.CURRENT, path[0]!) ? v.CURRENT[path[0]!] : undefined;
    return (v) => follow(v.CURRENT, path, 0);
  }
  if (Array.isArray(expression)) {
    const list = expression.map(compile);
    return (v) => list.map((e) => e(v) ?? null);
  }
  if (!isDoc(expression)) return () => expression;
  const names = Object.keys(expression);
  if (names[0]?.startsWith('$')) {
    demand(
      names.length === 1,
      'an object representing an expression must have exactly one field',
      'Location15983',
    );
    return compileOperator(names[0], expression[names[0]]);
  }
  const fields = names.map((name) => [name, compile(expression[name])] as const);
  return (v) => {
    const out: Doc = {};
    for (const [name, e] of fields) {
      const value = e(v);
      if (value !== undefined) out[name] = value;
    }
    return out;
  };
}
/** An expression as a function of a document, for `$expr` and projections. */
export function evaluate(expression: Value, variables: Variables = {}): (doc: Doc) => Value {
  const compute = compile(expression);
  const now = new Date();
  return (doc) => compute({ NOW: now, ...variables, ROOT: doc, CURRENT: doc });
}
