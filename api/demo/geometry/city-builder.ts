import { type AreaGeometry, type LngLat } from '@shared/geo';
import { type RoutableArea, type RoutableLevel } from '@api/routing';
import { areaNames } from './area-names';
import { layOutBuildings } from './buildings';
import { type Cell } from './cell-order';
import { gridInterior } from './grid-interior';
import { type Honeycomb, type Metres } from './honeycomb';
import { outlineOf } from './outline';

/** An area of the generated city; `geometry` is WGS-84, rings as RFC 7946 wants them, rounded to 1e-7°. */
export interface CityArea extends RoutableArea {
  /** A point well inside. */
  inside: LngLat;
  /** 0 in the middle of the city, about 1 at its rim; the average over its grids for areas above them. */
  remoteness: number;
  /** Urban or rural (village), by distance from the middle; grids and microgrids follow their community. */
  settlement: 'urban' | 'rural';
}

/** From here outwards communities are villages. */
const RURAL_REMOTENESS = 0.78;
export const MAX_NUMBER = 999;

/** A number as it stands in an area code. */
export function threeDigits(number: number): string {
  return String(number).padStart(3, '0');
}

/** Turns runs of honeycomb cells into areas, parents before children. */
export interface CityBuilder {
  areas: CityArea[];
  /** An area above the grids, made of connected cells. */
  addGroup(
    level: RoutableLevel,
    code: string,
    parent: CityArea | null,
    cells: readonly Cell[],
    name: (rural: boolean) => string,
  ): CityArea;
  /** A grid of one cell with its buildings. */
  addGrid(community: CityArea, number: number, cell: Cell, buildings: number, seed: number): void;
}

export function createCityBuilder(honeycomb: Honeycomb): CityBuilder {
  const areas: CityArea[] = [];

  function add(
    node: Pick<CityArea, 'level' | 'code' | 'name' | 'settlement'>,
    parent: CityArea | null,
    geometry: AreaGeometry,
    inside: Metres,
    distance = honeycomb.remoteness(inside),
  ): CityArea {
    const [lng, lat] = honeycomb.toPosition(inside);
    const remoteness = Math.round(distance * 1000) / 1000;
    const area: CityArea = {
      ...node,
      parentCode: parent?.code ?? null,
      geometry,
      inside: { lng, lat },
      remoteness,
    };
    areas.push(area);
    return area;
  }

  return {
    areas,
    addGroup(level, code, parent, cells, name) {
      const inside = gridInterior(honeycomb, cells[Math.floor(cells.length / 2)]!).centre;
      const distances = cells.map((cell) => honeycomb.remoteness(gridInterior(honeycomb, cell).centre));
      const distance = distances.reduce((sum, each) => sum + each, 0) / cells.length;
      const rural = distance >= RURAL_REMOTENESS;
      const node = { level, code, name: name(rural), settlement: rural ? 'rural' : 'urban' } as const;
      return add(node, parent, outlineOf(honeycomb, cells), inside, distance);
    },
    addGrid(community, number, cell, buildings, seed) {
      if (number > MAX_NUMBER || buildings > MAX_NUMBER) throw new RangeError('codes have three digits here');
      const { settlement } = community;
      const { centre, radiusM } = gridInterior(honeycomb, cell);
      const code = community.code + threeDigits(number);
      const name = areaNames.grid(community.name, number);
      const outline = outlineOf(honeycomb, [cell]);
      const grid = add({ level: 'grid', code, name, settlement }, community, outline, centre);
      layOutBuildings(buildings, centre, radiusM, seed, honeycomb.toPosition).forEach((building, i) => {
        const node = {
          level: 'microgrid',
          code: code + threeDigits(i + 1),
          name: areaNames.microgrid(i + 1),
        } as const;
        add({ ...node, settlement }, grid, building.geometry, building.inside);
      });
    },
  };
}
