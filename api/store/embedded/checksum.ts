import { crc32 } from 'node:zlib';
import { StoreError } from './errors';

const SUM = 4;

/** A document as it lies in the file: its bytes and their CRC-32. LMDB itself would serve a flipped bit. */
export function sealed(bytes: Uint8Array): Buffer {
  const out = Buffer.allocUnsafe(bytes.length + SUM);
  out.set(bytes);
  out.writeUInt32LE(crc32(bytes), bytes.length);
  return out;
}
export function isWhole(stored: Buffer): boolean {
  const end = stored.length - SUM;
  return end > 0 && crc32(stored.subarray(0, end)) === stored.readUInt32LE(end);
}
/** @throws StoreError when the bytes are not those that were written */
export function unsealed(stored: Buffer, what: string): Buffer {
  if (!isWhole(stored))
    throw new StoreError('InternalError', `${what} is damaged in the file: run validate, restore a backup`);
  return stored.subarray(0, stored.length - SUM);
}
