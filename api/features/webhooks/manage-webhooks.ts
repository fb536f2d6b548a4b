import { randomBytes, randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import type * as z from 'zod';
import { AppError, invalidField } from '@shared/core/errors';
import type {
  createWebhook as createContract,
  listWebhooks as listContract,
  updateWebhook as updateContract,
  WebhookView,
} from '@shared/webhooks/contract';
import type { Deps } from '@api/deps';
import { type Actor, holdsIn } from '@api/http/actor';
import { isPrivateHost } from '@api/integrations/outbound';
import { areasOf } from '../areas';
import { decodeCursor, encodeCursor, staffAreas } from '../cases';
import { isDelivered, postSigned } from './post-signed';
import { deliveriesOf, type WebhookDoc, webhooksOf } from './webhook.model';

type Body<C extends { body?: z.ZodType }> = z.output<NonNullable<C['body']>>;
type Query = z.output<NonNullable<(typeof listContract)['query']>>;

const newSecret = () => `whsec_${randomBytes(32).toString('base64')}`;

function present(doc: WebhookDoc): WebhookView {
  return {
    id: doc._id.toHexString(),
    url: doc.url,
    eventTypes: doc.eventTypes,
    areaCode: doc.areaCode,
    areaName: doc.areaName,
    note: doc.note,
    active: doc.active,
    failingSince: doc.failingSince?.toISOString() ?? null,
    disabledReason: doc.disabledReason,
    lastDeliveredAt: doc.lastDeliveredAt?.toISOString() ?? null,
    createdAt: doc.createdAt.toISOString(),
    version: doc.version,
  };
}

/** Of two networks: the open internet by https only, and ours only where the configuration says so. */
function checkUrl({ config }: Deps, text: string): void {
  if (config.webhooksToPrivate) return;
  const { protocol, hostname } = new URL(text);
  if (protocol !== 'https:') throw invalidField('url', '网址应以 https:// 开头');
  if (isPrivateHost(hostname)) throw invalidField('url', '不能填写内部网络的地址');
}

/** The area and all above it, city first. @throws AppError VALIDATION_FAILED when the actor is not its admin */
async function areaOf(deps: Deps, actor: Actor, code: string): Promise<{ name: string; path: string[] }> {
  const path: string[] = [];
  let name = '';
  for (let next: string | null = code; next !== null;) {
    const area: { name: string; parentCode: string | null } | null = await areasOf(deps.db)
      .findOne({ _id: next }, { name: 1, parentCode: 1 })
      .lean();
    if (!area) break;
    if (path.length === 0) name = area.name;
    path.unshift(next);
    next = area.parentCode;
  }
  if (path.length === 0 || !holdsIn(actor, 'admin', path))
    throw invalidField('areaCode', '没有这个区域，或不归您管理');
  return { name, path };
}

/** @throws AppError NOT_FOUND, also for an endpoint of another admin's area */
async function find(deps: Deps, actor: Actor, id: string): Promise<WebhookDoc> {
  const doc = await webhooksOf(deps.db).findOne({ _id: new mongoose.mongo.ObjectId(id) });
  if (!doc || !holdsIn(actor, 'admin', doc.areaPath)) throw new AppError('NOT_FOUND', '没有这个接收地址');
  return doc;
}

export async function listWebhooks(deps: Deps, actor: Actor, { limit, cursor }: Query) {
  const [before] = cursor ? decodeCursor(cursor, 'id') : [];
  const docs = await webhooksOf(deps.db)
    .find(
      {
        areaPath: { $in: staffAreas(actor, ['admin']) },
        ...(before && { _id: { $lt: new mongoose.mongo.ObjectId(before) } }),
      },
      { sort: { _id: -1 }, limit: limit + 1 },
    )
    .toArray();
  const page = docs.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(present),
    nextCursor: docs.length > limit && last ? encodeCursor([last._id.toHexString()]) : null,
  };
}

/** @param id derived from the idempotency key: a try after a crash makes the same endpoint */
export async function createWebhook(
  deps: Deps,
  actor: Actor,
  body: Body<typeof createContract>,
  id: string,
): Promise<WebhookView> {
  checkUrl(deps, body.url);
  const area = await areaOf(deps, actor, body.areaCode);
  const secret = body.secret ?? newSecret();
  const doc: WebhookDoc = {
    _id: new mongoose.mongo.ObjectId(id),
    url: body.url,
    eventTypes: body.eventTypes,
    areaCode: body.areaCode,
    areaName: area.name,
    areaPath: area.path,
    note: body.note,
    secretSealed: deps.fieldCrypto.encrypt(secret),
    active: true,
    failingSince: null,
    failures: 0,
    retryAt: null,
    disabledReason: null,
    lastDeliveredAt: null,
    createdBy: actor.userId,
    createdAt: new Date(deps.clock()),
    version: 1,
  };
  await webhooksOf(deps.db).replaceOne({ _id: doc._id }, doc, { upsert: true });
  return present(doc);
}

/** Switching it on again forgets its failures. @throws AppError NOT_FOUND, VERSION_CONFLICT (with `current`) */
export async function updateWebhook(
  deps: Deps,
  actor: Actor,
  id: string,
  { version, ...changes }: Body<typeof updateContract>,
): Promise<WebhookView> {
  const doc = await find(deps, actor, id);
  if (changes.url !== undefined) checkUrl(deps, changes.url);
  const fresh = { failingSince: null, failures: 0, retryAt: null, disabledReason: null };
  const updated = await webhooksOf(deps.db).findOneAndUpdate(
    { _id: doc._id, version },
    {
      $set: {
        ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)),
        ...(changes.active && fresh),
      },
      $inc: { version: 1 },
      $unset: { untold: '' },
    },
    { returnDocument: 'after' },
  );
  if (!updated) throw new AppError('VERSION_CONFLICT', undefined, { current: present(doc) });
  return present(updated);
}

export async function deleteWebhook(deps: Deps, actor: Actor, id: string): Promise<undefined> {
  const doc = await find(deps, actor, id);
  await webhooksOf(deps.db).deleteOne({ _id: doc._id });
  await deliveriesOf(deps.db).deleteMany({ webhookId: id });
}

/** Answered once and kept sealed: it is in no log and no kept answer. */
export async function renewSecret(deps: Deps, actor: Actor, id: string): Promise<{ secret: string }> {
  const doc = await find(deps, actor, id);
  const secret = newSecret();
  await webhooksOf(deps.db).updateOne(
    { _id: doc._id },
    { $set: { secretSealed: deps.fieldCrypto.encrypt(secret) } },
  );
  return { secret };
}

/** Sends a harmless message at once and says what came of it; it counts neither as success nor as failure. */
export async function testWebhook(deps: Deps, actor: Actor, id: string) {
  const doc = await find(deps, actor, id);
  const body = JSON.stringify({
    type: 'ping',
    timestamp: new Date(deps.clock()).toISOString(),
    data: { message: '网格连心测试消息' },
  });
  const start = performance.now();
  const took = () => Math.round(performance.now() - start);
  try {
    const status = await postSigned(deps, doc, { id: `ping_${randomUUID()}`, body });
    const ok = isDelivered(status);
    return { ok, status, error: ok ? null : `对方应答 ${status}`, tookMs: took() };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return { ok: false, status: null, error: said, tookMs: took() };
  }
}
