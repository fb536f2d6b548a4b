/** A cell of the brick lattice that the honeycomb is made from. */
export interface Cell {
  column: number;
  row: number;
}

export interface CellOrder {
  columns: number;
  rows: number;
  /** The cells wanted, each adjacent to the one before. */
  cells: Cell[];
}

const LONGEST_SIDE_RATIO = 1.6;

function half(length: number): number {
  return Math.trunc(length / 2);
}

/**
 * Walks the rectangle spanned by the vectors (ax, ay) and (bx, by) along a generalised Hilbert curve
 * (after J. Červený's gilbert): consecutive cells are neighbours when both sides are even.
 */
function walk(cells: Cell[], x: number, y: number, ax: number, ay: number, bx: number, by: number): void {
  const [width, height] = [Math.abs(ax + ay), Math.abs(bx + by)];
  const [stepAx, stepAy] = [Math.sign(ax), Math.sign(ay)];
  const [stepBx, stepBy] = [Math.sign(bx), Math.sign(by)];
  if (height === 1 || width === 1) {
    const [stepX, stepY] = height === 1 ? [stepAx, stepAy] : [stepBx, stepBy];
    for (let i = 0; i < Math.max(width, height); i++)
      cells.push({ column: x + i * stepX, row: y + i * stepY });
    return;
  }
  let [halfAx, halfAy, halfBx, halfBy] = [half(ax), half(ay), half(bx), half(by)];
  if (2 * width > 3 * height) {
    if (Math.abs(halfAx + halfAy) % 2 === 1 && width > 2)
      [halfAx, halfAy] = [halfAx + stepAx, halfAy + stepAy];
    walk(cells, x, y, halfAx, halfAy, bx, by);
    walk(cells, x + halfAx, y + halfAy, ax - halfAx, ay - halfAy, bx, by);
    return;
  }
  if (Math.abs(halfBx + halfBy) % 2 === 1 && height > 2)
    [halfBx, halfBy] = [halfBx + stepBx, halfBy + stepBy];
  walk(cells, x, y, halfBx, halfBy, halfAx, halfAy);
  walk(cells, x + halfBx, y + halfBy, ax, ay, bx - halfBx, by - halfBy);
  const [farX, farY] = [ax - stepAx + halfBx - stepBx, ay - stepAy + halfBy - stepBy];
  walk(cells, x + farX, y + farY, -halfBx, -halfBy, -(ax - halfAx), -(ay - halfAy));
}

function chooseSides(count: number): [columns: number, rows: number] {
  let best: [number, number] = [2, 2];
  let leastExcess = Infinity;
  const root = Math.sqrt(count);
  for (let columns = 2; columns <= root * Math.sqrt(LONGEST_SIDE_RATIO) + 2; columns += 2) {
    const rows = Math.max(2, 2 * Math.ceil(count / columns / 2));
    const ratio = Math.max(columns, rows) / Math.min(columns, rows);
    const excess = columns * rows - count;
    if (ratio <= LONGEST_SIDE_RATIO && excess < leastExcess) {
      best = [columns, rows];
      leastExcess = excess;
    }
  }
  return best;
}

/**
 * Orders `count` cells so that any run of consecutive ones is connected, compact and without holes: cutting the
 * order into runs gives communities, streets and districts of any size.
 */
export function orderCells(count: number): CellOrder {
  const [columns, rows] = chooseSides(count);
  const cells: Cell[] = [];
  if (columns >= rows) walk(cells, 0, 0, columns, 0, 0, rows);
  else walk(cells, 0, 0, 0, rows, columns, 0);
  return { columns, rows, cells: cells.slice(0, count) };
}
