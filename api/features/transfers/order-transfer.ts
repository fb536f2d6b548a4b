import { AREA_LEVEL_NAMES, POST_FUNCTION_NAMES } from '@shared/areas/levels';
import { AppError, invalidField } from '@shared/core/errors';
import { type NewTransfer, TRANSFERRED_AT_MOST, type TransferPreview } from '@shared/leave/schemas';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { isDuplicateKey } from '@api/http/idempotency';
import { CASE_WORKERS, findPostsOf, managesStaff, nextLeaves, type PostDoc } from '../areas';
import { type Assignee, type CaseDoc, casesOf, describeActor } from '../cases';
import { planTargets } from './plan-targets';
import { casesInHand } from './run-transfers';
import { type TransferDoc, transfersOf } from './transfer.model';

/** Codes of a community and of all in it begin alike. */
const COMMUNITY_DIGITS = 12;
const NUMBERS_SHOWN = 5;

export interface Leaver {
  userId: string;
  name: string;
  posts: PostDoc[];
  self: boolean;
}

/**
 * Whose work may be handed over by this caller: his own, or that of people in posts below his desk.
 * @throws AppError NOT_FOUND for who is none of his people
 */
export async function findLeaver(deps: Deps, actor: Actor, userId = actor.userId): Promise<Leaver> {
  const self = userId === actor.userId;
  const held = await findPostsOf(deps, userId);
  const posts = held.filter(({ areaCode }) => self || managesStaff(deps, actor, areaCode));
  const name = self ? (actor.staff?.name ?? actor.nickname) : posts[0]?.name;
  if (name === undefined) throw new AppError('NOT_FOUND', '您的辖区里没有这个人');
  return { userId, name, posts, self };
}

/** Areas out of which somebody may take over: the leaver's communities, or the whole area of the desk. */
export function reachOf(actor: Actor, { posts, self }: Leaver): string[] {
  if (self) return [...new Set(posts.map(({ areaCode }) => areaCode.slice(0, COMMUNITY_DIGITS)))];
  return actor.roles.flatMap(({ role, areaCode }) =>
    (role === 'dispatcher' || role === 'admin') && areaCode ? [areaCode] : [],
  );
}

async function targetOf(
  deps: Deps,
  actor: Actor,
  leaver: Leaver,
  { to }: NewTransfer,
): Promise<TransferDoc['to']> {
  if ('auto' in to) return { kind: 'auto' };
  if ('desk' in to) return { kind: 'desk' };
  if (to.personId === leaver.userId) throw invalidField('to', '不能交给他自己');
  const reach = reachOf(actor, leaver);
  const posts = (await findPostsOf(deps, to.personId)).filter(
    (post) => CASE_WORKERS.includes(post.function) && reach.some((area) => post.areaCode.startsWith(area)),
  );
  const own = leaver.posts.map(({ areaCode }) => areaCode);
  const post = posts.find(({ areaCode }) => own.includes(areaCode)) ?? posts[0];
  if (!post) throw invalidField('to', leaver.self ? '只能交给同一社区里能办事的人' : '您的辖区里没有这个人');
  const leave = (await nextLeaves(deps, [post._id])).get(post._id);
  if (leave?.state === 'now') throw invalidField('to', `${post.name}正在请假，请选别人`);
  const assignee: Assignee = {
    type: 'person',
    userId: to.personId,
    postId: post._id,
    name: post.name,
    function: post.function,
    avatarUrl: post.avatarUrl,
  };
  return { kind: 'person', assignee };
}

/** @param id that the order gets; a repetition after a crash finds it */
export async function orderTransfer(deps: Deps, actor: Actor, id: string, input: NewTransfer) {
  const leaver = await findLeaver(deps, actor, input.fromUserId);
  const now = deps.clock();
  if (input.until !== undefined && Date.parse(input.until) <= now)
    throw invalidField('until', '回来的时间已经过了');
  const order: TransferDoc = {
    _id: id,
    fromUserId: leaver.userId,
    fromName: leaver.name,
    by: describeActor(actor, new Set()),
    people: [...new Set([leaver.userId, actor.userId])],
    areas: leaver.posts.map(({ areaCode }) => areaCode),
    to: await targetOf(deps, actor, leaver, input),
    scope: leaver.self ? null : reachOf(actor, leaver),
    text: input.text,
    until: input.until === undefined ? null : new Date(input.until),
    listed: false,
    pending: true,
    leaseUntil: new Date(now),
    createdAt: new Date(now),
    doneAt: null,
  };
  if (input.dryRun) return { preview: await previewOf(deps, order), order: null };
  try {
    await transfersOf(deps.db).collection.insertOne(order as never);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  return { preview: null, order };
}

type Row = Pick<CaseDoc, 'number' | 'gridCode' | 'reporterId' | 'level' | 'areaNames' | 'areaPath'>;
const ROW = { number: 1, gridCode: 1, reporterId: 1, level: 1, areaNames: 1, areaPath: 1 };

async function previewOf(deps: Deps, order: TransferDoc): Promise<TransferPreview> {
  const cases = casesOf(deps.db).collection;
  const [docs, coHandled] = await Promise.all([
    cases
      .find(casesInHand(order), { sort: { _id: -1 }, limit: TRANSFERRED_AT_MOST + 1, projection: ROW })
      .toArray() as unknown as Promise<Row[]>,
    cases.countDocuments(
      { 'coHandlers.userId': order.fromUserId, open: true },
      { limit: TRANSFERRED_AT_MOST },
    ),
  ]);
  const plan = planTargets(deps, order);
  const byTarget = new Map<string, TransferPreview['plan'][number]>();
  const byArea = new Map<string, number>();
  for (const doc of docs.slice(0, TRANSFERRED_AT_MOST)) {
    const to = await plan(doc);
    const key = to.type === 'person' ? to.userId : to.name;
    const line = byTarget.get(key) ?? {
      name: to.name,
      functionName: to.type === 'person' ? POST_FUNCTION_NAMES[to.function] : null,
      count: 0,
      numbers: [],
    };
    line.count += 1;
    if (line.numbers.length < NUMBERS_SHOWN) line.numbers.push(doc.number);
    byTarget.set(key, line);
    const area =
      doc.areaNames.find(({ code }) => code === doc.gridCode)?.name ?? `${AREA_LEVEL_NAMES.grid}外`;
    byArea.set(area, (byArea.get(area) ?? 0) + 1);
  }
  return {
    total: Math.min(docs.length, TRANSFERRED_AT_MOST),
    capped: docs.length > TRANSFERRED_AT_MOST,
    coHandled,
    plan: [...byTarget.values()].sort((a, b) => b.count - a.count),
    areas: [...byArea].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count),
  };
}
