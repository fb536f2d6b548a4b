import { type AreaGeometry } from '@shared/geo';

/** From the root of the area tree to its leaves. */
export const routableLevels = ['city', 'district', 'street', 'community', 'grid', 'microgrid'] as const;
export type RoutableLevel = (typeof routableLevels)[number];

/** An area as stored, with what routing needs of it. `geometry` is WGS-84. */
export interface RoutableArea {
  code: string;
  level: RoutableLevel;
  name: string;
  parentCode: string | null;
  geometry: AreaGeometry;
  /** Square metres; computed from the geometry when left out. Orders overlapping areas. */
  areaM2?: number;
}

/** An area as it appears in answers. Shared between answers and frozen. */
export interface AreaNode {
  readonly code: string;
  readonly level: RoutableLevel;
  readonly name: string;
}

/**
 * How a grid was found: `inside` its boundary, `nearest` within 200 m of it, or not at all (`outside`), when
 * only the nearest community is known.
 */
export type LocateMethod = 'inside' | 'nearest' | 'outside';

export interface Located {
  /** City → … → deepest area found; to the nearest community when `outside`. Empty only without any area. */
  path: AreaNode[];
  grid: AreaNode | null;
  microgrid: AreaNode | null;
  /** Whose dispatch center answers: the grid's community (or the level above where there is none). */
  centerArea: AreaNode | null;
  method: LocateMethod;
  /** Metres to the grid (0 inside), or to the nearest community when `outside`; null without any area. */
  distanceM: number | null;
  /** Another grid whose edge is within 30 m (0 m on a shared edge), the closest one; else null. */
  nearEdge: { gridCode: string; distanceM: number } | null;
}

export interface LocateOptions {
  /** Set to false to skip the search for another grid's edge (bulk work). Default true. */
  nearEdge?: boolean;
}

export interface RoutingIndexStats {
  areas: number;
  grids: number;
  microgrids: number;
  /** Bytes held in typed arrays. */
  bytes: number;
  buildMs: number;
}

/** Immutable. Points are WGS-84 degrees. */
export interface RoutingIndex {
  /**
   * The grid and microgrid of a point. Rules: among areas of one level that contain the point (edges
   * included) the smallest wins, equal ones by lower code; a point on the winner's edge belongs to the lowest
   * code of all areas of that level whose edge runs through it; the microgrid is one of the grid found.
   * @throws RangeError when lng or lat is not a finite number within ±180 / ±90
   */
  locate(lng: number, lat: number, options?: LocateOptions): Located;
  /** Node of a code, or null when the index does not hold it. */
  node(code: string): AreaNode | null;
  /**
   * Communities, grids and microgrids, in this order, whose names hold a word of the text while those above them hold
   * its other words. Walks all names: milliseconds.
   */
  search(text: string, limit: number): AreaNode[];
  /** City → … → the area of this code; empty when unknown. */
  pathOf(code: string): AreaNode[];
  readonly stats: RoutingIndexStats;
}

export const NEAREST_LIMIT_M = 200;
export const NEAR_EDGE_LIMIT_M = 30;

/** The areas handed over do not form a tree that can be routed on. */
export class RoutingAreasError extends Error {
  override name = 'RoutingAreasError';
}
