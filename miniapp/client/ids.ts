const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

/**
 * A key for one logical submission (Idempotency-Key) or one local draft: time plus 20 random letters.
 * Not a secret; it only must not repeat on this device, so Math.random serves (mini-programs lack crypto).
 */
export function newKey(): string {
  let random = '';
  for (let i = 0; i < 20; i += 1) random += ALPHABET.charAt(Math.floor(Math.random() * ALPHABET.length));
  return `${Date.now().toString(36)}-${random}`;
}
