import { randomBytes } from 'node:crypto';
import mongoose from 'mongoose';
import { AppError } from '@shared/core/errors';
import type { Session } from '@shared/auth/schemas';
import { isInTerm } from '@shared/posts/terms';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { perConnection, together } from '@api/store/together';
import { presentUser } from './present-user';
import {
  ACCESS_TTL_S,
  REFRESH_TTL_MS,
  hashRefreshToken,
  newRefreshToken,
  parseRefreshToken,
  readAccessToken,
  sameHash,
  signAccessToken,
} from './tokens';
import { SESSIONS_PER_USER, type UserDoc, usersOf } from './user.model';

function sessionOf(deps: Deps, user: UserDoc, sessionId: string, refreshToken: string): Session {
  const userId = user._id.toHexString();
  return {
    accessToken: signAccessToken(deps, { userId, sessionId }),
    refreshToken,
    expiresIn: ACCESS_TTL_S,
    user: presentUser(deps, user),
  };
}

/** Opens a sign-in on a device. @throws AppError ACCOUNT_DISABLED */
export async function openSession(deps: Deps, userId: mongoose.Types.ObjectId): Promise<Session> {
  const sessionId = randomBytes(12).toString('base64url');
  const { token, hash } = newRefreshToken(userId.toHexString(), sessionId);
  const now = deps.clock();
  const session = {
    id: sessionId,
    refreshHash: hash,
    createdAt: new Date(now),
    expiresAt: new Date(now + REFRESH_TTL_MS),
  };
  const user = await usersOf(deps.db)
    .findOneAndUpdate(
      { _id: userId, disabledAt: null },
      { $push: { sessions: { $each: [session], $slice: -SESSIONS_PER_USER } } },
      { returnDocument: 'after' },
    )
    .lean<UserDoc>();
  if (!user) throw new AppError('ACCOUNT_DISABLED');
  return sessionOf(deps, user, sessionId, token);
}

/**
 * Exchanges a refresh token for a new pair. A token that was exchanged before is a copy in strange hands (or ours is):
 * the sign-in ends for both.
 * @throws AppError TOKEN_INVALID, ACCOUNT_DISABLED
 */
export async function rotateSession(deps: Deps, refreshToken: string): Promise<Session> {
  const { userId, sessionId } = parseRefreshToken(refreshToken);
  const users = usersOf(deps.db);
  const _id = new mongoose.Types.ObjectId(userId);
  const sentHash = hashRefreshToken(refreshToken);
  const next = newRefreshToken(userId, sessionId);
  const now = new Date(deps.clock());
  const user = await users
    .findOneAndUpdate(
      { _id, sessions: { $elemMatch: { id: sessionId, refreshHash: sentHash, expiresAt: { $gt: now } } } },
      {
        $set: {
          'sessions.$.refreshHash': next.hash,
          'sessions.$.expiresAt': new Date(now.getTime() + REFRESH_TTL_MS),
        },
      },
      { returnDocument: 'after' },
    )
    .lean<UserDoc>();
  if (user?.disabledAt) throw new AppError('ACCOUNT_DISABLED');
  if (user) return sessionOf(deps, user, sessionId, next.token);
  const owner = await users.findById(_id).lean<UserDoc>();
  const session = owner?.sessions.find((candidate) => candidate.id === sessionId);
  if (session && !sameHash(session.refreshHash, sentHash)) {
    await closeSessions(deps, userId, sessionId);
    deps.log.warn({ userId }, 'an old refresh token was used again: sign-in ended');
  }
  throw new AppError('TOKEN_INVALID');
}

/** Ends one sign-in, or all of a person's. */
export async function closeSessions(deps: Deps, userId: string, sessionId?: string): Promise<void> {
  const change = sessionId ? { $pull: { sessions: { id: sessionId } } } : { $set: { sessions: [] } };
  await usersOf(deps.db).updateOne({ _id: new mongoose.Types.ObjectId(userId) }, change);
}

type Known = Pick<
  UserDoc,
  '_id' | 'nickname' | 'phoneMasked' | 'homeGridCode' | 'staff' | 'roles' | 'disabledAt' | 'sessions'
>;
const KNOWN = {
  nickname: 1,
  phoneMasked: 1,
  homeGridCode: 1,
  staff: 1,
  roles: 1,
  disabledAt: 1,
  'sessions.id': 1,
} as const;

/** People who ask at the same moment are looked up together; each look is fresh. */
const lookUp = perConnection((db) =>
  together(async (ids: readonly string[]) => {
    const users = await usersOf(db)
      .collection.find<Known>(
        { _id: { $in: [...new Set(ids)].map((id) => new mongoose.Types.ObjectId(id)) } },
        { projection: KNOWN },
      )
      .toArray();
    const byId = new Map(users.map((user) => [user._id.toHexString(), user]));
    return ids.map((id) => byId.get(id));
  }),
);

/**
 * The person behind an Authorization header, as stored now: who was disabled, demoted or signed out a moment ago is
 * so at his very next request.
 * @returns null without a header. @throws AppError TOKEN_INVALID, ACCOUNT_DISABLED
 */
export async function authenticate(deps: Deps, authorization: string): Promise<Actor | null> {
  if (authorization === '') return null;
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1];
  if (!token || token.length > 2048) throw new AppError('TOKEN_INVALID');
  const { userId, sessionId } = readAccessToken(deps, token);
  const user = await lookUp(deps.db)(userId);
  if (!user?.sessions.some((session) => session.id === sessionId)) throw new AppError('TOKEN_INVALID');
  if (user.disabledAt) throw new AppError('ACCOUNT_DISABLED');
  const { nickname, phoneMasked, homeGridCode, staff } = user;
  const roles = user.roles.filter((grant) => isInTerm(grant, deps.clock()));
  return { userId, sessionId, nickname, phoneMasked, homeGridCode, staff, roles };
}
