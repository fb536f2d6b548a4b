import type { Deps } from '@api/deps';
import { isHeld, type PostDoc, postsOf } from './area.model';

/** The post a person holds in an area, if any. */
export async function findPostOf(
  deps: Pick<Deps, 'db' | 'clock'>,
  userId: string,
  areaCode: string,
): Promise<PostDoc | null> {
  return (await findPostsOf(deps, userId)).find((post) => post.areaCode === areaCode) ?? null;
}

/** Functions in which a person works on cases, in the order in which they are asked. */
export const CASE_WORKERS: readonly PostDoc['function'][] = ['grid_worker', 'parttime_worker', 'grid_leader'];

/** All posts a person holds. */
export async function findPostsOf(deps: Pick<Deps, 'db' | 'clock'>, userId: string): Promise<PostDoc[]> {
  const posts = await postsOf(deps.db).find({ userId, active: true }).lean<PostDoc[]>();
  return posts.filter((post) => isHeld(post, deps.clock()));
}

/** Held posts of these functions in an area and all below it, by area code. @param limit at most */
export async function findPostsWithin(
  deps: Pick<Deps, 'db' | 'clock'>,
  areaCode: string,
  functions: readonly PostDoc['function'][],
  limit: number,
): Promise<PostDoc[]> {
  // A code starts with its parent's, and ':' comes right after '9'.
  const posts = await postsOf(deps.db)
    .find({
      areaCode: { $gte: areaCode, $lt: `${areaCode}:` },
      active: true,
      function: { $in: [...functions] },
      userId: { $ne: null },
    })
    .sort({ areaCode: 1, active: 1 })
    .limit(limit)
    .lean<PostDoc[]>();
  return posts.filter((post) => isHeld(post, deps.clock()));
}
