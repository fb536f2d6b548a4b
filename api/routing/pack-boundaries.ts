import { METRES_PER_DEGREE, UNITS_PER_DEGREE, polygonsOf, toUnits, type Ring } from '@shared/geo';
import { type RoutableArea } from './types';

/** Boundaries in flat typed arrays, in integer units of 1e-7°. */
export interface PackedBoundaries {
  /** x0, y0, x1, y1, … of all rings one after the other; a ring's last vertex repeats its first. */
  xy: Int32Array;
  /** First part (polygon) of each area, then one past the last; areas without boundary have no part. */
  areaParts: Int32Array;
  /** First ring of each part. */
  partRings: Int32Array;
  /** First offset in `xy` of each ring. */
  ringStarts: Int32Array;
  /** West, south, east, north of each area. */
  boxes: Int32Array;
  /** Square metres: as given with the area, else computed; the same for the same shape. */
  sizes: Float64Array;
}

function allocate(areas: readonly RoutableArea[], first: number): PackedBoundaries {
  let [parts, rings, vertices] = [0, 0, 0];
  for (let position = first; position < areas.length; position++) {
    for (const polygon of polygonsOf(areas[position]!.geometry)) {
      parts++;
      rings += polygon.length;
      for (const ring of polygon) vertices += ring.length;
    }
  }
  return {
    xy: new Int32Array(vertices * 2),
    areaParts: new Int32Array(areas.length + 1),
    partRings: new Int32Array(parts + 1),
    ringStarts: new Int32Array(rings + 1),
    boxes: new Int32Array(areas.length * 4),
    sizes: new Float64Array(areas.length),
  };
}

/** Writes a ring into `xy` and widens the area's box. */
function packRing({ xy, boxes }: PackedBoundaries, ring: Ring, start: number, box: number): void {
  let west = boxes[box]!;
  let south = boxes[box + 1]!;
  let east = boxes[box + 2]!;
  let north = boxes[box + 3]!;
  for (let i = 0, at = start; i < ring.length; i++, at += 2) {
    const position = ring[i]!;
    const x = toUnits(position[0]);
    const y = toUnits(position[1]);
    xy[at] = x;
    xy[at + 1] = y;
    if (x < west) west = x;
    if (x > east) east = x;
    if (y < south) south = y;
    if (y > north) north = y;
  }
  boxes[box] = west;
  boxes[box + 1] = south;
  boxes[box + 2] = east;
  boxes[box + 3] = north;
}

/** Twice the area of a ring in square units; sums of integers, exact for anything smaller than a province. */
function doubleArea(xy: Int32Array, start: number, end: number): number {
  const x0 = xy[start]!;
  const y0 = xy[start + 1]!;
  let sum = 0;
  for (let at = start + 2; at < end; at += 2) {
    sum += (xy[at - 2]! - x0) * (xy[at + 1]! - y0) - (xy[at]! - x0) * (xy[at - 1]! - y0);
  }
  return Math.abs(sum);
}

function squareMetres(doubleUnits: number, middle: number): number {
  const metres = METRES_PER_DEGREE / UNITS_PER_DEGREE;
  return (doubleUnits / 2) * metres * metres * Math.cos((middle / UNITS_PER_DEGREE / 180) * Math.PI);
}

/** Packs the boundaries of the areas from position `first` on; those before stay empty. */
export function packBoundaries(areas: readonly RoutableArea[], first: number): PackedBoundaries {
  const packed = allocate(areas, first);
  const { xy, areaParts, partRings, ringStarts, boxes, sizes } = packed;
  let [part, ring, at] = [0, 0, 0];
  for (let position = first; position < areas.length; position++) {
    const { geometry, areaM2 } = areas[position]!;
    const box = position * 4;
    boxes[box] = boxes[box + 1] = 2 ** 31 - 1;
    boxes[box + 2] = boxes[box + 3] = -(2 ** 31);
    areaParts[position] = part;
    let doubleUnits = 0;
    for (const polygon of polygonsOf(geometry)) {
      partRings[part++] = ring;
      for (let i = 0; i < polygon.length; i++) {
        const end = at + polygon[i]!.length * 2;
        ringStarts[ring++] = at;
        packRing(packed, polygon[i]!, at, box);
        doubleUnits += doubleArea(xy, at, end) * (i === 0 ? 1 : -1);
        at = end;
      }
    }
    sizes[position] = areaM2 ?? squareMetres(doubleUnits, (boxes[box + 1]! + boxes[box + 3]!) / 2);
  }
  areaParts[areas.length] = part;
  partRings[part] = ring;
  ringStarts[ring] = at;
  return packed;
}
