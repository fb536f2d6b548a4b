import { listNotifications } from '@shared/notifications/contract';
import { useApi } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Cell, Tag } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';

const POLL_MS = 60_000;

/** The way to the inbox, with how much is unread. */
export function InboxLink() {
  const { data } = useApi(listNotifications, { query: { limit: 1 } }, { pollMs: POLL_MS });
  const unread = data?.unread ?? 0;
  return (
    <Cell
      icon="bell"
      title="消息"
      note={data?.items[0]?.title ?? '您的事有进展，会在这里告诉您'}
      value={unread > 0 ? <Tag>{`${unread >= 100 ? '99+' : unread} 条未读`}</Tag> : undefined}
      onPress={() => void openPage(routes.inbox)}
    />
  );
}
