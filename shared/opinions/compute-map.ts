import { type Clustering, kMeans, type Points, silhouette } from './clusters';
import { type Corner, hullOf } from './hull';
import { AGREE, DISAGREE, MISSING, type OpinionMatrix } from './matrix';
import { findComponents, placeOf } from './pca';
import type { Tally } from './statistics';

/** A map of fewer voters would tell who they are. */
export const VOTERS_AT_LEAST = 10;
/** Who answered fewer statements (or not all, when there are fewer) stands nowhere yet; as in Pol.is. */
export const ANSWERS_AT_LEAST = 7;
/** So many are placed at least, those with the most answers first, however few they answered; as in Pol.is. */
const PLACED_AT_LEAST = 15;
/** More places than this are gathered first, so that silhouettes stay cheap; as in Pol.is. */
const BASE_CLUSTERS = 100;
const FEWEST_GROUPS = 2;
const MOST_GROUPS = 5;
/** A smaller group's figures would be somebody's answers. */
export const GROUP_AT_LEAST = 3;
const TRIES = 16;

export interface MapGroup {
  people: number;
  /** Along each axis; the first two are the picture's x and y. */
  middle: number[];
  hull: Corner[];
}

export interface StatementTally {
  id: string;
  /** Of everybody who answered, placed or not. */
  all: Tally;
  /** By group, in the order of the groups. */
  groups: Tally[];
}

export interface OpinionMap {
  /** Who answered at least one statement. */
  people: number;
  /** Who answered enough of them to stand somewhere. */
  placed: number;
  answers: number;
  /** Share of the variance along each axis, 0–1. */
  explained: number[];
  /** Silhouette of the groups, −1 to 1; below 0.25 they run into each other. 0 when there is one group. */
  apart: number;
  groups: MapGroup[];
  /** Places and how many stand there: people near each other share one when there are many. */
  dots: { x: number; y: number; people: number; group: number }[];
  statements: StatementTally[];
  /** What it takes to place one person's answers on the map. */
  model: { statements: readonly string[]; mean: number[]; axes: number[][] };
}

/** Which rows are placed. Of equal ones those whose answers come first, so that nobody's id decides. */
function placedRows({ people, statements, cells }: OpinionMatrix): number[] {
  const width = statements.length;
  const answered = new Int32Array(people);
  for (let i = 0; i < people * width; i += 1) if (cells[i] !== MISSING) answered[Math.floor(i / width)]! += 1;
  const enough = Math.min(ANSWERS_AT_LEAST, width);
  const rows = Array.from({ length: people }, (_, row) => row);
  const placed = rows.filter((row) => answered[row]! >= enough);
  if (placed.length >= PLACED_AT_LEAST) return placed;
  const line = (row: number) => cells.subarray(row * width, row * width + width).join();
  return rows
    .sort((a, b) => answered[b]! - answered[a]! || (line(a) < line(b) ? -1 : 1))
    .slice(0, PLACED_AT_LEAST);
}

/** Each different place once, from left to right, weighted by how many stand there. */
function gather(places: readonly (readonly number[])[], axes: number): { points: Points; of: Int32Array } {
  const compare = (a: number, b: number) => {
    for (let d = 0; d < axes; d += 1) {
      const gap = places[a]![d]! - places[b]![d]!;
      if (gap !== 0) return gap;
    }
    return 0;
  };
  const different: number[] = [];
  const weight: number[] = [];
  const of = new Int32Array(places.length);
  for (const i of places.map((_, place) => place).sort(compare)) {
    const last = different.at(-1);
    if (last === undefined || compare(last, i) !== 0) {
      different.push(i);
      weight.push(0);
    }
    weight[weight.length - 1]! += 1;
    of[i] = weight.length - 1;
  }
  const at = Array.from({ length: axes }, (_, d) => Float64Array.from(different, (i) => places[i]![d]!));
  return { points: { at, weight: Float64Array.from(weight) }, of };
}

/** How many people are in each of k clusters. */
function sizesOf(points: Points, of: Int32Array, k: number): Float64Array {
  const people = new Float64Array(k);
  of.forEach((cluster, i) => (people[cluster]! += points.weight[i]!));
  return people;
}

/** At most a hundred places, each with the people near it. */
function baseClusters(points: Points): { points: Points; of: Int32Array } {
  const { length } = points.weight;
  if (length <= BASE_CLUSTERS) return { points, of: Int32Array.from({ length }, (_, i) => i) };
  const { of, at } = kMeans(points, BASE_CLUSTERS, 1, 50);
  return { points: { at, weight: sizesOf(points, of, BASE_CLUSTERS) }, of };
}

/** The best-separated division into two to five groups, each large enough; null when everybody is one group. */
function findGroups(points: Points): { clustering: Clustering; apart: number } | null {
  let best: { clustering: Clustering; apart: number } | null = null;
  for (let k = FEWEST_GROUPS; k <= Math.min(MOST_GROUPS, points.weight.length); k += 1) {
    const clustering = kMeans(points, k, TRIES);
    if (sizesOf(points, clustering.of, k).some((size) => size < GROUP_AT_LEAST)) continue;
    const apart = silhouette(points, clustering);
    if (!best || apart > best.apart + 1e-9) best = { clustering, apart };
  }
  return best;
}

