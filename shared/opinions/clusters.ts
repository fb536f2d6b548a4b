/** Weighted points: `at[d][i]` is where point i lies along axis d. */
export interface Points {
  at: Float64Array[];
  weight: Float64Array;
}

export interface Clustering {
  k: number;
  /** Cluster of each point. */
  of: Int32Array;
  /** Where each cluster's middle lies, as `Points.at`. */
  at: Float64Array[];
  /** Weighted sum of squared distances to the centres. */
  inertia: number;
}

const ROUNDS = 100;

/** Small, seeded and the same everywhere (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Squared distance of point i of one set and point j of another. */
function squared(a: readonly Float64Array[], i: number, b: readonly Float64Array[], j: number): number {
  let sum = 0;
  for (let d = 0; d < a.length; d += 1) {
    const gap = a[d]![i]! - b[d]![j]!;
    sum += gap * gap;
  }
  return sum;
}

/** k-means++: far points are likelier; with a seed of its own for each try, so the same every time. */
function seedCentres(points: Points, k: number, seed: number): number[] {
  const random = randomFrom(seed);
  const size = points.weight.length;
  const gap = new Float64Array(size).fill(Infinity);
  const chosen: number[] = [];
  for (let c = 0; c < k; c += 1) {
    let total = 0;
    for (let i = 0; i < size; i += 1) total += points.weight[i]! * (c === 0 ? 1 : gap[i]!);
    let left = random() * total;
    let pick = size - 1;
    for (let i = 0; i < size; i += 1) {
      left -= points.weight[i]! * (c === 0 ? 1 : gap[i]!);
      if (left < 0) {
        pick = i;
        break;
      }
    }
    chosen.push(pick);
    for (let i = 0; i < size; i += 1) gap[i] = Math.min(gap[i]!, squared(points.at, i, points.at, pick));
  }
  return chosen;
}

function assign(points: Points, { k, of, at }: Clustering): { moved: boolean; inertia: number } {
  let [moved, inertia] = [false, 0];
  for (let i = 0; i < points.weight.length; i += 1) {
    let [best, least] = [0, Infinity];
    for (let c = 0; c < k; c += 1) {
      const gap = squared(points.at, i, at, c);
      if (gap < least) [best, least] = [c, gap];
    }
    if (of[i] !== best) moved = true;
    of[i] = best;
    inertia += points.weight[i]! * least;
  }
  return { moved, inertia };
}

function recentre(points: Points, { k, of, at }: Clustering): void {
  const weight = new Float64Array(k);
  for (let i = 0; i < of.length; i += 1) weight[of[i]!]! += points.weight[i]!;
  points.at.forEach((along, d) => {
    const sum = new Float64Array(k);
    for (let i = 0; i < of.length; i += 1) sum[of[i]!]! += points.weight[i]! * along[i]!;
    // A cluster that lost all its points stays where it is.
    for (let c = 0; c < k; c += 1) if (weight[c]! > 0) at[d]![c] = sum[c]! / weight[c]!;
  });
}

function lloyd(points: Points, centres: readonly number[], rounds: number): Clustering {
  const result: Clustering = {
    k: centres.length,
    of: new Int32Array(points.weight.length).fill(-1),
    at: points.at.map((along) => Float64Array.from(centres, (i) => along[i]!)),
    inertia: Infinity,
  };
  for (let round = 0; round < rounds; round += 1) {
    const { moved, inertia } = assign(points, result);
    result.inertia = inertia;
    if (!moved) break;
    recentre(points, result);
  }
  return result;
}

/** k-means from `tries` fixed seeds, the tightest of them; the same points in the same order give the same clusters. */
export function kMeans(points: Points, k: number, tries: number, rounds = ROUNDS): Clustering {
  let best: Clustering | undefined;
  for (let seed = 1; seed <= tries; seed += 1) {
    const found = lloyd(points, seedCentres(points, k, seed * 7919 + k), rounds);
    if (!best || found.inertia < best.inertia - 1e-9) best = found;
  }
  return best as Clustering;
}

/** Mean silhouette (−1 to 1) of weighted points: how much nearer each is to its own cluster than to the next one. */
export function silhouette(points: Points, { k, of }: Clustering): number {
  const size = points.weight.length;
  const weight = new Float64Array(k);
  let total = 0;
  for (let i = 0; i < size; i += 1) {
    weight[of[i]!]! += points.weight[i]!;
    total += points.weight[i]!;
  }
  let sum = 0;
  const apart = new Float64Array(k);
  for (let i = 0; i < size; i += 1) {
    apart.fill(0);
    for (let j = 0; j < size; j += 1)
      apart[of[j]!]! += points.weight[j]! * Math.sqrt(squared(points.at, i, points.at, j));
    const own = of[i]!;
    if (weight[own]! <= 1) continue;
    const inside = apart[own]! / (weight[own]! - 1);
    let outside = Infinity;
    for (let c = 0; c < k; c += 1)
      if (c !== own && weight[c]! > 0) outside = Math.min(outside, apart[c]! / weight[c]!);
    const most = Math.max(inside, outside);
    if (most > 0 && outside < Infinity) sum += (points.weight[i]! * (outside - inside)) / most;
  }
  return total > 0 ? sum / total : 0;
}
