/** How one group, or everybody, answered one statement. */
export interface Tally {
  agree: number;
  disagree: number;
  pass: number;
}

export const answersOf = ({ agree, disagree, pass }: Tally) => agree + disagree + pass;

/** Share with one of each added (Laplace), 0–1: two answers are not yet everybody. */
export const likely = (hits: number, answers: number) => (hits + 1) / (answers + 2);

/** Is it more than half? z of a one-proportion test with a pseudo-count, as Pol.is's `prop-test`. */
export const majorityZ = (hits: number, answers: number) =>
  2 * Math.sqrt(answers + 1) * ((hits + 1) / (answers + 1) - 0.5);

/** Is it more inside than outside? z of a two-proportion test with pseudo-counts, as Pol.is's `two-prop-test`. */
export function differenceZ(hitsIn: number, answersIn: number, hitsOut: number, answersOut: number): number {
  const [a, b, n, m] = [hitsIn + 1, hitsOut + 1, answersIn + 1, answersOut + 1];
  const pooled = (a + b) / (n + m);
  if (pooled >= 1) return 0;
  return (a / n - b / m) / Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
}

/** One-sided 90 %: what Pol.is takes for significant. */
export const Z_90 = 1.2816;

/** Area below the normal curve left of z, 0–1 (Abramowitz & Stegun 26.2.17, error < 1e-7). */
export function confidenceOf(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    Math.exp((-z * z) / 2) *
    0.3989422804014327 *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z >= 0 ? 1 - tail : tail;
}
