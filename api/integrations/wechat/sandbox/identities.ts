import { createHmac, randomBytes } from 'node:crypto';

const TWO_HOURS_MS = 2 * 3600_000;

/** Users of the imitated WeChat, made up from names; nothing needs to be stored to recognise one. */
export interface Identities {
  /** Always the same for a name: 28 characters, the first seven shared by all users of the app, as WeChat's are. */
  openidOf(name: string): string;
  isOpenid(value: string): boolean;
  /** A new key for every sign-in, base64 of 16 bytes. Remembers that the user was here. */
  signIn(openid: string): { sessionKey: string };
  /** Whether the user has signed in within two hours, which msg_sec_check asks for. */
  isActive(openid: string): boolean;
}

export function createIdentities(appId: string, seed: string, now: () => number): Identities {
  const digest = (text: string): string =>
    createHmac('sha256', seed).update(`${appId}|${text}`).digest('base64url');
  const prefix = `o${digest('').slice(0, 6)}`;
  const lastSeen = new Map<string, number>();
  return {
    openidOf: (name) => prefix + digest(`user|${name}`).slice(0, 21),
    isOpenid: (value) => value.length === 28 && value.startsWith(prefix),
    signIn(openid) {
      lastSeen.set(openid, now());
      return { sessionKey: randomBytes(16).toString('base64') };
    },
    isActive: (openid) => now() - (lastSeen.get(openid) ?? -Infinity) <= TWO_HOURS_MS,
  };
}
