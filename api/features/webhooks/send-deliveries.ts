import mongoose from 'mongoose';
import { DAY_MS } from '@shared/time/shanghai';
import type { Deps } from '@api/deps';
import { isDelivered, postSigned } from './post-signed';
import { deliveriesOf, type DeliveryDoc, type WebhookDoc, webhooksOf } from './webhook.model';

const BATCH = 100;
const AT_ONCE = 10;
const TRIES = 12;
const FIRST_WAIT_MS = 10_000;
const LONGEST_WAIT_MS = 6 * 3600_000;
/** Longer than a call takes: who holds an order so long has died, and it is sent again under the same id. */
const LEASE_MS = 60_000;
/** An endpoint that has failed so long without one success is switched off. */
const GIVE_UP_MS = 3 * DAY_MS;

type Ordered = DeliveryDoc & { order: NonNullable<DeliveryDoc['order']> };
/** Tells the admins of these areas. Handed in: who has an inbox is not this feature's business. */
export type TellAdmins = (note: {
  key: string;
  areaPath: readonly string[];
  title: string;
  text: string;
}) => Promise<void>;

const waitAfter = (tries: number) => Math.min(FIRST_WAIT_MS * 2 ** (tries - 1), LONGEST_WAIT_MS);

const bury = (deps: Deps, { _id }: Ordered, tries: number, error: string) =>
  deliveriesOf(deps.db).updateOne(
    { _id },
    {
      $unset: { order: '' },
      $set: { dead: { at: new Date(deps.clock()), tries, error: error.slice(0, 300) } },
    },
  );

async function succeed(deps: Deps, { _id }: Ordered, hook: WebhookDoc, status: number): Promise<void> {
  const at = new Date(deps.clock());
  await deliveriesOf(deps.db).updateOne({ _id }, { $unset: { order: '' }, $set: { done: { at, status } } });
  await webhooksOf(deps.db).updateOne(
    { _id: hook._id },
    { $set: { lastDeliveredAt: at, failingSince: null, failures: 0, retryAt: null } },
  );
}

async function fail(deps: Deps, order: Ordered, hook: WebhookDoc, error: string): Promise<void> {
  const nowMs = deps.clock();
  const tries = order.order.tries + 1;
  const failingSince = hook.failingSince ?? new Date(nowMs);
  const giveUp = nowMs - failingSince.getTime() >= GIVE_UP_MS;
  await webhooksOf(deps.db).updateOne(
    { _id: hook._id, active: true },
    {
      $inc: { failures: 1, ...(giveUp && { version: 1 }) },
      $set: {
        failingSince,
        retryAt: new Date(nowMs + waitAfter(hook.failures + 1)),
        ...(giveUp && {
          active: false,
          untold: true as const,
          disabledReason: `连续 3 天发送失败，最后一次：${error}`,
        }),
      },
    },
  );
  if (tries >= TRIES || giveUp) await bury(deps, order, tries, error);
  else
    await deliveriesOf(deps.db).updateOne(
      { _id: order._id },
      { $set: { order: { at: new Date(nowMs + waitAfter(tries)), tries } } },
    );
}

async function deliver(deps: Deps, order: Ordered): Promise<void> {
  const nowMs = deps.clock();
  const { matchedCount } = await deliveriesOf(deps.db).updateOne(
    { _id: order._id, 'order.at': order.order.at },
    { $set: { 'order.at': new Date(nowMs + LEASE_MS) } },
  );
  if (matchedCount === 0) return;
  const hook = await webhooksOf(deps.db).findOne({ _id: new mongoose.mongo.ObjectId(order.webhookId) });
  if (!hook) return void (await deliveriesOf(deps.db).deleteOne({ _id: order._id }));
  if (!hook.active) return void (await bury(deps, order, order.order.tries, '接收地址已停用'));
  if (hook.retryAt && hook.retryAt.getTime() > nowMs)
    // It has just failed: what waits for it waits together, without a try being counted.
    return void (await deliveriesOf(deps.db).updateOne(
      { _id: order._id },
      { $set: { 'order.at': hook.retryAt } },
    ));
  try {
    const status = await postSigned(deps, hook, { id: order.eventId, body: order.body });
    if (isDelivered(status)) await succeed(deps, order, hook, status);
    else await fail(deps, order, hook, `对方应答 ${status}`);
  } catch (error) {
    await fail(deps, order, hook, error instanceof Error ? error.message : String(error));
  }
}

async function tellOfDisabled(deps: Deps, tellAdmins: TellAdmins): Promise<void> {
  const hooks = await webhooksOf(deps.db).find({ untold: true }, { limit: BATCH }).toArray();
  for (const hook of hooks) {
    await tellAdmins({
      key: `webhook-${hook._id.toHexString()}-${hook.version}`,
      areaPath: hook.areaPath,
      title: '数据推送地址已自动停用',
      text: `${new URL(hook.url).host}（${hook.areaName}）${hook.disabledReason ?? ''}。修好后请在「数据推送」里重新启用，没发出的可以在「后台任务」里重发。`,
    });
    await webhooksOf(deps.db).updateOne({ _id: hook._id, version: hook.version }, { $unset: { untold: '' } });
  }
}

/**
 * Sends what is due to its endpoints. Any number of processes may do this at once; a receiver that gets a message
 * again after a crash knows it by its `webhook-id`.
 * @param stopped asked between batches, so that the process may end without waiting for a backlog
 * @returns how many deliveries were taken up
 */
export async function sendDeliveries(
  deps: Deps,
  tellAdmins: TellAdmins,
  stopped = () => false,
): Promise<number> {
  let seen = 0;
  for (let more = true; more && !stopped();) {
    const due = (await deliveriesOf(deps.db)
      .find({ 'order.at': { $lte: new Date(deps.clock()) } }, { sort: { 'order.at': 1 }, limit: BATCH })
      .toArray()) as Ordered[];
    for (let at = 0; at < due.length && !stopped(); at += AT_ONCE) {
      const some = due.slice(at, at + AT_ONCE);
      await Promise.all(some.map((order) => deliver(deps, order)));
      seen += some.length;
    }
    more = due.length === BATCH;
  }
  await tellOfDisabled(deps, tellAdmins);
  return seen;
}
