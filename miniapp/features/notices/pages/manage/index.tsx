import { useDidShow, useReachBottom } from '@tarojs/taro';
import { listManagedNotices, NOTICE_WRITERS } from '@shared/notices/contract';
import { refreshApi, useApiList, useHasRole } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Button, Cell, CellList, Empty, Page, Skeleton, StatusTag, View } from '@miniapp/ui';
import { MoreButton } from '@miniapp/widgets/more-button';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';
import { useNow } from '@miniapp/widgets/use-now';
import { WritersOnly } from '../../components/writers-only';
import { STATE_WORDS, termText } from '../../model/words';
import '../../notices.scss';

/** Every notice of one's own areas, whatever became of it. */
export default function ManageNoticesPage() {
  const writes = useHasRole(...NOTICE_WRITERS);
  const now = useNow();
  const query = useApiList(listManagedNotices, {}, { enabled: writes });
  useDidShow(() => {
    if (writes) void refreshApi(listManagedNotices);
  });
  useReachBottom(() => {
    if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
  });
  return (
    <Page title="管理公告" width="form">
      <WritersOnly to={routes.manageNotices}>
        <Button icon="plus" onPress={() => void openPage(routes.writeNotice)}>
          写公告
        </Button>
        <Loaded
          query={query}
          skeleton={<Skeleton kind="cards" rows={3} />}
          isEmpty={(items) => items.length === 0}
          empty={<Empty icon="megaphone" title="还没有公告" note="写好后可以马上发布，也可以定时发布" />}
        >
          {(items) => (
            <View className="lx-stack">
              <CellList label="公告">
                {items.map((item) => (
                  <Cell
                    key={item.id}
                    title={item.title}
                    note={`${item.area.name} · ${termText(item, now)}`}
                    value={
                      <StatusTag tone={STATE_WORDS[item.state].tone} icon={STATE_WORDS[item.state].icon}>
                        {STATE_WORDS[item.state].text}
                      </StatusTag>
                    }
                    onPress={() => void openPage(routes.writeNotice, { id: item.id })}
                  />
                ))}
              </CellList>
              <MoreButton query={query}>更早的公告</MoreButton>
            </View>
          )}
        </Loaded>
      </WritersOnly>
    </Page>
  );
}
