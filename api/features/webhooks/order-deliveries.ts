import mongoose from 'mongoose';
import type { Deps } from '@api/deps';
import { perConnection, sharedByKey } from '@api/store/together';
import type { CaseDoc, EventDoc } from '../cases';
import { payloadOf } from './payload';
import { deliveriesOf, type DeliveryDoc, webhooksOf } from './webhook.model';

/** No event goes to more endpoints. */
const ENDPOINTS_AT_MOST = 100;

const endpointsOf = perConnection((db) =>
  sharedByKey(
    ({ areaPath, type }: { areaPath: readonly string[]; type: EventDoc['type'] }) =>
      `${type}:${areaPath.join()}`,
    ({ areaPath, type }) =>
      webhooksOf(db)
        .find(
          { active: true, areaCode: { $in: [...areaPath] }, eventTypes: type },
          { projection: { _id: 1 }, limit: ENDPOINTS_AT_MOST },
        )
        .toArray(),
  ),
);

/** Orders an event to every endpoint that wants it; repeating this changes nothing. What is internal goes nowhere. */
export async function orderDeliveries(deps: Deps, event: EventDoc, doc: CaseDoc): Promise<void> {
  if (event.visibility !== 'public') return;
  const hooks = await endpointsOf(deps.db)({ areaPath: doc.areaPath, type: event.type });
  if (hooks.length === 0) return;
  const body = payloadOf(event, doc);
  const now = new Date(deps.clock());
  const docs = hooks.map(({ _id }): DeliveryDoc => {
    const webhookId = _id.toHexString();
    return {
      _id: `${event._id}:${webhookId}`,
      webhookId,
      eventId: event._id,
      caseId: event.caseId,
      type: event.type,
      body,
      createdAt: now,
      order: { at: now, tries: 0 },
    };
  });
  try {
    await deliveriesOf(deps.db).insertMany(docs, { ordered: false });
  } catch (error) {
    const onlyRepeated =
      error instanceof mongoose.mongo.MongoBulkWriteError &&
      [error.writeErrors].flat().every((writeError) => writeError.code === 11000);
    if (!onlyRepeated) throw error;
  }
}
