import mongoose, { type mongo } from 'mongoose';
import { AppError } from '@shared/core/errors';
import type { CaredItem } from '@shared/deliberations/contributions';
import { RAISE_MS } from '@shared/deliberations/rules';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { organises } from './find-topic';
import { presentCare } from './present-contribution';
import { staffOf } from './public-name';
import { commentsOf, type ItemCare, statementsOf, type TopicDoc, topicsOf } from './topic.model';

/** What may be kept from the public: the topic's own words, a statement, a comment. */
interface Item {
  kind: CaredItem['kind'];
  _id: mongo.ObjectId;
  authorId: string;
  text: string;
  care: ItemCare | null;
  at: Date;
}

const LISTED = 200;
const missing = () => new AppError('NOT_FOUND', '没有找到这项内容');

const topicItem = (topic: TopicDoc): Item => ({
  kind: 'topic',
  _id: topic._id,
  authorId: topic.initiator.userId,
  text: `${topic.title}\n${topic.background}`,
  care: topic.care,
  at: topic.createdAt,
});

async function findItem({ db }: Deps, topic: TopicDoc, id: string): Promise<Item> {
  const _id = new mongoose.mongo.ObjectId(id);
  if (topic._id.equals(_id)) return topicItem(topic);
  const whose = { _id, topicId: topic._id };
  const statement = await statementsOf(db).findOne(whose);
  if (statement) return { ...statement, kind: 'statement' };
  const comment = await commentsOf(db).findOne(whose);
  if (comment) return { ...comment, kind: 'comment' };
  throw missing();
}

/** Writes what has become of an item, if nobody was quicker. */
async function put({ db }: Deps, { kind, _id, care }: Item, next: ItemCare | null): Promise<void> {
  // Judged by the instant of what was read: of two at once one wins.
  const was = care ? { 'care.at': care.at } : { care: null };
  const collection = { topic: topicsOf, statement: statementsOf, comment: commentsOf }[kind](db);
  const filter = { _id, ...was } as mongo.Filter<object>;
  const { matchedCount } = await (collection as unknown as mongo.Collection).updateOne(filter, {
    $set: { care: next },
  });
  if (matchedCount === 0) throw new AppError('WRONG_STATE', '别人刚刚处理过，请刷新后再看');
}

const present = ({ kind, _id, text, care, at }: Item, mine: boolean): CaredItem => {
  const view = presentCare(care, mine);
  if (!view) throw missing();
  return { id: _id.toHexString(), kind, text, care: view, at: at.toISOString() };
};

const waits = ({ care }: Pick<Item, 'care'>): boolean =>
  care !== null && (care.state === 'held' || (care.appeal !== null && care.appeal.answer === null));

/** Everybody reads how many are removed; who leads the topic, how many wait. Few: all are read. */
export async function recountCare(
  { db }: Pick<Deps, 'db'>,
  { _id: topicId }: Pick<TopicDoc, '_id'>,
): Promise<void> {
  const filter = { topicId, 'care.at': { $exists: true } };
  const projection = { care: 1 };
  const [topic, ...items] = await Promise.all([
    topicsOf(db).findOne({ _id: topicId }, { projection }),
    statementsOf(db).find(filter, { projection }).toArray(),
    commentsOf(db).find(filter, { projection }).toArray(),
  ]);
  const all = items.flat();
  const removed = all.filter(({ care }) => care?.state === 'removed').length;
  const waiting = [...all, ...(topic ? [topic] : [])].filter(waits).length;
  await topicsOf(db).updateOne({ _id: topicId }, { $set: { removed, waiting } });
}

/** Nobody judges his own words. */
function checkJudge(actor: Actor, item: Item): void {
  if (item.authorId === actor.userId)
    throw new AppError('ACTION_NOT_ALLOWED', '不能处理自己写的内容，请别的同事办理');
}

