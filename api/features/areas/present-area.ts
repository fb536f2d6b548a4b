import type { AreaView } from '@shared/areas/schemas';
import {
  convertCoordinates,
  presentPlace,
  roundDegrees,
  type AreaGeometry,
  type CoordType,
  type Ring,
} from '@shared/geo';
import type { AreaNode } from '@api/routing';
import type { AreaDoc } from './area.model';

export const areaRef = ({ code, level, name }: AreaNode) => ({ code, level, name });

/** A stored boundary (WGS-84) in the coordinate system asked for. */
export function presentGeometry(
  geometry: AreaGeometry,
  coordType: CoordType,
): NonNullable<AreaView['geometry']> {
  const ring = (positions: Ring) =>
    positions.map(([lng, lat]) => {
      const point = convertCoordinates({ lng, lat }, 'wgs84', coordType);
      return [roundDegrees(point.lng), roundDegrees(point.lat)];
    });
  return geometry.type === 'Polygon'
    ? { type: 'Polygon', coordinates: geometry.coordinates.map(ring) }
    : { type: 'MultiPolygon', coordinates: geometry.coordinates.map((polygon) => polygon.map(ring)) };
}

export function presentArea(
  area: AreaDoc,
  path: readonly AreaNode[],
  coordType: CoordType,
  withGeometry: boolean,
): AreaView {
  return {
    code: area._id,
    level: area.level,
    name: area.name,
    parentCode: area.parentCode,
    path: path.map(areaRef),
    kind: area.kind,
    settlement: area.settlement,
    households: area.households,
    children: area.childCount,
    centre: presentPlace(area.centre, coordType),
    ...(withGeometry && { geometry: presentGeometry(area.geometry, coordType) }),
    version: area.version,
  };
}
