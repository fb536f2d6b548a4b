import { cellToLatLng, gridDisk, latLngToCell } from 'h3-js';
import type { CaseKind } from '@shared/cases/statuses';
import { convertCoordinates, haversineDistance, type CoordType, type LngLat } from '@shared/geo';
import { roughly } from './roughly';

/** H3 resolutions a case stands under, finest first, with the length of their edges in km. */
const EDGES = [
  [8, 0.531],
  [7, 1.406],
  [6, 3.725],
  [5, 9.854],
  [4, 26.07],
  [3, 68.98],
  [2, 182.5],
] as const;
/** Edges differ by up to this much from place to place. */
const DISTORTION = 1.25;
/** Rings around the middle: 61 cells. So many ranges of one index the embedded store still walks in step. */
const MOST_RINGS = 4;
const KM_PER_DEGREE = 111.2;

/**
 * The cells a case is found under by place. The public knows only a report's place, and that to about 11 m; what is
 * not known must not be found by asking for smaller and smaller circles either.
 */
export function cellsOf(kind: CaseKind, place: LngLat | null): string[] {
  if (kind !== 'report' || !place) return [];
  const { lat, lng } = roughly(place);
  return EDGES.map(([resolution]) => latLngToCell(lat, lng, resolution));
}

/** A part of the map: the cells that cover it, and the exact test of a place as the public knows it. */
export interface Shape {
  cells: string[];
  holds(place: LngLat): boolean;
}

interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** Where its parallels are widest. */
function kmAsideOf({ south, north }: Box): number {
  const nearest = south * north < 0 ? 0 : Math.min(Math.abs(south), Math.abs(north));
  return KM_PER_DEGREE * Math.cos((nearest * Math.PI) / 180);
}

/**
 * Few cells that together hold what lies in a box: rings around its middle, of the finest resolution that needs few of
 * them. @param kmTo how far a point is from what is to be held, or a little less
 */
function cover(box: Box, kmTo: (place: LngLat) => number): string[] {
  const { west, south, east, north } = box;
  const [lng, lat] = [(west + east) / 2, (south + north) / 2];
  const kmAside = kmAsideOf(box);
  const reach = Math.hypot(((east - west) / 2) * kmAside, ((north - south) / 2) * KM_PER_DEGREE);
  const ringsOf = (edge: number) => Math.ceil(((reach + edge) * DISTORTION) / (edge * 1.5));
  const [resolution, edge] = EDGES.find(([, length]) => ringsOf(length) <= MOST_RINGS) ?? EDGES[6];
  return gridDisk(latLngToCell(lat, lng, resolution), ringsOf(edge)).filter((cell) => {
    const [cellLat, cellLng] = cellToLatLng(cell);
    return kmTo({ lng: cellLng, lat: cellLat }) <= edge * DISTORTION * 1.1;
  });
}

const outside = (value: number, from: number, to: number) => Math.max(from - value, 0, value - to);

export function boxShape(
  [west, south, east, north]: [number, number, number, number],
  from: CoordType,
): Shape {
  const [sw, ne] = [
    convertCoordinates({ lng: west, lat: south }, from, 'wgs84'),
    convertCoordinates({ lng: east, lat: north }, from, 'wgs84'),
  ];
  const box = { west: sw.lng, south: sw.lat, east: ne.lng, north: ne.lat };
  const kmAside = kmAsideOf(box);
  const kmTo = ({ lng, lat }: LngLat) =>
    Math.hypot(
      outside(lng, box.west, box.east) * kmAside,
      outside(lat, box.south, box.north) * KM_PER_DEGREE,
    );
  return {
    cells: cover(box, kmTo),
    holds: ({ lng, lat }) => lng >= sw.lng && lng <= ne.lng && lat >= sw.lat && lat <= ne.lat,
  };
}

export function nearShape([lng, lat]: [number, number], radiusM: number, from: CoordType): Shape {
  const centre = convertCoordinates({ lng, lat }, from, 'wgs84');
  const up = radiusM / 1000 / KM_PER_DEGREE;
  const aside = up / Math.max(0.05, Math.cos((Math.min(89, Math.abs(centre.lat)) * Math.PI) / 180));
  const box = {
    west: centre.lng - aside,
    south: centre.lat - up,
    east: centre.lng + aside,
    north: centre.lat + up,
  };
  return {
    cells: cover(box, (place) => (haversineDistance(place, centre) - radiusM) / 1000),
    holds: (place) => haversineDistance(place, centre) <= radiusM,
  };
}
