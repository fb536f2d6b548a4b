import { quietUntil } from '@shared/notifications/settings';
import { templateOf } from '@shared/notifications/templates';
import type { Deps } from '@api/deps';
import type { NotificationDoc } from './notification.model';
import { withGrant } from './push-grants';
import { settingsOfAll } from './settings';

/**
 * Messages with the order to push them to WeChat, for who has agreed to it. The order is part of the message, written
 * with it: one message, one order, neither without the other.
 */
export async function withPushOrders(deps: Deps, messages: NotificationDoc[]): Promise<NotificationDoc[]> {
  const wanted = messages.map(({ userId, topic }) => ({ userId, template: templateOf(topic) }));
  const granted = await withGrant(deps, wanted);
  const holders = messages.filter(({ userId, topic }) => granted(userId, templateOf(topic)));
  if (holders.length === 0) return messages;
  const settings = await settingsOfAll(
    deps,
    holders.map(({ userId }) => userId),
  );
  const nowMs = deps.clock();
  return messages.map((message) => {
    const { quiet, work } = settings(message.userId);
    if (!holders.includes(message) || (message.topic === 'work' && !work)) return message;
    const at = message.urgent ? nowMs : (quietUntil(quiet, nowMs) ?? nowMs);
    return { ...message, push: { at: new Date(at), tries: 0 } };
  });
}
