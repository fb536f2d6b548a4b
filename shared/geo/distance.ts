import { type LngLat } from './coordinates';

/** Mean earth radius in metres (IUGG R1). */
export const EARTH_RADIUS_M = 6371008.8;
const RADIANS = Math.PI / 180;
/** Metres per degree of latitude on the mean sphere. */
export const METRES_PER_DEGREE = EARTH_RADIUS_M * RADIANS;

/** Great-circle distance in metres between two points of one coordinate system (haversine on the mean sphere). */
export function haversineDistance(a: LngLat, b: LngLat): number {
  const sinLat = Math.sin(((b.lat - a.lat) * RADIANS) / 2);
  const sinLng = Math.sin(((b.lng - a.lng) * RADIANS) / 2);
  const h = sinLat * sinLat + Math.cos(a.lat * RADIANS) * Math.cos(b.lat * RADIANS) * sinLng * sinLng;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
}

/**
 * Distance in metres on the plane that touches the earth at `a` (equirectangular): within a city it differs
 * from the great circle by less than 0.1 % and costs one cosine.
 */
export function localDistance(a: LngLat, b: LngLat): number {
  const east = (b.lng - a.lng) * METRES_PER_DEGREE * Math.cos(a.lat * RADIANS);
  const north = (b.lat - a.lat) * METRES_PER_DEGREE;
  return Math.hypot(east, north);
}

/** The point `eastM`, `northM` metres away from `origin` (equirectangular, same coordinate system). */
export function offsetPoint(origin: LngLat, eastM: number, northM: number): LngLat {
  return {
    lng: origin.lng + eastM / (METRES_PER_DEGREE * Math.cos(origin.lat * RADIANS)),
    lat: origin.lat + northM / METRES_PER_DEGREE,
  };
}
