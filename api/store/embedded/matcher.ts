import type { Document } from 'bson';
import { demand, StoreError } from './errors';
import { bitTest, elementType } from './matcher-leaves';
import { onPath, walk, type Leaf, type MatchContext, type Predicate } from './matcher-walk';
import {
  bsonType,
  compare,
  equal,
  isDoc,
  isNumber,
  rank,
  regexParts,
  toNumber,
  toPlain,
  toRegExp,
  type Doc,
  type Value,
} from './values';

export function isRegex(v: Value): boolean {
  return v instanceof RegExp || bsonType(v) === 'BSONRegExp';
}
function compileRegex(v: Value): RegExp {
  return toRegExp(...regexParts(v));
}
const textOf = (v: Value): string | undefined =>
  typeof v === 'string' ? v : bsonType(v) === 'BSONSymbol' ? String(v) : undefined;

function regexLeaf(pattern: Value): Leaf {
  const re = compileRegex(pattern);
  return (v) => {
    const text = textOf(v);
    return text !== undefined ? re.test(text) : isRegex(v) && equal(v, pattern);
  };
}
function eqLeaf(operand: Value): Leaf {
  if (operand === null || operand === undefined) return (v) => v === null || v === undefined;
  if (typeof operand === 'string')
    return (v) => v === operand || (typeof v === 'object' && equal(v, operand));
  const r = rank(operand);
  return (v) => v !== undefined && rank(v) === r && compare(v, operand) === 0;
}
function orderLeaf(operand: Value, accepts: (order: number) => boolean): Leaf {
  const r = rank(operand);
  if (isRegex(operand)) throw new StoreError('BadValue', "Can't have RegEx as arg to predicate over field");
  if (operand === null || operand === undefined) return (v) => (v === null || v === undefined) && accepts(0);
  if (r === -1 || r === 127) return (v) => accepts(compare(v === undefined ? null : v, operand));
  const nan = isNumber(operand) && Number.isNaN(toNumber(operand));
  return (v) => {
    if (v === undefined || rank(v) !== r) return false;
    if (r === 10 && Number.isNaN(toNumber(v)) !== nan) return false;
    return accepts(compare(v, operand));
  };
}
function inLeaf(operand: Value): Leaf {
  demand(Array.isArray(operand), '$in needs an array');
  const regexes: Leaf[] = [];
  const plain: Value[] = [];
  for (const item of operand) {
    demand(!isOperatorDoc(item), 'cannot nest $ under $in');
    if (isRegex(item)) regexes.push(regexLeaf(item));
    else plain.push(item);
  }
  const hasNull = plain.some((v) => v === null || v === undefined);
  const sorted = plain.sort(compare);
  return (v) => {
    if (v === undefined || v === null) return hasNull;
    let [low, high] = [0, sorted.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const order = compare(sorted[middle], v);
      if (order === 0) return true;
      if (order < 0) low = middle + 1;
      else high = middle - 1;
    }
    return regexes.some((test) => test(v));
  };
}

const negate =
  (predicate: Predicate): Predicate =>
  (doc) =>
    !predicate(doc);
const all = (predicates: Predicate[]): Predicate =>
  predicates.length === 1 ? predicates[0]! : (doc, details) => predicates.every((p) => p(doc, details));

const DBREF = ['$ref', '$id', '$db'];
/** True where the value is `{$op: …}`: operators, not a document to be equal to. */
export function isOperatorDoc(v: Value): v is Doc {
  if (!isDoc(v)) return false;
  const first = Object.keys(v)[0];
  return first !== undefined && first.startsWith('$') && !DBREF.includes(first);
}

