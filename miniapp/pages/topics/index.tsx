import { useState } from 'react';
import { stopPullDownRefresh, useDidShow, usePullDownRefresh, useReachBottom } from '@tarojs/taro';
import { listMyTopics, listTopics } from '@shared/deliberations/contract';
import { TOPIC_ORGANISERS } from '@shared/deliberations/rules';
import { type TopicItem } from '@shared/deliberations/schemas';
import { explain, refreshApi, useApi, useApiList, useHasRole, useUser } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Button, Cell, CellList, Empty, Page, Segmented, Skeleton, toast, View } from '@miniapp/ui';
import { GridChooser } from '@miniapp/widgets/grid-chooser';
import { Loaded } from '@miniapp/widgets/loaded';
import { MoreButton } from '@miniapp/widgets/more-button';
import { chooseGrid, useMyGrid } from '@miniapp/widgets/my-grid';
import { routes } from '@miniapp/widgets/routes';
import { TopicCard } from '@miniapp/widgets/topic-card';
import { useNow } from '@miniapp/widgets/use-now';

const VIEWS = [
  { value: 'open', text: '正在议' },
  { value: 'ended', text: '已结束' },
  { value: 'mine', text: '我参与的' },
] as const;
type Viewed = (typeof VIEWS)[number]['value'];

/** What my place deliberates: its own topics, those below and all above it. */
export default function TopicsPage() {
  const { code, contacts } = useMyGrid();
  const user = useUser();
  const leads = useHasRole(...TOPIC_ORGANISERS);
  // A desk without a home of its own looks at what it leads.
  const led = user?.roles.find(
    ({ role, areaCode }) => areaCode && (TOPIC_ORGANISERS as readonly string[]).includes(role),
  )?.areaCode;
  const area = code ?? led ?? null;
  const [view, setView] = useState<Viewed>('open');
  const [choosing, setChoosing] = useState(false);
  const choose = (grid: { code: string; name: string }) => {
    chooseGrid(grid).catch((error: unknown) => toast.fail(explain(error)));
  };
  const reload = () => refreshApi(listTopics, listMyTopics);
  usePullDownRefresh(() => void reload().finally(() => stopPullDownRefresh()));
  useDidShow(() => void reload());
  return (
    <Page title="议事厅" width="form">
      <View className="lx-row lx-row--between">
        <Button kind="ghost" size="small" icon="map-pin" onPress={() => setChoosing(true)}>
          {contacts.data?.area.name ?? (area ? '换个网格看' : '选择网格')}
        </Button>
        <Button size="small" icon="plus" onPress={() => void openPage(routes.raiseTopic)}>
          提议题
        </Button>
      </View>
      {leads ? <Waiting /> : null}
      <Segmented label="看哪些议题" options={VIEWS} value={view} onChange={setView} />
      {view === 'mine' ? (
        user ? (
          <Mine />
        ) : (
          <Empty
            icon="person"
            title="登录后看我参与的"
            note="附议、表态、留言过的议题都在这里"
            action={{ text: '登录', onPress: () => void openPage(routes.signIn, { to: routes.topics }) }}
          />
        )
      ) : area === null ? (
        <Empty
          icon="map-pin"
          title="先选您的网格"
          note="选好以后，能看到您住的地方在议什么"
          action={{ text: '选择网格', onPress: () => setChoosing(true) }}
        />
      ) : (
        <OfArea area={area} ended={view === 'ended'} />
      )}
      <GridChooser open={choosing} onClose={() => setChoosing(false)} onChoose={choose} />
    </Page>
  );
}

function OfArea({ area, ended }: { area: string; ended: boolean }) {
  const query = useApiList(listTopics, { query: { area, ended: ended ? '1' : '0' } });
  return (
    <Topics
      query={query}
      title={ended ? '还没有结束的议题' : '现在没有在议的事'}
      note={ended ? '议完、办完、评完的会留在这里' : '小区里的事想请大家一起商量，就提一个议题'}
    />
  );
}

function Mine() {
  const query = useApiList(listMyTopics, { query: {} });
  return <Topics query={query} title="还没有参与过议题" note="附议、表态或留言以后，会出现在这里" />;
}

interface TopicsProps {
  query: ReturnType<typeof useApiList<typeof listTopics, TopicItem>>;
  title: string;
  note: string;
}

function Topics({ query, title, note }: TopicsProps) {
  const now = useNow();
  useReachBottom(() => {
    if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
  });
  return (
    <Loaded
      query={query}
      skeleton={<Skeleton kind="cards" rows={3} />}
      isEmpty={(items) => items.length === 0}
      empty={
        <Empty
          icon="chat"
          title={title}
          note={note}
          action={{ text: '提议题', onPress: () => void openPage(routes.raiseTopic) }}
        />
      }
    >
      {(items) => (
        <View className="lx-stack">
          {items.map((topic) => (
            <TopicCard key={topic.id} topic={topic} now={now} />
          ))}
          <MoreButton query={query}>更早的议题</MoreButton>
        </View>
      )}
    </Loaded>
  );
}

/** For who leads topics: what waits to be judged, and residences to confirm. */
function Waiting() {
  const { data } = useApi(listTopics, { query: { waiting: '1', limit: 5 } });
  return (
    <CellList label="要办的">
      <Cell
        icon="building"
        title="核实住处"
        note="居民核实一次，就能附议和表决"
        onPress={() => void openPage(routes.verifyResidence)}
      />
      {(data?.items ?? []).map(({ id, title }) => (
        <Cell
          key={id}
          icon="shield"
          title={`有内容等您审核：${title}`}
          onPress={() => void openPage(routes.topicCare, { id })}
        />
      ))}
    </CellList>
  );
}
