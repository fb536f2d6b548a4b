import * as contracts from '@shared/notifications/contract';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import { listDeadLetters, replayDeadLetter } from './dead-letters';
import { listNotifications, readNotifications } from './list-notifications';
import { readSettings, saveSettings } from './settings';

export const notificationRoutes = (deps: Deps) => [
  route(contracts.listNotifications, ({ query }, { actor }) => listNotifications(deps, actor, query)),
  route(contracts.readNotifications, ({ body }, { actor }) => readNotifications(deps, actor, body)),
  route(contracts.getNotificationSettings, (_request, { actor }) => readSettings(deps, actor.userId)),
  route(contracts.setNotificationSettings, ({ body }, { actor }) => saveSettings(deps, actor.userId, body)),
  route(contracts.listDeadLetters, ({ query }) => listDeadLetters(deps, query)),
  route(contracts.replayDeadLetter, ({ params }) => replayDeadLetter(deps, params.id)),
];
