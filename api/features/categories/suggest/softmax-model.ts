import type { SparseVector } from './vocabulary';

export interface TrainingRow {
  vector: SparseVector;
  label: number;
  weight: number;
}

const EPOCHS = 3;
const FIRST_STEP = 5;
const STEP_DECAY = 0.3;
/** Pulls on a class smaller than this are not worth the memory traffic; it halves the training time. */
const SMALLEST_PULL = 0.006;

/** Multinomial logistic regression: the score of a class is a plain sum over features, so it can be explained. */
export class SoftmaxModel {
  /** Feature-major: the weights of one feature for all classes lie side by side. */
  private readonly weights: Float32Array;

  constructor(
    featureCount: number,
    readonly classCount: number,
  ) {
    this.weights = new Float32Array(featureCount * classCount);
  }

  /** Stochastic gradient descent in a fixed pseudo-random order: the same rows give the same model, bit for bit. */
  train(rows: readonly TrainingRow[]): void {
    const order = rows.map((_, index) => index);
    const random = seededRandom();
    const scores = new Float64Array(this.classCount);
    for (let epoch = 0; epoch < EPOCHS; epoch++) {
      shuffle(order, random);
      const step = FIRST_STEP / (1 + epoch * STEP_DECAY);
      for (const index of order) {
        const row = rows[index];
        if (row) this.learn(row, step * row.weight, scores);
      }
    }
  }

  /** @returns one raw score per class; softmax of them is the model's probability */
  score(vector: SparseVector, into: Float64Array = new Float64Array(this.classCount)): Float64Array {
    const { weights, classCount } = this;
    into.fill(0);
    for (let i = 0; i < vector.ids.length; i++) {
      const value = vector.values[i]!;
      const base = vector.ids[i]! * classCount;
      for (let k = 0; k < classCount; k++) into[k]! += value * weights[base + k]!;
    }
    return into;
  }

  /** The weight of one feature for one class. */
  weightOf(feature: number, label: number): number {
    return this.weights[feature * this.classCount + label] ?? 0;
  }

  private learn(row: TrainingRow, step: number, scratch: Float64Array): void {
    const { weights, classCount } = this;
    const probabilities = softmax(this.score(row.vector, scratch));
    for (let k = 0; k < classCount; k++) {
      const pull = (k === row.label ? 1 : 0) - probabilities[k]!;
      if (Math.abs(pull) < SMALLEST_PULL) continue;
      for (let i = 0; i < row.vector.ids.length; i++) {
        weights[row.vector.ids[i]! * classCount + k]! += step * pull * row.vector.values[i]!;
      }
    }
  }
}

/** Turns scores into probabilities in place. */
export function softmax<T extends Float64Array>(scores: T): T {
  let highest = -Infinity;
  for (let k = 0; k < scores.length; k++) highest = Math.max(highest, scores[k]!);
  let sum = 0;
  for (let k = 0; k < scores.length; k++) sum += scores[k] = Math.exp(scores[k]! - highest);
  for (let k = 0; k < scores.length; k++) scores[k]! /= sum;
  return scores;
}

function shuffle(order: number[], random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
}

/** Park–Miller: small, exact in doubles, the same on every machine. */
function seededRandom(): () => number {
  let state = 20261122;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}
