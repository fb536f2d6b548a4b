export { orderDeliveries } from './order-deliveries';
export { webhookRoutes } from './routes';
export { sendDeliveries, type TellAdmins } from './send-deliveries';
export { createWebhookIndexes, deliveriesOf, type DeliveryDoc } from './webhook.model';
