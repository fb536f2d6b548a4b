import { stopPullDownRefresh, useDidShow, usePullDownRefresh, useReachBottom } from '@tarojs/taro';
import { listModeration } from '@shared/moderation/contract';
import { refreshApi, useApiList, useHasRole, useUser } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Empty, IconButton, Page, Skeleton, View } from '@miniapp/ui';
import { MoreButton } from '@miniapp/widgets/more-button';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';
import { EntryCard } from '../../components/entry-card';

/** What of public cases waits for a decision: words and photos, by case, longest waiting first. */
export default function ModerationPage() {
  const user = useUser();
  const moderator = useHasRole('dispatcher', 'admin');
  const query = useApiList(listModeration, { query: {} }, { enabled: moderator });
  const reload = () => refreshApi(listModeration);
  usePullDownRefresh(() => void reload().finally(() => stopPullDownRefresh()));
  useDidShow(() => {
    if (moderator) void reload();
  });
  useReachBottom(() => {
    if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
  });
  if (!moderator)
    return (
      <Page title="内容审核" width="form">
        <Empty
          icon="lock"
          title={user ? '这里由调度员和管理员审核' : '请先登录'}
          note="公开的文字和照片不妥时，可以在事项页面举报。"
          action={
            user
              ? undefined
              : { text: '登录', onPress: () => void openPage(routes.signIn, { to: routes.moderation }) }
          }
        />
      </Page>
    );
  return (
    <Page
      title="内容审核"
      width="form"
      tools={<IconButton icon="refresh" label="刷新" onPress={() => void reload()} />}
    >
      <Loaded
        query={query}
        skeleton={<Skeleton kind="cards" rows={3} />}
        isEmpty={(entries) => entries.length === 0}
        empty={<Empty icon="check-circle" title="没有要审核的内容" note="词表或居民举报的内容会出现在这里" />}
      >
        {(entries) => (
          <View className="lx-stack">
            {entries.map((entry) => (
              <EntryCard key={entry.caseId} entry={entry} />
            ))}
            <MoreButton query={query}>再看后面的</MoreButton>
          </View>
        )}
      </Loaded>
    </Page>
  );
}
