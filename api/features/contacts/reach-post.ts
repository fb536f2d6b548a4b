import mongoose from 'mongoose';
import { hasServicePhone } from '@shared/contacts/rules';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import { isHeld, leavesNow, type PostDoc, postsOf } from '../areas';
import { usersOf } from '../auth';

export interface Reached {
  post: PostDoc & { phoneSealed: string };
  /** Of him who is away. */
  standsInFor: string | null;
}

/** Held by somebody who may still sign in, with a number of service. */
async function isThere(deps: Deps, post: PostDoc | null): Promise<boolean> {
  if (!post || !isHeld(post, deps.clock()) || !hasServicePhone(post.function)) return false;
  if (post.userId === null) return true;
  const user = await usersOf(deps.db)
    .findById(new mongoose.Types.ObjectId(post.userId), { disabledAt: 1 })
    .lean();
  return user !== null && user.disabledAt === null;
}

function withNumber(post: PostDoc): Reached['post'] {
  if (post.phoneSealed === null)
    throw new AppError('WRONG_STATE', `${post.name}还没有登记服务电话，请打社区的值班电话`);
  return { ...post, phoneSealed: post.phoneSealed };
}

/**
 * Who answers the phone of a post now: its holder, or while he is on leave his deputy.
 * @throws AppError NOT_FOUND when nobody serves there (any more), WRONG_STATE when nobody can be called now
 */
export async function reachPost(deps: Deps, post: PostDoc | null): Promise<Reached> {
  if (!post || !(await isThere(deps, post))) throw new AppError('NOT_FOUND', '没有这位工作人员');
  const [leave] = await leavesNow(deps, { postId: { $in: [post._id] } });
  if (!leave) return { post: withNumber(post), standsInFor: null };
  const deputy = leave.deputyPostId
    ? await postsOf(deps.db).findById(leave.deputyPostId).lean<PostDoc>()
    : null;
  const away = deputy && (await leavesNow(deps, { postId: { $in: [deputy._id] } })).length > 0;
  if (!deputy || away || !(await isThere(deps, deputy)))
    throw new AppError('WRONG_STATE', `${post.name}正在休假，现在没有代班的人，请打社区的值班电话`);
  return { post: withNumber(deputy), standsInFor: post.name };
}
