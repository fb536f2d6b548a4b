import type { Connection } from 'mongoose';
import { PUSH_TEMPLATE_KEYS, PUSH_TEMPLATES, type PushTemplate } from '@shared/notifications/templates';
import type { Subscriptions } from '@shared/notifications/subscriptions';
import type { Deps } from '@api/deps';

/** How many messages of a template a person has still agreed to. */
interface GrantDoc {
  /** `<user id>:<template>` */
  _id: string;
  left: number;
  at: Date;
}

const grantsOf = (db: Connection) => db.collection<GrantDoc>('pushGrants');
const isOnce = (template: PushTemplate) => PUSH_TEMPLATES[template].kind === 'once';
const idOf = (userId: string, template: PushTemplate) => `${userId}:${template}`;
/** WeChat keeps no more either; nobody gains by claiming a million. */
const AT_MOST = 50;

export async function readGrants(deps: Deps, userId: string): Promise<Subscriptions> {
  const docs = await grantsOf(deps.db)
    .find({ _id: { $in: PUSH_TEMPLATE_KEYS.map((key) => idOf(userId, key)) } })
    .toArray();
  const left = new Map(docs.map((doc) => [doc._id, doc.left]));
  return {
    items: PUSH_TEMPLATE_KEYS.map((template) => {
      const { name, note, kind } = PUSH_TEMPLATES[template];
      const templateId = deps.config.wechat.templates[template] ?? null;
      return { template, name, note, kind, templateId, left: left.get(idOf(userId, template)) ?? 0 };
    }),
  };
}

/** One acceptance is one message. */
export async function addGrants(
  deps: Deps,
  userId: string,
  accepted: readonly PushTemplate[],
): Promise<Subscriptions> {
  for (const template of accepted) {
    const at = new Date(deps.clock());
    const _id = idOf(userId, template);
    await grantsOf(deps.db).updateOne({ _id }, { $setOnInsert: { left: 0, at } }, { upsert: true });
    await grantsOf(deps.db).updateOne({ _id, left: { $lt: AT_MOST } }, { $inc: { left: 1 }, $set: { at } });
  }
  return readGrants(deps, userId);
}

/** Of these people and templates, who has agreed to a message. */
export async function withGrant(
  { db }: Pick<Deps, 'db'>,
  wanted: readonly { userId: string; template: PushTemplate }[],
): Promise<(userId: string, template: PushTemplate) => boolean> {
  const docs = await grantsOf(db)
    .find(
      { _id: { $in: wanted.map(({ userId, template }) => idOf(userId, template)) }, left: { $gt: 0 } },
      { projection: { _id: 1 } },
    )
    .toArray();
  const ids = new Set(docs.map(({ _id }) => _id));
  return (userId, template) => ids.has(idOf(userId, template));
}

/** Uses one up, in one conditional write: two at once never use the same. @returns false when there is none */
export async function spendGrant(deps: Deps, userId: string, template: PushTemplate): Promise<boolean> {
  const { matchedCount } = await grantsOf(deps.db).updateOne(
    { _id: idOf(userId, template), left: { $gt: 0 } },
    { $inc: { left: isOnce(template) ? -1 : 0 } },
  );
  return matchedCount === 1;
}

/** Nothing was sent after all. */
export async function giveBack({ db }: Deps, userId: string, template: PushTemplate): Promise<void> {
  if (!isOnce(template)) return;
  await grantsOf(db).updateOne({ _id: idOf(userId, template) }, { $inc: { left: 1 } });
}

/**
 * WeChat says there is none: refused, or used up elsewhere.
 * @param asOf what was agreed to later stays
 */
export async function noneLeft(
  { db }: Deps,
  userId: string,
  template: PushTemplate,
  asOf?: Date,
): Promise<void> {
  const _id = idOf(userId, template);
  await grantsOf(db).updateOne(asOf ? { _id, at: { $lte: asOf } } : { _id }, { $set: { left: 0 } });
}
