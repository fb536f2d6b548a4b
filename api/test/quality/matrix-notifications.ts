import { DEFAULT_SETTINGS } from '@shared/notifications/settings';
import type { moderationRows } from './matrix-moderation';
import type { routingRows } from './matrix-routing';

type Tools = Pick<Parameters<typeof moderationRows>[0], 'read' | 'write' | 'signedIn'>;

/** Rows of one's own message settings and of what one lets WeChat show. */
export const notificationRows = ({ read, write, signedIn }: Tools): ReturnType<typeof routingRows> => ({
  getNotificationSettings: [['', signedIn(200), read(() => '/me/notifications/settings')]],
  setNotificationSettings: [
    [
      '',
      signedIn(200),
      write(
        'PUT',
        () => '/me/notifications/settings',
        () => DEFAULT_SETTINGS,
      ),
    ],
  ],
  getSubscriptions: [['', signedIn(200), read(() => '/me/subscriptions')]],
  addSubscriptions: [
    [
      '',
      signedIn(200),
      write(
        'POST',
        () => '/me/subscriptions',
        () => ({ accepted: ['progress'] }),
      ),
    ],
  ],
});
