import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';

// https://developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html (安全模式)

/** Whether WeChat, who knows the token, signed exactly these parts (SHA-1 over their sorted concatenation, hex). */
export function isSignedPush(signature: string, token: string, parts: readonly string[]): boolean {
  const expected = createHash('sha1')
    .update([token, ...parts].sort().join(''))
    .digest();
  const given = Buffer.from(signature, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/**
 * The message inside `Encrypt` of the secure mode: AES-256-CBC of 16 random bytes, the length (4 bytes, big-endian),
 * the message and the AppID, filled up to 32 bytes.
 * @param aesKey EncodingAESKey, 43 characters
 * @returns null when it was not made with this key for this app
 */
export function openPush(encrypted: string, aesKey: string, appId: string): string | null {
  const key = Buffer.from(`${aesKey}=`, 'base64');
  const sealed = Buffer.from(encrypted, 'base64');
  if (sealed.length === 0 || sealed.length % 16 !== 0) return null;
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(sealed), decipher.final()]);
  const fill = padded.at(-1) ?? 0;
  if (fill < 1 || fill > 32 || fill > padded.length) return null;
  const content = padded.subarray(0, padded.length - fill);
  if (content.length < 20) return null;
  const length = content.readUInt32BE(16);
  if (20 + length > content.length || content.subarray(20 + length).toString('utf8') !== appId) return null;
  return content.subarray(20, 20 + length).toString('utf8');
}
