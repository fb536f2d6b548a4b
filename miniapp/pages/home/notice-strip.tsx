import { listNotices } from '@shared/notices/contract';
import { useApi } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Button, CellList, Heading, View } from '@miniapp/ui';
import { NoticeRow } from '@miniapp/widgets/notice-row';
import { routes } from '@miniapp/widgets/routes';
import { useNow } from '@miniapp/widgets/use-now';

const SHOWN = 3;

/** The three notices of my grid that come first, and the way to all. Without any, nothing: the home page is for doing. */
export function NoticeStrip({ area }: { area: string | null }) {
  const query = useApi(
    listNotices,
    { query: { area: area ?? undefined, limit: SHOWN } },
    { enabled: area !== null, keep: true },
  );
  const now = useNow();
  if (area === null || !query.data || query.data.items.length === 0) return null;
  return (
    <View className="lx-stack">
      <View className="lx-row lx-row--between">
        <Heading level={2} className="lx-title">
          公告
        </Heading>
        <Button kind="ghost" size="small" label="查看全部公告" onPress={() => void openPage(routes.notices)}>
          全部
        </Button>
      </View>
      <CellList label="公告">
        {query.data.items.map((item) => (
          <NoticeRow key={item.id} item={item} now={now} />
        ))}
      </CellList>
    </View>
  );
}
