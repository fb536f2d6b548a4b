import { createHmac } from 'node:crypto';
import type { Deps } from '@api/deps';
import { postOutside } from '@api/integrations/outbound';
import type { WebhookDoc } from './webhook.model';

const TIMEOUT_MS = 10_000;

/** Signature of Standard Webhooks: HMAC-SHA256 of `id.timestamp.body` by the secret's bytes, base64, after `v1,`. */
export function signatureOf(secret: string, id: string, timestampS: number, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestampS}.${body}`).digest('base64')}`;
}

/** Posts a message to an endpoint. @returns its status @throws OutboundFailure when nothing answered */
export function postSigned(
  deps: Deps,
  { url, secretSealed }: Pick<WebhookDoc, 'url' | 'secretSealed'>,
  { id, body }: { id: string; body: string },
): Promise<number> {
  const timestampS = Math.floor(deps.clock() / 1000);
  return postOutside({
    url,
    body,
    timeoutMs: TIMEOUT_MS,
    allowPrivate: deps.config.webhooksToPrivate,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'User-Agent': 'lianxin-webhooks/1',
      'webhook-id': id,
      'webhook-timestamp': String(timestampS),
      'webhook-signature': signatureOf(deps.fieldCrypto.decrypt(secretSealed), id, timestampS, body),
    },
  });
}

export const isDelivered = (status: number) => status >= 200 && status < 300;
