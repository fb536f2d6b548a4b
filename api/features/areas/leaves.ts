import { POST_FUNCTION_NAMES } from '@shared/areas/levels';
import { AppError, invalidField } from '@shared/core/errors';
import { type LeaveView, LONGEST_LEAVE_DAYS, type NewLeave } from '@shared/leave/schemas';
import { DAY_MS } from '@shared/time/shanghai';
import type { Deps } from '@api/deps';
import { type Actor, holdsIn } from '@api/http/actor';
import { isDuplicateKey } from '@api/http/idempotency';
import { type PostDoc, postsOf } from './area.model';
import { CASE_WORKERS } from './find-post';
import { type LeaveDoc, leavesOf } from './leave.model';

/** Nobody plans more of them ahead. */
const COMING_AT_MOST = 20;
/** Codes of a community and of all in it begin alike. */
const COMMUNITY_DIGITS = 12;

/** May he arrange somebody's leave and hand over his work: a desk or admin above the area? */
export function managesStaff(deps: Pick<Deps, 'routing'>, actor: Actor, areaCode: string): boolean {
  const path = deps.routing
    .current()
    .pathOf(areaCode)
    .map(({ code }) => code);
  return holdsIn(actor, 'dispatcher', path) || holdsIn(actor, 'admin', path);
}

/** @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED */
async function findPostFor(deps: Deps, actor: Actor, postId: string): Promise<PostDoc & { userId: string }> {
  const post = await postsOf(deps.db).findById(postId).lean<PostDoc>();
  if (!post?.active || post.userId === null) throw new AppError('NOT_FOUND', '没有这个岗位');
  if (post.userId !== actor.userId && !managesStaff(deps, actor, post.areaCode))
    throw new AppError('ACTION_NOT_ALLOWED', '请假由本人或辖区的调度员登记');
  return { ...post, userId: post.userId };
}

/** Posts by id, for deputies' names. */
async function postsById(deps: Pick<Deps, 'db'>, ids: string[]): Promise<Map<string, PostDoc>> {
  const posts = await postsOf(deps.db)
    .find({ _id: { $in: ids } })
    .lean<PostDoc[]>();
  return new Map(posts.map((post) => [post._id, post]));
}

/** Each as its own people read it. */
export async function presentLeaves(
  deps: Pick<Deps, 'db' | 'clock'>,
  leaves: LeaveDoc[],
): Promise<LeaveView[]> {
  const deputies = await postsById(
    deps,
    leaves.flatMap(({ deputyPostId }) => (deputyPostId ? [deputyPostId] : [])),
  );
  const now = deps.clock();
  return leaves.map((leave) => {
    const deputy = leave.deputyPostId ? deputies.get(leave.deputyPostId) : undefined;
    return {
      id: leave._id,
      postId: leave.postId,
      from: leave.from.toISOString(),
      until: leave.until.toISOString(),
      deputy: deputy
        ? { postId: deputy._id, name: deputy.name, functionName: POST_FUNCTION_NAMES[deputy.function] }
        : null,
      reason: leave.reason,
      state: leave.cancelledAt
        ? 'cancelled'
        : leave.until.getTime() <= now
          ? 'over'
          : leave.from.getTime() <= now
            ? 'now'
            : 'coming',
      createdAt: leave.createdAt.toISOString(),
    };
  });
}

async function presentOne(deps: Deps, leave: LeaveDoc): Promise<LeaveView> {
  const [view] = await presentLeaves(deps, [leave]);
  if (!view) throw new AppError('NOT_FOUND', '没有这次请假');
  return view;
}

async function checkDeputy(deps: Deps, post: PostDoc, deputyPostId: string): Promise<void> {
  const deputy = (await postsById(deps, [deputyPostId])).get(deputyPostId);
  const usable =
    deputy?.active &&
    deputy.userId !== null &&
    CASE_WORKERS.includes(deputy.function) &&
    deputy.areaCode.startsWith(post.areaCode.slice(0, COMMUNITY_DIGITS));
  if (!usable) throw invalidField('deputyPostId', '代班的应是同一社区里能办事的人');
  if (deputy.userId === post.userId) throw invalidField('deputyPostId', '不能由自己代班');
}

