import mongoose from 'mongoose';
import { POST_FUNCTION_NAMES } from '@shared/areas/levels';
import { spanOf } from '@shared/posts/terms';
import type { Deps } from '@api/deps';
import { CASE_WORKERS, type PostDoc, postsOf } from '../areas';
import { type UserDoc, usersOf } from '../auth';

const TRIES = 20;

/**
 * What somebody may do in a grid, made anew from the posts he holds there, with their term: it begins and ends by the
 * clock, with no job. Safe to repeat.
 */
export async function syncGrant(deps: Pick<Deps, 'db'>, userId: string, areaCode: string): Promise<void> {
  const _id = new mongoose.Types.ObjectId(userId);
  const users = usersOf(deps.db).collection;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const user = await users.findOne<Pick<UserDoc, 'roles' | 'staff'>>(
      { _id },
      { projection: { roles: 1, staff: 1 } },
    );
    if (!user) return;
    const posts = (await postsOf(deps.db).find({ userId, active: true }).lean<PostDoc[]>()).filter(
      (post) => post.areaCode === areaCode && CASE_WORKERS.includes(post.function),
    );
    const others = user.roles.filter((grant) => grant.role !== 'grid_worker' || grant.areaCode !== areaCode);
    const [first] = posts;
    const roles = first ? [...others, { role: 'grid_worker' as const, areaCode, ...spanOf(posts) }] : others;
    const staff =
      user.staff ?? (first ? { name: first.name, title: POST_FUNCTION_NAMES[first.function] } : null);
    const { matchedCount } = await users.updateOne(
      { _id, roles: user.roles },
      {
        $set: { roles, staff },
      },
    );
    if (matchedCount === 1) return;
  }
  throw new Error('the roles of a person are being changed all the time');
}
