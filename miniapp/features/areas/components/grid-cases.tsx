import { listCases } from '@shared/cases/contract';
import { useApiList } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Empty, Heading, Skeleton, View } from '@miniapp/ui';
import { MoreButton } from '@miniapp/widgets/more-button';
import { CaseCard } from '@miniapp/widgets/case-card';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';

/** The public cases of the grid, newest first. */
export function GridCases({ code }: { code: string }) {
  const query = useApiList(listCases, { query: { area: code, limit: 10 } });
  return (
    <View className="lx-stack">
      <Heading level={2} className="lx-title">
        网格里的事
      </Heading>
      <Loaded
        query={query}
        skeleton={<Skeleton kind="cards" rows={3} />}
        isEmpty={(items) => items.length === 0}
        empty={
          <Empty icon="check-circle" title="这个网格没有公开的事项" note="有事可以点「报事」告诉网格员" />
        }
      >
        {(items) => (
          <View className="lx-stack">
            {items.map((item) => (
              <CaseCard
                key={item.id}
                item={item}
                onPress={() => void openPage(routes.detail, { id: item.id })}
              />
            ))}
            <MoreButton query={query}>更早的事</MoreButton>
          </View>
        )}
      </Loaded>
    </View>
  );
}