/** The largest group first; of equal ones the left one. Gives each cluster its place in that order. */
function rankGroups(points: Points, { k, of, at }: Clustering): number[] {
  const people = sizesOf(points, of, k);
  const order = Array.from({ length: k }, (_, group) => group).sort(
    (a, b) => people[b]! - people[a]! || at[0]![a]! - at[0]![b]! || at[1]![a]! - at[1]![b]!,
  );
  return order.map((_, group) => order.indexOf(group));
}

const emptyTally = (): Tally => ({ agree: 0, disagree: 0, pass: 0 });

function count(tally: Tally, value: number): void {
  if (value === AGREE) tally.agree += 1;
  else if (value === DISAGREE) tally.disagree += 1;
  else tally.pass += 1;
}

/** @param groupOf of each row, −1 for who is not placed */
function tallyStatements({ people, statements, cells }: OpinionMatrix, groupOf: Int32Array, groups: number) {
  const width = statements.length;
  const tallies = statements.map((id): StatementTally => ({
    id,
    all: emptyTally(),
    groups: Array.from({ length: groups }, emptyTally),
  }));
  for (let row = 0; row < people; row += 1) {
    const group = groupOf[row]!;
    for (let j = 0; j < width; j += 1) {
      const value = cells[row * width + j]!;
      const tally = tallies[j];
      if (value === MISSING || !tally) continue;
      count(tally.all, value);
      const own = group >= 0 ? tally.groups[group] : undefined;
      if (own) count(own, value);
    }
  }
  return tallies;
}

const short = (value: number) => Math.round(value * 1e4) / 1e4 + 0;

function drawGroups(base: Points, groupOf: readonly number[], groups: number): MapGroup[] {
  return Array.from({ length: groups }, (_, group) => {
    const own = groupOf.flatMap((of, i) => (of === group && base.weight[i]! > 0 ? [i] : []));
    const people = own.reduce((sum, i) => sum + base.weight[i]!, 0);
    return {
      people,
      middle: base.at.map((along) =>
        short(own.reduce((sum, i) => sum + along[i]! * base.weight[i]!, 0) / people),
      ),
      hull: hullOf(own.map((i): Corner => [short(base.at[0]![i]!), short(base.at[1]![i]!)])),
    };
  });
}

/**
 * The map of opinions, by the method Pol.is published (Small, Bjorkegren, Erkkilä, Shaw, Megill: "Polis: Scaling
 * Deliberation by Mapping High Dimensional Opinion Spaces", RECERCA 26(2), 2021, doi:10.6035/recerca.5516, and its
 * open implementation compdemocracy/polis, `math/`): missing answers are the statement's mean; principal components, of
 * which two are the picture; people scaled by √(statements ÷ answers); k-means to a hundred base clusters; k-means of
 * these to two to five groups, k by silhouette. Not as there: nothing starts from the last result, so the same votes
 * in any order always give the same map; no group of fewer than three is formed, so no figure is one person's; and
 * groups are told apart in a third and fourth component where these stand out from chance, since four or five groups
 * lie over each other in a plane. 5,000 people × 300 statements take about a second; call it off the request path.
 */
export function computeMap(matrix: OpinionMatrix): OpinionMap {
  const width = matrix.statements.length;
  const components = findComponents(matrix);
  const rows = placedRows(matrix);
  const { points, of: pointOf } = gather(
    rows.map((row) => placeOf(matrix.cells.subarray(row * width, (row + 1) * width), components)),
    components.axes.length,
  );
  const { points: base, of: baseOf } = baseClusters(points);
  const found = findGroups(base);
  const ranks = found ? rankGroups(base, found.clustering) : [0];
  const groupOfBase = Array.from(base.weight, (_, i) => (found ? ranks[found.clustering.of[i]!]! : 0));
  const groupOfRow = new Int32Array(matrix.people).fill(-1);
  rows.forEach((row, i) => (groupOfRow[row] = groupOfBase[baseOf[pointOf[i]!]!]!));
  const dots = groupOfBase.flatMap((group, i) =>
    base.weight[i]! > 0
      ? [{ x: short(base.at[0]![i]!), y: short(base.at[1]![i]!), people: base.weight[i]!, group }]
      : [],
  );
  return {
    people: matrix.people,
    placed: rows.length,
    answers: matrix.cells.reduce((sum, value) => sum + (value === MISSING ? 0 : 1), 0),
    explained: components.explained,
    apart: found?.apart ?? 0,
    groups: drawGroups(base, groupOfBase, ranks.length),
    dots,
    statements: tallyStatements(matrix, groupOfRow, ranks.length),
    model: {
      statements: matrix.statements,
      mean: [...components.mean],
      axes: components.axes.map((axis) => [...axis]),
    },
  };
}

/** The group whose middle is nearest to a place. */
export function nearestGroup(place: readonly number[], groups: readonly MapGroup[]): number {
  const gaps = groups.map(({ middle }) =>
    middle.reduce((sum, value, d) => sum + (value - (place[d] ?? 0)) ** 2, 0),
  );
  return gaps.indexOf(Math.min(...gaps));
}
