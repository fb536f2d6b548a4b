import { EARTH_RADIUS_M } from './distance';
import { isOnSegment, orientation, toUnits } from './exact';
import { polygonsOf, type AreaGeometry, type Ring } from './geojson';

export type Containment = 'inside' | 'boundary' | 'outside';

function locateInRings(x: number, y: number, rings: Ring[]): Containment {
  let inside = false;
  for (const ring of rings) {
    let [ax, ay] = [0, 0];
    for (let i = 0; i < ring.length; i++) {
      const [lng, lat] = ring[i]!;
      const [bx, by] = [toUnits(lng), toUnits(lat)];
      if (i > 0) {
        if (isOnSegment(ax, ay, bx, by, x, y)) return 'boundary';
        // Half-open in y, so that a ray through a vertex counts once.
        if (ay > y !== by > y && orientation(ax, ay, bx, by, x, y) > 0 === by > ay) inside = !inside;
      }
      [ax, ay] = [bx, by];
    }
  }
  return inside ? 'inside' : 'outside';
}

/**
 * Where a point lies with regard to a Polygon or MultiPolygon with holes (rings closed, degrees of one
 * coordinate system). Exact: degrees are rounded to 1e-7° and compared as integers. The edge of a hole is
 * boundary too; a point inside one polygon of a MultiPolygon is inside, whatever the others say.
 */
export function pointInPolygon(lng: number, lat: number, geometry: AreaGeometry): Containment {
  let result: Containment = 'outside';
  for (const rings of polygonsOf(geometry)) {
    const found = locateInRings(toUnits(lng), toUnits(lat), rings);
    if (found === 'inside') return 'inside';
    if (found === 'boundary') result = 'boundary';
  }
  return result;
}

function ringArea(ring: Ring): number {
  let sum = 0;
  for (let i = 1; i < ring.length; i++) {
    const [lngA, latA] = ring[i - 1]!;
    const [lngB, latB] = ring[i]!;
    sum += (lngB - lngA) * (2 + Math.sin((latA * Math.PI) / 180) + Math.sin((latB * Math.PI) / 180));
  }
  return Math.abs((sum * Math.PI * EARTH_RADIUS_M * EARTH_RADIUS_M) / 360);
}

/** Area in square metres on the mean sphere, holes taken off. Rings are closed; their direction does not matter. */
export function polygonArea(geometry: AreaGeometry): number {
  let area = 0;
  for (const rings of polygonsOf(geometry)) {
    rings.forEach((ring, i) => {
      area += i === 0 ? ringArea(ring) : -ringArea(ring);
    });
  }
  return area;
}
