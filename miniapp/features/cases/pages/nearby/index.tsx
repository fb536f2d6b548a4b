import { useState } from 'react';
import { type CaseSummary } from '@shared/cases/schemas';
import { useApi } from '@miniapp/client';
import { listCases } from '@shared/cases/contract';
import { MapView } from '@miniapp/platform/map';
import { openPage } from '@miniapp/platform/navigation';
import { Button, Card, Choice, Empty, Page, Skeleton, View } from '@miniapp/ui';
import { polygonsOfArea } from '@miniapp/widgets/area-polygons';
import { CaseCard } from '@miniapp/widgets/case-card';
import { toneOf } from '@miniapp/widgets/case-facts';
import { Loaded } from '@miniapp/widgets/loaded';
import { useMyGrid } from '@miniapp/widgets/my-grid';
import { routes } from '@miniapp/widgets/routes';
import { useNearbyView } from '../../hooks/use-nearby-view';
import './index.scss';

const FILTERS = [
  { value: 'all', text: '全部' },
  { value: 'handling', text: '正在处置' },
  { value: 'submitted', text: '待受理' },
  { value: 'closed', text: '已办结' },
] as const;
type Filter = (typeof FILTERS)[number]['value'];

const markerOf = (item: CaseSummary) =>
  item.place
    ? [
        {
          id: item.id,
          lng: item.place.lng,
          lat: item.place.lat,
          kind: toneOf(item),
          label: `${item.statusName}：${item.category.name}`,
        },
      ]
    : [];

/** Public cases around: on the map and as its twin list, for those who cannot use a map. */
export default function NearbyPage() {
  const grid = useMyGrid();
  const [filter, setFilter] = useState<Filter>('all');
  const [chosen, setChosen] = useState<string>();
  const view = useNearbyView(grid);
  const query = useApi(
    listCases,
    { query: { ...view.scope, status: filter === 'all' ? undefined : filter, limit: 60 } },
    { enabled: view.centre !== undefined, holdPrevious: true },
  );
  const items = query.data?.items ?? [];
  const ordered = [...items].sort((a, b) => Number(b.id === chosen) - Number(a.id === chosen));

  return (
    <Page
      title="附近"
      tools={
        <Button
          kind="ghost"
          size="small"
          icon="locate"
          loading={grid.state === 'locating'}
          onPress={grid.locate}
        >
          我的位置
        </Button>
      }
      aside={
        <Loaded
          query={query}
          skeleton={<Skeleton kind="cards" rows={4} />}
          isEmpty={(page) => page.items.length === 0}
          empty={
            <Empty
              icon="map-pin"
              title="附近没有公开的事项"
              note="换个筛选看看；身边有事，也可以报给网格员"
              action={{ text: '去报事', onPress: () => void openPage(routes.report) }}
            />
          }
        >
          {() => (
            <View className="lx-stack">
              {ordered.map((item) => (
                <CaseCard
                  key={item.id}
                  item={item}
                  current={item.id === chosen}
                  onPress={() => void openPage(routes.detail, { id: item.id })}
                />
              ))}
            </View>
          )}
        </Loaded>
      }
    >
      <Choice label="按状态筛选" options={FILTERS} value={filter} onChange={setFilter} />
      <Card flush className="nearby-map">
        {view.centre ? (
          <MapView
            label={`${view.name}的公开事项，共 ${items.length} 件，下面有同样内容的列表`}
            centre={view.centre}
            zoom={view.zoom}
            height="max(300px, 46vh)"
            polygons={polygonsOfArea(view.area)}
            markers={[...items.flatMap(markerOf), ...view.mePin]}
            onMarkerTap={setChosen}
          />
        ) : (
          <Skeleton kind="cards" rows={1} />
        )}
      </Card>
      <View className="lx-caption">{`${view.name} · 最近 ${items.length} 件公开事项。点图钉，那件事会排到列表最前面。`}</View>
    </Page>
  );
}
