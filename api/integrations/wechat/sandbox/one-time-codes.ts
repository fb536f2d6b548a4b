import { randomBytes } from 'node:crypto';

const LIFETIME_MS = 5 * 60_000;
const REMEMBERED = 50_000;

export interface OneTimeCodes {
  /** A code of wx.login or of the phone button, good for one redemption within five minutes and one app. */
  issue(purpose: 'login' | 'phone', subject: string, appId: string): string;
  /** The subject, or why not. Redeeming uses the code up. */
  redeem(
    purpose: 'login' | 'phone',
    code: string,
    appId: string,
  ): { outcome: 'ok'; subject: string } | { outcome: 'used' | 'invalid' };
}

interface IssuedCode {
  purpose: 'login' | 'phone';
  subject: string;
  appId: string;
  expiresAt: number;
  used: boolean;
}

/**
 * Also takes codes nobody issued: `sandbox-<name>-<nonce>` signs `<name>` in and `sandbox-phone-<number>-<nonce>`
 * gives that number, once each. So a demo or a test in another process can make its own.
 */
export function createOneTimeCodes(now: () => number): OneTimeCodes {
  const codes = new Map<string, IssuedCode>();

  function remember(code: string, issued: IssuedCode): IssuedCode {
    codes.set(code, issued);
    if (codes.size > REMEMBERED) {
      const [oldest] = codes.keys();
      if (oldest !== undefined) codes.delete(oldest);
    }
    return issued;
  }

  function adopt(code: string, appId: string): IssuedCode | null {
    const made = /^sandbox-(?<phone>phone-(?=\d))?(?<subject>[\p{L}\p{N}_-]{1,64})-[A-Za-z0-9_]{1,64}$/u.exec(
      code,
    )?.groups;
    if (made?.subject === undefined) return null;
    const purpose = made.phone === undefined ? 'login' : 'phone';
    return remember(code, {
      purpose,
      subject: made.subject,
      appId,
      expiresAt: now() + LIFETIME_MS,
      used: false,
    });
  }

  return {
    issue(purpose, subject, appId) {
      const code =
        purpose === 'login'
          ? `0${randomBytes(24).toString('hex').slice(0, 31)}`
          : randomBytes(32).toString('hex');
      remember(code, { purpose, subject, appId, expiresAt: now() + LIFETIME_MS, used: false });
      return code;
    },
    redeem(purpose, code, appId) {
      const issued = codes.get(code) ?? adopt(code, appId);
      if (!issued || issued.purpose !== purpose || issued.appId !== appId) return { outcome: 'invalid' };
      if (issued.used) return { outcome: 'used' };
      if (now() >= issued.expiresAt) return { outcome: 'invalid' };
      issued.used = true;
      return { outcome: 'ok', subject: issued.subject };
    },
  };
}
