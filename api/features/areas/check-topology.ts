import * as polyclip from 'polyclip-ts';
import type { AreaImportReport } from '@shared/areas/schemas';
import { type AreaGeometry, boundingBoxOf, boundingBoxesMeet, polygonArea } from '@shared/geo';

export interface Sibling {
  code: string;
  geometry: AreaGeometry;
}

/** Slivers below this come from rounding at shared edges, not from a boundary drawn wrong. */
const TOLERANCE_M2 = 1;

const clip = (geometry: AreaGeometry) => geometry.coordinates;

function measured(result: ReturnType<typeof polyclip.union>) {
  const geometry = { type: 'MultiPolygon' as const, coordinates: result as [number, number][][][] };
  return { geometry, areaM2: result.length === 0 ? 0 : Math.round(polygonArea(geometry) * 100) / 100 };
}

/**
 * Pairs of siblings that lie on each other by more than 1 m², at least one of them among `changed`.
 * Boxes sorted by their west edge keep this near-linear for areas that tile a plane.
 */
export function findOverlaps(
  siblings: readonly Sibling[],
  changed: ReadonlySet<string>,
): AreaImportReport['overlaps'] {
  const boxed = siblings.map((area) => ({ ...area, box: boundingBoxOf(area.geometry) }));
  boxed.sort((a, b) => a.box[0] - b.box[0]);
  const overlaps: AreaImportReport['overlaps'] = [];
  boxed.forEach((a, i) => {
    for (let j = i + 1; j < boxed.length; j += 1) {
      const b = boxed[j];
      if (!b || b.box[0] > a.box[2]) break;
      if (!boundingBoxesMeet(a.box, b.box) || !(changed.has(a.code) || changed.has(b.code))) continue;
      const { geometry, areaM2 } = measured(polyclip.intersection(clip(a.geometry), clip(b.geometry)));
      if (areaM2 > TOLERANCE_M2) {
        const [first, second] = [a.code, b.code].sort();
        overlaps.push({ a: String(first), b: String(second), areaM2, geometry });
      }
    }
  });
  return overlaps;
}

/** Parts of a parent, larger than 1 m² together, that none of its children covers. */
export function findGaps(
  parentCode: string,
  parent: AreaGeometry,
  children: readonly Sibling[],
): AreaImportReport['gaps'] {
  const [first, ...rest] = children.map((child) => clip(child.geometry));
  if (!first) return [];
  const { geometry, areaM2 } = measured(polyclip.difference(clip(parent), first, ...rest));
  return areaM2 > TOLERANCE_M2 ? [{ parentCode, areaM2, geometry }] : [];
}
