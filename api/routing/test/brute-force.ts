import { boundingBoxOf, pointInPolygon, polygonArea, toUnits, type Containment } from '@shared/geo';
import { type RoutableArea } from '../types';

interface Candidate {
  area: RoutableArea;
  found: Containment;
}

/** The rule as words have it: the smallest area wins; on its edge the lowest code of all that touch there. */
function choose(candidates: Candidate[]): string | null {
  const [smallest] = candidates
    .map((candidate) => ({ ...candidate, size: polygonArea(candidate.area.geometry) }))
    .sort((a, b) => a.size - b.size || (a.area.code < b.area.code ? -1 : 1));
  if (!smallest) return null;
  if (smallest.found === 'inside') return smallest.area.code;
  const touching = candidates.filter(({ found }) => found === 'boundary');
  return touching.map(({ area }) => area.code).sort()[0]!;
}

/** Looks at every grid and every microgrid for every point, with the exact predicate of shared/geo. */
export function createBruteForce(areas: readonly RoutableArea[]) {
  // Flat, or the scan over billions of boxes would take minutes.
  const boxes = Float64Array.from(areas.flatMap(({ geometry }) => boundingBoxOf(geometry).map(toUnits)));
  return (lng: number, lat: number): { grid: string | null; microgrid: string | null } => {
    const candidates: Candidate[] = [];
    const [x, y] = [toUnits(lng), toUnits(lat)];
    for (let i = 0, at = 0; at < boxes.length; i++, at += 4) {
      if (x < boxes[at]! || y < boxes[at + 1]! || x > boxes[at + 2]! || y > boxes[at + 3]!) continue;
      const area = areas[i]!;
      const found = pointInPolygon(lng, lat, area.geometry);
      if (found !== 'outside') candidates.push({ area, found });
    }
    const grid = choose(candidates.filter(({ area }) => area.level === 'grid'));
    const microgrids = candidates.filter(
      ({ area }) => area.level === 'microgrid' && area.parentCode === grid,
    );
    return { grid, microgrid: choose(microgrids) };
  };
}
