import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FileSigner } from './upload-deps';

export type FileSize = 'full' | 'thumb';

const HOUR_S = 3600;
const MIN_LIFE_S = 2 * HOUR_S;

/** `known`: for whoever may see a photo that is kept from the public. */
const PURPOSES = { public: 'file', known: 'known-file' } as const;
export type FilePurpose = keyof typeof PURPOSES;

function signature(
  { keys }: FileSigner,
  id: string,
  size: FileSize,
  exp: number,
  purpose: FilePurpose,
): Buffer {
  return createHmac('sha256', keys.fileUrl).update(`${PURPOSES[purpose]}|${id}|${size}|${exp}`).digest();
}

/**
 * The address of a file for whoever gets it, valid for two to three hours. It expires on the full hour, so that it is
 * the same for everyone of that purpose during an hour and can be cached.
 */
export function signedFileUrl(signer: FileSigner, id: string, size: FileSize, purpose: FilePurpose): string {
  const exp = Math.ceil((signer.clock() / 1000 + MIN_LIFE_S) / HOUR_S) * HOUR_S;
  const sig = signature(signer, id, size, exp, purpose).toString('base64url');
  return `/api/v1/files/${id}?size=${size}&exp=${exp}&sig=${sig}`;
}

/** Is this the signature of that file, size and expiry, and is it not over? Compared in constant time. */
export function isSignedFor(
  signer: FileSigner,
  id: string,
  size: FileSize,
  signed: { exp?: string; sig?: string },
  purpose: FilePurpose,
): boolean {
  if (signed.exp === undefined || signed.sig === undefined) return false;
  const exp = Number(signed.exp);
  const given = Buffer.from(signed.sig, 'base64url');
  const expected = signature(signer, id, size, exp, purpose);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
  return exp * 1000 > signer.clock();
}
