import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Encrypts personal fields and makes them searchable by equality, without the database ever holding them plain. */
export interface FieldCrypto {
  /** `v1.<iv>.<tag>.<ciphertext>`, base64url; AES-256-GCM with a random IV. */
  encrypt(plain: string): string;
  /** @throws Error when the text was changed or made with another key. */
  decrypt(sealed: string): string;
  /** Keyed hash (HMAC-SHA-256) for equality look-ups. */
  blindIndex(plain: string): string;
}

/** @param secret at least 32 characters from configuration; two independent keys are derived from it (HKDF). */
export function createFieldCrypto(secret: string): FieldCrypto {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, 'lianxin', purpose, 32));
  const sealKey = derive('field-encryption');
  const indexKey = derive('blind-index');
  return {
    encrypt(plain) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealKey, iv);
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return ['v1', iv, cipher.getAuthTag(), body]
        .map((part) => (typeof part === 'string' ? part : part.toString('base64url')))
        .join('.');
    },
    decrypt(sealed) {
      const [version, iv, tag, body] = sealed.split('.');
      if (version !== 'v1' || !iv || !tag || body === undefined) throw new Error('not a sealed field');
      const decipher = createDecipheriv('aes-256-gcm', sealKey, Buffer.from(iv, 'base64url'));
      decipher.setAuthTag(Buffer.from(tag, 'base64url'));
      return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString(
        'utf8',
      );
    },
    blindIndex(plain) {
      return createHmac('sha256', indexKey).update(plain).digest('base64url');
    },
  };
}
