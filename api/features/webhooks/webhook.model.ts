import type { Connection, mongo } from 'mongoose';
import type { EventType } from '@shared/cases/schemas';
import { DAY_MS } from '@shared/time/shanghai';
import type { Deps } from '@api/deps';
import { dropIndexes, isTtl } from '@api/store/drop-indexes';

export interface WebhookDoc {
  _id: mongo.ObjectId;
  url: string;
  eventTypes: EventType[];
  areaCode: string;
  areaName: string;
  /** From the city down to `areaCode`: whose admins answer for it. */
  areaPath: string[];
  note: string;
  /** Sealed by FieldCrypto. */
  secretSealed: string;
  active: boolean;
  failingSince: Date | null;
  /** Failures in a row; decides how long it is left in peace. */
  failures: number;
  /** Not before. */
  retryAt: Date | null;
  disabledReason: string | null;
  /** Disabled by us, and its admins not yet told. */
  untold?: true;
  lastDeliveredAt: Date | null;
  createdBy: string;
  createdAt: Date;
  version: number;
}

/** One event to one endpoint, with the body as it stood then. Kept a month, so that no repetition sends it again. */
export interface DeliveryDoc {
  /** `<event id>:<webhook id>` */
  _id: string;
  webhookId: string;
  eventId: string;
  caseId: string;
  type: EventType;
  body: string;
  createdAt: Date;
  /** The order to send it, until it is done or dead. */
  order?: { at: Date; tries: number };
  done?: { at: Date; status: number };
  dead?: { at: Date; tries: number; error: string };
}

export const webhooksOf = (db: Connection) => db.collection<WebhookDoc>('webhooks');
export const deliveriesOf = (db: Connection) => db.collection<DeliveryDoc>('webhookDeliveries');

const KEPT_DAYS = 30;

export async function createWebhookIndexes(db: Connection): Promise<void> {
  await webhooksOf(db).createIndex({ active: 1, areaCode: 1 });
  await webhooksOf(db).createIndex({ areaCode: 1 });
  await webhooksOf(db).createIndex({ areaPath: 1, _id: -1 });
  await webhooksOf(db).createIndex({ untold: 1 }, { partialFilterExpression: { untold: true } });
  await deliveriesOf(db).createIndex({ 'order.at': 1 }, { sparse: true });
  await deliveriesOf(db).createIndex({ 'dead.at': 1, _id: 1 }, { sparse: true });
  await deliveriesOf(db).createIndex({ webhookId: 1, 'order.at': 1 });
  await dropIndexes(deliveriesOf(db), isTtl);
  await deliveriesOf(db).createIndex({ createdAt: 1 });
}

/** Deliveries older than a month, done or dead. @returns how many are gone */
export async function purgeDeliveries({ db, clock }: Pick<Deps, 'db' | 'clock'>): Promise<number> {
  const before = new Date(clock() - KEPT_DAYS * DAY_MS);
  return (await deliveriesOf(db).deleteMany({ createdAt: { $lt: before } })).deletedCount;
}
