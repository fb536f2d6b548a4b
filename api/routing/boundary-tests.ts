import { orientation } from '@shared/geo';
import { type PackedBoundaries } from './pack-boundaries';

export const OUTSIDE = 0;
export const ON_EDGE = 1;
export const INSIDE = 2;
export type Side = typeof OUTSIDE | typeof ON_EDGE | typeof INSIDE;

/** Metres per unit of 1e-7° eastwards and northwards around a latitude. */
export interface Scale {
  east: number;
  north: number;
}

/** Exact tests on packed boundaries; points in integer units of 1e-7°. */
export interface BoundaryTests {
  /** Where the point lies with regard to the area: holes, MultiPolygons, edges exact. */
  side(area: number, x: number, y: number): Side;
  /** Metres from the point to the area (0 inside or on the edge); Infinity when more than `limitM`. */
  distance(area: number, x: number, y: number, scale: Scale, limitM: number): number;
}

export function createBoundaryTests(packed: PackedBoundaries): BoundaryTests {
  const { xy, areaParts, partRings, ringStarts, boxes } = packed;

  function sideOfPart(part: number, x: number, y: number): Side {
    let inside = false;
    for (let ring = partRings[part]!, lastRing = partRings[part + 1]!; ring < lastRing; ring++) {
      const start = ringStarts[ring]!;
      const end = ringStarts[ring + 1]!;
      let ax = xy[start]!;
      let ay = xy[start + 1]!;
      for (let at = start + 2; at < end; at += 2) {
        const bx = xy[at]!;
        const by = xy[at + 1]!;
        // Half-open in y: a ray through a vertex counts once. Every edge through p that is not level straddles.
        if (ay > y !== by > y) {
          const turn = orientation(ax, ay, bx, by, x, y);
          if (turn === 0) return ON_EDGE;
          if (turn > 0 === by > ay) inside = !inside;
        } else if (by === y && (bx === x || (ay === y && ax < x !== bx < x))) {
          return ON_EDGE;
        }
        ax = bx;
        ay = by;
      }
    }
    return inside ? INSIDE : OUTSIDE;
  }

  function side(area: number, x: number, y: number): Side {
    const box = area * 4;
    if (x < boxes[box]! || y < boxes[box + 1]! || x > boxes[box + 2]! || y > boxes[box + 3]!) return OUTSIDE;
    let found: Side = OUTSIDE;
    for (let part = areaParts[area]!, last = areaParts[area + 1]!; part < last; part++) {
      const partSide = sideOfPart(part, x, y);
      if (partSide === INSIDE) return INSIDE;
      if (partSide === ON_EDGE) found = ON_EDGE;
    }
    return found;
  }

  function squaredDistanceToEdges(area: number, x: number, y: number, { east, north }: Scale): number {
    const firstRing = partRings[areaParts[area]!]!;
    const lastRing = partRings[areaParts[area + 1]!]!;
    let least = Infinity;
    for (let ring = firstRing; ring < lastRing; ring++) {
      const start = ringStarts[ring]!;
      const end = ringStarts[ring + 1]!;
      let ax = (xy[start]! - x) * east;
      let ay = (xy[start + 1]! - y) * north;
      for (let at = start + 2; at < end; at += 2) {
        const bx = (xy[at]! - x) * east;
        const by = (xy[at + 1]! - y) * north;
        const dx = bx - ax;
        const dy = by - ay;
        const along = -(ax * dx + ay * dy);
        const length2 = dx * dx + dy * dy;
        // Ends are taken as they are: neighbours that share a vertex must get the very same distance to it.
        let px = along <= 0 ? ax : bx;
        let py = along <= 0 ? ay : by;
        if (along > 0 && along < length2) {
          px = ax + (along / length2) * dx;
          py = ay + (along / length2) * dy;
        }
        const distance2 = px * px + py * py;
        if (distance2 < least) least = distance2;
        ax = bx;
        ay = by;
      }
    }
    return least;
  }

  function distance(area: number, x: number, y: number, scale: Scale, limitM: number): number {
    const box = area * 4;
    const boxEast = Math.max(boxes[box]! - x, 0, x - boxes[box + 2]!) * scale.east;
    const boxNorth = Math.max(boxes[box + 1]! - y, 0, y - boxes[box + 3]!) * scale.north;
    // A hair of slack: equal distances are ties to be broken by code, not by rounding.
    if (boxEast * boxEast + boxNorth * boxNorth > limitM * limitM * 1.000001) return Infinity;
    if (side(area, x, y) !== OUTSIDE) return 0;
    const metres = Math.sqrt(squaredDistanceToEdges(area, x, y, scale));
    return metres <= limitM ? metres : Infinity;
  }

  return { side, distance };
}
