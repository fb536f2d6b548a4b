import { MISSING, type OpinionMatrix } from './matrix';

export interface Components {
  /** Mean answer of each statement among those who answered it, −1 (all disagree) to 1. */
  mean: Float64Array;
  /** Two to four unit vectors over the statements: two for the picture, more only where they stand out from chance. */
  axes: Float64Array[];
  /** Share of the variance each axis explains, 0–1. */
  explained: number[];
}

/** The picture's. */
const FEWEST_AXES = 2;
/** Five groups differ in four directions. */
const MOST_AXES = 4;
/** Above what chance gives at most (Marchenko–Pastur) by this factor, an axis is one of opinion. */
const STANDS_OUT = 1.3;

function meansOf({ people, statements, cells }: OpinionMatrix): Float64Array {
  const width = statements.length;
  const sum = new Float64Array(width);
  const count = new Float64Array(width);
  for (let i = 0; i < people * width; i += 1) {
    const value = cells[i] as number;
    if (value === MISSING) continue;
    sum[i % width]! += value;
    count[i % width]! += 1;
  }
  return sum.map((total, j) => (count[j] ? total / count[j] : 0));
}

/** Centred answers of one person into `line`; past the last person, nothing. */
function centre(
  { people, statements, cells }: OpinionMatrix,
  person: number,
  mean: Float64Array,
  line: Float64Array,
) {
  const from = person * statements.length;
  for (let j = 0; j < line.length; j += 1) {
    const value = person < people ? cells[from + j]! : MISSING;
    line[j] = value === MISSING ? 0 : value - mean[j]!;
  }
}

/**
 * Covariance sums of the statements. What is not answered is taken to be the statement's mean, which centred is 0. Four
 * people at a time: the sums are the work of the whole map, and so they are read and written a quarter as often.
 */
function gramOf(matrix: OpinionMatrix, mean: Float64Array): Float64Array {
  const width = matrix.statements.length;
  const gram = new Float64Array(width * width);
  const line = () => new Float64Array(width);
  const [p, q, r, s] = [line(), line(), line(), line()];
  for (let person = 0; person < matrix.people; person += 4) {
    [p, q, r, s].forEach((into, i) => centre(matrix, person + i, mean, into));
    for (let j = 0; j < width; j += 1) {
      const [a, b, c, d] = [p[j]!, q[j]!, r[j]!, s[j]!];
      if (a === 0 && b === 0 && c === 0 && d === 0) continue;
      const row = j * width;
      for (let k = j; k < width; k += 1) gram[row + k]! += a * p[k]! + b * q[k]! + c * r[k]! + d * s[k]!;
    }
  }
  for (let j = 0; j < width; j += 1)
    for (let k = j + 1; k < width; k += 1) gram[k * width + j] = gram[j * width + k]!;
  return gram;
}

const ROUNDS = 300;
const CLOSE_ENOUGH = 1e-13;

function normalise(vector: Float64Array): number {
  let square = 0;
  for (const value of vector) square += value * value;
  const length = Math.sqrt(square);
  if (length > 0) for (let j = 0; j < vector.length; j += 1) vector[j]! /= length;
  return length;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j += 1) sum += a[j]! * b[j]!;
  return sum;
}

function without(vector: Float64Array, axes: readonly Float64Array[]): void {
  for (const axis of axes) {
    const part = dot(vector, axis);
    for (let j = 0; j < vector.length; j += 1) vector[j]! -= part * axis[j]!;
  }
}

/** The largest entry points upwards; of equal ones the first decides. */
function fixSign(axis: Float64Array): void {
  let best = 0;
  for (let j = 1; j < axis.length; j += 1) if (Math.abs(axis[j]!) > Math.abs(axis[best]!) + 1e-9) best = j;
  if ((axis[best] ?? 0) < 0) for (let j = 0; j < axis.length; j += 1) axis[j] = -axis[j]!;
}

/** Power iteration from a fixed start; `others` are the axes found before, which it must not find again. */
function mainAxis(gram: Float64Array, width: number, others: readonly Float64Array[]) {
  // No entry is like another, so that no axis of ordinary data is orthogonal to it.
  let axis = Float64Array.from({ length: width }, (_, j) => 1 + ((j * 7919) % 1013) / 1013);
  without(axis, others);
  normalise(axis);
  let value = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = new Float64Array(width);
    for (let j = 0; j < width; j += 1) {
      let sum = 0;
      const row = j * width;
      for (let k = 0; k < width; k += 1) sum += gram[row + k]! * axis[k]!;
      next[j] = sum;
    }
    without(next, others);
    value = normalise(next);
    if (value < 1e-12) return { axis: new Float64Array(width), value: 0 };
    const moved = 1 - dot(axis, next);
    axis = next;
    if (moved < CLOSE_ENOUGH) break;
  }
  fixSign(axis);
  return { axis, value };
}

/**
 * Principal components of the answers. Always from the same start and never from the last result: a map depends on the
 * votes alone, not on when it was computed before. (The sums cost nearly all of the time, the iteration milliseconds.)
 */
export function findComponents(matrix: OpinionMatrix): Components {
  const width = matrix.statements.length;
  const mean = meansOf(matrix);
  const gram = gramOf(matrix, mean);
  let total = 0;
  for (let j = 0; j < width; j += 1) total += gram[j * width + j]!;
  const found: { axis: Float64Array; value: number }[] = [];
  while (found.length < MOST_AXES) {
    const axes = found.map(({ axis }) => axis);
    found.push(mainAxis(gram, width, axes));
  }
  const rest = found.reduce((left, { value }) => left - value, total) / Math.max(1, width - MOST_AXES);
  const chance = Math.max(rest, 0) * (1 + Math.sqrt(width / Math.max(1, matrix.people))) ** 2;
  const kept = found.filter(({ value }, i) => i < FEWEST_AXES || value > chance * STANDS_OUT);
  return {
    mean,
    axes: kept.map(({ axis }) => axis),
    explained: kept.map(({ value }) => (total > 0 ? Math.min(1, value / total) : 0)),
  };
}

/** Fine enough for a map; what lies within is the same place, whatever the last bit of a sum says. */
const GRAIN = 1e6;

/**
 * Where somebody with these answers stands. Who answered few statements is drawn to the middle by what he did not
 * answer; scaling by √(statements ÷ answers) makes up for it (as Pol.is does).
 */
export function placeOf(
  row: ArrayLike<number>,
  { mean, axes }: { mean: ArrayLike<number>; axes: readonly ArrayLike<number>[] },
): number[] {
  const place = axes.map(() => 0);
  let answered = 0;
  for (let j = 0; j < mean.length; j += 1) {
    const value = row[j];
    if (value === undefined || value === MISSING) continue;
    answered += 1;
    for (let d = 0; d < axes.length; d += 1) place[d]! += (value - mean[j]!) * axes[d]![j]!;
  }
  const scale = Math.sqrt(mean.length / Math.max(1, answered));
  return place.map((value) => Math.round(value * scale * GRAIN) / GRAIN + 0);
}
