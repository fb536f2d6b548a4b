import { type BoundaryTests } from './boundary-tests';
import { CellEntries } from './cell-entries';
import { createCellMarker } from './cell-marker';
import { type PackedBoundaries } from './pack-boundaries';

/** Where the raster lies, in integer units of 1e-7°. */
export interface RasterFrame {
  west: number;
  south: number;
  /** A cell is 2^shift units wide and high. */
  shift: number;
  columns: number;
  rows: number;
}

/**
 * A raster over the boundaries. A cell knows every area that touches it and whether the area covers it
 * entirely, so that most points need no polygon test at all.
 */
export interface Raster extends RasterFrame {
  /** 0 empty; > 0 one area, `entry + 1`; < 0 several, `lists` from `-value - 1`. An entry is `area << 1 | covers`. */
  cells: Int32Array;
  /** Runs of `entry << 1 | last`, smallest area first, equal ones by position. */
  lists: Int32Array;
}

const MIN_SHIFT = 11; // cells of some 20 m: finer ones would no longer save polygon tests
const MIN_CELLS = 2 ** 16;
const MAX_CELLS = 2 ** 22;
const CELLS_PER_AREA = 24;

function frameOf({ boxes }: PackedBoundaries, first: number, last: number): RasterFrame {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = first * 4; at < last * 4; at += 4) {
    west = Math.min(west, boxes[at]!);
    south = Math.min(south, boxes[at + 1]!);
    east = Math.max(east, boxes[at + 2]!);
    north = Math.max(north, boxes[at + 3]!);
  }
  const target = Math.min(MAX_CELLS, Math.max(MIN_CELLS, (last - first) * CELLS_PER_AREA));
  let shift = MIN_SHIFT;
  const cellsAcross = (span: number): number => Math.floor(span / 2 ** shift) + 1;
  while (cellsAcross(east - west) * cellsAcross(north - south) > target) shift++;
  return { west, south, shift, columns: cellsAcross(east - west), rows: cellsAcross(north - south) };
}

/** Brings a run of list items into order of size, then position (insertion sort: runs are short). */
function sortRun(lists: Int32Array, start: number, end: number, sizes: Float64Array): void {
  for (let i = start + 1; i < end; i++) {
    const item = lists[i]!;
    const size = sizes[item >> 2]!;
    let to = i;
    for (; to > start; to--) {
      const before = lists[to - 1]!;
      const beforeSize = sizes[before >> 2]!;
      if (beforeSize < size || (beforeSize === size && before < item)) break;
      lists[to] = before;
    }
    lists[to] = item;
  }
}

function toLists(found: CellEntries, sizes: Float64Array): Pick<Raster, 'cells' | 'lists'> {
  const { first: cells, moreCells, moreEntries, moreCount } = found;
  const next = new Int32Array(cells.length);
  for (let i = 0; i < moreCount; i++) next[moreCells[i]!]!++;
  let shared = 0;
  for (let cell = 0; cell < cells.length; cell++) if (next[cell]! > 0) shared++;
  const lists = new Int32Array(shared + moreCount);
  for (let cell = 0, start = 0; cell < cells.length; cell++) {
    const more = next[cell]!;
    if (more === 0) continue;
    lists[start] = (cells[cell]! - 1) << 1;
    cells[cell] = -start - 1;
    next[cell] = start + 1;
    start += more + 1;
  }
  for (let i = 0; i < moreCount; i++) lists[next[moreCells[i]!]!++] = moreEntries[i]! << 1;
  for (let cell = 0; cell < cells.length; cell++) {
    if (cells[cell]! >= 0) continue;
    const end = next[cell]!;
    sortRun(lists, -cells[cell]! - 1, end, sizes);
    lists[end - 1]! |= 1;
  }
  return { cells, lists };
}

/** Builds the raster of the areas `first` … `last - 1`; null when there are none. */
export function buildRaster(
  packed: PackedBoundaries,
  tests: BoundaryTests,
  first: number,
  last: number,
): Raster | null {
  if (first === last) return null;
  const frame = frameOf(packed, first, last);
  const found = new CellEntries(frame.columns * frame.rows);
  const markCells = createCellMarker(packed, tests, frame);
  for (let area = first; area < last; area++) markCells(area, found);
  return { ...frame, ...toLists(found, packed.sizes) };
}
