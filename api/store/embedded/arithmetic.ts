import { Decimal128, Double, Int32, Long } from 'bson';
import { demand, StoreError } from './errors';
import { typeName } from './matcher-leaves';
import { bsonType, exactDecimal, isNumber, toNumber, type Value } from './values';

const INT32 = 2n ** 31n;
const INT64 = 2n ** 63n;

function asBigInt(v: Value): bigint {
  return bsonType(v) === 'Long' ? (v as Long).toBigInt() : BigInt(toNumber(v));
}
const isInt32 = (v: Value) => typeName(v) === 'int';
const isLong = (v: Value) => typeName(v) === 'long';

/** Integer result in the narrowest type not narrower than the operands', as the server widens int to long. */
function integer(n: bigint, long: boolean, what: string): Value {
  demand(n >= -INT64 && n < INT64, `Failed to apply ${what} operations to current value: integer overflow`);
  return !long && n >= -INT32 && n < INT32 ? new Int32(Number(n)) : Long.fromBigInt(n);
}
function decimal(digits: bigint, exponent: number): Decimal128 {
  // 34 digits are kept, rounded half to even.
  const negative = digits < 0n;
  let [d, e] = [negative ? -digits : digits, exponent];
  const surplus = d.toString().length - 34;
  if (surplus > 0) {
    const unit = 10n ** BigInt(surplus);
    const [quotient, rest] = [d / unit, d % unit];
    d = rest * 2n > unit || (rest * 2n === unit && quotient % 2n === 1n) ? quotient + 1n : quotient;
    e += surplus;
  }
  return Decimal128.fromString(`${negative ? '-' : ''}${d}E${e}`);
}
/** Sum or product of two numbers. An integer too large is an error in updates, a double in expressions. */
export function combine(a: Value, b: Value, what: '$inc' | '$mul', widen = false): Value {
  if (bsonType(a) === 'Decimal128' || bsonType(b) === 'Decimal128') {
    const [x, y] = [exactDecimal(asDecimal(a)), exactDecimal(asDecimal(b))];
    if (!x || !y)
      return Decimal128.fromString(
        String(what === '$inc' ? toNumber(a) + toNumber(b) : toNumber(a) * toNumber(b)),
      );
    if (what === '$mul') return decimal(x.digits * y.digits, x.exponent + y.exponent);
    const shift = Math.min(x.exponent, y.exponent);
    return decimal(
      x.digits * 10n ** BigInt(x.exponent - shift) + y.digits * 10n ** BigInt(y.exponent - shift),
      shift,
    );
  }
  if ((isInt32(a) || isLong(a)) && (isInt32(b) || isLong(b))) {
    const [x, y] = [asBigInt(a), asBigInt(b)];
    const n = what === '$inc' ? x + y : x * y;
    if (widen && (n < -INT64 || n >= INT64)) return new Double(Number(n));
    return integer(n, isLong(a) || isLong(b), what);
  }
  return new Double(what === '$inc' ? toNumber(a) + toNumber(b) : toNumber(a) * toNumber(b));
}
/** A double becomes a decimal of its 15 significant digits, as the server converts it. */
function asDecimal(v: Value): Value {
  if (bsonType(v) !== 'Double') return v;
  const n = toNumber(v);
  return Number.isFinite(n) ? Decimal128.fromString(n.toPrecision(15)) : Decimal128.fromString(String(n));
}

/** `$inc` and `$mul` of a field's value (undefined where it is missing) with BSON's number types kept. */
export function arithmetic(
  what: '$inc' | '$mul',
  current: Value,
  operand: Value,
  path: string,
  id: Value,
): Value {
  if (!isNumber(operand))
    throw new StoreError(
      'TypeMismatch',
      `Cannot ${what === '$inc' ? 'increment' : 'multiply'} with non-numeric argument: {${path}: ${JSON.stringify(operand)}}`,
    );
  if (current === undefined) return what === '$inc' ? operand : combine(operand, new Int32(0), '$mul');
  if (!isNumber(current))
    throw new StoreError(
      'TypeMismatch',
      `Cannot apply ${what} to a value of non-numeric type. {_id: ${JSON.stringify(id)}} has the field '${path.split('.').pop()}' of non-numeric type ${typeName(current)}`,
    );
  return combine(current, operand, what);
}
export function bitwise(current: Value, operand: Record<string, Value>, path: string): Value {
  demand(
    Object.keys(operand).length > 0,
    `You must pass in at least one bitwise operation. The format is: {$bit: {field: {and/or/xor: #}}}`,
  );
  let value: Value = current ?? new Int32(0);
  if (!isInt32(value) && !isLong(value))
    throw new StoreError(
      'BadValue',
      `Cannot apply $bit to a value of non-integral type.${path} has the field ${path} of non-integer type ${typeName(value)}`,
    );
  for (const [name, mask] of Object.entries(operand)) {
    demand(
      name === 'and' || name === 'or' || name === 'xor',
      `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator: {${name}: ${JSON.stringify(mask)}}`,
    );
    demand(
      isInt32(mask) || isLong(mask),
      `The $bit modifier field must be an Integer(32/64 bit); a '${typeName(mask)}' is not supported here: {${name}: ${JSON.stringify(mask)}}`,
    );
    const [x, y] = [asBigInt(value), asBigInt(mask)];
    value = integer(
      name === 'and' ? x & y : name === 'or' ? x | y : x ^ y,
      isLong(value) || isLong(mask),
      '$bit',
    );
  }
  return value;
}
