import { Double, Int32 } from 'bson';
import { combine } from './arithmetic';
import { demand } from './errors';
import { CONVERSIONS } from './expressions-convert';
import { typeName } from './matcher-leaves';
import { compare, encode, equal, isDoc, isNumber, toNumber, type Doc, type Value } from './values';

export type Strict = (args: Value[]) => Value;

export const nullish = (v: Value): v is null | undefined => v === null || v === undefined;
/** What counts as true: all but null, missing, false and zero. */
export function truthy(v: Value): boolean {
  return isNumber(v) ? toNumber(v) !== 0 : !nullish(v) && v !== false;
}
export const int = (n: number): Value => new Int32(n);
export const double = (n: number): Value => new Double(n);
export function numbers(name: string, code: `Location${number}`, args: Value[]): boolean {
  if (args.some(nullish)) return false;
  for (const v of args) demand(isNumber(v), `${name} only supports numeric types, not ${typeName(v)}`, code);
  return true;
}
export function add(args: Value[]): Value {
  if (args.some(nullish)) return null;
  let date = false;
  let sum: Value = int(0);
  for (const v of args) {
    if (v instanceof Date) {
      demand(!date, 'only one date allowed in an $add expression', 'Location16612');
      date = true;
      sum = combine(sum, double(v.getTime()), '$inc', true);
    } else {
      demand(isNumber(v), `$add only supports numeric or date types, not ${typeName(v)}`, 'Location16554');
      sum = combine(sum, v, '$inc', true);
    }
  }
  return date ? new Date(Math.trunc(toNumber(sum))) : sum;
}
export function subtract([a, b]: Value[]): Value {
  if (nullish(a) || nullish(b)) return null;
  if (a instanceof Date) {
    if (b instanceof Date) return CONVERSIONS.$toLong!([double(a.getTime() - b.getTime())]);
    demand(isNumber(b), `can't $subtract ${typeName(b)} from Date`, 'Location16556');
    return new Date(a.getTime() - Math.trunc(toNumber(b)));
  }
  demand(isNumber(a) && isNumber(b), `can't $subtract ${typeName(b)} from ${typeName(a)}`, 'Location16556');
  return combine(a, combine(b, int(-1), '$mul', true), '$inc', true);
}
export function divide([a, b]: Value[]): Value {
  if (nullish(a) || nullish(b)) return null;
  demand(
    isNumber(a) && isNumber(b),
    `$divide only supports numeric types, not ${typeName(a)} and ${typeName(b)}`,
    'Location16609',
  );
  demand(toNumber(b) !== 0, "can't $divide by zero", 'Location16608');
  return double(toNumber(a) / toNumber(b));
}
function modulo([a, b]: Value[]): Value {
  if (nullish(a) || nullish(b)) return null;
  demand(
    isNumber(a) && isNumber(b),
    `$mod only supports numeric types, not ${typeName(a)} and ${typeName(b)}`,
    'Location16611',
  );
  demand(toNumber(b) !== 0, "can't $mod by zero", 'Location16610');
  const rest = toNumber(a) % toNumber(b);
  return typeName(a) === 'int' && typeName(b) === 'int'
    ? int(rest)
    : Number.isInteger(rest) && typeName(a) === 'long'
      ? CONVERSIONS.$toLong!([double(rest)])
      : double(rest);
}
function rounding(name: string, f: (n: number) => number): Strict {
  return ([v]) =>
    numbers(name, 'Location28765', [v])
      ? ['int', 'long'].includes(typeName(v))
        ? v
        : double(f(toNumber(v)))
      : null;
}
export function array(v: Value, message: string, code: `Location${number}`): Value[] {
  demand(Array.isArray(v), `${message}${typeName(v)}`, code);
  return v;
}
function elementAt([list, index]: Value[]): Value {
  if (nullish(list) || nullish(index)) return null;
  const items = array(list, "$arrayElemAt's first argument must be an array, but is ", 'Location28689');
  demand(
    isNumber(index),
    `$arrayElemAt's second argument must be a numeric value, but is ${typeName(index)}`,
    'Location28690',
  );
  return items.at(toNumber(index));
}
export function slice([list, a, b]: Value[]): Value {
  if (nullish(list) || nullish(a) || b === null) return null;
  const items = array(list, 'First argument to $slice must be an array, but is of type: ', 'Location28724');
  const n = toNumber(a);
  if (b === undefined) return n < 0 ? items.slice(n) : items.slice(0, n);
  demand(toNumber(b) > 0, `Third argument to $slice must be positive: ${toNumber(b)}`, 'Location28729');
  const from = n < 0 ? Math.max(0, items.length + n) : n;
  return items.slice(from, from + toNumber(b));
}
/** Elements without repetition, by BSON equality, in order. */
export function distinctValues(items: Value[]): Value[] {
  const sorted = items
    .map((v, i) => ({ v: v === undefined ? null : v, i }))
    .sort((x, y) => compare(x.v, y.v) || x.i - y.i);
  return sorted.filter((x, i) => i === 0 || compare(sorted[i - 1]!.v, x.v) !== 0).map((x) => x.v);
}
export function sets(name: string, args: Value[], combineSets: (lists: Value[][]) => Value): Value {
  if (args.some(nullish)) return null;
  return combineSets(
    args.map((v) =>
      array(v, `All operands of ${name} must be arrays. One argument is of type: `, 'Location17043'),
    ),
  );
}
export const has = (list: Value[], v: Value) => list.some((x) => equal(x, v));

