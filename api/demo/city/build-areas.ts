import type { AreaDoc } from '@api/features/areas';
import {
  type CityArea,
  createRandom,
  demoCityOptions,
  generateCityGeometry,
  hashIntegers,
} from '../geometry';
import { CITY_NAME, DISTRICT_NAME, STREETS } from './area-table';
import { centerOf } from './centers';
import type { GridFacts, GridPlace } from './team-plan';

/** A city's code has four digits, a district's six (`areaCodeSchema`); the geometry counts the city as a district. */
export const CITY_CODE = '9901';
export const DISTRICT_CODE = '990101';
/** The grid of the personas: 桂花苑网格 of 幸福里社区. */
export const HOME_GRID_CODE = '990101001003001';

/** The demo city's areas, parents before children. Same on every machine. */
export function buildAreas(): AreaDoc[] {
  const shapes = generateCityGeometry(demoCityOptions);
  const codeOf = (shape: CityArea) => (shape.level === 'city' ? CITY_CODE : shape.code);
  const children = new Map<string, number>();
  for (const { parentCode } of shapes)
    if (parentCode) children.set(parentCode, (children.get(parentCode) ?? 0) + 1);
  let centers = 0;
  return shapes.map((shape): AreaDoc => {
    const code = codeOf(shape);
    const { name, kind, settlement } = factsOf(shape.level, code);
    const center = centerOf(shape.level, code, name, centers);
    if (center) centers += 1;
    return {
      _id: code,
      level: shape.level,
      name,
      parentCode: shape.level === 'district' ? CITY_CODE : shape.parentCode,
      kind,
      settlement,
      households: householdsOf(shape.level, code, kind, settlement),
      childCount: children.get(shape.code) ?? 0,
      centre: shape.inside,
      geometry: shape.geometry,
      center,
      version: 1,
    };
  });
}

const part = (code: string, from: number) => Number(code.slice(from, from + 3));

/** Where a grid stands in the tables of names and teams. */
export function gridPlaceOf(code: string): GridPlace {
  return `${part(code, 6)}-${part(code, 9)}-${part(code, 12)}`;
}

export function gridFactsOf({ _id, kind, settlement }: AreaDoc): GridFacts {
  return { place: gridPlaceOf(_id), kind: kind ?? 'basic', settlement: settlement ?? 'urban' };
}

function factsOf(level: string, code: string): Pick<AreaDoc, 'name' | 'kind' | 'settlement'> {
  const street = STREETS[part(code, 6) - 1];
  const community = street?.communities[part(code, 9) - 1];
  const grid = community?.grids[part(code, 12) - 1];
  const settlement = community ? (community.rural ? 'rural' : 'urban') : null;
  const kind = grid ? (grid.dedicated ? 'dedicated' : 'basic') : null;
  const number = part(code, 15);
  switch (level) {
    case 'city':
      return { name: CITY_NAME, kind: null, settlement: null };
    case 'district':
      return { name: DISTRICT_NAME, kind: null, settlement: null };
    case 'street':
      return { name: street?.name ?? code, kind: null, settlement: null };
    case 'community':
      return { name: community?.name ?? code, kind: null, settlement };
    case 'grid':
      return { name: grid?.name ?? code, kind, settlement };
    default:
      return { name: settlement === 'rural' ? `第${number}联户组` : `${number}号楼`, kind: null, settlement };
  }
}

/** Grids of homes hold 280–520 households, villages fewer; a building 24–60. */
function householdsOf(level: string, code: string, kind: AreaDoc['kind'], settlement: AreaDoc['settlement']) {
  const draw = createRandom(
    hashIntegers(part(code, 6), part(code, 9), part(code, 12), part(code, 15) || 0),
  )();
  if (level === 'microgrid') return 24 + Math.floor(draw * 36);
  if (level !== 'grid' || kind === 'dedicated') return null;
  return settlement === 'rural' ? 90 + Math.floor(draw * 110) : 280 + Math.floor(draw * 240);
}
