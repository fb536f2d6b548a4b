import { isOnSegment, orientation, toUnits, UNITS_PER_DEGREE } from './exact';
import { polygonsOf, type AreaGeometry, type Position, type Ring } from './geojson';
import { pointInPolygon } from './polygon';

/** What is wrong with a boundary, and where. */
export interface BoundaryFault {
  reason: string;
  at: { lng: number; lat: number };
}

/** The box of China's land and sea territory, degrees; wide enough for every grid, too narrow for swapped pairs. */
const CHINA = { west: 73, south: 3, east: 136, north: 54 };
export const SWAPPED = '经度和纬度写反了';
/** WGS-84 degrees. */
export const isInChina = (lng: number, lat: number): boolean =>
  lng >= CHINA.west && lng <= CHINA.east && lat >= CHINA.south && lat <= CHINA.north;

interface Edge {
  ring: number;
  /** Place in its ring, and how many edges that has: neighbours share a vertex by right. */
  index: number;
  count: number;
  ax: number;
  ay: number;
  bx: number;
  by: number;
}

function edgesOf(rings: readonly Ring[]): Edge[] {
  return rings.flatMap((ring, number) => {
    const points = ring
      .map(([lng, lat]) => [toUnits(lng), toUnits(lat)] as const)
      .filter(([x, y], i, all) => i === 0 || x !== all[i - 1]![0] || y !== all[i - 1]![1]);
    const count = points.length - 1;
    return points.slice(1).map(([bx, by], index) => {
      const [ax, ay] = points[index]!;
      return { ring: number, index, count, ax, ay, bx, by };
    });
  });
}

const touches = (e: Edge, x: number, y: number) => isOnSegment(e.ax, e.ay, e.bx, e.by, x, y);

/** Whether two edges cross, or lie on each other for a stretch. */
function cross(a: Edge, b: Edge): boolean {
  const o1 = orientation(a.ax, a.ay, a.bx, a.by, b.ax, b.ay);
  const o2 = orientation(a.ax, a.ay, a.bx, a.by, b.bx, b.by);
  if (o1 !== 0 && o1 === o2) return false;
  const o3 = orientation(b.ax, b.ay, b.bx, b.by, a.ax, a.ay);
  const o4 = orientation(b.ax, b.ay, b.bx, b.by, a.bx, a.by);
  if (o1 * o2 < 0 && o3 * o4 < 0) return true;
  if (o1 !== 0 || o2 !== 0) return false;
  const horizontal = Math.abs(a.bx - a.ax) >= Math.abs(a.by - a.ay);
  const span = (e: Edge) => (horizontal ? [e.ax, e.bx] : [e.ay, e.by]).sort((p, q) => p - q);
  const [[a0 = 0, a1 = 0], [b0 = 0, b1 = 0]] = [span(a), span(b)];
  return Math.max(a0, b0) < Math.min(a1, b1);
}

const meet = (a: Edge, b: Edge) =>
  touches(a, b.ax, b.ay) || touches(a, b.bx, b.by) || touches(b, a.ax, a.ay) || touches(b, a.bx, a.by);

/** Where two edges meet, near enough to find it on a map. */
function placeOf(a: Edge, b: Edge): BoundaryFault['at'] {
  const [dx, dy, ex, ey] = [a.bx - a.ax, a.by - a.ay, b.bx - b.ax, b.by - b.ay];
  const det = dx * ey - dy * ex;
  const along = det === 0 ? 0 : ((b.ax - a.ax) * ey - (b.ay - a.ay) * ex) / det;
  const t = Math.min(1, Math.max(0, along));
  return { lng: (a.ax + dx * t) / UNITS_PER_DEGREE, lat: (a.ay + dy * t) / UNITS_PER_DEGREE };
}

function isNeighbour(a: Edge, b: Edge): boolean {
  const apart = Math.abs(a.index - b.index);
  return a.ring === b.ring && (apart === 1 || apart === a.count - 1);
}

/** A ring must not touch itself; rings of one boundary may touch in points, never cross. */
function crossing(rings: readonly Ring[]): BoundaryFault | null {
  const edges = edgesOf(rings).map((edge) => ({ edge, west: Math.min(edge.ax, edge.bx) }));
  edges.sort((a, b) => a.west - b.west);
  for (let i = 0; i < edges.length; i++) {
    const a = edges[i]!.edge;
    const east = Math.max(a.ax, a.bx);
    const [south, north] = a.ay < a.by ? [a.ay, a.by] : [a.by, a.ay];
    for (let j = i + 1; j < edges.length && edges[j]!.west <= east; j++) {
      const b = edges[j]!.edge;
      if ((b.ay < south && b.by < south) || (b.ay > north && b.by > north)) continue;
      const wrong = a.ring === b.ring && !isNeighbour(a, b) ? cross(a, b) || meet(a, b) : cross(a, b);
      if (wrong)
        return { reason: a.ring === b.ring ? '边界自己相交' : '边界的几个环互相交叉', at: placeOf(a, b) };
    }
  }
  return null;
}

const placeAt = ([lng, lat]: Position) => ({ lng, lat });

/** Where a ring lies in regard to another: by its first vertex that is not on the other's edge. */
function sideOf(ring: Ring, other: Ring): 'inside' | 'outside' | 'along' {
  const shape = { type: 'Polygon' as const, coordinates: [other] };
  for (const [lng, lat] of ring) {
    const side = pointInPolygon(lng, lat, shape);
    if (side !== 'boundary') return side;
  }
  return 'along';
}

/** Holes outside their outline or inside one another, parts inside parts; rings are known not to cross. */
function misplaced(geometry: AreaGeometry): BoundaryFault | null {
  const polygons = polygonsOf(geometry);
  for (const [outline, ...holes] of polygons) {
    for (const [i, hole] of holes.entries()) {
      if (sideOf(hole, outline!) !== 'inside') return { reason: '洞在外环之外', at: placeAt(hole[0]!) };
      if (holes.some((other, j) => i !== j && sideOf(hole, other) !== 'outside'))
        return { reason: '两个洞重叠', at: placeAt(hole[0]!) };
    }
  }
  for (const [i, [outline]] of polygons.entries())
    for (const [j, [other, ...holes]] of polygons.entries()) {
      if (i === j || sideOf(outline!, other!) === 'outside') continue;
      if (!holes.some((hole) => sideOf(outline!, hole) === 'inside'))
        return { reason: '几个部分互相重叠', at: placeAt(outline![0]!) };
    }
  return null;
}

/**
 * What makes a boundary (closed rings, WGS-84) unusable: pairs that are swapped or lie abroad, rings that cross, touch
 * themselves or hold nothing, holes outside. Null when it is fit. Exact, on units of 1e-7°.
 */
export function boundaryFault(geometry: AreaGeometry): BoundaryFault | null {
  for (const ring of polygonsOf(geometry).flat()) {
    for (const position of ring) {
      const [lng, lat] = position;
      if (isInChina(lng, lat)) continue;
      const reason = isInChina(lat, lng) ? SWAPPED : '坐标不在中国范围内，请确认坐标系是 WGS-84';
      return { reason, at: placeAt(position) };
    }
    const [x0 = 0, y0 = 0] = ring[0]!.map(toUnits);
    if (ring.every(([lng]) => toUnits(lng) === x0) || ring.every(([, lat]) => toUnits(lat) === y0))
      return { reason: '边界没有围成面积', at: placeAt(ring[0]!) };
  }
  const rings = polygonsOf(geometry).flat();
  return crossing(rings) ?? misplaced(geometry);
}
