import { Double, Int32 } from 'bson';
import { combine } from './arithmetic';
import { demand } from './errors';
import { compile, type Variables } from './expressions';
import { distinctValues, extreme } from './expressions-functions';
import { libraryAccumulator } from './expressions-library';
import { sortComparator } from './sort';
import { isDoc, isNumber, toNumber, type Doc, type Value } from './values';

export interface Accumulator {
  add: (variables: Variables, doc: Doc) => void;
  result: () => Value;
}
type Maker = () => Accumulator;

/** Gathers the operand's values and makes the result of them at the end. */
function collecting(
  operand: Value,
  finish: (values: Value[]) => Value,
  missing: 'drop' | 'null' = 'null',
): Maker {
  const e = compile(operand);
  return () => {
    const values: Value[] = [];
    return {
      add: (v) => {
        const value = e(v);
        if (value !== undefined) values.push(value);
        else if (missing === 'null') values.push(null);
      },
      result: () => finish(values),
    };
  };
}
function sum(operand: Value, average: boolean): Maker {
  const e = compile(operand);
  return () => {
    let total: Value = new Int32(0);
    let n = 0;
    return {
      add: (v) => {
        const value = e(v);
        if (!isNumber(value)) return;
        total = combine(total, value, '$inc', true);
        n++;
      },
      result: () =>
        !average
          ? total
          : n === 0
            ? null
            : (total as { _bsontype?: string })._bsontype === 'Decimal128'
              ? combine(total, new Double(1 / n), '$mul')
              : new Double(toNumber(total) / n),
    };
  };
}
function first(operand: Value, last: boolean): Maker {
  const e = compile(operand);
  return () => {
    let value: Value = null;
    let seen = false;
    return {
      add: (v) => {
        if (seen && !last) return;
        seen = true;
        value = e(v) ?? null;
      },
      result: () => value,
    };
  };
}
function ranked(operand: Value, n: boolean, bottom: boolean): Maker {
  const { sortBy, output, n: size } = operand as Doc;
  const e = compile(output);
  const order = sortComparator(sortBy as Doc);
  return () => {
    const rows: { doc: Doc; value: Value }[] = [];
    return {
      add: (v, doc) => void rows.push({ doc, value: e(v) ?? null }),
      result: () => {
        const values = rows.sort((a, b) => order(a.doc, b.doc)).map((r) => r.value);
        if (!n) return values.at(bottom ? -1 : 0) ?? null;
        return bottom ? values.slice(-toNumber(size)) : values.slice(0, toNumber(size));
      },
    };
  };
}
const MAKERS: Record<string, (operand: Value) => Maker> = {
  $sum: (operand) => sum(operand, false),
  $avg: (operand) => sum(operand, true),
  $count: () => sum(new Int32(1), false),
  $min: (operand) => collecting(operand, (values) => extreme(values, -1)),
  $max: (operand) => collecting(operand, (values) => extreme(values, 1)),
  $first: (operand) => first(operand, false),
  $last: (operand) => first(operand, true),
  $push: (operand) => collecting(operand, (values) => values, 'drop'),
  $addToSet: (operand) => collecting(operand, distinctValues, 'drop'),
  $mergeObjects: (operand) =>
    collecting(operand, (values) => {
      const out: Doc = {};
      for (const v of values)
        if (v !== null) {
          demand(isDoc(v), `$mergeObjects requires object inputs`, 'Location40400');
          Object.assign(out, v);
        }
      return out;
    }),
  $top: (operand) => ranked(operand, false, false),
  $topN: (operand) => ranked(operand, true, false),
  $bottom: (operand) => ranked(operand, false, true),
  $bottomN: (operand) => ranked(operand, true, true),
};

/** A fresh accumulator for each group, or mingo's over the group's documents. @throws StoreError 15952 for an unknown one. */
export function makeAccumulator(name: string, operand: Value): Maker {
  if (Object.hasOwn(MAKERS, name)) return MAKERS[name]!(operand);
  libraryAccumulator(name, operand, []);
  return () => {
    const docs: Doc[] = [];
    return { add: (_, doc) => void docs.push(doc), result: () => libraryAccumulator(name, operand, docs) };
  };
}
