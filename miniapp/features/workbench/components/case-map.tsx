import { getArea } from '@shared/areas/contract';
import { type AreaView } from '@shared/areas/schemas';
import { type CaseView } from '@shared/cases/schemas';
import { useApi } from '@miniapp/client';
import { MapView, type MapPolygon } from '@miniapp/platform/map';
import { Card } from '@miniapp/ui';
import { toneOf } from '@miniapp/widgets/case-facts';

function outlines({ code, geometry }: AreaView): MapPolygon[] {
  if (!geometry) return [];
  const shells =
    geometry.type === 'Polygon' ? [geometry.coordinates[0]] : geometry.coordinates.map((rings) => rings[0]);
  return shells.map((shell, index) => ({
    id: `${code}-${index}`,
    points: (shell ?? []).map((point) => ({ lng: point[0] as number, lat: point[1] as number })),
    emphasis: 'own' as const,
  }));
}

/** Where it is, with the boundary of the grid it lies in (GCJ-02). Nothing when the case has no place. */
export function CaseMap({ view, height }: { view: CaseView; height: string }) {
  const grid = view.area.gridCode;
  const area = useApi(
    getArea,
    { params: { code: grid ?? '' }, query: { geometry: '1' } },
    { enabled: grid !== null && view.place !== null, keep: true },
  );
  if (!view.place) return null;
  const { lng, lat } = view.place;
  return (
    <Card label="地点" flush>
      <MapView
        label={`地点：${view.addressText ?? '见地图'}`}
        centre={{ lng, lat }}
        zoom={17}
        polygons={area.data ? outlines(area.data) : []}
        markers={[
          { id: view.id, lng, lat, kind: toneOf(view), label: view.addressText ?? view.text.slice(0, 20) },
        ]}
        height={height}
      />
    </Card>
  );
}
