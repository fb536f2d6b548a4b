import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';

export const ACCESS_TTL_S = 15 * 60;
export const REFRESH_TTL_MS = 60 * 24 * 3600_000;
const AUDIENCE = 'lianxin-api';
const ISSUER = 'lianxin';

export interface AccessClaims {
  userId: string;
  sessionId: string;
}

type Keys = Pick<Deps, 'keys' | 'clock'>;

/** JWT (HS256), 15 minutes. Says who and which sign-in; roles are read from the database at each request. */
export function signAccessToken({ keys, clock }: Keys, { userId, sessionId }: AccessClaims): string {
  const now = Math.floor(clock() / 1000);
  return jwt.sign(
    {
      sub: userId,
      sid: sessionId,
      typ: 'access',
      iat: now,
      exp: now + ACCESS_TTL_S,
      aud: AUDIENCE,
      iss: ISSUER,
    },
    keys.jwt,
    { algorithm: 'HS256' },
  );
}

/** @throws AppError TOKEN_INVALID for anything that is not an unexpired access token of ours */
export function readAccessToken({ keys, clock }: Keys, token: string): AccessClaims {
  try {
    const claims = jwt.verify(token, keys.jwt, {
      algorithms: ['HS256'],
      audience: AUDIENCE,
      issuer: ISSUER,
      clockTimestamp: Math.floor(clock() / 1000),
    });
    const ends = typeof claims === 'object' && typeof claims.exp === 'number';
    if (ends && claims.typ === 'access' && /^[0-9a-f]{24}$/.test(claims.sub ?? ''))
      if (typeof claims.sid === 'string') return { userId: String(claims.sub), sessionId: claims.sid };
  } catch (error) {
    if (!(error instanceof jwt.JsonWebTokenError)) throw error;
  }
  throw new AppError('TOKEN_INVALID');
}

/** `<user id>.<session id>.<secret>`: names the sign-in it belongs to, so that reuse of an old one can end it. */
export function newRefreshToken(userId: string, sessionId: string): { token: string; hash: string } {
  const token = `${userId}.${sessionId}.${randomBytes(32).toString('base64url')}`;
  return { token, hash: hashRefreshToken(token) };
}

export function hashRefreshToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** @throws AppError TOKEN_INVALID when it does not even look like one */
export function parseRefreshToken(token: string): AccessClaims {
  const match = /^([0-9a-f]{24})\.([\w-]{16,32})\.[\w-]{40,50}$/.exec(token);
  if (!match) throw new AppError('TOKEN_INVALID');
  return { userId: String(match[1]), sessionId: String(match[2]) };
}

export function sameHash(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
