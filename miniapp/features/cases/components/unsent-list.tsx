import { type Submission } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Empty, View } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';
import { UnsentCard } from './unsent-card';

/** What is on this phone only: drafts, reports waiting for network, reports the server refused. */
export function UnsentList({ items, userId }: { items: Submission[]; userId: string | null }) {
  if (items.length === 0) {
    return (
      <Empty
        icon="pencil"
        title="没有草稿，也没有等待发送的事"
        note="写到一半关掉，或者没有网络时提交的，都会存在这里"
        action={{ text: '去报事', onPress: () => void openPage(routes.report) }}
      />
    );
  }
  return (
    <View className="lx-stack">
      {items.map((item) => (
        <UnsentCard key={item.id} item={item} mine={item.userId === undefined || item.userId === userId} />
      ))}
    </View>
  );
}
