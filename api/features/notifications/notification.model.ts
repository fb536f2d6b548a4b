import type { Connection } from 'mongoose';
import type { NOTIFICATION_TOPICS } from '@shared/notifications/contract';

export interface NotificationDoc {
  /** `<event id>:<user id>`: whatever is tried again, nobody is told twice of the same event. */
  _id: string;
  userId: string;
  topic: (typeof NOTIFICATION_TOPICS)[number];
  title: string;
  text: string;
  caseId: string;
  caseNumber: string;
  at: Date;
  read: boolean;
}

export function notificationsOf(db: Connection) {
  return db.collection<NotificationDoc>('notifications');
}

export async function createNotificationIndexes(db: Connection): Promise<void> {
  const notifications = notificationsOf(db);
  await notifications.createIndex({ userId: 1, at: -1, _id: -1 });
  await notifications.createIndex({ userId: 1, topic: 1, at: -1, _id: -1 });
  await notifications.createIndex({ userId: 1, read: 1 });
}