/**
 * @param id that the leave gets; a repetition after a crash finds it
 * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, VALIDATION_FAILED
 */
export async function createLeave(
  deps: Deps,
  actor: Actor,
  postId: string,
  id: string,
  input: NewLeave,
): Promise<LeaveView> {
  const post = await findPostFor(deps, actor, postId);
  const made = await leavesOf(deps.db).findById(id).lean<LeaveDoc>();
  if (made) return presentOne(deps, made);
  const now = deps.clock();
  const [from, until] = [new Date(input.from), new Date(input.until)];
  if (until.getTime() <= now) throw invalidField('until', '结束的时间已经过了');
  if (from.getTime() < now - DAY_MS) throw invalidField('from', '最早从昨天算起');
  if (until.getTime() > now + LONGEST_LEAVE_DAYS * DAY_MS) throw invalidField('until', '最多登记到一年以内');
  if (input.deputyPostId !== undefined) await checkDeputy(deps, post, input.deputyPostId);
  const coming = await leavesOf(deps.db)
    .find({ postId, until: { $gt: new Date(now) }, cancelledAt: null })
    .limit(COMING_AT_MOST)
    .lean<LeaveDoc[]>();
  if (coming.some((other) => other.from < until && other.until > from))
    throw invalidField('from', '这段时间已经登记过请假');
  if (coming.length >= COMING_AT_MOST) throw invalidField('from', `最多预先登记 ${COMING_AT_MOST} 次请假`);
  const leave: LeaveDoc = {
    _id: id,
    postId,
    userId: post.userId,
    areaCode: post.areaCode,
    from,
    until,
    deputyPostId: input.deputyPostId ?? null,
    reason: input.reason,
    createdBy: actor.userId,
    createdAt: new Date(now),
    cancelledAt: null,
  };
  try {
    await leavesOf(deps.db).collection.insertOne(leave as never);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  return presentOne(deps, leave);
}

/** Newest first. @param after id of the last one of the page before */
export async function listLeaves(deps: Deps, actor: Actor, postId: string, limit: number, after?: string) {
  await findPostFor(deps, actor, postId);
  const leaves = await leavesOf(deps.db)
    .find({ postId, ...(after && { _id: { $lt: after } }) })
    .sort({ _id: -1 })
    .limit(limit + 1)
    .lean<LeaveDoc[]>();
  const last = leaves.length > limit ? leaves[limit - 1] : undefined;
  return { items: await presentLeaves(deps, leaves.slice(0, limit)), nextCursor: last?._id ?? null };
}

/** @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, WRONG_STATE when it is over or cancelled already */
export async function cancelLeave(
  deps: Deps,
  actor: Actor,
  postId: string,
  leaveId: string,
): Promise<LeaveView> {
  await findPostFor(deps, actor, postId);
  const now = new Date(deps.clock());
  const leave = await leavesOf(deps.db).findOne({ _id: leaveId, postId }).lean<LeaveDoc>();
  if (!leave) throw new AppError('NOT_FOUND', '没有这次请假');
  const { modifiedCount } = await leavesOf(deps.db).updateOne(
    { _id: leaveId, cancelledAt: null, until: { $gt: now } },
    { $set: { cancelledAt: now } },
  );
  if (modifiedCount === 0) throw new AppError('WRONG_STATE', '这次请假已经结束或取消了');
  return presentOne(deps, { ...leave, cancelledAt: now });
}

/** The leave of each post that is taken now, or else the next. */
export async function nextLeaves(deps: Deps, postIds: string[]): Promise<Map<string, LeaveView>> {
  const leaves = await leavesOf(deps.db)
    .find({ postId: { $in: postIds }, until: { $gt: new Date(deps.clock()) }, cancelledAt: null })
    .sort({ until: 1 })
    .limit(postIds.length * COMING_AT_MOST)
    .lean<LeaveDoc[]>();
  const first = new Map<string, LeaveView>();
  for (const view of await presentLeaves(deps, leaves))
    if (!first.has(view.postId)) first.set(view.postId, view);
  return first;
}
