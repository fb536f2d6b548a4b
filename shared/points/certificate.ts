/** Letters and digits that nobody takes for one another when he reads them out. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
export const CODE_LETTERS = ALPHABET.length;
const LENGTH = 12;

/** Twelve letters in three groups, of random bytes: 60 bits, which nobody guesses. */
export function certificateCode(bytes: Uint8Array): string {
  const letters = Array.from(bytes.slice(0, LENGTH), (byte) => ALPHABET[byte % CODE_LETTERS]);
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-');
}

/** As somebody types it: small letters, spaces or no hyphens; null when it cannot be one. */
export function readCertificateCode(typed: string): string | null {
  const letters = typed.toUpperCase().replace(/[\s-]/g, '');
  if (letters.length !== LENGTH || [...letters].some((letter) => !ALPHABET.includes(letter))) return null;
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** A name on a public page: the family name and how many more there are. */
export const maskName = (name: string): string => {
  const [first = '', ...rest] = [...name];
  return first + '*'.repeat(Math.max(1, rest.length));
};
