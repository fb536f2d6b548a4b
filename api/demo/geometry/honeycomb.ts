import { METRES_PER_DEGREE, roundDegrees, type LngLat, type Position } from '@shared/geo';
import { type Cell } from './cell-order';
import { hashSigned, hashUnit } from './random';

/** Metres east and north of the city's centre. */
export interface Metres {
  x: number;
  y: number;
}

export interface HoneycombOptions {
  seed: number;
  columns: number;
  rows: number;
  centre: LngLat;
  /** Average width of a cell in metres. */
  cellM: number;
  /** How many times an edge is halved and bent: 0 straight, 3 eight pieces. */
  edgeDetail: number;
}

/** A warped honeycomb: every cell has six corners, every corner at most three cells. */
export interface Honeycomb {
  /** Corners of a cell, counter-clockwise. */
  cornersOf: (cell: Cell) => number[];
  /** The bent border between two neighbouring corners, without the last point; the same both ways. */
  border: (from: number, to: number) => Position[];
  cornerAt: (corner: number) => Metres;
  /** Metres → WGS-84 degrees, rounded to 1e-7°. */
  toPosition: (point: Metres) => Position;
  /** 0 in the middle of the city, about 1 at its rim. */
  remoteness: (point: Metres) => number;
}

const ZIGZAG = 0.16;
const JITTER = 0.13;
const SIDE_INSET = 0.2;
const ROUNDNESS = 0.75;
/** Share of the linear size left in the very centre: cities are denser in the middle. */
const CORE = 0.76;

function bend(points: Metres[], random: (step: number) => number, strength: number): Metres[] {
  const bent: Metres[] = [];
  points.forEach((point, i) => {
    bent.push(point);
    const next = points[i + 1];
    if (!next) return;
    const off = random(i) * strength;
    bent.push({
      x: (point.x + next.x) / 2 - (next.y - point.y) * off,
      y: (point.y + next.y) / 2 + (next.x - point.x) * off,
    });
  });
  return bent;
}

export function createHoneycomb(options: HoneycombOptions): Honeycomb {
  const { seed, columns, rows, centre, cellM, edgeDetail } = options;
  const lineLength = 2 * columns + 2;
  const [halfWidth, halfHeight] = [((columns + 0.5) * cellM) / 2, (rows * cellM) / 2];
  const metresPerLng = METRES_PER_DEGREE * Math.cos((centre.lat * Math.PI) / 180);
  const phase = (n: number): number => hashUnit(seed, 77, n) * 2 * Math.PI;
  const phases = [phase(0), phase(1), phase(2), phase(3)] as const;

  /** Square [-1, 1]² → rounded, denser in the middle, bent by long waves; one to one. */
  function warp(x: number, y: number): [number, number] {
    let wx = x * Math.sqrt(1 - (ROUNDNESS * y * y) / 2);
    let wy = y * Math.sqrt(1 - (ROUNDNESS * x * x) / 2);
    const spread = CORE + (1 - CORE) * (wx * wx + wy * wy);
    wx *= spread;
    wy *= spread;
    return [
      wx + 0.07 * Math.sin(2.6 * wy + phases[0]) + 0.02 * Math.sin(7.1 * wy + phases[1]),
      wy + 0.07 * Math.sin(2.9 * wx + phases[2]) + 0.02 * Math.sin(6.7 * wx + phases[3]),
    ];
  }

  function cornerAt(corner: number): Metres {
    const line = Math.floor(corner / lineLength);
    const step = corner % lineLength;
    const [onSide, onLine] = [step === 0 || step === lineLength - 1, line === 0 || line === rows];
    const zigzag = onLine ? 0 : (step - line) % 2 === 0 ? ZIGZAG : -ZIGZAG;
    // The lattice's teeth would make the city's rim a saw.
    const inset = onSide ? (step === 0 ? SIDE_INSET : -SIDE_INSET) : 0;
    const jitter = onSide || onLine ? JITTER / 2 : JITTER;
    const u = step / 2 + inset + jitter * hashSigned(seed, 1, line, step);
    const v = line + zigzag + jitter * hashSigned(seed, 2, line, step);
    const [x, y] = warp((2 * u) / (columns + 0.5) - 1, (2 * v) / rows - 1);
    return { x: x * halfWidth, y: y * halfHeight };
  }

  function toPosition({ x, y }: Metres): Position {
    return [roundDegrees(centre.lng + x / metresPerLng), roundDegrees(centre.lat + y / METRES_PER_DEGREE)];
  }

  function border(from: number, to: number): Position[] {
    const [low, high] = from < to ? [from, to] : [to, from];
    let points = [cornerAt(low), cornerAt(high)];
    // Some borders are straight roads, others follow water.
    const kind = hashUnit(seed, 3, low, high);
    let strength = kind < 0.4 ? 0.025 : kind < 0.8 ? 0.07 : 0.1;
    for (let round = 0; round < edgeDetail; round++) {
      points = bend(points, (step) => hashSigned(seed, 4 + round, low, high, step), strength);
      strength *= 0.6;
    }
    if (from !== low) points.reverse();
    return points.slice(0, -1).map(toPosition);
  }

  return {
    cornersOf({ column, row }) {
      const left = 2 * column + (row % 2);
      const [below, above] = [row * lineLength + left, (row + 1) * lineLength + left];
      return [below, below + 1, below + 2, above + 2, above + 1, above];
    },
    border,
    cornerAt,
    toPosition,
    remoteness: ({ x, y }) => Math.hypot(x / halfWidth, y / halfHeight),
  };
}
