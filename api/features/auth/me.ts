import mongoose from 'mongoose';
import type * as z from 'zod';
import { AppError, invalidField } from '@shared/core/errors';
import type { updateMe } from '@shared/auth/contract';
import type { UserView } from '@shared/auth/schemas';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { claimAvatar, dropAvatar } from '../uploads';
import { presentUser } from './present-user';
import { type UserDoc, usersOf } from './user.model';

const idOf = (actor: Actor) => new mongoose.Types.ObjectId(actor.userId);

export async function getMe(deps: Deps, actor: Actor): Promise<UserView> {
  const user = await usersOf(deps.db).findById(idOf(actor)).lean<UserDoc>();
  if (!user) throw new AppError('TOKEN_INVALID');
  return presentUser(deps, user);
}

type Changes = z.output<NonNullable<(typeof updateMe)['body']>>;

/** @throws AppError VERSION_CONFLICT (with `current`) when a version is sent and is not the stored one */
export async function changeMe(
  deps: Deps,
  actor: Actor,
  changes: Changes,
  ifMatch?: number,
): Promise<UserView> {
  const version = ifMatch ?? changes.version;
  const { nickname, avatarUploadId } = changes;
  if (nickname !== undefined && deps.contentCheck.textNow(nickname).suggest !== 'pass')
    throw invalidField('nickname', '这个昵称不合适，请换一个');
  if (typeof avatarUploadId === 'string') await claimAvatar(deps, actor.userId, avatarUploadId);
  const set: Record<string, unknown> = {
    ...(nickname !== undefined && { nickname }),
    ...(avatarUploadId !== undefined && { avatarUploadId }),
    ...(changes.preferences?.elder !== undefined && { 'preferences.elder': changes.preferences.elder }),
    ...(changes.preferences?.language !== undefined && {
      'preferences.language': changes.preferences.language,
    }),
  };
  const before = await usersOf(deps.db)
    .findOneAndUpdate(
      { _id: idOf(actor), ...(version !== undefined && { version }) },
      { $set: set, $inc: { version: 1 } },
      { returnDocument: 'before' },
    )
    .lean<UserDoc>();
  if (!before) {
    const now = await usersOf(deps.db).findById(idOf(actor), { avatarUploadId: 1 }).lean<UserDoc>();
    if (typeof avatarUploadId === 'string' && now?.avatarUploadId !== avatarUploadId)
      await dropAvatar(deps, actor.userId, avatarUploadId);
    throw new AppError('VERSION_CONFLICT', undefined, { current: await getMe(deps, actor) });
  }
  const old = before.avatarUploadId;
  if (avatarUploadId !== undefined && old && old !== avatarUploadId)
    await dropAvatar(deps, actor.userId, old);
  return getMe(deps, actor);
}

/** @throws AppError NOT_FOUND when there is no such grid */
export async function setHomeArea(deps: Deps, actor: Actor, gridCode: string): Promise<UserView> {
  if (deps.routing.current().node(gridCode)?.level !== 'grid')
    throw new AppError('NOT_FOUND', '没有这个网格');
  const user = await usersOf(deps.db)
    .findOneAndUpdate(
      { _id: idOf(actor) },
      { $set: { homeGridCode: gridCode }, $inc: { version: 1 } },
      { returnDocument: 'after' },
    )
    .lean<UserDoc>();
  if (!user) throw new AppError('TOKEN_INVALID');
  return presentUser(deps, user);
}
