import { inflateRawSync } from 'node:zlib';
import { AppError } from '@shared/core/errors';
import { TABLE_LIMITS } from './table';

const ENTRIES_AT_MOST = 2_000;
const END = 0x06054b50;
const END_BYTES = 22;
const COMMENT_BYTES = 0xffff;
const CENTRAL = 0x02014b50;
const CENTRAL_BYTES = 46;
const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
const ENCRYPTED = 1;
const [STORED, DEFLATED] = [0, 8];

const broken = (cause?: unknown) =>
  new AppError('UNSUPPORTED_TYPE', '这不是完好的 Excel 文件（.xlsx），请重新另存', { cause });
const tooLarge = () => new AppError('PAYLOAD_TOO_LARGE', '表格解开以后太大，请分成几份');

interface Entry {
  name: string;
  method: number;
  encrypted: boolean;
  packedBytes: number;
  offset: number;
}

/** The list at the end of the file, which is the only one to trust. ZIP64 is for files beyond what is taken here. */
function listEntries(zip: Buffer): Entry[] {
  let end = zip.length - END_BYTES;
  while (end >= Math.max(0, zip.length - END_BYTES - COMMENT_BYTES) && zip.readUInt32LE(end) !== END)
    end -= 1;
  if (end < 0 || zip.readUInt32LE(end) !== END) throw broken();
  const count = zip.readUInt16LE(end + 10);
  if (count > ENTRIES_AT_MOST) throw tooLarge();
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: count }, () => {
    if (zip.readUInt32LE(at) !== CENTRAL) throw broken();
    const nameBytes = zip.readUInt16LE(at + 28);
    const entry = {
      name: zip.toString('utf8', at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameBytes),
      method: zip.readUInt16LE(at + 10),
      encrypted: (zip.readUInt16LE(at + 8) & ENCRYPTED) !== 0,
      packedBytes: zip.readUInt32LE(at + 20),
      offset: zip.readUInt32LE(at + 42),
    };
    at += CENTRAL_BYTES + nameBytes + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    return entry;
  });
}

function unpack(zip: Buffer, { method, encrypted, packedBytes, offset }: Entry, atMost: number): Buffer {
  if (encrypted || zip.readUInt32LE(offset) !== LOCAL) throw broken();
  const start = offset + LOCAL_BYTES + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
  const packed = zip.subarray(start, start + packedBytes);
  if (packed.length < packedBytes) throw broken();
  if (method === STORED && packed.length <= atMost) return packed;
  if (method !== DEFLATED) throw broken();
  try {
    // Stops at the first byte too many, whatever the headers promise.
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, atMost) });
  } catch (error) {
    throw (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge() : broken(error);
  }
}

/**
 * The entries of a ZIP whose names are wanted, by name; together no larger than a sheet may be. Nothing is written, so
 * names that climb out lead nowhere. @throws AppError UNSUPPORTED_TYPE, PAYLOAD_TOO_LARGE
 */
export function unzip(zip: Buffer, wanted: (name: string) => boolean): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  let left = TABLE_LIMITS.unpackedBytes;
  try {
    for (const entry of listEntries(zip)) {
      if (!wanted(entry.name)) continue;
      const content = unpack(zip, entry, left);
      left -= content.length;
      found.set(entry.name, content);
    }
  } catch (error) {
    // Offsets that point beyond the file.
    throw error instanceof RangeError ? broken(error) : error;
  }
  return found;
}
