import { dutyInWords, isOnShift, type Shift, sorted } from '@shared/duty/roster';
import type { RosterView } from '@shared/duty/contract';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { managesStaff, type PostDoc, postsOf } from '../areas';

const present = ({ _id, name, duty }: PostDoc, nowMs: number): RosterView => {
  const shifts = sorted(duty?.shifts ?? []);
  return {
    postId: _id,
    name,
    shifts,
    onShift: isOnShift(shifts, nowMs),
    today: dutyInWords(shifts, nowMs),
    version: duty?.version ?? 0,
  };
};

async function findPost({ db }: Pick<Deps, 'db'>, id: string): Promise<PostDoc> {
  const post = await postsOf(db).findById(id).lean<PostDoc>();
  if (!post?.active) throw new AppError('NOT_FOUND', '没有这个岗位');
  return post;
}

/** @throws AppError NOT_FOUND */
export const getDuty = async (deps: Deps, id: string) => present(await findPost(deps, id), deps.clock());

/** @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, VERSION_CONFLICT */
export async function setDuty(
  deps: Deps,
  actor: Actor,
  id: string,
  { shifts, version }: { shifts: Shift[]; version: number },
): Promise<RosterView> {
  const post = await findPost(deps, id);
  if (!managesStaff(deps, actor, post.areaCode))
    throw new AppError('ACTION_NOT_ALLOWED', '排班由辖区的调度员、管理员负责');
  const was = version === 0 ? { duty: { $exists: false } } : { 'duty.version': version };
  const updated = await postsOf(deps.db).collection.findOneAndUpdate(
    { _id: id, ...was } as object,
    { $set: { duty: { shifts: sorted(shifts), version: version + 1 } } },
    { returnDocument: 'after' },
  );
  if (!updated)
    throw new AppError('VERSION_CONFLICT', undefined, {
      current: present(await findPost(deps, id), deps.clock()),
    });
  return present(updated as unknown as PostDoc, deps.clock());
}
