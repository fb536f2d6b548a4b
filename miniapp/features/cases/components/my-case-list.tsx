import { listMyCases } from '@shared/cases/contract';
import { useApiList } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Empty, Skeleton, View } from '@miniapp/ui';
import { MoreButton } from '@miniapp/widgets/more-button';
import { CaseCard } from '@miniapp/widgets/case-card';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';

const EMPTY = {
  reported: {
    title: '您还没有报过事',
    note: '看到路灯不亮、垃圾没清、井盖坏了，拍张照片就能报',
    text: '去报事',
    route: routes.report,
  },
  toRate: {
    title: '没有等您评价的事',
    note: '事情办好、核实以后，会请您来评价',
    text: '看看附近的事',
    route: routes.nearby,
  },
  followed: {
    title: '您还没有关注的事',
    note: '看到和您有关的事，点「关注」，有进展在这里看',
    text: '看看附近的事',
    route: routes.nearby,
  },
} as const;

/** The cases I reported, those that wait for my rating, or those I follow, newest first. */
export function MyCaseList({ relation }: { relation: keyof typeof EMPTY }) {
  const query = useApiList(listMyCases, { query: { relation } }, { keep: 'mine' });
  const blank = EMPTY[relation];
  return (
    <Loaded
      query={query}
      skeleton={<Skeleton kind="cards" rows={4} />}
      isEmpty={(items) => items.length === 0}
      empty={
        <Empty
          title={blank.title}
          note={blank.note}
          action={{ text: blank.text, onPress: () => void openPage(blank.route) }}
        />
      }
    >
      {(items) => (
        <View className="lx-stack">
          {items.map((item) => (
            <CaseCard
              key={item.id}
              item={item}
              promise
              onPress={() =>
                void openPage(relation === 'toRate' ? routes.rate : routes.detail, { id: item.id })
              }
            />
          ))}
          <MoreButton query={query}>更早的事</MoreButton>
        </View>
      )}
    </Loaded>
  );
}
