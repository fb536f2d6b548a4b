import { TRANSFERRED_AT_MOST } from '@shared/leave/schemas';
import type { Deps } from '@api/deps';
import { workOnOrder, workOnOrders } from '@api/store/orders';
import { type CaseDoc, casesOf, findCase, handOver } from '../cases';
import { planTargets, type PlanTarget } from './plan-targets';
import { type TransferDoc, type TransferItemDoc, transferItemsOf, transfersOf } from './transfer.model';

const COLLECTION = 'transfers';
const BATCH = 20;
/** A case that others are changing is looked at again so often. */
const TRIES = 5;

/** The open cases in somebody's hands, as far as the order reaches. */
export function casesInHand({ fromUserId, scope }: Pick<TransferDoc, 'fromUserId' | 'scope'>) {
  return {
    'assignee.userId': fromUserId,
    open: true,
    ...(scope && { areaPath: { $in: scope } }),
  };
}

/** Writes down which cases the order is about; what is written down already stays. */
async function listItems(deps: Deps, order: TransferDoc): Promise<void> {
  const docs = (await casesOf(deps.db)
    .collection.find(casesInHand(order), {
      sort: { _id: -1 },
      limit: TRANSFERRED_AT_MOST,
      projection: { number: 1 },
    })
    .toArray()) as unknown as Pick<CaseDoc, '_id' | 'number'>[];
  for (const { _id, number } of docs) {
    const caseId = _id.toHexString();
    await transferItemsOf(deps.db).updateOne(
      { _id: `${order._id}:${caseId}` },
      { $setOnInsert: { transferId: order._id, caseId, number, state: 'waiting', to: null, detail: null } },
      { upsert: true },
    );
  }
  await transfersOf(deps.db).updateOne({ _id: order._id }, { $set: { listed: true } });
}

type Outcome = Pick<TransferItemDoc, 'state' | 'to' | 'detail'>;
const skipped = (detail: string): Outcome => ({ state: 'skipped', to: null, detail });

/** One case, judged as it is now. */
async function moveOne(deps: Deps, order: TransferDoc, caseId: string, plan: PlanTarget): Promise<Outcome> {
  const requestKey = `transfer:${order._id}`;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const doc = await findCase(deps.db, caseId);
    if (!doc) return skipped('已经没有这件事');
    const done = doc.events.find((event) => event.requestKey === requestKey);
    if (done) return { state: 'moved', to: String(done.data.to), detail: null };
    if (!doc.open) return skipped('已经不在办理中');
    if (doc.assignee.type !== 'person' || doc.assignee.userId !== order.fromUserId)
      return skipped(`已经由${doc.assignee.name}办理`);
    const to = await plan(doc);
    if (await handOver(deps, doc, { by: order.by, to, text: order.text, requestKey }))
      return { state: 'moved', to: to.name, detail: null };
  }
  return skipped('正在被别人修改，请再交接一次');
}

/**
 * Carries an order out, or goes on with it. Each case is one conditional write that knows the order: whatever happens
 * in between, none is handed over twice and none is forgotten.
 * @param stopped asked between cases
 */
export async function runTransfer(deps: Deps, id: string, stopped = () => false): Promise<void> {
  await workOnOrder<TransferDoc>(deps, COLLECTION, id, async (order, goOn) => {
    if (!order.listed) await listItems(deps, order);
    const plan = planTargets(deps, order);
    const items = transferItemsOf(deps.db);
    do {
      const waiting = await items
        .find({ transferId: id, state: 'waiting' }, { sort: { _id: 1 }, limit: BATCH })
        .toArray();
      if (waiting.length === 0) {
        await transfersOf(deps.db).updateOne(
          { _id: id, pending: true },
          { $unset: { pending: '' }, $set: { doneAt: new Date(deps.clock()) } },
        );
        return;
      }
      for (const { _id, caseId } of waiting) {
        if (stopped()) return;
        const outcome = await moveOne(deps, order, caseId, plan);
        await items.updateOne({ _id, state: 'waiting' }, { $set: outcome });
      }
    } while (await goOn());
  });
}

/** Goes on with what a crash interrupted. @returns how many orders were looked at */
export const runTransfers = (deps: Deps, stopped = () => false): Promise<number> =>
  workOnOrders(deps, COLLECTION, (id) => runTransfer(deps, id, stopped), stopped);
