import fc from 'fast-check';
import { polygonArea, type AreaGeometry, type Ring } from '@shared/geo';
import { type RoutableArea } from '../types';

/**
 * Coordinates on a coarse lattice, so that shared vertices, collinear edges, touching holes and points exactly
 * on edges are common; the step spans several raster cells and is no multiple of one.
 */
const LATTICE = 14;
const STEP_UNITS = 2999;
const ORIGIN = { lng: 120.5, lat: 30.5 };
/** A lattice point shifted by whole units, in degrees. */
export function latticePoint(x: number, y: number, offX = 0, offY = 0): [lng: number, lat: number] {
  const degrees = (start: number, steps: number, off: number): number =>
    (Math.round(start * 1e7) + Math.round(steps * STEP_UNITS) + off) / 1e7;
  return [degrees(ORIGIN.lng, x, offX), degrees(ORIGIN.lat, y, offY)];
}

const lattice = fc.integer({ min: 0, max: LATTICE });

function closed(points: [number, number][]): Ring {
  return [...points, points[0]!].map(([x, y]) => latticePoint(x, y));
}

/** Any closed chain of lattice points, crossings included: the rule is even-odd. */
const wildRing = fc.array(fc.tuple(lattice, lattice), { minLength: 3, maxLength: 9 }).map(closed);

/** A box with a smaller box, which may touch its rim, cut out. */
const boxWithHole = fc
  .tuple(lattice, lattice, fc.integer({ min: 2, max: 6 }), fc.integer({ min: 0, max: 2 }))
  .map(([x, y, size, inset]): Ring[] => [
    closed([[x, y], [x + size, y], [x + size, y + size], [x, y + size]]), // prettier-ignore
    closed([[x + inset, y + 1], [x + size - 1, y + 1], [x + size - 1, y + size]]), // prettier-ignore
  ]);

const polygonRings = fc.oneof(
  wildRing.map((ring) => [ring]),
  boxWithHole,
);
const geometry: fc.Arbitrary<AreaGeometry> = fc.oneof(
  polygonRings.map((coordinates) => ({ type: 'Polygon' as const, coordinates })),
  fc.array(polygonRings, { minLength: 1, maxLength: 3 }).map((coordinates) => ({
    type: 'MultiPolygon' as const,
    coordinates,
  })),
);

/** A community, up to six grids of any shape, overlapping as they like, and microgrids of random grids. */
export const randomAreas: fc.Arbitrary<RoutableArea[]> = fc
  .tuple(
    fc.array(geometry, { minLength: 1, maxLength: 6 }),
    fc.array(fc.tuple(geometry, fc.nat(5)), { maxLength: 6 }),
    geometry,
  )
  .map(([grids, microgrids, around]) => {
    const gridAreas = grids.map((shape, i): RoutableArea => area('grid', `c1-g${i}`, 'c1', shape));
    return [
      ...microgrids.map(([shape, of], i) =>
        area('microgrid', `m${i}`, gridAreas[of % grids.length]!.code, shape),
      ),
      ...gridAreas.reverse(),
      area('community', 'c1', null, around),
    ];
  });

/** Lattice points, points half-way between, and neighbours one unit off. */
export const telltalePoint = fc
  .tuple(
    fc.nat(LATTICE * 2),
    fc.nat(LATTICE * 2),
    fc.constantFrom(0, 0, 0, 1, -1),
    fc.constantFrom(0, 0, 0, 1, -1),
  )
  .map(([x, y, offX, offY]) => latticePoint(x / 2, y / 2, offX, offY));

export function area(
  level: RoutableArea['level'],
  code: string,
  parentCode: string | null,
  shape: AreaGeometry,
): RoutableArea {
  // Said, not left to be measured: two ways of measuring may disagree on which of two near-equals is smaller.
  return {
    code,
    level,
    name: `name of ${code}`,
    parentCode,
    geometry: shape,
    areaM2: polygonArea(shape),
  };
}

/** A rectangle of lattice steps. */
export function latticeBox(west: number, south: number, east: number, north: number): AreaGeometry {
  return { type: 'Polygon', coordinates: [closed([[west, south], [east, south], [east, north], [west, north]])] }; // prettier-ignore
}
