import { boundingBoxOf, pointInPolygon, roundDegrees, type AreaGeometry, type LngLat } from '@shared/geo';

const MAX_TRIES = 10_000;

/**
 * A point strictly inside a geometry, evenly spread, rounded to 1e-7°.
 * @param random numbers in [0, 1)
 * @throws Error when none is found in 10,000 draws (slivers)
 */
export function randomPointIn(geometry: AreaGeometry, random: () => number): LngLat {
  const [west, south, east, north] = boundingBoxOf(geometry);
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const lng = roundDegrees(west + random() * (east - west));
    const lat = roundDegrees(south + random() * (north - south));
    if (pointInPolygon(lng, lat, geometry) === 'inside') return { lng, lat };
  }
  throw new Error('found no point inside the geometry');
}
