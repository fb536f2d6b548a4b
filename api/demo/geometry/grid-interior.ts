import { type Cell } from './cell-order';
import { type Honeycomb, type Metres } from './honeycomb';

/** Borders bend at most this share of their length off the straight line between two corners. */
const MAX_BEND = 0.1;

function distanceToLine(p: Metres, a: Metres, b: Metres): number {
  return Math.abs((b.x - a.x) * (a.y - p.y) - (a.x - p.x) * (b.y - a.y)) / Math.hypot(b.x - a.x, b.y - a.y);
}

/** A cell's middle and the radius of a circle around it that stays clear of all its borders. */
export function gridInterior(honeycomb: Honeycomb, cell: Cell): { centre: Metres; radiusM: number } {
  const corners = honeycomb.cornersOf(cell).map((corner) => honeycomb.cornerAt(corner));
  const centre = {
    x: corners.reduce((sum, { x }) => sum + x, 0) / corners.length,
    y: corners.reduce((sum, { y }) => sum + y, 0) / corners.length,
  };
  let radiusM = Infinity;
  corners.forEach((corner, i) => {
    const next = corners[(i + 1) % corners.length]!;
    const bendM = Math.hypot(next.x - corner.x, next.y - corner.y) * MAX_BEND;
    radiusM = Math.min(radiusM, distanceToLine(centre, corner, next) - bendM);
  });
  return { centre, radiusM };
}
