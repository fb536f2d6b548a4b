export { orderDeliveries } from './order-deliveries';
export { webhookRoutes } from './routes';
export { sendDeliveries, type TellAdmins } from './send-deliveries';
export { createWebhookIndexes, deliveriesOf, type DeliveryDoc, purgeDeliveries } from './webhook.model';
