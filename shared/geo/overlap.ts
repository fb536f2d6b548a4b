import { METRES_PER_DEGREE } from './distance';
import { boundingBoxOf } from './bounding-box';
import { polygonsOf, type AreaGeometry } from './geojson';

/** A boundary as directed edges on a local plane, metres; built once, compared often. */
export interface PlaneBoundary {
  /** x0, y0, x1, y1 of each edge with x0 < x1, above or on the plane's base line. */
  edges: Float64Array;
  /** +1 where the inside lies below the edge, -1 where above; beside `edges`. */
  signs: Int8Array;
  areaM2: number;
  perimeterM: number;
}

/** Where a local plane touches the earth; boundaries are compared on the same one. WGS-84 degrees. */
export interface PlaneOrigin {
  lng: number;
  lat: number;
}

/** Metres per degree eastwards and northwards around an origin. */
const scaleAt = ({ lat }: PlaneOrigin) => ({
  east: METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180),
  north: METRES_PER_DEGREE,
});

/**
 * Lays a boundary on the plane around an origin that is south of all of it. Rings may turn either way: the first of a
 * polygon is taken as its outline, the others as holes.
 */
export function layOnPlane(geometry: AreaGeometry, origin: PlaneOrigin): PlaneBoundary {
  const { east, north } = scaleAt(origin);
  const edges: number[] = [];
  const signs: number[] = [];
  let [areaM2, perimeterM] = [0, 0];
  for (const polygon of polygonsOf(geometry))
    polygon.forEach((ring, index) => {
      const first = signs.length;
      let twice = 0;
      for (let i = 1; i < ring.length; i++) {
        const ax = (ring[i - 1]![0] - origin.lng) * east;
        const ay = (ring[i - 1]![1] - origin.lat) * north;
        const bx = (ring[i]![0] - origin.lng) * east;
        const by = (ring[i]![1] - origin.lat) * north;
        perimeterM += Math.hypot(bx - ax, by - ay);
        if (ax === bx) continue;
        twice += (bx - ax) * (by + ay);
        if (ax < bx) edges.push(ax, ay, bx, by);
        else edges.push(bx, by, ax, ay);
        signs.push(ax < bx ? 1 : -1);
      }
      // Clockwise rings have their inside below the edges that run east.
      const flip = (twice < 0 ? -1 : 1) * (index === 0 ? 1 : -1);
      for (let i = first; i < signs.length; i++) signs[i] = signs[i]! * flip;
      areaM2 += (Math.abs(twice) / 2) * (index === 0 ? 1 : -1);
    });
  return { edges: Float64Array.from(edges), signs: Int8Array.from(signs), areaM2, perimeterM };
}

/** South-west of a boundary: an origin for it and for what lies in it. */
export function planeOriginOf(geometry: AreaGeometry): PlaneOrigin {
  const [lng, lat] = boundingBoxOf(geometry);
  return { lng, lat };
}

/** ∫ min(a(x), b(x)) dx over the common stretch of two edges: the area below both, down to the base line. */
function areaBelow(a: Float64Array, i: number, b: Float64Array, j: number): number {
  const from = Math.max(a[i]!, b[j]!);
  const to = Math.min(a[i + 2]!, b[j + 2]!);
  if (from >= to) return 0;
  const slopeA = (a[i + 3]! - a[i + 1]!) / (a[i + 2]! - a[i]!);
  const slopeB = (b[j + 3]! - b[j + 1]!) / (b[j + 2]! - b[j]!);
  const a0 = a[i + 1]! + slopeA * (from - a[i]!);
  const a1 = a[i + 1]! + slopeA * (to - a[i]!);
  const b0 = b[j + 1]! + slopeB * (from - b[j]!);
  const b1 = b[j + 1]! + slopeB * (to - b[j]!);
  const width = to - from;
  if (a0 <= b0 && a1 <= b1) return ((a0 + a1) / 2) * width;
  if (b0 <= a0 && b1 <= a1) return ((b0 + b1) / 2) * width;
  const at = (b0 - a0) / (a1 - a0 - (b1 - b0));
  const meet = a0 + (a1 - a0) * at;
  return ((Math.min(a0, b0) + meet) / 2) * at * width + ((meet + Math.min(a1, b1)) / 2) * (1 - at) * width;
}

/**
 * Square metres that two boundaries on one plane have in common. A boundary is the signed sum of the strips below its
 * edges, so the common area is the signed sum of what pairs of strips have in common: exact but for rounding (some
 * square millimetres for a city), whatever edges and vertices coincide. Costs edges × edges.
 */
export function commonArea(a: PlaneBoundary, b: PlaneBoundary): number {
  let sum = 0;
  for (let i = 0; i < a.signs.length; i++) {
    const [west, east] = [a.edges[i * 4]!, a.edges[i * 4 + 2]!];
    for (let j = 0; j < b.signs.length; j++) {
      if (b.edges[j * 4]! >= east || b.edges[j * 4 + 2]! <= west) continue;
      sum += a.signs[i]! * b.signs[j]! * areaBelow(a.edges, i * 4, b.edges, j * 4);
    }
  }
  return Math.max(0, sum);
}
