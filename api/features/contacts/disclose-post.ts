import { POST_FUNCTION_NAMES } from '@shared/areas/levels';
import { STAFF_ROLES } from '@shared/auth/roles';
import { AppError } from '@shared/core/errors';
import type { DisclosedPhone } from '@shared/contacts/schemas';
import type { Deps } from '@api/deps';
import { type Actor, holdsIn } from '@api/http/actor';
import { type PostDoc, postsOf } from '../areas';
import { disclose } from './disclose';
import { reachPost } from './reach-post';

/** Codes of a community and of all in it begin alike. */
const COMMUNITY_DIGITS = 12;

/** A resident of the community (or of an area the post serves), or staff of the place. */
function maySee(actor: Actor, areaCode: string, areaPath: string[]): boolean {
  const home = actor.homeGridCode;
  return (
    home?.startsWith(areaCode.slice(0, COMMUNITY_DIGITS)) === true ||
    STAFF_ROLES.some((role) => holdsIn(actor, role, areaPath))
  );
}

/** @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, WRONG_STATE, TOO_MANY_REQUESTS */
export async function disclosePost(
  deps: Deps,
  actor: Actor,
  { code, postId }: { code: string; postId: string },
  purpose: string,
): Promise<DisclosedPhone> {
  const post = await postsOf(deps.db).findById(postId).lean<PostDoc>();
  // Who has moved to another area is found there, not here.
  const asked = post?.areaCode === code ? post : null;
  const { post: reached, standsInFor } = await reachPost(deps, asked);
  const areaPath = pathOf(deps, code);
  if (!maySee(actor, code, areaPath))
    throw new AppError('ACTION_NOT_ALLOWED', '电话只给本社区的居民看，请先把这里设为「我的网格」');
  const asStaff = actor.staff !== null && STAFF_ROLES.some((role) => holdsIn(actor, role, areaPath));
  return disclose(deps, {
    limit: 'worker',
    by: {
      userId: actor.userId,
      ...(asStaff && actor.staff ? actor.staff : { name: actor.nickname, title: '居民' }),
    },
    of: personOf(reached),
    purpose,
    case: null,
    areaPath: pathOf(deps, reached.areaCode),
    phoneSealed: reached.phoneSealed,
    standsInFor,
  });
}

export const pathOf = (deps: Deps, areaCode: string): string[] =>
  deps.routing
    .current()
    .pathOf(areaCode)
    .map((node) => node.code);

export const personOf = (post: PostDoc) => ({
  userId: post.userId,
  postId: post._id,
  name: post.name,
  title: POST_FUNCTION_NAMES[post.function],
});