/** Takes something from the public's eyes with a reason its author reads. @throws AppError NOT_FOUND, WRONG_STATE */
export async function removeItem(
  deps: Deps,
  actor: Actor,
  topic: TopicDoc,
  id: string,
  reason: string,
): Promise<CaredItem> {
  const item = await findItem(deps, topic, id);
  checkJudge(actor, item);
  if (item.kind === 'topic') throw new AppError('WRONG_STATE', '议题不能移除，可以不予立项或者终止');
  if (item.care?.state === 'removed') throw new AppError('WRONG_STATE', '已经移除了');
  const care: ItemCare = {
    state: 'removed',
    reason,
    at: new Date(deps.clock()),
    by: staffOf(actor),
    appeal: item.care?.appeal ?? null,
  };
  await put(deps, item, care);
  await recountCare(deps, topic);
  return present({ ...item, care }, false);
}

/**
 * Whether what waits is shown, and the answer to an appeal, which is somebody else's than who removed it.
 * @returns null when it is shown now
 * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, WRONG_STATE
 */
export async function decideItem(
  deps: Deps,
  actor: Actor,
  topic: TopicDoc,
  id: string,
  { show, text }: { show: boolean; text: string },
): Promise<CaredItem | null> {
  const item = await findItem(deps, topic, id);
  checkJudge(actor, item);
  const { care } = item;
  if (!care) throw new AppError('WRONG_STATE', '这项内容已经公开了');
  if (care.appeal && care.by?.userId === actor.userId)
    throw new AppError('ACTION_NOT_ALLOWED', '申诉要由移除它的人以外的同事答复');
  const at = new Date(deps.clock());
  const next: ItemCare | null = show
    ? null
    : {
        ...care,
        state: 'removed',
        reason: care.state === 'held' ? text : care.reason,
        at,
        by: staffOf(actor),
        appeal: care.appeal && { ...care.appeal, answer: { upheld: false, text, at } },
      };
  await put(deps, item, next);
  // Nobody could second it until now.
  if (item.kind === 'topic' && next === null && topic.phase === 'raise') {
    const raiseUntil = new Date(deps.clock() + RAISE_MS);
    await topicsOf(deps.db).updateOne(
      { _id: topic._id, phase: 'raise' },
      { $set: { 'dates.raiseUntil': raiseUntil, due: raiseUntil } },
    );
  }
  await recountCare(deps, topic);
  return next && present({ ...item, care: next }, false);
}

/** The author asks for a second look, once. @throws AppError NOT_FOUND, WRONG_STATE */
export async function appealItem(
  deps: Deps,
  actor: Actor,
  topic: TopicDoc,
  id: string,
  text: string,
): Promise<CaredItem> {
  const item = await findItem(deps, topic, id);
  if (item.authorId !== actor.userId || !item.care) throw missing();
  if (item.care.appeal) throw new AppError('WRONG_STATE', '已经申诉过了，请等答复');
  const at = new Date(deps.clock());
  const care = { ...item.care, at, appeal: { text, at, answer: null } };
  await put(deps, item, care);
  await recountCare(deps, topic);
  return present({ ...item, care }, true);
}

/** What waits, what was removed, and what its author asks about; for who leads the topic. */
export async function listCared(deps: Deps, actor: Actor, topic: TopicDoc): Promise<{ items: CaredItem[] }> {
  if (!organises(actor, topic)) throw new AppError('ACTION_NOT_ALLOWED', '只有议题所在区域的中心可以看');
  const filter = { topicId: topic._id, 'care.at': { $exists: true } };
  const options = { sort: { 'care.at': -1 } as const, limit: LISTED };
  const [statements, comments] = await Promise.all([
    statementsOf(deps.db).find(filter, options).toArray(),
    commentsOf(deps.db).find(filter, options).toArray(),
  ]);
  const items: Item[] = [
    ...(topic.care ? [topicItem(topic)] : []),
    ...statements.map((doc): Item => ({ ...doc, kind: 'statement' })),
    ...comments.map((doc): Item => ({ ...doc, kind: 'comment' })),
  ];
  return { items: items.map((item) => present(item, false)) };
}
