export { deliverNotifications } from './deliver';
export { createNotificationIndexes, notificationsOf } from './notification.model';
export { notificationRoutes } from './routes';
