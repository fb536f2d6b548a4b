import { listTopics } from '@shared/deliberations/contract';
import { useApi } from '@miniapp/client';
import { openTab } from '@miniapp/platform/navigation';
import { Button, Heading, View } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';
import { TopicCard } from '@miniapp/widgets/topic-card';
import { useNow } from '@miniapp/widgets/use-now';

const SHOWN = 2;

/** What is being talked over where I live; without any, nothing. */
export function TopicStrip({ area }: { area: string | null }) {
  const query = useApi(
    listTopics,
    { query: { area: area ?? undefined, ended: '0', limit: SHOWN } },
    { enabled: area !== null, keep: true },
  );
  const now = useNow();
  if (area === null || !query.data || query.data.items.length === 0) return null;
  return (
    <View className="lx-stack">
      <View className="lx-row lx-row--between">
        <Heading level={2} className="lx-title">
          正在议的事
        </Heading>
        <Button kind="ghost" size="small" label="查看全部议题" onPress={() => void openTab(routes.topics)}>
          全部
        </Button>
      </View>
      {query.data.items.map((topic) => (
        <TopicCard key={topic.id} topic={topic} now={now} />
      ))}
    </View>
  );
}
