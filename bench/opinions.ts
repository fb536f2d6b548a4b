/**
 * Opinion map benchmark: `npm run bench:opinions -- [--people 5000] [--statements 300] [--density 1]`.
 * Seconds of one core, memory, and the ratio to a baseline of the same run: the plain sums of products that the
 * covariance of so many answers takes at least. Exits 1 above 3 s, above 300 MB, or when the planted groups are lost.
 */
import { parseArgs } from 'node:util';
import { computeMap, nearestGroup } from '@shared/opinions/compute-map';
import { buildMatrix, MISSING, type OpinionMatrix } from '@shared/opinions/matrix';
import { placeOf } from '@shared/opinions/pca';
import { adjustedRand, plant } from '@shared/opinions/test/planted';

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '5000' },
    statements: { type: 'string', default: '300' },
    density: { type: 'string', default: '1' },
  },
});
const [people, statements, density] = [values.people, values.statements, values.density].map(Number) as [
  number,
  number,
  number,
];
const ROUNDS = 3;
const GROUPS = 4;

/** Processor seconds: the machine's other work does not count. */
function secondsOf(work: () => unknown): number {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1e6);
  }
  return best;
}

/** One product and one sum for every person and pair of statements, as plainly as it can be written. */
function baseline({ people: rows, statements: columns, cells }: OpinionMatrix): number {
  const width = columns.length;
  const sums = new Float64Array(width * width);
  const line = new Float64Array(width);
  for (let row = 0; row < rows; row += 1) {
    for (let j = 0; j < width; j += 1) {
      const value = cells[row * width + j] ?? MISSING;
      line[j] = value === MISSING ? 0 : value;
    }
    for (let j = 0; j < width; j += 1)
      for (let k = j; k < width; k += 1) sums[j * width + k]! += line[j]! * line[k]!;
  }
  return sums[0] ?? 0;
}

function main(): number {
  const { votes, groupOf } = plant({ seed: 1, groups: GROUPS, people, statements, density, noise: 0.3 });
  const matrix = buildMatrix(votes);
  const ids = [...groupOf.keys()].sort();
  globalThis.gc?.();
  const before = process.memoryUsage();
  const map = computeMap(matrix);
  const after = process.memoryUsage();
  const megabytes = (after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / 1e6;
  const plain = secondsOf(() => baseline(matrix));
  const whole = secondsOf(() => computeMap(matrix));
  const width = matrix.statements.length;
  const index = adjustedRand(
    ids.map((id) => groupOf.get(id) ?? -1),
    ids.map((_, i) =>
      nearestGroup(placeOf(matrix.cells.subarray(i * width, (i + 1) * width), map.model), map.groups),
    ),
  );
  console.log(`votes        ${map.answers} of ${map.people} people on ${width} statements`);
  console.log(`map          ${whole.toFixed(2)} s of one core (aim < 3 s), ${map.groups.length} groups`);
  console.log(
    `baseline     ${plain.toFixed(2)} s for the sums of products alone; ratio ${(whole / plain).toFixed(1)}`,
  );
  console.log(
    `memory       +${megabytes.toFixed(0)} MB (aim < 300 MB), document ${(JSON.stringify(map).length / 1e3).toFixed(0)} kB`,
  );
  console.log(`groups       adjusted Rand index ${index.toFixed(3)} (aim ≥ 0.9)`);
  return whole < 3 && megabytes < 300 && index >= 0.9 ? 0 : 1;
}

process.exitCode = main();