function elemMatch(path: string, operand: Value, context: MatchContext): Predicate {
  demand(isDoc(operand), '$elemMatch needs an Object');
  const names = Object.keys(operand);
  const onValues =
    names.length > 0 &&
    names[0]!.startsWith('$') &&
    ![...DBREF, '$and', '$or', '$nor', '$where', '$expr', '$comment'].includes(names[0]!);
  let test: Leaf;
  if (onValues) {
    // Operators on the element itself, which is not expanded again.
    const inner = operators('wrapped', operand, context, false);
    test = (v) => inner({ wrapped: v });
  } else {
    const inner = compileFilter(operand, context);
    test = (v) => (isDoc(v) || Array.isArray(v)) && inner(v);
  }
  const parts = path.split('.');
  return (doc, details) =>
    walk(doc, parts, 0, false, (value, index) => {
      if (!Array.isArray(value)) return false;
      const at = value.findIndex((element: Value) => test(element === undefined ? null : element));
      if (at < 0) return false;
      if (details) details.index = index ?? at;
      return true;
    });
}
/** The predicates of `{path: {$op: operand, …}}`. */
function operators(path: string, spec: Doc, context: MatchContext, expand = true): Predicate {
  const predicates: Predicate[] = [];
  for (const name of Object.keys(spec)) {
    if (name === '$options') demand('$regex' in spec, '$options needs a $regex');
    else predicates.push(operator(path, name, spec[name], spec, context, expand));
  }
  return all(predicates);
}
const LEAVES: Record<string, (operand: Value) => Leaf> = {
  $eq: eqLeaf,
  $gt: (v) => orderLeaf(v, (o) => o > 0),
  $gte: (v) => orderLeaf(v, (o) => o >= 0),
  $lt: (v) => orderLeaf(v, (o) => o < 0),
  $lte: (v) => orderLeaf(v, (o) => o <= 0),
  $in: inLeaf,
  $mod: modLeaf,
  $type: elementType,
};
function operator(
  path: string,
  name: string,
  operand: Value,
  spec: Doc,
  context: MatchContext,
  expand: boolean,
): Predicate {
  if (Object.hasOwn(LEAVES, name)) return onPath(path, LEAVES[name]!(operand), expand);
  switch (name) {
    case '$ne':
      demand(!isRegex(operand), "Can't have regex as arg to $ne.");
      return negate(onPath(path, eqLeaf(operand), expand));
    case '$nin':
      demand(Array.isArray(operand), '$nin needs an array');
      return negate(onPath(path, inLeaf(operand), expand));
    case '$exists':
      return toBoolean(operand)
        ? onPath(path, (v) => v !== undefined, expand)
        : negate(onPath(path, (v) => v !== undefined, expand));
    case '$regex': {
      const [pattern, own] = isRegex(operand) ? regexParts(operand) : [operand, ''];
      demand(typeof pattern === 'string', '$regex has to be a string');
      const options = typeof spec.$options === 'string' ? spec.$options : own;
      return onPath(path, regexLeaf({ _bsontype: 'BSONRegExp', pattern, options }), expand);
    }
    case '$not':
      if (isRegex(operand)) return negate(onPath(path, regexLeaf(operand), expand));
      demand(isDoc(operand), '$not needs a regex or a document');
      demand(Object.keys(operand).length > 0, '$not cannot be empty');
      demand(isOperatorDoc(operand), `unknown operator: ${Object.keys(operand)[0]}`);
      return negate(operators(path, operand, context, expand));
    case '$size': {
      const size = toNumber(operand);
      demand(
        isNumber(operand) && Number.isInteger(size),
        `Failed to parse $size. Expected an integer: $size: ${JSON.stringify(toPlain(operand))}`,
      );
      demand(size >= 0, `Failed to parse $size. Expected a non-negative number in: $size: ${size}`);
      return onPath(path, (v) => Array.isArray(v) && v.length === size, false);
    }
    case '$all':
      demand(Array.isArray(operand), '$all needs an array');
      if (operand.length === 0) return () => false;
      return all(
        operand.map((item: Value) => {
          if (isDoc(item) && '$elemMatch' in item) return elemMatch(path, item.$elemMatch, context);
          demand(!isOperatorDoc(item), 'no $ expressions in $all');
          return onPath(path, isRegex(item) ? regexLeaf(item) : eqLeaf(item), expand);
        }),
      );
    case '$elemMatch':
      return elemMatch(path, operand, context);
    case '$bitsAllSet':
    case '$bitsAllClear':
    case '$bitsAnySet':
    case '$bitsAnyClear':
      return onPath(path, bitTest(name, operand), expand);
    case '$comment':
      return () => true;
    default:
      throw new StoreError('BadValue', `unknown operator: ${name}`);
  }
}
function modLeaf(operand: Value): Leaf {
  demand(Array.isArray(operand), 'malformed mod, needs to be an array');
  demand(operand.length >= 2, 'malformed mod, not enough elements');
  demand(operand.length === 2, 'malformed mod, too many elements');
  demand(operand.every(isNumber), 'malformed mod, divisor/remainder not a number');
  const [divisor, wanted] = operand.map((v: Value) => Math.trunc(toNumber(v))) as [number, number];
  demand(divisor !== 0, 'divisor cannot be 0');
  demand(Number.isFinite(divisor) && Number.isFinite(wanted), 'malformed mod, divisor value is invalid');
  return (v) =>
    isNumber(v) &&
    Number.isFinite(toNumber(v)) &&
    Math.trunc(toNumber(v)) % divisor === (wanted % divisor) + 0;
}
function toBoolean(v: Value): boolean {
  return isNumber(v) ? toNumber(v) !== 0 : v !== false && v !== null && v !== undefined;
}

const REFUSED: Record<string, string> = {
  $where: '$where is not supported: JavaScript is disabled',
  $text: 'text index required for $text query',
  $jsonSchema: '$jsonSchema is not supported',
};

/**
 * Compiles a MongoDB filter.
 * @throws StoreError BadValue for what MongoDB refuses and for what this store does not do ($where, $text, geo).
 */
export function compileFilter(filter: Document, context: MatchContext): Predicate {
  demand(isDoc(filter), 'filter must be a document', 'TypeMismatch');
  const predicates: Predicate[] = [];
  for (const name of Object.keys(filter)) {
    const value: Value = filter[name];
    if (!name.startsWith('$') || DBREF.includes(name)) {
      if (isRegex(value)) predicates.push(onPath(name, regexLeaf(value)));
      else if (isOperatorDoc(value)) predicates.push(operators(name, value, context));
      else predicates.push(onPath(name, eqLeaf(value)));
      continue;
    }
    if (name === '$comment' || value === undefined) continue;
    if (name === '$and' || name === '$or' || name === '$nor') {
      demand(Array.isArray(value), `${name} argument must be an array`, 'BadValue');
      demand(value.length > 0, '$and/$or/$nor must be a nonempty array');
      const parts = value.map((part: Value) => {
        demand(isDoc(part), '$or/$and/$nor entries need to be full objects');
        return compileFilter(part, context);
      });
      if (name === '$and') predicates.push(all(parts));
      else if (name === '$or') predicates.push((doc, details) => parts.some((p) => p(doc, details)));
      else predicates.push((doc) => !parts.some((p) => p(doc)));
    } else if (name === '$expr') {
      const expression = context.evaluate(value);
      predicates.push((doc) => toBoolean(expression(doc as Doc)));
    } else if (name === '$alwaysTrue' || name === '$alwaysFalse')
      predicates.push(() => name === '$alwaysTrue');
    else
      throw new StoreError(
        'BadValue',
        REFUSED[name] ??
          `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
      );
  }
  return predicates.length ? all(predicates) : () => true;
}
