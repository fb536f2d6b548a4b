import { POST_FUNCTION_NAMES } from '@shared/areas/levels';
import { AppError } from '@shared/core/errors';
import { dutyInWords, sorted } from '@shared/duty/roster';
import { STAFF_KEEPERS, type StaffPost } from '@shared/posts/contract';
import { isInTerm, type Term, termState } from '@shared/posts/terms';
import type { Deps } from '@api/deps';
import { type Actor, holdsIn } from '@api/http/actor';
import { areaRef, leavesNow, type PostDoc, postsOf } from '../areas';
import { casesOf } from '../cases';
import { syncGrant } from './sync-grant';

/** More than this in hand is simply "many". */
const MANY = 200;

async function present(deps: Deps, posts: readonly PostDoc[]): Promise<StaffPost[]> {
  const now = deps.clock();
  const away = new Set(
    (await leavesNow(deps, { postId: { $in: posts.map(({ _id }) => _id) } })).map(({ postId }) => postId),
  );
  const open = await Promise.all(
    posts.map(async ({ _id, userId }) =>
      userId === null
        ? 0
        : casesOf(deps.db).collection.countDocuments(
            { 'assignee.userId': userId, open: true, 'assignee.postId': _id },
            { limit: MANY },
          ),
    ),
  );
  const index = deps.routing.current();
  return posts.map((post, i) => {
    const node = index.node(post.areaCode);
    const shifts = sorted(post.duty?.shifts ?? []);
    return {
      postId: post._id,
      area: areaRef(node ?? { code: post.areaCode, level: 'grid', name: post.areaCode }),
      function: post.function,
      functionName: POST_FUNCTION_NAMES[post.function],
      name: post.name,
      phoneMasked: post.phoneMasked,
      from: post.from ?? null,
      until: post.until ?? null,
      term: termState(post, now),
      onLeave: away.has(post._id),
      shifts,
      dutyToday: isInTerm(post, now) ? dutyInWords(shifts, now) : null,
      openCases: open[i] ?? 0,
    };
  });
}

/** Who serves an area and below, page by page. @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED */
export async function listPosts(
  deps: Deps,
  actor: Actor,
  { area, limit, cursor }: { area: string; limit: number; cursor?: string },
) {
  const path = deps.routing
    .current()
    .pathOf(area)
    .map(({ code }) => code);
  if (path.length === 0) throw new AppError('NOT_FOUND', '没有这个区域');
  if (!STAFF_KEEPERS.some((role) => holdsIn(actor, role, path)))
    throw new AppError('ACTION_NOT_ALLOWED', '只能看自己辖区的人员');
  // A code starts with its parent's, and ':' comes right after '9'.
  const below = { $gte: area, $lt: `${area}:` };
  const last = cursor === undefined ? null : await postsOf(deps.db).findById(cursor).lean<PostDoc>();
  const after = last && {
    $or: [{ areaCode: { $gt: last.areaCode } }, { areaCode: last.areaCode, _id: { $gt: last._id } }],
  };
  const found = await postsOf(deps.db)
    .find({ areaCode: last ? { $gte: last.areaCode, $lt: below.$lt } : below, active: true, ...after })
    .sort({ areaCode: 1, active: 1, _id: 1 })
    .limit(limit + 1)
    .lean<PostDoc[]>();
  const items = found.slice(0, limit);
  return {
    items: await present(deps, items),
    nextCursor: found.length > limit ? (items[items.length - 1]?._id ?? null) : null,
  };
}

/** @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED */
export async function setTerm(
  deps: Deps,
  actor: Actor,
  id: string,
  { from, until }: Required<Term>,
): Promise<StaffPost> {
  const post = await postsOf(deps.db).findById(id).lean<PostDoc>();
  if (!post?.active) throw new AppError('NOT_FOUND', '没有这个岗位');
  const path = deps.routing
    .current()
    .pathOf(post.areaCode)
    .map(({ code }) => code);
  if (!holdsIn(actor, 'admin', path)) throw new AppError('ACTION_NOT_ALLOWED', '任期由辖区的管理员定');
  await postsOf(deps.db).updateOne({ _id: id }, { $set: { from, until } });
  if (post.userId) await syncGrant(deps, post.userId, post.areaCode);
  const [view] = await present(deps, [{ ...post, from, until }]);
  if (!view) throw new AppError('NOT_FOUND', '没有这个岗位');
  return view;
}
