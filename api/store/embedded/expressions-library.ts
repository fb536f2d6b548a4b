import { Aggregator, Context } from 'mingo';
import { evalExpr } from 'mingo/core';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import * as stages from 'mingo/operators/pipeline';
import * as projections from 'mingo/operators/projection';
import * as queries from 'mingo/operators/query';
import * as windows from 'mingo/operators/window';
import { StoreError } from './errors';
import { bsonType, isDoc, toPlain, type Doc, type Value } from './values';

/**
 * What mingo does for us: the operators that are functions of values (strings, dates, trigonometry, statistics) and
 * the rarer stages. Our own code covers whatever touches BSON's types and order.
 */
const context = Context.init({
  accumulator: accumulators,
  expression: expressions,
  pipeline: stages,
  projection: projections,
  query: queries,
  window: windows,
});

type Operator = (obj: unknown, expression: unknown, options: object) => unknown;
const operators = { ...accumulators, ...expressions } as unknown as Record<string, Operator>;
const REFUSED = ['$function', '$accumulator', '$where'];
/** Names of the expression operators mingo evaluates. */
export const LIBRARY: ReadonlySet<string> = new Set(
  Object.keys(operators).filter((name) => name.startsWith('$') && !REFUSED.includes(name)),
);

const literal = (v: Value): Value => {
  if (Array.isArray(v)) return v.map(literal);
  return isDoc(v) && !bsonType(v)
    ? Object.fromEntries(Object.entries(v).map(([k, x]) => [k, { $literal: x }]))
    : { $literal: v };
};
function refuseDecimals(name: string, v: Value): void {
  const type = bsonType(v);
  if (type === 'Decimal128' || type === 'Long')
    throw new StoreError('CommandNotSupported', `${name} of ${type} is not supported by this store`);
  if (Array.isArray(v)) for (const item of v as Value[]) refuseDecimals(name, item);
  else if (isDoc(v) && !type) for (const item of Object.values(v)) refuseDecimals(name, item);
}
const DATE_PARTS = new Set(['$year', '$month', '$dayOfMonth', '$hour', '$minute', '$second', '$millisecond', '$dayOfYear', '$dayOfWeek', '$week', '$isoWeek', '$isoWeekYear', '$isoDayOfWeek', '$dateToParts', '$dateTrunc', '$dateAdd', '$dateSubtract']); // prettier-ignore
function ofNullDate(args: Value): boolean {
  const operand: Value = Array.isArray(args) ? args[0] : args;
  const date = isDoc(operand) && !bsonType(operand) ? (operand.date ?? operand.startDate) : operand;
  return date === null || date === undefined;
}
/** mingo runs some of its own stages by $function; a client's must not get in. */
function refuseScripts(v: Value): void {
  if (Array.isArray(v)) for (const item of v as Value[]) refuseScripts(item);
  else if (isDoc(v))
    for (const [name, item] of Object.entries(v)) {
      if (REFUSED.includes(name))
        throw new StoreError('CommandNotSupported', `${name} is not supported: JavaScript is disabled`);
      refuseScripts(item);
    }
}
/** Evaluates one operator of mingo's on values; numbers wider than a double are refused, not rounded. */
export function viaLibrary(name: string, args: Value): Value {
  if (DATE_PARTS.has(name) && ofNullDate(args)) return null;
  const plain = toPlain(args);
  refuseDecimals(name, plain);
  return evalExpr({}, { [name]: literal(plain) }, { context, scriptEnabled: false } as never);
}
/** Runs a stage of mingo's over documents; types wider than JavaScript's are passed through, not computed with. */
export function libraryStage(
  docs: Doc[],
  stage: Doc,
  resolve: (name: string) => Doc[],
  variables: Doc,
): Doc[] {
  const [name] = Object.keys(stage) as [string];
  refuseScripts(stage);
  const options = {
    context,
    scriptEnabled: true,
    variables: toPlain(variables) as Doc,
    collectionResolver: resolve,
  };
  const plain = docs.map((d) => toPlain(d) as Doc);
  const out: Doc[] = new Aggregator([toPlain(stage) as Doc], options as never).run(plain);
  return name === '$bucketAuto' ? out.map(({ _id, ...rest }) => ({ _id, ...rest })) : out;
}
/** An accumulator of mingo's over the documents of a group. */
export function libraryAccumulator(name: string, operand: Value, docs: Doc[]): Value {
  if (!Object.hasOwn(accumulators, name) || REFUSED.includes(name))
    throw new StoreError('Location15952', `unknown group operator '${name}'`);
  const pipeline = [{ $group: { _id: null, v: { [name]: toPlain(operand) } } }];
  const plain = docs.map((d) => toPlain(d) as Doc);
  const grouped: Doc[] = new Aggregator(pipeline, { context, scriptEnabled: false }).run(plain);
  return grouped[0]?.v;
}
