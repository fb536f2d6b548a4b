import { type LngLat } from '@shared/geo/coordinates';

/** Where a polygon's label goes: the middle of its bounding box. */
export function middleOf(points: readonly LngLat[]): LngLat {
  const lngs = points.map(({ lng }) => lng);
  const lats = points.map(({ lat }) => lat);
  return {
    lng: (Math.min(...lngs) + Math.max(...lngs)) / 2,
    lat: (Math.min(...lats) + Math.max(...lats)) / 2,
  };
}
