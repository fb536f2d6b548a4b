import { Timestamp } from 'bson';
import { arithmetic, bitwise } from './arithmetic';
import { demand, StoreError } from './errors';
import { compileFilter, isOperatorDoc, isRegex } from './matcher';
import { typeName } from './matcher-leaves';
import { type MatchContext } from './matcher-walk';
import { sortComparator } from './sort';
import { compare, equal, isDoc, isNumber, toNumber, type Doc, type Value } from './values';

export interface UpdateContext extends MatchContext {
  /** Runs an update pipeline on a document. */
  pipeline: (stages: Doc[], doc: Doc, variables: Doc) => Doc;
}

export interface Action {
  op: string;
  path: string;
  parts: string[];
  operand: Value;
}
export type Change = (current: Value, action: Action, doc: Doc) => Value;
/** Returned by a Change for "leave it as it is". */
export const KEEP = Symbol('keep');

export const clone = (v: Value): Value =>
  Array.isArray(v)
    ? v.map(clone)
    : isDoc(v) && !('_bsontype' in v)
      ? Object.fromEntries(Object.entries(v).map(([k, x]) => [k, clone(x)]))
      : v;

export const CHANGES: Record<string, (operand: Value, context: UpdateContext, path: string) => Change> = {
  $set: (operand) => () => clone(operand),
  $setOnInsert: (operand) => () => clone(operand),
  $inc: () => (current, a, doc) => arithmetic('$inc', current, a.operand, a.path, doc._id),
  $mul: () => (current, a, doc) => arithmetic('$mul', current, a.operand, a.path, doc._id),
  $min: (operand) => (current) =>
    current === undefined || compare(operand, current) < 0 ? clone(operand) : KEEP,
  $max: (operand) => (current) =>
    current === undefined || compare(operand, current) > 0 ? clone(operand) : KEEP,
  $currentDate: (operand) => {
    const type = isDoc(operand) ? operand.$type : operand;
    demand(
      type === true || type === false || type === 'date' || type === 'timestamp',
      `The '$type' string field is required to be 'date' or 'timestamp'`,
    );
    return () => (type === 'timestamp' ? Timestamp.fromBits(1, Math.floor(Date.now() / 1000)) : new Date());
  },
  $bit: (operand, _context, path) => {
    demand(
      isDoc(operand),
      `The $bit modifier is not compatible with a ${typeName(operand)}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`,
    );
    return (current) => bitwise(current, operand, path);
  },
  $push: (operand, context) => {
    const spec = pushSpec(operand, context);
    return (current, a, doc) => spec(arrayOf(current, a, doc, '$push'));
  },
  $addToSet: (operand) => {
    const each = isDoc(operand) && '$each' in operand ? operand.$each : [operand];
    demand(
      Array.isArray(each),
      `The argument to $each in $addToSet must be an array but it was of type ${typeName(each)}`,
      'TypeMismatch',
    );
    return (current, a, doc) => {
      const array = arrayOf(current, a, doc, '$addToSet');
      const added: Value[] = [];
      for (const item of each as Value[])
        if (![...array, ...added].some((have) => equal(have, item))) added.push(clone(item));
      return added.length || current === undefined ? [...array, ...added] : KEEP;
    };
  },
  $pop: (operand) => {
    demand(
      isNumber(operand) && Math.abs(toNumber(operand)) === 1,
      '$pop expects 1 or -1, found: ' + String(toNumber(operand)),
      'FailedToParse',
    );
    return (current, a) => {
      if (current === undefined) return KEEP;
      demand(
        Array.isArray(current),
        `Path '${a.path}' contains an element of non-array type '${typeName(current)}'`,
        'TypeMismatch',
      );
      const list: Value[] = current;
      return toNumber(operand) > 0 ? list.slice(0, -1) : list.slice(1);
    };
  },
  $pull: (operand, context) => {
    const test = pullTest(operand, context);
    return pulling('$pull', (element) => !test(element));
  },
  $pullAll: (operand) => {
    demand(
      Array.isArray(operand),
      `$pullAll requires an array argument but was given a ${typeName(operand)}`,
    );
    return pulling('$pullAll', (element) => !operand.some((item: Value) => equal(item, element)));
  },
};
function pulling(what: string, keep: (element: Value) => boolean): Change {
  return (current) => {
    if (current === undefined) return KEEP;
    demand(Array.isArray(current), `Cannot apply ${what} to a non-array value`);
    const kept = current.filter(keep);
    return kept.length === current.length ? KEEP : kept;
  };
}
function arrayOf(current: Value, a: Action, doc: Doc, what: string): Value[] {
  if (current === undefined) return [];
  if (Array.isArray(current)) return current;
  const field = a.parts.join('.');
  const message =
    what === '$push'
      ? `The field '${field}' must be an array but is of type ${typeName(current)} in document {_id: ${JSON.stringify(doc._id)}}`
      : `Cannot apply $addToSet to non-array field. Field named '${a.parts.at(-1)}' has non-array type ${typeName(current)}`;
  throw new StoreError('BadValue', message);
}
function pushSpec(operand: Value, context: UpdateContext): (array: Value[]) => Value[] {
  if (!isDoc(operand) || !('$each' in operand)) {
    return (array) => [...array, clone(operand)];
  }
  const { $each: each, $position: position, $slice: slice, $sort: sort, ...other } = operand;
  demand(
    Array.isArray(each),
    `The argument to $each in $push must be an array but it was of type: ${typeName(each)}`,
  );
  demand(Object.keys(other).length === 0, `Unrecognized clause in $push: ${Object.keys(other)[0]}`);
  for (const [name, v] of [
    ['$position', position],
    ['$slice', slice],
  ] as const)
    demand(
      v === undefined || (isNumber(v) && Number.isInteger(toNumber(v))),
      `The value for ${name} must be an integer value but was given type: ${typeName(v)}`,
    );
  const order =
    sort === undefined
      ? null
      : isDoc(sort)
        ? sortComparator(sort, context)
        : (a: Value, b: Value) => toNumber(sort) * compare(a, b);
  if (sort !== undefined && !isDoc(sort))
    demand(
      isNumber(sort) && Math.abs(toNumber(sort)) === 1,
      'The $sort element value must be either 1 or -1',
    );
  return (array) => {
    const at = position === undefined ? array.length : toNumber(position);
    let next = [...array];
    next.splice(at < 0 ? Math.max(0, next.length + at) : at, 0, ...(each as Value[]).map(clone));
    if (order) next = next.sort(order);
    if (slice === undefined) return next;
    const n = toNumber(slice);
    return n >= 0 ? next.slice(0, n) : next.slice(n);
  };
}
const LOGICAL = ['$and', '$or', '$nor', '$expr', '$comment'];
function pullTest(operand: Value, context: UpdateContext): (element: Value) => boolean {
  if (isRegex(operand) || (isOperatorDoc(operand) && !LOGICAL.includes(Object.keys(operand)[0]!))) {
    const test = compileFilter({ v: operand }, context);
    return (element) => test({ v: element });
  }
  if (isDoc(operand)) {
    const test = compileFilter(operand, context);
    return (element) => isDoc(element) && test(element);
  }
  return (element) => equal(element, operand);
}
