import type { Connection } from 'mongoose';
import type { NotificationView } from '@shared/notifications/contract';

/** What became of a push; `unsure`: perhaps sent, and not sent again. */
export type PushOutcome = 'sent' | 'no_grant' | 'no_wechat' | 'muted' | 'covered' | 'unsure';

export interface NotificationDoc {
  /** Derived from what it tells and whom: `<event id>:<user id>`, `digest:<Shanghai date>:<user id>`, … */
  _id: string;
  userId: string;
  /** A case, when missing: messages of before there were others. */
  kind?: NotificationView['kind'];
  topic: NotificationView['topic'];
  title: string;
  text: string;
  caseId: string | null;
  caseNumber: string | null;
  topicId?: string;
  linkId?: string;
  /** The events it tells of. No two messages of one person tell of the same event: the index below sees to that. */
  events?: string[];
  lines?: NotificationView['lines'];
  at: Date;
  read: boolean;
  /** Work of an urgent case: its push breaks quiet hours. */
  urgent?: true;
  /** The order to push it to WeChat, until that is settled; `taken` while somebody is at it. */
  push?: { at: Date; tries: number; taken?: Date };
  pushed?: { at: Date; outcome: PushOutcome };
  pushDead?: { at: Date; tries: number; error: string };
}

export function notificationsOf(db: Connection) {
  return db.collection<NotificationDoc>('notifications');
}

export async function createInboxIndexes(db: Connection): Promise<void> {
  const notifications = notificationsOf(db);
  await notifications.createIndex({ userId: 1, at: -1, _id: -1 });
  await notifications.createIndex({ userId: 1, topic: 1, at: -1, _id: -1 });
  await notifications.createIndex({ userId: 1, read: 1 });
  await notifications.createIndex({ 'push.at': 1 }, { sparse: true });
  await notifications.createIndex({ 'pushDead.at': 1, _id: 1 }, { sparse: true });
  await notifications.createIndex(
    { userId: 1, events: 1 },
    { unique: true, partialFilterExpression: { events: { $exists: true } } },
  );
}
