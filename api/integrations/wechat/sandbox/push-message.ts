import { createCipheriv, createHash, randomBytes } from 'node:crypto';

/** Where messages go (消息推送) and what secures them. */
export interface PushTarget {
  url: string;
  token: string;
  /** EncodingAESKey: messages go out in the secure mode. */
  aesKey?: string;
  /** A demo's photos pass by themselves after so long. */
  passAfterMs?: number;
}

const sign = (parts: string[]): string => createHash('sha1').update(parts.sort().join('')).digest('hex');

/** As WeChat seals a message; `random` are 16 bytes. */
export function sealPush(message: string, aesKey: string, appId: string, random = randomBytes(16)): string {
  const key = Buffer.from(`${aesKey}=`, 'base64');
  const text = Buffer.from(message, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const content = Buffer.concat([random, length, text, Buffer.from(appId, 'utf8')]);
  const fill = 32 - (content.length % 32);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([content, Buffer.alloc(fill, fill)]);
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64');
}

/** Sends an event as WeChat does, in the clear or sealed. @returns the status of the answer */
export async function pushMessage(
  target: PushTarget,
  appId: string,
  nowMs: number,
  event: object,
): Promise<number> {
  const timestamp = String(Math.floor(nowMs / 1000));
  const nonce = randomBytes(6).toString('hex');
  const query: Record<string, string> = {
    signature: sign([target.token, timestamp, nonce]),
    timestamp,
    nonce,
  };
  let body: object = {
    ToUserName: 'gh_sandbox',
    CreateTime: Number(timestamp),
    MsgType: 'event',
    ...event,
  };
  if (target.aesKey) {
    const Encrypt = sealPush(JSON.stringify(body), target.aesKey, appId);
    query.encrypt_type = 'aes';
    query.msg_signature = sign([target.token, timestamp, nonce, Encrypt]);
    body = { ToUserName: 'gh_sandbox', Encrypt };
  }
  const response = await fetch(`${target.url}?${new URLSearchParams(query).toString()}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.status;
}
