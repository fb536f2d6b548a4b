/**
 * Routing benchmark: `npm run bench:routing -- [--grids 32576] [--microgrids 92000] [--points 20000] [--seed 1]`.
 * Exits 1 when the index disagrees with the brute-force scan, or with flatbush + turf away from shared edges.
 */
import { parseArgs } from 'node:util';
import { pointInPolygon } from '@shared/geo';
import { generateCityGeometry, scaleCityOptions } from '@api/demo/geometry';
import { createRoutingIndex } from '@api/routing';
import { createBruteForce } from '@api/routing/test/brute-force';
import { createFlatbushBaseline } from './routing/flatbush-baseline';
import { boundaryPoints, randomPoints, type Point } from './routing/sample-points';

const { values } = parseArgs({
  options: {
    grids: { type: 'string', default: '32576' },
    microgrids: { type: 'string', default: '92000' },
    points: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
  },
});
const [gridTotal, microgridTotal, pointTotal, seed] = [
  values.grids,
  values.microgrids,
  values.points,
  values.seed,
].map(Number) as [number, number, number, number];
const LOOKUPS = 200_000;
const ROUNDS = 5;

interface Answer {
  grid: string | null;
  microgrid: string | null;
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}

function memory(): { rss: number; arrayBuffers: number; heapUsed: number } {
  globalThis.gc?.();
  return process.memoryUsage();
}

/** Best of several rounds, in nanoseconds per point: the machine's other work only ever adds. */
function timePerPoint(points: Point[], look: (lng: number, lat: number) => unknown, lookups: number): number {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    for (let i = 0; i < lookups; i++) {
      const [lng, lat] = points[i % points.length]!;
      look(lng, lat);
    }
    best = Math.min(best, ((performance.now() - started) * 1e6) / lookups);
  }
  return best;
}

function same(a: Answer, b: Answer): boolean {
  return a.grid === b.grid && a.microgrid === b.microgrid;
}

function main(): number {
  const generated = performance.now();
  const areas = generateCityGeometry(scaleCityOptions(gridTotal, microgridTotal, seed));
  console.log(
    `city        ${areas.length} areas generated in ${((performance.now() - generated) / 1000).toFixed(2)} s`,
  );
  const leaves = areas.filter(({ level }) => level === 'grid' || level === 'microgrid');

  const before = memory();
  let index = createRoutingIndex(areas);
  const after = memory();
  const builds = [index.stats.buildMs];
  for (let round = 1; round < ROUNDS; round++) {
    index = createRoutingIndex(areas);
    builds.push(index.stats.buildMs);
  }
  const { grids, microgrids, bytes } = index.stats;
  console.log(`index       ${grids} grids, ${microgrids} microgrids`);
  console.log(
    `build       ${Math.min(...builds).toFixed(0)} ms best, ${builds[0]!.toFixed(0)} ms first (cold)`,
  );
  const heap = globalThis.gc ? megabytes(after.heapUsed - before.heapUsed) : 'unknown (run with --expose-gc)';
  const buffers = megabytes(after.arrayBuffers - before.arrayBuffers);
  console.log(
    `memory      ${megabytes(bytes)} in typed arrays; arrayBuffers +${buffers}, heap +${heap}, rss ${megabytes(after.rss)}`,
  );

  const everywhere = randomPoints(areas, Math.ceil(pointTotal * 0.75), seed);
  const onEdges = boundaryPoints(leaves, Math.floor(pointTotal * 0.25), seed);
  const ours = ([lng, lat]: Point): Answer => {
    const { grid, microgrid, method } = index.locate(lng, lat);
    const inside = method === 'inside';
    return { grid: inside ? grid!.code : null, microgrid: inside ? (microgrid?.code ?? null) : null };
  };

  const bruteForce = createBruteForce(leaves);
  const wrong = [...everywhere, ...onEdges].filter((point) => !same(ours(point), bruteForce(...point)));
  console.log(
    `brute force ${everywhere.length} points + ${onEdges.length} on edges and vertices: ${wrong.length} differences`,
  );

  const baseline = createFlatbushBaseline(leaves);
  const differ = everywhere.filter((point) => !same(ours(point), baseline.locate(...point)));
  const differOnEdges = onEdges.filter((point) => !same(ours(point), baseline.locate(...point)));
  console.log(
    `flatbush    ${differ.length} differences off edges; ${differOnEdges.length} on edges (allowed)`,
  );

  const city = areas.find(({ level }) => level === 'city')!.geometry;
  const inCity = everywhere.filter(([lng, lat]) => pointInPolygon(lng, lat, city) === 'inside');
  const beyond = everywhere.filter(([lng, lat]) => pointInPolygon(lng, lat, city) === 'outside');
  const find = timePerPoint(inCity, (lng, lat) => index.locate(lng, lat, { nearEdge: false }), LOOKUPS);
  const full = timePerPoint(inCity, (lng, lat) => index.locate(lng, lat), LOOKUPS);
  const theirs = timePerPoint(inCity, (lng, lat) => baseline.locate(lng, lat), LOOKUPS / 4);
  const show = (name: string, ns: number): void =>
    console.log(
      `${name.padEnd(34)} ${Math.round(1e9 / ns).toLocaleString('en')} lookups/s (${(ns / 1000).toFixed(2)} µs)`,
    );
  show('locate', find);
  show('locate with the nearby-edge check', full);
  show('flatbush + turf', theirs);
  show(
    'outside: the nearest center',
    timePerPoint(beyond, (lng, lat) => index.locate(lng, lat), LOOKUPS / 40),
  );
  console.log(
    `ratio       ${(theirs / find).toFixed(1)}× faster; ${(theirs / full).toFixed(1)}× with the nearby-edge check; flatbush built in ${baseline.buildMs.toFixed(0)} ms`,
  );
  for (const point of [...wrong, ...differ].slice(0, 5)) {
    console.log('disagreement at', point, {
      index: ours(point),
      bruteForce: bruteForce(...point),
      flatbush: baseline.locate(...point),
    });
  }
  return wrong.length + differ.length > 0 ? 1 : 0;
}

process.exitCode = main();
