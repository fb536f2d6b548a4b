import booleanPointInPolygon from '@turf/boolean-point-in-polygon';
import Flatbush from 'flatbush';
import { boundingBoxOf } from '@shared/geo';
import { type RoutableArea } from '@api/routing';

/** What one would build from parts: flatbush over the boxes, turf's test on every hit. */
export function createFlatbushBaseline(areas: readonly RoutableArea[]) {
  const started = performance.now();
  const tree = new Flatbush(areas.length);
  for (const { geometry } of areas) tree.add(...boundingBoxOf(geometry));
  tree.finish();
  const buildMs = performance.now() - started;
  return {
    buildMs,
    locate(lng: number, lat: number): { grid: string | null; microgrid: string | null } {
      const found: Record<'grid' | 'microgrid', string | null> = { grid: null, microgrid: null };
      for (const i of tree.search(lng, lat, lng, lat)) {
        const { code, level, geometry } = areas[i]!;
        if (level !== 'grid' && level !== 'microgrid') continue;
        const best = found[level];
        if ((best === null || code < best) && booleanPointInPolygon([lng, lat], geometry))
          found[level] = code;
      }
      return found;
    },
  };
}
