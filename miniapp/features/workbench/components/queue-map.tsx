import { type CaseSummary } from '@shared/cases/schemas';
import { useApiList } from '@miniapp/client';
import { getWorkbench } from '@shared/cases/contract';
import { MapView } from '@miniapp/platform/map';
import { Button, Empty, Skeleton, Text, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { useNow } from '@miniapp/widgets/use-now';
import { type QueueView } from '../model/filter';
import { MOST_PINS, pinsOf, TONES, viewOf } from '../model/map-pins';

interface QueueMapProps {
  view: QueueView;
  wide: boolean;
  onOpen: (id: string) => void;
}

/** The queue on a map, first due first; what the colours say stands in words below. */
export function QueueMap({ view: { queue, filter }, wide, onOpen }: QueueMapProps) {
  const list = useApiList(getWorkbench, { query: { queue, ...filter, limit: 100 } });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  return (
    <Loaded
      query={list}
      skeleton={<Skeleton kind="cards" rows={2} />}
      isEmpty={(items) => items.length === 0 && !hasNextPage}
      empty={<Empty icon="map" title="地图上没有事项" note="换一个队列，或去掉一两个筛选条件。" />}
    >
      {(items) => (
        <View className="lx-stack">
          <PinMap items={items} more={hasNextPage} wide={wide} onOpen={onOpen} />
          {hasNextPage && items.length < MOST_PINS ? (
            <Button kind="ghost" block loading={isFetchingNextPage} onPress={() => void fetchNextPage()}>
              再标出后面的
            </Button>
          ) : null}
        </View>
      )}
    </Loaded>
  );
}

interface PinMapProps {
  items: readonly CaseSummary[];
  more: boolean;
  wide: boolean;
  onOpen: (id: string) => void;
}

function PinMap({ items, more: hasMore, wide, onOpen }: PinMapProps) {
  const { markers, counts, unplaced, more } = pinsOf(items, useNow(), hasMore);
  const { centre, zoom } = viewOf(markers);
  return (
    <>
      <View className="map-legend lx-small" role="group" label="图例">
        {TONES.map(({ tone, kind, words }) => (
          <View key={tone} className="map-legend__one">
            <View className={`map-legend__dot map-legend__dot--${kind}`} hidden />
            <Text className="lx-num">{`${words} ${counts[tone]}`}</Text>
          </View>
        ))}
      </View>
      <MapView
        label={`地图：${markers.length} 件事项`}
        centre={centre}
        zoom={zoom}
        markers={markers}
        height={wide ? 'max(280px, calc(100vh - 460px))' : '50vh'}
        onMarkerTap={onOpen}
      />
      {more ? (
        <View className="lx-caption">{`先到期的 ${markers.length} 件标在图上；加上筛选条件，再放大看更多`}</View>
      ) : null}
      {unplaced > 0 ? (
        <View className="lx-caption">{`还有 ${unplaced} 件没有地点，请在列表里看`}</View>
      ) : null}
    </>
  );
}
