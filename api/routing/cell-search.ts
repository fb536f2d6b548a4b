import { INSIDE, ON_EDGE, OUTSIDE, type BoundaryTests, type Scale } from './boundary-tests';
import { type OrderedAreas } from './order-areas';
import { type Raster } from './raster';

/** The closest area of a search; `area` is -1 when nothing was found. */
export interface Closest {
  area: number;
  distanceM: number;
}

/** Look-ups in the raster; areas are positions, points integer units of 1e-7°. */
export interface CellSearch {
  /** The grid (or, with `ofGrid`, the microgrid of that grid) which the rules give the point to; -1 if none. */
  find(level: 'grid' | 'microgrid', x: number, y: number, ofGrid: number): number;
  /** The grid closest to the point within `limitM`, other than `except`; equal distances: the lower code. */
  closestGrid(x: number, y: number, scale: Scale, limitM: number, except: number): Closest;
}

const NONE = new Int32Array(0);

export function createCellSearch(
  ordered: OrderedAreas,
  tests: BoundaryTests,
  raster: Raster | null,
): CellSearch {
  const { parent } = ordered;
  const [firstGrid, endOfGrids] = ordered.range('grid');
  const cells = raster?.cells ?? NONE;
  const lists = raster?.lists ?? NONE;
  const { west, south, shift, columns, rows } = raster ?? {
    west: 0,
    south: 0,
    shift: 0,
    columns: 0,
    rows: 0,
  };

  function find(level: 'grid' | 'microgrid', x: number, y: number, ofGrid: number): number {
    const [dx, dy] = [x - west, y - south];
    if (dx < 0 || dy < 0) return -1;
    const [column, row] = [dx >>> shift, dy >>> shift];
    if (column >= columns || row >= rows) return -1;
    const cell = cells[row * columns + column]!;
    if (cell === 0) return -1;
    let winner = -1;
    let at = -cell - 1;
    let last = cell > 0;
    do {
      const listed = last ? (cell - 1) << 1 : lists[at++]!;
      if (cell < 0) last = (listed & 1) === 1;
      const area = listed >> 2;
      if (area < endOfGrids !== (level === 'grid')) continue;
      if (level === 'microgrid' && ofGrid >= 0 && parent[area] !== ofGrid) continue;
      const side = (listed & 2) === 2 ? INSIDE : tests.side(area, x, y);
      if (side === OUTSIDE) continue;
      // Lists run from small to large: the first hit is the smallest, and inside it nothing else counts.
      if (winner < 0) {
        winner = area;
        if (side === INSIDE) return winner;
      } else if (side === ON_EDGE && area < winner) {
        winner = area;
      }
    } while (!last);
    return winner;
  }

  function closestGrid(x: number, y: number, scale: Scale, limitM: number, except: number): Closest {
    const best: Closest = { area: -1, distanceM: Infinity };
    const seen: number[] = [];
    const consider = (area: number): void => {
      if (area === except || area < firstGrid || area >= endOfGrids || seen.includes(area)) return;
      seen.push(area);
      const distanceM = tests.distance(area, x, y, scale, limitM);
      if (distanceM < best.distanceM || (distanceM === best.distanceM && area < best.area)) {
        best.area = area;
        best.distanceM = distanceM;
      }
    };
    const reachX = limitM / scale.east + 1;
    const reachY = limitM / scale.north + 1;
    const size = 2 ** shift;
    const firstColumn = Math.max(0, Math.floor((x - reachX - west) / size));
    const lastColumn = Math.min(columns - 1, Math.floor((x + reachX - west) / size));
    const lastRow = Math.min(rows - 1, Math.floor((y + reachY - south) / size));
    for (let row = Math.max(0, Math.floor((y - reachY - south) / size)); row <= lastRow; row++) {
      for (let column = firstColumn; column <= lastColumn; column++) {
        const cell = cells[row * columns + column]!;
        if (cell > 0) consider((cell - 1) >> 1);
        if (cell >= 0) continue;
        for (let at = -cell - 1, listed = 0; (listed & 1) === 0; at++) {
          listed = lists[at]!;
          consider(listed >> 2);
        }
      }
    }
    return best;
  }

  return { find, closestGrid };
}
