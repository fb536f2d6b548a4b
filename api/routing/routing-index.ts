import { METRES_PER_DEGREE, UNITS_PER_DEGREE, toUnits } from '@shared/geo';
import { createBoundaryTests, type BoundaryTests, type Scale } from './boundary-tests';
import { createCellSearch, type Closest } from './cell-search';
import { createNodes, orderAreas } from './order-areas';
import { packBoundaries } from './pack-boundaries';
import { buildRaster } from './raster';
import {
  NEAREST_LIMIT_M,
  NEAR_EDGE_LIMIT_M,
  type AreaNode,
  type Located,
  type LocateOptions,
  type RoutableArea,
  type RoutableLevel,
  type RoutingIndex,
} from './types';

const centerLevels: RoutableLevel[] = ['community', 'street', 'district', 'city'];

function scaleAt(lat: number): Scale {
  const north = METRES_PER_DEGREE / UNITS_PER_DEGREE;
  return { north, east: north * Math.cos((lat * Math.PI) / 180) };
}

/** The area of `range` closest to a point, however far; a few thousand areas are simply walked through. */
function closestOf([first, end]: [number, number], tests: BoundaryTests) {
  return (x: number, y: number, scale: Scale): Closest => {
    const best: Closest = { area: -1, distanceM: Infinity };
    for (let area = first; area < end; area++) {
      const distanceM = tests.distance(area, x, y, scale, best.distanceM);
      // Ascending codes: the first of equals stays.
      if (distanceM < best.distanceM) {
        best.area = area;
        best.distanceM = distanceM;
      }
    }
    return best;
  };
}

function roundMetres(metres: number): number {
  return Math.round(metres * 10) / 10;
}

function assertPoint(lng: number, lat: number): void {
  if (!(Math.abs(lng) <= 180 && Math.abs(lat) <= 90))
    throw new RangeError(`not a point on earth: ${lng}, ${lat}`);
}

/**
 * Builds the index of an area tree. It keeps codes, names and its own packed boundaries, not the areas given.
 * @param areas boundaries in WGS-84; any order; parents must be among them
 * @throws RoutingAreasError when a code appears twice or a parent is missing or not of a higher level
 */
export function createRoutingIndex(areas: readonly RoutableArea[]): RoutingIndex {
  const started = performance.now();
  const ordered = orderAreas(areas);
  const { parent, positionOf } = ordered;
  const { nodeAt, names } = createNodes(ordered.areas);
  const [firstGrid, firstMicrogrid] = ordered.range('grid');
  const [, end] = ordered.range('microgrid');
  const centers = centerLevels.map(ordered.range).find(([first, last]) => last > first) ?? [0, 0];
  const packed = packBoundaries(ordered.areas, centers[0]);
  const tests = createBoundaryTests(packed);
  const raster = buildRaster(packed, tests, firstGrid, end);
  const search = createCellSearch(ordered, tests, raster);
  const closestCenter = closestOf(centers, tests);
  const buffers = [...Object.values<ArrayBufferView>({ ...packed }), parent, raster?.cells, raster?.lists];

  function pathTo(position: number): AreaNode[] {
    const path: AreaNode[] = [];
    for (let at = position; at >= 0; at = parent[at]!) path.push(nodeAt(at));
    return path.reverse();
  }

  function nearEdgeOf(x: number, y: number, scale: Scale, grid: number): Located['nearEdge'] {
    const other = search.closestGrid(x, y, scale, NEAR_EDGE_LIMIT_M, grid);
    return other.area < 0
      ? null
      : { gridCode: nodeAt(other.area).code, distanceM: roundMetres(other.distanceM) };
  }

  function locateOutside(x: number, y: number, scale: Scale): Located {
    const center = closestCenter(x, y, scale);
    const found = center.area >= 0;
    return {
      path: found ? pathTo(center.area) : [],
      grid: null,
      microgrid: null,
      centerArea: found ? nodeAt(center.area) : null,
      method: 'outside',
      distanceM: found ? roundMetres(center.distanceM) : null,
      nearEdge: null,
    };
  }

  function locate(lng: number, lat: number, options?: LocateOptions): Located {
    assertPoint(lng, lat);
    const x = toUnits(lng);
    const y = toUnits(lat);
    let grid = search.find('grid', x, y, -1);
    const microgrid = search.find('microgrid', x, y, grid);
    // A building that juts out of its grid is still that grid's.
    if (grid < 0 && microgrid >= 0 && parent[microgrid]! >= firstGrid) grid = parent[microgrid]!;
    const scale = scaleAt(lat);
    let distanceM = 0;
    if (grid < 0) {
      const nearest = search.closestGrid(x, y, scale, NEAREST_LIMIT_M, -1);
      if (nearest.area < 0) return locateOutside(x, y, scale);
      grid = nearest.area;
      distanceM = nearest.distanceM;
    }
    const inside = distanceM === 0;
    const path = pathTo(inside && microgrid >= 0 ? microgrid : grid);
    return {
      path,
      grid: nodeAt(grid),
      microgrid: inside && microgrid >= 0 ? nodeAt(microgrid) : null,
      centerArea: path.findLast(({ level }) => level !== 'grid' && level !== 'microgrid') ?? null,
      method: inside ? 'inside' : 'nearest',
      distanceM: roundMetres(distanceM),
      nearEdge: options?.nearEdge === false ? null : nearEdgeOf(x, y, scale, grid),
    };
  }

  function findByName(text: string, limit: number): AreaNode[] {
    const words = text.split(/\s+/).filter(Boolean);
    const found: AreaNode[] = [];
    if (words.length === 0) return found;
    const [first] = ordered.range('community');
    for (let at = first; at < end && found.length < limit; at++) {
      const missing = words.filter((word) => !names[at]!.includes(word));
      if (missing.length === words.length) continue;
      const above =
        missing.length === 0
          ? ''
          : pathTo(parent[at]!)
              .map(({ name }) => name)
              .join(' ');
      if (missing.every((word) => above.includes(word))) found.push(nodeAt(at));
    }
    return found;
  }

  return {
    locate,
    search: findByName,
    node(code) {
      const position = positionOf.get(code);
      return position === undefined ? null : nodeAt(position);
    },
    pathOf: (code) => pathTo(positionOf.get(code) ?? -1),
    stats: {
      areas: ordered.areas.length,
      grids: firstMicrogrid - firstGrid,
      microgrids: end - firstMicrogrid,
      bytes: buffers.reduce((sum, buffer) => sum + (buffer?.byteLength ?? 0), 0),
      buildMs: performance.now() - started,
    },
  };
}
