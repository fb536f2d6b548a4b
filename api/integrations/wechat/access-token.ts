import { tokenSchema } from './answers';
import { type AccessTokenRecord, type AccessTokenStore } from './access-token-store';
import { type ApiCaller } from './call-api';
import { WechatError } from './wechat-error';

// Within its last five minutes WeChat hands out the successor while the old token stays good:
// https://developers.weixin.qq.com/doc/service/api/base/api_getstableaccesstoken.html
const EARLY_MS = 5 * 60_000;
const FORCE_APART_MS = 30_000;
const FORCE_PER_DAY = 20;
const DAY_MS = 24 * 3600_000;

export interface AccessTokens {
  /** A token good for the next call, refreshed early. Parallel callers share one request. @throws WechatError */
  current(): Promise<string>;
  /** Another token after WeChat refused `refused`. @throws WechatError TOKEN_REJECTED when there is none to be had */
  renew(refused: string): Promise<string>;
}

/**
 * Keeps the stable access token of one app.
 *
 * Renewal asks gently first and forces only when WeChat still hands out the token it refuses: a forced refresh ends
 * the token of every other process, which would then force in turn, and only 20 a day are allowed. Whoever asks
 * WeChat does so alone, over all processes: those who waited find the new token in the store.
 */
export function createAccessTokens(options: {
  appId: string;
  appSecret: string;
  caller: ApiCaller;
  store: AccessTokenStore;
  now: () => number;
}): AccessTokens {
  const { store, now } = options;
  let held: AccessTokenRecord | null = null;
  let fetching: Promise<string> | null = null;
  let renewing: Promise<string> | null = null;

  const fresh = (record: AccessTokenRecord | null): AccessTokenRecord | null =>
    record !== null && record.expiresAt - now() > EARLY_MS ? record : null;

  function adopt(record: AccessTokenRecord): string {
    held = record;
    return record.token;
  }

  async function request(force: boolean, forcedAt: number[]): Promise<AccessTokenRecord> {
    const answer = await options.caller.json(
      {
        api: 'stableToken',
        method: 'POST',
        path: '/cgi-bin/stable_token',
        body: {
          grant_type: 'client_credential',
          appid: options.appId,
          secret: options.appSecret,
          force_refresh: force,
        },
        // Asking again in the ordinary mode changes nothing; a forced one counts against the day's 20.
        repeat: force ? 'one-shot' : 'idempotent',
      },
      tokenSchema,
    );
    held = { token: answer.access_token, expiresAt: now() + answer.expires_in * 1000, forcedAt };
    await store.write(held);
    return held;
  }

  async function refresh(): Promise<string> {
    const stored = await store.read();
    const ready = fresh(stored);
    if (ready) return adopt(ready);
    try {
      return (await request(false, recent(stored?.forcedAt, now()))).token;
    } catch (error) {
      // The old token outlives the early refresh, so a short outage of the token call harms nobody.
      const usable = [held, stored].find((record) => record !== null && record.expiresAt > now());
      if (usable && error instanceof WechatError && error.retryable) return usable.token;
      throw error;
    }
  }

  async function replace(refused: string): Promise<string> {
    const stored = await store.read();
    const ready = fresh(stored);
    if (ready && ready.token !== refused) return adopt(ready);
    const forcedAt = recent(stored?.forcedAt, now());
    const ordinary = await request(false, forcedAt);
    if (ordinary.token !== refused) return ordinary.token;
    if (forcedAt.length >= FORCE_PER_DAY || forcedAt.some((at) => now() - at < FORCE_APART_MS)) {
      throw new WechatError({
        code: 'TOKEN_REJECTED',
        api: 'stableToken',
        detail: 'forced refresh used up for now',
      });
    }
    // Noted before the call: one whose answer is lost counts as well.
    const noted = [...forcedAt, now()];
    await store.write({ ...ordinary, forcedAt: noted });
    return (await request(true, noted)).token;
  }

  return {
    current() {
      const token = fresh(held)?.token;
      if (token !== undefined) return Promise.resolve(token);
      fetching ??= store.alone(refresh).finally(() => (fetching = null));
      return fetching;
    },
    renew(refused) {
      const token = fresh(held)?.token;
      if (token !== undefined && token !== refused) return Promise.resolve(token);
      renewing ??= store.alone(() => replace(refused)).finally(() => (renewing = null));
      return renewing;
    },
  };
}

function recent(times: number[] | undefined, now: number): number[] {
  return (times ?? []).filter((at) => now - at < DAY_MS);
}
