import { INSIDE, type BoundaryTests } from './boundary-tests';
import { type CellEntries } from './cell-entries';
import { type PackedBoundaries } from './pack-boundaries';
import { type RasterFrame } from './raster';

/** The cells of the raster around one area, while it is being marked. */
interface Window {
  left: number;
  bottom: number;
  width: number;
  height: number;
  states: Uint8Array;
}

const EDGE = 1;
const COVERED = 2;
const FREE = 3;

function clamp(value: number, max: number): number {
  return value < 0 ? 0 : value > max ? max : value;
}

/**
 * Marks the cells of `window` that the edge a → b touches; coordinates count from the window's corner.
 * One unit of margin on all sides makes up for rounding: too many marks cost a little time, too few the truth.
 */
function markEdge(window: Window, size: number, ax: number, ay: number, bx: number, by: number): void {
  if (ay > by) [ax, ay, bx, by] = [bx, by, ax, ay];
  const { width, height, states } = window;
  const perUnit = 1 / size; // a power of two: exact
  const lastRow = clamp(Math.floor((by + 1) * perUnit), height - 1);
  let row = clamp(Math.floor((ay - 1) * perUnit), height - 1);
  const slope = by === ay ? 0 : (bx - ax) / (by - ay);
  for (const oneRow = row === lastRow || by === ay; row <= lastRow; row++) {
    const atLow = oneRow ? ax : ax + (Math.max(ay, row * size - 1) - ay) * slope;
    const atHigh = oneRow ? bx : ax + (Math.min(by, (row + 1) * size + 1) - ay) * slope;
    const from = clamp(Math.floor((Math.min(atLow, atHigh) - 1) * perUnit), width - 1);
    const to = clamp(Math.floor((Math.max(atLow, atHigh) + 1) * perUnit), width - 1);
    for (let at = row * width + from, end = row * width + to; at <= end; at++) states[at] = EDGE;
  }
}

/** Returns a function that appends every cell an area touches, and whether the area covers it entirely. */
export function createCellMarker(
  packed: PackedBoundaries,
  tests: BoundaryTests,
  frame: RasterFrame,
): (area: number, found: CellEntries) => void {
  const { xy, areaParts, partRings, ringStarts, boxes } = packed;
  const size = 2 ** frame.shift;
  const column = (x: number): number => clamp(Math.floor((x - frame.west) / size), frame.columns - 1);
  const row = (y: number): number => clamp(Math.floor((y - frame.south) / size), frame.rows - 1);
  let scratch = new Uint8Array(1 << 12);

  function openWindow(area: number): Window {
    const left = column(boxes[area * 4]! - 1);
    const bottom = row(boxes[area * 4 + 1]! - 1);
    const width = column(boxes[area * 4 + 2]! + 1) - left + 1;
    const height = row(boxes[area * 4 + 3]! + 1) - bottom + 1;
    if (scratch.length < width * height) scratch = new Uint8Array(width * height * 2);
    else scratch.fill(0, 0, width * height);
    return { left, bottom, width, height, states: scratch };
  }

  function markEdges(area: number, window: Window): void {
    const x0 = frame.west + window.left * size;
    const y0 = frame.south + window.bottom * size;
    const lastRing = partRings[areaParts[area + 1]!]!;
    for (let ring = partRings[areaParts[area]!]!; ring < lastRing; ring++) {
      const end = ringStarts[ring + 1]!;
      for (let at = ringStarts[ring]! + 2; at < end; at += 2) {
        markEdge(window, size, xy[at - 2]! - x0, xy[at - 1]! - y0, xy[at]! - x0, xy[at + 1]! - y0);
      }
    }
  }

  /** A cell no edge touches shares the fate of a neighbour no edge touches; without one its corner is tested. */
  function fate(area: number, { states, left, bottom, width }: Window, i: number, j: number): number {
    const at = j * width + i;
    const before = i > 0 ? states[at - 1]! : EDGE;
    if (before !== EDGE) return before;
    const below = j > 0 ? states[at - width]! : EDGE;
    if (below !== EDGE) return below;
    const x = frame.west + (left + i) * size;
    const y = frame.south + (bottom + j) * size;
    return tests.side(area, x, y) === INSIDE ? COVERED : FREE;
  }

  return (area, found) => {
    const window = openWindow(area);
    const { states, left, bottom, width, height } = window;
    markEdges(area, window);
    for (let j = 0, at = 0; j < height; j++) {
      const firstCell = (bottom + j) * frame.columns + left;
      for (let i = 0; i < width; i++, at++) {
        if (states[at] !== EDGE) states[at] = fate(area, window, i, j);
        if (states[at] !== FREE) found.add(firstCell + i, (area << 1) | (states[at] === COVERED ? 1 : 0));
      }
    }
  };
}
