import { type LngLat } from '@shared/geo';
import { areaNames } from './area-names';
import { orderCells, type Cell } from './cell-order';
import { createCityBuilder, MAX_NUMBER, threeDigits, type CityArea } from './city-builder';
import { createHoneycomb } from './honeycomb';
import { hashIntegers } from './random';

export interface CityGeometryOptions {
  seed: number;
  districts: number;
  streetsPerDistrict: number;
  communitiesPerStreet: number;
  /** Ignored with `gridTotal`. */
  gridsPerCommunity: number;
  /** Buildings in each grid, or in the grid of this ordinal (from 0 over the whole city). Default 0. */
  microgridsPerGrid?: number | ((gridOrdinal: number) => number);
  /** Exact number of grids, spread evenly over the communities. */
  gridTotal?: number;
  /** Exact number of microgrids, spread evenly over the grids. */
  microgridTotal?: number;
  /** WGS-84. */
  centre: LngLat;
  /** Average width of a grid in metres. Default 360. */
  gridWidthM?: number;
  /** How often a border is halved and bent (0–4). Default 3. */
  edgeDetail?: number;
}

/** GB/T 2260 has no province 99: nobody lives here. */
const CITY_CODE = 990100;
const MAX_DISTRICTS = 99;

/** Half-open share of `total` that belongs to part `i` of `parts`, as even as whole numbers allow. */
function share(total: number, parts: number, i: number): [start: number, end: number] {
  return [Math.floor((i * total) / parts), Math.floor(((i + 1) * total) / parts)];
}

function assertCounts(options: CityGeometryOptions, grids: number, communities: number): void {
  const { districts, streetsPerDistrict, communitiesPerStreet, edgeDetail = 3 } = options;
  const counts = [districts, streetsPerDistrict, communitiesPerStreet, grids];
  if (counts.some((count) => !Number.isInteger(count) || count < 1))
    throw new RangeError('counts start at 1');
  if (districts > MAX_DISTRICTS) throw new RangeError(`at most ${MAX_DISTRICTS} districts`);
  if (Math.max(streetsPerDistrict, communitiesPerStreet) > MAX_NUMBER) {
    throw new RangeError(`at most ${MAX_NUMBER} children of one area`);
  }
  if (grids < communities) throw new RangeError('every community needs a grid');
  if (![0, 1, 2, 3, 4].includes(edgeDetail)) throw new RangeError('edgeDetail is 0 to 4');
}

/** How many buildings the grid of an ordinal gets. */
function buildingCounter(options: CityGeometryOptions, gridTotal: number): (ordinal: number) => number {
  const { microgridTotal, microgridsPerGrid = 0 } = options;
  if (microgridTotal !== undefined) {
    return (ordinal) => {
      const [start, end] = share(microgridTotal, gridTotal, ordinal);
      return end - start;
    };
  }
  return typeof microgridsPerGrid === 'number' ? () => microgridsPerGrid : microgridsPerGrid;
}

/**
 * Draws the boundaries of a fictional city: the same options give the same city on every machine. Areas of one
 * level leave no gap and do not overlap, neighbours share their vertices, and a parent is exactly the union of
 * its children; microgrids are buildings and leave room between them.
 * @returns areas in order of their codes, parents before children
 * @throws RangeError when counts do not fit the codes
 */
export function generateCityGeometry(options: CityGeometryOptions): CityArea[] {
  const { seed, districts, streetsPerDistrict, communitiesPerStreet, centre } = options;
  const communities = districts * streetsPerDistrict * communitiesPerStreet;
  const gridTotal = options.gridTotal ?? communities * options.gridsPerCommunity;
  assertCounts(options, gridTotal, communities);
  const { columns, rows, cells } = orderCells(gridTotal);
  const { gridWidthM: cellM = 360, edgeDetail = 3 } = options;
  const builder = createCityBuilder(createHoneycomb({ seed, columns, rows, centre, cellM, edgeDetail }));
  const buildingsIn = buildingCounter(options, gridTotal);
  const cellsOf = (firstCommunity: number, count: number): Cell[] => {
    const [start] = share(gridTotal, communities, firstCommunity);
    const [, end] = share(gridTotal, communities, firstCommunity + count - 1);
    return cells.slice(start, end);
  };

  function addCommunity(street: CityArea, number: number, ordinal: number): void {
    const code = street.code + threeDigits(number);
    const name = (rural: boolean): string => areaNames.community(ordinal, rural);
    const community = builder.addGroup('community', code, street, cellsOf(ordinal, 1), name);
    const [first, end] = share(gridTotal, communities, ordinal);
    for (let grid = first; grid < end; grid++) {
      const buildingSeed = hashIntegers(seed, 9, grid);
      builder.addGrid(community, grid - first + 1, cells[grid]!, buildingsIn(grid), buildingSeed);
    }
  }

  function addStreet(district: CityArea, number: number, ordinal: number): void {
    const code = district.code + threeDigits(number);
    const first = ordinal * communitiesPerStreet;
    const name = (rural: boolean): string => areaNames.street(ordinal, rural);
    const street = builder.addGroup('street', code, district, cellsOf(first, communitiesPerStreet), name);
    for (let c = 0; c < communitiesPerStreet; c++) addCommunity(street, c + 1, first + c);
  }

  const city = builder.addGroup('city', String(CITY_CODE), null, cells, () => areaNames.city);
  for (let d = 0; d < districts; d++) {
    const perDistrict = streetsPerDistrict * communitiesPerStreet;
    const run = cellsOf(d * perDistrict, perDistrict);
    const name = (): string => areaNames.district(d);
    const district = builder.addGroup('district', String(CITY_CODE + d + 1), city, run, name);
    for (let s = 0; s < streetsPerDistrict; s++) addStreet(district, s + 1, d * streetsPerDistrict + s);
  }
  return builder.areas;
}