export const STRICT: Record<string, Strict> = {
  $add: add,
  $subtract: subtract,
  $multiply: (args) =>
    numbers('$multiply', 'Location16555', args)
      ? args.reduce((a, b) => combine(a, b, '$mul', true), int(1))
      : null,
  $divide: divide,
  $mod: modulo,
  $abs: ([v]) =>
    numbers('$abs', 'Location28765', [v]) ? (toNumber(v) < 0 ? combine(v, int(-1), '$mul', true) : v) : null,
  $ceil: rounding('$ceil', Math.ceil),
  $floor: rounding('$floor', Math.floor),
  $eq: ([a, b]) => compare(a, b) === 0,
  $ne: ([a, b]) => compare(a, b) !== 0,
  $gt: ([a, b]) => compare(a, b) > 0,
  $gte: ([a, b]) => compare(a, b) >= 0,
  $lt: ([a, b]) => compare(a, b) < 0,
  $lte: ([a, b]) => compare(a, b) <= 0,
  $cmp: ([a, b]) => int(Math.sign(compare(a, b))),
  $not: ([v]) => !truthy(v),
  $concat: (args) => {
    if (args.some(nullish)) return null;
    for (const v of args)
      demand(typeof v === 'string', `$concat only supports strings, not ${typeName(v)}`, 'Location16702');
    return args.join('');
  },
  $in: ([v, list]) =>
    has(array(list, '$in requires an array as a second argument, found: ', 'Location40081'), v),
  $size: ([v]) =>
    int(array(v, 'The argument to $size must be an array, but was of type: ', 'Location17124').length),
  $isArray: ([v]) => Array.isArray(v),
  $arrayElemAt: elementAt,
  $first: ([v]) => (nullish(v) ? null : elementAt([v, int(0)])),
  $last: ([v]) => (nullish(v) ? null : elementAt([v, int(-1)])),
  $slice: slice,
  $concatArrays: (args) =>
    args.some(nullish)
      ? null
      : args.flatMap((v) => array(v, '$concatArrays only supports arrays, not ', 'Location28664')),
  $reverseArray: ([v]) =>
    nullish(v)
      ? null
      : [
          ...array(v, 'The argument to $reverseArray must be an array, but was of type: ', 'Location34435'),
        ].reverse(),
  $setUnion: (args) => sets('$setUnion', args, (lists) => distinctValues(lists.flat())),
  $setIntersection: (args) =>
    sets('$setIntersection', args, (lists) =>
      distinctValues((lists[0] ?? []).filter((v) => lists.every((l) => has(l, v)))),
    ),
  $setDifference: (args) =>
    sets('$setDifference', args, ([a, b]) => distinctValues(a!.filter((v) => !has(b!, v)))),
  $setEquals: (args) =>
    sets('$setEquals', args, (lists) =>
      lists.every((l) => l.every((v) => has(lists[0]!, v)) && lists[0]!.every((v) => has(l, v))),
    ),
  $setIsSubset: (args) => sets('$setIsSubset', args, ([a, b]) => a!.every((v) => has(b!, v))),
  $allElementsTrue: ([v]) =>
    array(v, "$allElementsTrue's argument must be an array, but is ", 'Location17040').every(truthy),
  $anyElementTrue: ([v]) =>
    array(v, "$anyElementTrue's argument must be an array, but is ", 'Location17041').some(truthy),
  $mergeObjects: (args) => {
    const list = args.length === 1 && Array.isArray(args[0]) ? (args[0] as Value[]) : args;
    const out: Doc = {};
    for (const v of list) {
      if (nullish(v)) continue;
      demand(
        isDoc(v),
        `$mergeObjects requires object inputs, but input ${JSON.stringify(v)} is of type ${typeName(v)}`,
        'Location40400',
      );
      Object.assign(out, v);
    }
    return out;
  },
  $objectToArray: ([v]) => {
    if (nullish(v)) return null;
    demand(isDoc(v), `$objectToArray requires a document input, found: ${typeName(v)}`, 'Location40390');
    return Object.entries(v).map(([k, x]) => ({ k, v: x }));
  },
  $arrayToObject: ([v]) => {
    if (nullish(v)) return null;
    const items = array(v, '$arrayToObject requires an array input, found: ', 'Location40386');
    return Object.fromEntries(
      items.map((item) =>
        Array.isArray(item)
          ? (item as [string, Value])
          : ([(item as Doc).k, (item as Doc).v] as [string, Value]),
      ),
    );
  },
  $isNumber: ([v]) => isNumber(v),
  $type: ([v]) => typeName(v),
  $bsonSize: ([v]) => (nullish(v) ? null : int(encode(v as Doc).length)),
  $sum: (args) =>
    spread(args)
      .filter(isNumber)
      .reduce((a, b) => combine(a, b, '$inc', true), int(0)),
  $avg: (args) => {
    const found = spread(args).filter(isNumber);
    return found.length
      ? divide([found.reduce((a, b) => combine(a, b, '$inc', true), int(0)), int(found.length)])
      : null;
  },
  $min: (args) => extreme(spread(args), -1),
  $max: (args) => extreme(spread(args), 1),
  ...CONVERSIONS,
};
const spread = (args: Value[]): Value[] =>
  args.length === 1 && Array.isArray(args[0]) ? (args[0] as Value[]) : args;
/** Greatest (1) or smallest (-1) of the values that are not null; null when there is none. */
export function extreme(values: Value[], direction: 1 | -1): Value {
  const found = values.filter((v) => !nullish(v));
  return found.length ? found.reduce((a, b) => (compare(b, a) * direction > 0 ? b : a)) : null;
}
