import type { AreaDoc } from '@api/features/areas';
import { CITY_CODE } from '../city/build-areas';
import { centerOf } from '../city/centers';
import { generateCityGeometry, scaleCityOptions } from '../geometry';

/** Every seventh grid is a dedicated one. */
const DEDICATED_EVERY = 7;

/** Areas of a generated city of any size, parents before children; its names come from the geometry. */
export function scaleAreas(grids: number, microgrids: number): AreaDoc[] {
  const shapes = generateCityGeometry(scaleCityOptions(grids, microgrids));
  const children = new Map<string, number>();
  for (const { parentCode } of shapes)
    if (parentCode) children.set(parentCode, (children.get(parentCode) ?? 0) + 1);
  let [gridOrdinal, centers] = [0, 0];
  return shapes.map((shape): AreaDoc => {
    const { level, name } = shape;
    const code = level === 'city' ? CITY_CODE : shape.code;
    const isGrid = level === 'grid';
    const center = centerOf(level, code, name, centers);
    if (center) centers += 1;
    if (isGrid) gridOrdinal += 1;
    return {
      _id: code,
      level,
      name,
      parentCode: level === 'district' ? CITY_CODE : shape.parentCode,
      kind: isGrid ? (gridOrdinal % DEDICATED_EVERY === 0 ? 'dedicated' : 'basic') : null,
      settlement: shape.settlement,
      households: null,
      childCount: children.get(shape.code) ?? 0,
      centre: shape.inside,
      geometry: shape.geometry,
      center: center && { ...center, address: null },
      version: 1,
    };
  });
}
