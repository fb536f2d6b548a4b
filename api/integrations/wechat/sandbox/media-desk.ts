import { createHash, randomBytes } from 'node:crypto';

const KEPT = 1000;

/** A picture that somebody asked to have checked. */
export interface MediaOrder {
  traceId: string;
  openid: string;
  mediaUrl: string;
}

type Suggest = 'pass' | 'review' | 'risky';
const LABELS: Record<Suggest, number> = { pass: 100, review: 20002, risky: 20002 };

/**
 * Orders to check pictures and the messages that answer them. Nobody looks at the pictures: in a demo each passes
 * after `passAfterMs`, a test pushes the verdicts it wants.
 */
export function createMediaDesk(appId: string, now: () => number) {
  const orders: MediaOrder[] = [];
  let target: { url: string; token: string; passAfterMs?: number } | null = null;
  const push = async (traceId: string, suggest: Suggest): Promise<number> => {
    if (!target) throw new Error('nowhere to push to');
    const order = orders.find((known) => known.traceId === traceId);
    const timestamp = String(Math.floor(now() / 1000));
    const nonce = randomBytes(6).toString('hex');
    const signature = createHash('sha1')
      .update([target.token, timestamp, nonce].sort().join(''))
      .digest('hex');
    const result = { suggest, label: LABELS[suggest] };
    const response = await fetch(
      `${target.url}?${new URLSearchParams({ signature, timestamp, nonce }).toString()}`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          ToUserName: 'gh_sandbox',
          FromUserName: order?.openid ?? '',
          CreateTime: Number(timestamp),
          MsgType: 'event',
          Event: 'wxa_media_check',
          appid: appId,
          trace_id: traceId,
          version: 2,
          errcode: 0,
          errmsg: 'ok',
          result,
          detail: [{ strategy: 'content_model', errcode: 0, ...result, prob: 90 }],
        }),
      },
    );
    return response.status;
  };
  return {
    pushTo(url: string, token: string, passAfterMs?: number): void {
      target = { url, token, passAfterMs };
    },
    orders: (): MediaOrder[] => structuredClone(orders),
    push,
    take(openid: string, mediaUrl: string): string {
      const traceId = [4, 4, 4].map((bytes) => randomBytes(bytes).toString('hex')).join('-');
      orders.push({ traceId, openid, mediaUrl });
      if (orders.length > KEPT) orders.shift();
      if (target?.passAfterMs !== undefined)
        // Whoever is not there then misses it, as with WeChat after its own tries.
        setTimeout(() => void push(traceId, 'pass').catch(() => 0), target.passAfterMs).unref();
      return traceId;
    },
  };
}
