import { useState } from 'react';
import { getCase, mapCases } from '@shared/cases/contract';
import { type CaseMap } from '@shared/cases/feed-contract';
import { useApi } from '@miniapp/client';
import { type MapCamera, MapView } from '@miniapp/platform/map';
import { openPage } from '@miniapp/platform/navigation';
import { Button, Card, Skeleton, View } from '@miniapp/ui';
import { polygonsOfArea } from '@miniapp/widgets/area-polygons';
import { CaseCard } from '@miniapp/widgets/case-card';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';
import { useDebounced } from '../hooks/use-debounced';
import { type NearbyView } from '../hooks/use-nearby-view';
import { clusterPins } from '../model/cluster-pins';
import { type FeedFilter } from '../model/feed-filter';

const STILL_MS = 250;
const CLOSER = 2;
const NEAREST = 19;

/** The public feed on the map: numbers where many lie together, a tap goes nearer; a tap on one shows its card. */
export function FeedMap({ view, filter }: { view: NearbyView; filter: FeedFilter }) {
  const [camera, setCamera] = useState<MapCamera>();
  const [chosen, setChosen] = useState<string>();
  const seen = useDebounced(camera?.bbox, STILL_MS);
  const query = useApi(
    mapCases,
    {
      query: {
        format: 'geojson',
        bbox: seen?.map((degrees) => degrees.toFixed(5)).join(','),
        area: view.scope.area,
        status: filter.status,
        category: filter.category,
        q: filter.words,
      },
    },
    { enabled: seen !== undefined, holdPrevious: true },
  );
  const { features = [], total = 0 } = query.data ?? {};
  if (!view.centre) return <Skeleton kind="cards" rows={1} />;
  const zoom = camera?.zoom ?? view.zoom;
  const pins = clusterPins(features, zoom);
  const tap = (id: string) => {
    const pin = pins.find((known) => known.id === id);
    if (pin?.kind !== 'cluster') setChosen(id);
    else if (camera)
      setCamera({
        ...camera,
        centre: { lng: pin.lng, lat: pin.lat },
        zoom: Math.min(NEAREST, zoom + CLOSER),
      });
  };
  return (
    <>
      <Card flush className="nearby-map">
        <MapView
          label={`${view.name}的公开事项，图上 ${total} 件；「列表」里有同样的内容`}
          centre={camera?.centre ?? view.centre}
          zoom={zoom}
          height="max(320px, 52vh)"
          polygons={polygonsOfArea(view.shown)}
          markers={[...pins, ...view.mePin]}
          onMarkerTap={tap}
          onCamera={setCamera}
        />
      </Card>
      <View className="lx-caption" live="polite">
        {query.isError ? '' : captionOf(query.data)}
      </View>
      {query.isError ? <Loaded query={query}>{() => null}</Loaded> : null}
      {chosen ? <Chosen id={chosen} onClose={() => setChosen(undefined)} /> : null}
    </>
  );
}

function captionOf(map: CaseMap | undefined): string {
  if (!map) return '正在找图上的事……';
  if (map.truncated) return `图上是最近的 ${map.total} 件。放大地图，或用筛选，可以看全。`;
  if (map.total === 0) return '图上这一片没有这样的公开事项。';
  return `图上 ${map.total} 件公开事项。点数字放大，点图钉看是什么事。`;
}

function Chosen({ id, onClose }: { id: string; onClose: () => void }) {
  const query = useApi(getCase, { params: { id } });
  return (
    <View className="nearby-chosen" live="polite">
      <Loaded query={query} skeleton={<Skeleton kind="cards" rows={1} />}>
        {(item) => (
          <View className="lx-stack">
            <CaseCard item={item} current onPress={() => void openPage(routes.detail, { id: item.id })} />
            <Button kind="ghost" size="small" onPress={onClose}>
              收起这件事
            </Button>
          </View>
        )}
      </Loaded>
    </View>
  );
}
