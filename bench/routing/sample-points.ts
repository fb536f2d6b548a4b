import { boundingBoxOf, offsetPoint, ringsOf, roundDegrees } from '@shared/geo';
import { createRandom, type CityArea } from '@api/demo/geometry';

export type Point = [lng: number, lat: number];

/** Points spread over the city's box, every fourth near a building: most of the city is not built upon. */
export function randomPoints(areas: CityArea[], count: number, seed: number): Point[] {
  const random = createRandom(seed + 1);
  const [west, south, east, north] = boundingBoxOf(areas.find(({ level }) => level === 'city')!.geometry);
  const leaves = areas.filter(({ level }) => level === 'microgrid');
  return Array.from({ length: count }, (_, i): Point => {
    if (i % 4 === 0 && leaves.length > 0) {
      const { inside } = leaves[Math.floor(random() * leaves.length)]!;
      const { lng, lat } = offsetPoint(inside, (random() - 0.5) * 150, (random() - 0.5) * 150);
      return [roundDegrees(lng), roundDegrees(lat)];
    }
    return [roundDegrees(west + random() * (east - west)), roundDegrees(south + random() * (north - south))];
  });
}

/** Vertices of random areas and points exactly on their edges as far as whole units of 1e-7° allow. */
export function boundaryPoints(areas: CityArea[], count: number, seed: number): Point[] {
  const random = createRandom(seed + 2);
  return Array.from({ length: count }, (_, i): Point => {
    const rings = ringsOf(areas[Math.floor(random() * areas.length)]!.geometry);
    const ring = rings[Math.floor(random() * rings.length)]!;
    const at = Math.floor(random() * (ring.length - 1));
    const [a, b] = [ring[at]!, ring[at + 1]!];
    const t = i % 2 === 0 ? 0 : random();
    return [roundDegrees(a[0] + (b[0] - a[0]) * t), roundDegrees(a[1] + (b[1] - a[1]) * t)];
  });
}
