import { type NotificationView, readNotifications, listNotifications } from '@shared/notifications/contract';
import { friendlyTime } from '@shared/time/shanghai';
import { call, explain, refreshApi } from '@miniapp/client';
import { openPage } from '@miniapp/platform/navigation';
import { Card, List, ListItem, Tag, Tappable, Text, toast, View } from '@miniapp/ui';
import { routes } from '@miniapp/widgets/routes';
import { useNow } from '@miniapp/widgets/use-now';
import { leadsTo } from '../model/leads-to';
import './message.scss';

/** Read or not is a comfort: what it leads to opens all the same. */
async function markRead({ id, read }: NotificationView): Promise<void> {
  if (read) return;
  try {
    await call(readNotifications, { body: { ids: [id] } });
    await refreshApi(listNotifications);
  } catch (error) {
    toast.fail(explain(error));
  }
}

/** One message; of several cases with a line for each. */
export function Message({ item }: { item: NotificationView }) {
  const now = useNow();
  const lines = item.lines;
  const open = (page: { route: string; query?: Record<string, string> }): void => {
    void markRead(item);
    void openPage(page.route, page.query);
  };
  return (
    <Card flush>
      <Tappable className="message" onPress={() => open(leadsTo(item))}>
        <View className="lx-row lx-row--between">
          <Text className={`message__title lx-grow ${item.read ? '' : 'is-unread'}`}>{item.title}</Text>
          {item.read ? null : <Tag>未读</Tag>}
        </View>
        <View>{item.text}</View>
        <View className="lx-caption lx-num">
          {[friendlyTime(Date.parse(item.at), now), item.caseNumber].filter(Boolean).join(' · ')}
        </View>
      </Tappable>
      {lines.length > 0 ? (
        <List className="message-lines" label="合在这一条里的事">
          {lines.map((line) => (
            <ListItem key={line.caseId ?? line.topicId}>
              <Tappable
                className="message-lines__line"
                onPress={() =>
                  open(
                    line.caseId
                      ? {
                          route: item.topic === 'work' ? routes.handle : routes.detail,
                          query: { id: line.caseId },
                        }
                      : { route: routes.topic, query: { id: line.topicId ?? '' } },
                  )
                }
              >
                <Text>{line.title}</Text>
                <Text className="lx-small">{line.text}</Text>
                {line.number ? <Text className="lx-caption lx-num">{line.number}</Text> : null}
              </Tappable>
            </ListItem>
          ))}
        </List>
      ) : null}
    </Card>
  );
}
