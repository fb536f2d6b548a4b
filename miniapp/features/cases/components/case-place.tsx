import { getArea } from '@shared/areas/contract';
import { type CaseView } from '@shared/cases/schemas';
import { useApi } from '@miniapp/client';
import { MapView } from '@miniapp/platform/map';
import { openPage } from '@miniapp/platform/navigation';
import { Button, Card, Text, View } from '@miniapp/ui';
import { polygonsOfArea } from '@miniapp/widgets/area-polygons';
import { toneOf } from '@miniapp/widgets/case-facts';
import { routes } from '@miniapp/widgets/routes';

/** Where it is, in words and on the map with its grid's boundary. */
export function CasePlace({ item }: { item: CaseView }) {
  const code = item.area.gridCode;
  const grid = useApi(
    getArea,
    { params: { code: code ?? '' }, query: { geometry: '1' } },
    { enabled: code !== null, staleMs: 600_000 },
  );
  const names = item.area.path
    .filter(({ level }) => level !== 'city' && level !== 'district')
    .map(({ name }) => name);
  return (
    <Card
      title="地点"
      flush
      extra={
        code ? (
          <Button kind="ghost" size="small" onPress={() => void openPage(routes.grid, { code })}>
            看网格
          </Button>
        ) : undefined
      }
    >
      <View className="case-place__words">
        {item.addressText ? (
          <View>
            <Text>{item.addressText}</Text>
          </View>
        ) : null}
        <View className="lx-small">{names.join(' · ')}</View>
      </View>
      {item.place ? (
        <MapView
          label={`事项地点：${item.addressText ?? names.join('')}`}
          centre={item.place}
          zoom={17}
          height="200px"
          polygons={polygonsOfArea(grid.data, { named: false })}
          markers={[
            {
              id: item.id,
              lng: item.place.lng,
              lat: item.place.lat,
              kind: toneOf(item),
              label: item.category.name,
            },
          ]}
        />
      ) : null}
    </Card>
  );
}
