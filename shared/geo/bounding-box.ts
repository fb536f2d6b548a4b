import * as z from 'zod';
import { type LngLat } from './coordinates';
import { METRES_PER_DEGREE } from './distance';
import { type AreaGeometry, ringsOf } from './geojson';

/** West, south, east, north in degrees, as RFC 7946 §5. A box never crosses the antimeridian here. */
export type BoundingBox = [west: number, south: number, east: number, north: number];

/** Parses `west,south,east,north` (query strings) into a box. */
export const boundingBoxSchema = z
  .string()
  .regex(/^(-?\d{1,3}(\.\d{1,15})?)(,-?\d{1,3}(\.\d{1,15})?){3}$/, '范围应为「西,南,东,北」四个数')
  .transform((text) => text.split(',').map(Number) as BoundingBox)
  .refine(
    ([west, south, east, north]) => west >= -180 && east <= 180 && south >= -90 && north <= 90,
    '范围超出地球',
  )
  .refine(([west, south, east, north]) => west <= east && south <= north, '范围的西南角应在东北角的左下方');

/** The smallest box around a geometry. */
export function boundingBoxOf(geometry: AreaGeometry): BoundingBox {
  const box: BoundingBox = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of ringsOf(geometry)) {
    for (const [lng, lat] of ring) {
      if (lng < box[0]) box[0] = lng;
      if (lat < box[1]) box[1] = lat;
      if (lng > box[2]) box[2] = lng;
      if (lat > box[3]) box[3] = lat;
    }
  }
  return box;
}

/** The box that contains the circle of `radiusM` metres around `centre` (a little larger, never smaller). */
export function boundingBoxAround(centre: LngLat, radiusM: number): BoundingBox {
  const latSpan = (radiusM / METRES_PER_DEGREE) * 1.001;
  const widest = Math.min(89.9, Math.abs(centre.lat) + latSpan);
  const lngSpan = latSpan / Math.cos((widest * Math.PI) / 180);
  return [centre.lng - lngSpan, centre.lat - latSpan, centre.lng + lngSpan, centre.lat + latSpan];
}

/** True when the point lies in the box or on its edge. */
export function isInBoundingBox({ lng, lat }: LngLat, [west, south, east, north]: BoundingBox): boolean {
  return lng >= west && lng <= east && lat >= south && lat <= north;
}

/** True when two boxes share at least a point. */
export function boundingBoxesMeet(a: BoundingBox, b: BoundingBox): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}
