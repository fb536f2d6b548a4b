import type { Deps } from '@api/deps';
import { createInboxIndexes } from './notification.model';
import { createWaitingIndexes } from './waiting.model';

export { deliverNotifications } from './deliver';
export { type NotificationDoc, notificationsOf } from './notification.model';
export { notificationRoutes } from './routes';
export { sendPushes } from './send-pushes';
export { takeSubscriptionChange } from './take-subscription-change';
export { tellAdmins } from './tell-admins';
export { tellInDigest } from './tell-in-digest';
export { tellPeople } from './tell-people';
export { tellWaiting } from './tell-waiting';
export { waitingOf } from './waiting.model';

export async function createNotificationIndexes({ db }: Pick<Deps, 'db'>): Promise<void> {
  await createInboxIndexes(db);
  await createWaitingIndexes(db);
}
