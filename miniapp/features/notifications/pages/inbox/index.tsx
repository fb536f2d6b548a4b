import { useEffect, useState } from 'react';
import { stopPullDownRefresh, useDidShow, usePullDownRefresh, useReachBottom } from '@tarojs/taro';
import { listNotifications, readNotifications } from '@shared/notifications/contract';
import { call, explain, refreshApi, useApi, useApiList, useUser } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Button, Empty, Page, Segmented, Skeleton, toast, View } from '@miniapp/ui';
import { MoreButton } from '@miniapp/widgets/more-button';
import { Loaded } from '@miniapp/widgets/loaded';
import { routes } from '@miniapp/widgets/routes';
import { ensureSignedIn } from '@miniapp/widgets/sign-in';
import { Message } from '../../components/message';

const TOPICS = [
  { value: 'all', text: '全部' },
  { value: 'mine', text: '我报的' },
  { value: 'followed', text: '我关注的' },
  { value: 'work', text: '工作' },
] as const;
/** A page that is left open learns of new messages by the first alone. */
const POLL_MS = 15_000;
type Topic = (typeof TOPICS)[number]['value'];

/** What happened to my cases, to those I follow, and what there is to do: newest first. */
export default function InboxPage() {
  const user = useUser();
  const [topic, setTopic] = useState<Topic>('all');
  const signedIn = { enabled: user !== null };
  const query = useApiList(
    listNotifications,
    { query: { topic: topic === 'all' ? undefined : topic } },
    signedIn,
  );
  const newest = useApi(listNotifications, { query: { limit: 1 } }, { ...signedIn, pollMs: POLL_MS });
  const [reading, setReading] = useState(false);

  const reload = () => refreshApi(listNotifications);
  usePullDownRefresh(() => void reload().finally(() => stopPullDownRefresh()));
  const first = newest.data?.items[0];
  const { refetch, data: items } = query;
  const isOfTopic = first !== undefined && (topic === 'all' || first.topic === topic);
  // More of one matter may have joined the message that is first already: its time tells.
  const isBehind =
    isOfTopic && items !== undefined && (items[0]?.id !== first.id || items[0].at !== first.at);
  useEffect(() => {
    if (isBehind) void refetch();
  }, [isBehind, first?.id, first?.at, refetch]);
  useDidShow(() => {
    if (user) void reload();
  });
  useReachBottom(() => {
    if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
  });

  const readAll = async (): Promise<void> => {
    setReading(true);
    try {
      await call(readNotifications, { body: { all: true } });
      await reload();
      toast.done('已全部标为已读');
    } catch (error) {
      toast.fail(explain(error));
    } finally {
      setReading(false);
    }
  };

  if (!user) {
    return (
      <Page title="消息" width="form">
        <Empty
          icon="bell"
          title="登录后能看到消息"
          note="您报的事、关注的事有了进展，会在这里告诉您"
          action={{ text: '去登录', onPress: () => void ensureSignedIn(routes.inbox) }}
        />
      </Page>
    );
  }
  return (
    <Page title="消息" width="form">
      <Segmented label="看哪一类" value={topic} onChange={setTopic} options={TOPICS} />
      <View className="lx-row lx-row--between">
        <Button
          kind="ghost"
          size="small"
          icon="settings"
          onPress={() => void openPage(routes.notificationSettings)}
        >
          消息设置
        </Button>
        {newest.data && newest.data.unread > 0 ? (
          <Button kind="ghost" size="small" icon="check" loading={reading} onPress={() => void readAll()}>
            全部标为已读
          </Button>
        ) : null}
      </View>
      <Loaded
        query={query}
        skeleton={<Skeleton kind="cards" rows={4} />}
        isEmpty={(items) => items.length === 0}
        empty={<Empty icon="bell" title="还没有消息" note="您的事有进展，会在这里告诉您" />}
      >
        {(items) => (
          <View className="lx-stack">
            {items.map((item) => (
              <Message key={item.id} item={item} />
            ))}
            <MoreButton query={query}>更早的消息</MoreButton>
          </View>
        )}
      </Loaded>
    </Page>
  );
}
