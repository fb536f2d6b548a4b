import { randomBytes } from 'node:crypto';

const LIFETIME_MS = 7200_000;
const OVERLAP_MS = 5 * 60_000;
const FORCE_APART_MS = 30_000;
const FORCE_PER_DAY = 20;

interface Issued {
  token: string;
  expiresAt: number;
}

export interface TokenOffice {
  /** The stable token; null when the day's forced refreshes are used up. `expiresIn` is in seconds. */
  issue(force: boolean): { token: string; expiresIn: number } | null;
  check(token: string): 'valid' | 'expired' | 'unknown';
  /** Ends all tokens at once, as somebody else's forced refreshes would. */
  revoke(): void;
}

/**
 * The rules of stable_token: the same token until its last five minutes; then a successor while the old one stays
 * good for five minutes; a forced refresh at most every 30 s (else nothing is refreshed) and 20 times a day. Two
 * forced refreshes end a leaked token at once, so only one predecessor overlaps.
 * https://developers.weixin.qq.com/doc/service/api/base/api_getstableaccesstoken.html
 */
export function createTokenOffice(now: () => number): TokenOffice {
  let current: Issued | null = null;
  let previous: Issued | null = null;
  let forcedAt: number[] = [];
  const past = new Set<string>();

  function succeed(): Issued {
    if (previous) past.add(previous.token);
    previous = current && {
      token: current.token,
      expiresAt: Math.min(current.expiresAt, now() + OVERLAP_MS),
    };
    current = {
      token: `${now() % 97}_${randomBytes(110).toString('base64url')}`,
      expiresAt: now() + LIFETIME_MS,
    };
    return current;
  }

  return {
    issue(force) {
      let valid = current !== null && current.expiresAt - now() > OVERLAP_MS ? current : null;
      const last = forcedAt.at(-1);
      if (force && (last === undefined || now() - last >= FORCE_APART_MS)) {
        forcedAt = forcedAt.filter((at) => now() - at < 24 * 3600_000);
        if (forcedAt.length >= FORCE_PER_DAY) return null;
        forcedAt.push(now());
        valid = null;
      }
      valid ??= succeed();
      return { token: valid.token, expiresIn: Math.floor((valid.expiresAt - now()) / 1000) };
    },
    check(token) {
      const known = [current, previous].find((issued) => issued?.token === token);
      if (known) return now() < known.expiresAt ? 'valid' : 'expired';
      return past.has(token) ? 'expired' : 'unknown';
    },
    revoke() {
      current = null;
      previous = null;
    },
  };
}
