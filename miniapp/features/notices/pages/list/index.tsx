import { useState } from 'react';
import { stopPullDownRefresh, usePullDownRefresh, useReachBottom } from '@tarojs/taro';
import { listNotices, NOTICE_WRITERS } from '@shared/notices/contract';
import { NOTICE_CATEGORIES, NOTICE_CATEGORY_NAMES, type NoticeCategory } from '@shared/notices/schemas';
import { explain, refreshApi, useApiList, useHasRole } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Button, CellList, Choice, Empty, Page, Skeleton, toast, View } from '@miniapp/ui';
import { MoreButton } from '@miniapp/widgets/more-button';
import { GridChooser } from '@miniapp/widgets/grid-chooser';
import { Loaded } from '@miniapp/widgets/loaded';
import { chooseGrid, useMyGrid } from '@miniapp/widgets/my-grid';
import { NoticeRow } from '@miniapp/widgets/notice-row';
import { routes } from '@miniapp/widgets/routes';
import { useNow } from '@miniapp/widgets/use-now';

type Wanted = NoticeCategory | 'all';
const KINDS = [
  { value: 'all' as Wanted, text: '全部' },
  ...NOTICE_CATEGORIES.map((value) => ({ value, text: NOTICE_CATEGORY_NAMES[value] })),
];

/** What is announced now in my grid and all above it. */
export default function NoticesPage() {
  const { code, contacts } = useMyGrid();
  const [wanted, setWanted] = useState<Wanted>('all');
  const [choosing, setChoosing] = useState(false);
  const writes = useHasRole(...NOTICE_WRITERS);
  const now = useNow();
  const query = useApiList(
    listNotices,
    { query: { area: code ?? undefined, category: wanted === 'all' ? undefined : wanted } },
    { enabled: code !== null },
  );
  usePullDownRefresh(() => void refreshApi(listNotices).finally(() => stopPullDownRefresh()));
  useReachBottom(() => {
    if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
  });
  const choose = (grid: { code: string; name: string }) => {
    chooseGrid(grid).catch((error: unknown) => toast.fail(explain(error)));
  };
  return (
    <Page title="公告" width="form">
      <View className="lx-row lx-row--between">
        <Button kind="ghost" size="small" icon="map-pin" onPress={() => setChoosing(true)}>
          {contacts.data?.area.name ?? '选择网格'}
        </Button>
        {writes ? (
          <Button
            kind="secondary"
            size="small"
            icon="pencil"
            onPress={() => void openPage(routes.manageNotices)}
          >
            管理公告
          </Button>
        ) : null}
      </View>
      {code === null ? (
        <Empty
          icon="map-pin"
          title="先选您的网格"
          note="选好以后，能看到您的网格、社区、街道和全市的公告"
          action={{ text: '选择网格', onPress: () => setChoosing(true) }}
        />
      ) : (
        <>
          <Choice label="看哪一类" options={KINDS} value={wanted} onChange={setWanted} />
          <Loaded
            query={query}
            skeleton={<Skeleton kind="cards" rows={3} />}
            isEmpty={(items) => items.length === 0}
            empty={
              <Empty icon="megaphone" title="现在没有公告" note="有停水停电、政策消息，会在这里告诉您" />
            }
          >
            {(items) => (
              <View className="lx-stack">
                <CellList label="公告">
                  {items.map((item) => (
                    <NoticeRow key={item.id} item={item} now={now} />
                  ))}
                </CellList>
                <MoreButton query={query}>更早的公告</MoreButton>
              </View>
            )}
          </Loaded>
        </>
      )}
      <GridChooser open={choosing} onClose={() => setChoosing(false)} onChoose={choose} />
    </Page>
  );
}
