import { type AreaView } from '@shared/areas/schemas';
import { polygonsOf, type AreaGeometry } from '@shared/geo/geojson';
import { type MapPolygon } from '@miniapp/platform/map';

/** The boundary of an area for the map (holes are left out: no map of ours can draw them on both platforms). */
export function polygonsOfArea(
  area: AreaView | undefined,
  { emphasis = 'own', named = true }: { emphasis?: MapPolygon['emphasis']; named?: boolean } = {},
): MapPolygon[] {
  if (!area?.geometry) return [];
  return polygonsOf(area.geometry as AreaGeometry).map(([outer = []], index) => ({
    id: `${area.code}-${index}`,
    points: outer.map(([lng, lat]) => ({ lng, lat })),
    emphasis,
    label: named && index === 0 ? area.name : undefined,
  }));
}
