import * as contracts from '@shared/notifications/contract';
import { addSubscriptions, getSubscriptions } from '@shared/notifications/subscriptions';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import { listNotifications, readNotifications } from './list-notifications';
import { addGrants, readGrants } from './push-grants';
import { readSettings, saveSettings } from './settings';

export const notificationRoutes = (deps: Deps) => [
  route(contracts.listNotifications, ({ query }, { actor }) => listNotifications(deps, actor, query)),
  route(contracts.readNotifications, ({ body }, { actor }) => readNotifications(deps, actor, body)),
  route(contracts.getNotificationSettings, (_request, { actor }) => readSettings(deps, actor.userId)),
  route(contracts.setNotificationSettings, ({ body }, { actor }) => saveSettings(deps, actor.userId, body)),
  route(getSubscriptions, (_request, { actor }) => readGrants(deps, actor.userId)),
  route(addSubscriptions, ({ body }, { actor }) => addGrants(deps, actor.userId, body.accepted)),
];
