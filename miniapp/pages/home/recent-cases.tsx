import { listCases } from '@shared/cases/contract';
import { useApi } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Button, Empty, Heading, Skeleton, View } from '@miniapp/ui';
import { CaseCard } from '@miniapp/widgets/case-card';
import { Loaded } from '@miniapp/widgets/loaded';
import { type MyGrid } from '@miniapp/widgets/my-grid';
import { routes } from '@miniapp/widgets/routes';

const SHOWN = 6;

/** What neighbours have reported lately, of my grid's community when it is known. */
export function RecentCases({ grid }: { grid: MyGrid }) {
  const community = grid.code?.slice(0, 12);
  const query = useApi(
    listCases,
    { query: { area: community, limit: SHOWN } },
    { keep: true, holdPrevious: true },
  );
  return (
    <View className="lx-stack">
      <View className="lx-row lx-row--between">
        <Heading level={2} className="lx-title">
          {community ? '社区里的事' : '最近公开的事'}
        </Heading>
        <Button kind="ghost" size="small" icon="map" onPress={() => void openPage(routes.nearby)}>
          看地图
        </Button>
      </View>
      <Loaded
        query={query}
        skeleton={<Skeleton kind="cards" rows={3} />}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <Empty
            icon="check-circle"
            title="最近没有公开的事项"
            note="看到路灯不亮、垃圾没清，可以点「报事」告诉网格员"
          />
        }
      >
        {({ items }) => (
          <View className="lx-stack">
            {items.map((item) => (
              <CaseCard
                key={item.id}
                item={item}
                onPress={() => void openPage(routes.detail, { id: item.id })}
              />
            ))}
          </View>
        )}
      </Loaded>
    </View>
  );
}
