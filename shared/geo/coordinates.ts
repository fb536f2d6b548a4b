/**
 * Conversion between the coordinate systems in use in China:
 * WGS-84 (GPS, storage), GCJ-02 (the state's shifted system: WeChat, Tencent, Amap) and BD-09 (Baidu).
 *
 * Standard rule: the shift applies inside the box 72.004–137.8347° E, 0.8293–55.8271° N only;
 * outside it the three systems are the same.
 */
export const coordTypes = ['wgs84', 'gcj02', 'bd09'] as const;
export type CoordType = (typeof coordTypes)[number];

/** A point in degrees; which coordinate system is said by whoever hands it over. */
export interface LngLat {
  lng: number;
  lat: number;
}

/** Krasovsky 1940 ellipsoid, on which GCJ-02 is defined. */
const SEMI_MAJOR_AXIS = 6378245;
const ECCENTRICITY_SQUARED = 0.006693421622965823;
const RADIANS = Math.PI / 180;
const BD_LNG_OFFSET = 0.0065;
const BD_LAT_OFFSET = 0.006;
const BD_WAVE = (Math.PI * 3000) / 180;
/** Degrees; a tenth of a millimetre, well under the 1e-7° in which boundaries are stored. */
const INVERSE_TOLERANCE = 1e-9;
const MAX_INVERSE_STEPS = 30;

/** True inside the box in which GCJ-02 and BD-09 are shifted (any of the three systems, degrees). */
export function isInShiftedBox({ lng, lat }: LngLat): boolean {
  return lng >= 72.004 && lng <= 137.8347 && lat >= 0.8293 && lat <= 55.8271;
}

/** ⅔·(a·sin πt·k + b·sin πt·m): the waves the two shift polynomials are made of. */
function wave(t: number, a: number, k: number, b: number, m: number): number {
  return ((a * Math.sin(k * Math.PI * t) + b * Math.sin(m * Math.PI * t)) * 2) / 3;
}

function shiftToGcj({ lng, lat }: LngLat): LngLat {
  const x = lng - 105;
  const y = lat - 35;
  const common = 0.1 * x * y + wave(x, 20, 6, 20, 2);
  const root = Math.sqrt(Math.abs(x));
  const eastM =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * root +
    common +
    wave(x, 20, 1, 40, 1 / 3) +
    wave(x, 150, 1 / 12, 300, 1 / 30);
  const northM =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.2 * root +
    common +
    wave(y, 20, 1, 40, 1 / 3) +
    wave(y, 160, 1 / 12, 320, 1 / 30);
  const sin = Math.sin(lat * RADIANS);
  const w2 = 1 - ECCENTRICITY_SQUARED * sin * sin;
  const w = Math.sqrt(w2);
  const meridian = (SEMI_MAJOR_AXIS * (1 - ECCENTRICITY_SQUARED)) / (w2 * w);
  const parallel = (SEMI_MAJOR_AXIS / w) * Math.cos(lat * RADIANS);
  return { lng: lng + eastM / (parallel * RADIANS), lat: lat + northM / (meridian * RADIANS) };
}

function shiftToBd({ lng, lat }: LngLat): LngLat {
  const radius = Math.hypot(lng, lat) + 0.00002 * Math.sin(lat * BD_WAVE);
  const angle = Math.atan2(lat, lng) + 0.000003 * Math.cos(lng * BD_WAVE);
  return { lng: radius * Math.cos(angle) + BD_LNG_OFFSET, lat: radius * Math.sin(angle) + BD_LAT_OFFSET };
}

/** Fixed-point inverse: both shifts are nearly constant over metres, so a step gains three digits or more. */
function invert(shift: (point: LngLat) => LngLat, target: LngLat): LngLat {
  let { lng, lat } = target;
  for (let step = 0; step < MAX_INVERSE_STEPS; step++) {
    const reached = shift({ lng, lat });
    const east = target.lng - reached.lng;
    const north = target.lat - reached.lat;
    lng += east;
    lat += north;
    if (Math.abs(east) < INVERSE_TOLERANCE && Math.abs(north) < INVERSE_TOLERANCE) break;
  }
  return { lng, lat };
}

function unshift(shift: (point: LngLat) => LngLat, point: LngLat): LngLat {
  const original = invert(shift, point);
  return isInShiftedBox(original) ? original : { lng: point.lng, lat: point.lat };
}

/** WGS-84 → GCJ-02, degrees. Outside China's box the point comes back unchanged. */
export function wgs84ToGcj02(point: LngLat): LngLat {
  return isInShiftedBox(point) ? shiftToGcj(point) : { lng: point.lng, lat: point.lat };
}

/** GCJ-02 → WGS-84, degrees; exact inverse (round trip < 1e-7°). */
export function gcj02ToWgs84(point: LngLat): LngLat {
  return unshift(shiftToGcj, point);
}

/** GCJ-02 → BD-09, degrees. */
export function gcj02ToBd09(point: LngLat): LngLat {
  return isInShiftedBox(point) ? shiftToBd(point) : { lng: point.lng, lat: point.lat };
}

/** BD-09 → GCJ-02, degrees; exact inverse (round trip < 1e-7°), unlike the published closed formula. */
export function bd09ToGcj02(point: LngLat): LngLat {
  return unshift(shiftToBd, point);
}

/**
 * Convert a point between coordinate systems.
 * @param point degrees in the system `from`
 * @returns degrees in the system `to`; a new object, also when both are the same
 */
export function convertCoordinates(point: LngLat, from: CoordType, to: CoordType): LngLat {
  if (from === to) return { lng: point.lng, lat: point.lat };
  const gcj = from === 'wgs84' ? wgs84ToGcj02(point) : from === 'bd09' ? bd09ToGcj02(point) : point;
  if (to === 'wgs84') return gcj02ToWgs84(gcj);
  return to === 'bd09' ? gcj02ToBd09(gcj) : { lng: gcj.lng, lat: gcj.lat };
}
