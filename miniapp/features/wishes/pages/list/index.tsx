import { useState } from 'react';
import { stopPullDownRefresh, useDidShow, usePullDownRefresh, useReachBottom } from '@tarojs/taro';
import { listMyWishes, listWishes } from '@shared/wishes/contract';
import { refreshApi, useApiList, useUser } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Button, Choice, Empty, Page, Skeleton, View } from '@miniapp/ui';
import { Loaded } from '@miniapp/widgets/loaded';
import { MoreButton } from '@miniapp/widgets/more-button';
import { useMyGrid } from '@miniapp/widgets/my-grid';
import { routes } from '@miniapp/widgets/routes';
import { WishCard } from '../../components/wish-card';
import '../../wishes.scss';

const VIEWS = [
  { value: 'open', text: '等人认领' },
  { value: 'claimed', text: '有人认领' },
  { value: 'done', text: '心愿墙' },
  { value: 'made', text: '我许的' },
  { value: 'mine', text: '我认领的' },
] as const;
type ViewName = (typeof VIEWS)[number]['value'];

const NOTHING: Record<ViewName, { title: string; note: string }> = {
  open: { title: '现在没有等着的心愿', note: '您有什么小心愿，可以许一个' },
  claimed: { title: '现在没有正在完成的心愿', note: '看看等人认领的' },
  done: { title: '心愿墙还空着', note: '完成一个心愿，就会挂在这里' },
  made: { title: '您还没有许过心愿', note: '一本书、一次理发、有人陪着说说话，都可以' },
  mine: { title: '您还没有认领心愿', note: '志愿者和党员可以认领' },
};
const COMMUNITY_DIGITS = 12;

/** Small wishes of my community: to claim, under way, fulfilled; and those that are mine. */
export default function WishesPage() {
  const user = useUser();
  const { code } = useMyGrid();
  const [view, setView] = useState<ViewName>('open');
  const own = view === 'made' || view === 'mine';
  const area = code?.slice(0, COMMUNITY_DIGITS);
  const shown = useApiList(listWishes, { query: { state: own ? 'open' : view, area } }, { enabled: !own });
  const mine = useApiList(
    listMyWishes,
    { query: { relation: view === 'mine' ? 'claimed' : 'made' } },
    { enabled: own && user !== null },
  );
  const query = own ? mine : shown;
  const refresh = () => refreshApi(listWishes, listMyWishes);
  useDidShow(() => void refresh());
  usePullDownRefresh(() => void refresh().finally(() => stopPullDownRefresh()));
  useReachBottom(() => {
    if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
  });
  return (
    <Page
      title="微心愿"
      width="form"
      actions={
        <Button block icon="heart" onPress={() => void openPage(routes.makeWish)}>
          许个心愿
        </Button>
      }
    >
      <Choice label="看哪些心愿" options={user ? VIEWS : VIEWS.slice(0, 3)} value={view} onChange={setView} />
      <Loaded
        query={query}
        skeleton={<Skeleton kind="cards" rows={3} />}
        isEmpty={(items) => items.length === 0}
        empty={<Empty icon="heart" title={NOTHING[view].title} note={NOTHING[view].note} />}
      >
        {(items) => (
          <View className="lx-stack">
            {items.map((item) => (
              <WishCard key={item.id} item={item} />
            ))}
            <MoreButton query={query}>更早的心愿</MoreButton>
          </View>
        )}
      </Loaded>
    </Page>
  );
}
