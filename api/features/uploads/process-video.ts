import { UPLOAD_LIMITS, VIDEO_TOLERANCE_SECONDS } from '@shared/uploads/contract';
import { open, type FileHandle } from 'node:fs/promises';
import { findBox, freeBox, readBoxes, type Box } from './mp4-boxes';
import { sampleSpans, type ByteSpan } from './mp4-samples';
import { isPolyglot, POLYGLOT_WINDOW } from './polyglot';
import { refusals } from './refusals';

export interface ProcessedVideo {
  /** As shown, turned by the track's matrix. */
  width: number;
  height: number;
}

/** Titles, makes, models, comments and places (`©xyz`, `loci`, XMP) live in these, leftovers of edits in the last two. */
const METADATA = new Set(['udta', 'meta', 'uuid', 'free', 'skip']);
/** What players need at the top level. Makers add boxes of their own there (motion photos, serial numbers): freed. */
const KEPT_AT_TOP = new Set(['ftyp', 'mdat', 'moov', 'moof', 'sidx', 'styp']);
const CONTAINERS = new Set(['moov', 'trak', 'mdia', 'minf', 'dinf', 'stbl', 'edts', 'mvex', 'moof', 'traf']);
const DATED = new Set(['mvhd', 'tkhd', 'mdhd']);
const KEPT_TRACKS = new Set(['vide', 'soun']);
/** An hour of tables; more is no phone's video. */
const MAX_MOOV_BYTES = 16 * 1024 * 1024;

async function read(handle: FileHandle, start: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, start);
  return buffer.subarray(0, bytesRead);
}

interface TopBox {
  type: string;
  start: number;
  length: number;
}

/** Top-level boxes by their headers alone: the film itself is never read. */
async function readTopBoxes(handle: FileHandle, size: number): Promise<TopBox[]> {
  const boxes: TopBox[] = [];
  for (let start = 0; start < size;) {
    const header = await read(handle, start, 16);
    const short = header.readUInt32BE(0);
    const length = short === 1 ? Number(header.readBigUInt64BE(8)) : short === 0 ? size - start : short;
    if (length < 8 || start + length > size || boxes.length > 10_000) throw new RangeError('cut off');
    boxes.push({ type: header.toString('latin1', 4, 8), start, length });
    start += length;
  }
  return boxes;
}

/** Creation and modification times say when somebody was where. */
function clearDates(data: Buffer, box: Box): void {
  const wide = data[box.content] === 1;
  data.fill(0, box.content + 4, box.content + (wide ? 20 : 12));
}

/** Frees metadata below `box` and tracks that are neither picture nor sound; returns the spans of those tracks. */
function clean(data: Buffer, box: Box): ByteSpan[] {
  return readBoxes(data, box.content, box.end).flatMap((child) => {
    if (child.type === 'trak' && !KEPT_TRACKS.has(trackKind(data, child))) {
      const spans = sampleSpans(data, child);
      freeBox(data, child);
      return spans;
    }
    if (METADATA.has(child.type)) freeBox(data, child);
    if (DATED.has(child.type)) clearDates(data, child);
    return CONTAINERS.has(child.type) ? clean(data, child) : [];
  });
}

function trackKind(data: Buffer, trak: Box): string {
  const handler = findBox(data, trak, 'mdia/hdlr');
  return handler ? data.toString('latin1', handler.content + 8, handler.content + 12) : '';
}

/** Picture size of the first video track (tkhd: matrix and 16.16 fixed-point sides at its end). */
function shownSize(data: Buffer, moov: Box): ProcessedVideo | null {
  const trak = readBoxes(data, moov.content, moov.end).find(
    (box) => box.type === 'trak' && trackKind(data, box) === 'vide',
  );
  const tkhd = trak && findBox(data, trak, 'tkhd');
  if (!tkhd) return null;
  const [width, height] = [data.readUInt32BE(tkhd.end - 8) >>> 16, data.readUInt32BE(tkhd.end - 4) >>> 16];
  const turned = data.readInt32BE(tkhd.end - 44) === 0; // matrix a = 0: by a quarter
  return turned ? { width: height, height: width } : { width, height };
}

/** Seconds of a header with scale and length behind its dates (mvhd, mdhd; ISO/IEC 14496-12, 8.2.2 and 8.4.2). */
function secondsOf(data: Buffer, header: Box): number {
  const wide = data[header.content] === 1;
  const scale = data.readUInt32BE(header.content + (wide ? 20 : 12));
  const units = wide
    ? Number(data.readBigUInt64BE(header.content + 24))
    : data.readUInt32BE(header.content + 16);
  return scale === 0 ? 0 : units / scale;
}

/** The film's own word and that of each picture or sound track, whichever is longest. 0 where fragments tell it. */
function filmSeconds(data: Buffer, moov: Box): number {
  const tracks = readBoxes(data, moov.content, moov.end).filter(
    (box) => box.type === 'trak' && KEPT_TRACKS.has(trackKind(data, box)),
  );
  const headers = [findBox(data, moov, 'mvhd'), ...tracks.map((trak) => findBox(data, trak, 'mdia/mdhd'))];
  return Math.max(0, ...headers.map((header) => (header ? secondsOf(data, header) : 0)));
}

async function zero(handle: FileHandle, { start, length }: ByteSpan): Promise<void> {
  const zeros = Buffer.alloc(Math.min(length, 64 * 1024));
  for (let done = 0; done < length; done += zeros.length)
    await handle.write(zeros, 0, Math.min(zeros.length, length - done), start + done);
}

async function cleanTables(
  handle: FileHandle,
  box: TopBox,
  fileSize: number,
): Promise<ProcessedVideo | null> {
  if (box.length > MAX_MOOV_BYTES) throw new RangeError('tables too large');
  const data = await read(handle, box.start, box.length);
  const [root] = readBoxes(data, 0, data.length) as [Box];
  const size = box.type === 'moov' ? shownSize(data, root) : null;
  if (box.type === 'moov' && filmSeconds(data, root) > UPLOAD_LIMITS.videoSeconds + VIDEO_TOLERANCE_SECONDS)
    throw refusals.filmTooLong();
  const spans = clean(data, root);
  // Tables that name the same bytes over and over would keep us writing for hours.
  if (spans.reduce((sum, span) => sum + span.length, 0) > fileSize)
    throw new RangeError('more samples than bytes');
  if (spans.some(({ start, length }) => start + length > fileSize))
    throw new RangeError('a sample beyond the end');
  for (const span of spans) await zero(handle, span);
  await handle.write(data, 0, data.length, box.start);
  return size;
}

async function freeTopBox(handle: FileHandle, box: TopBox): Promise<void> {
  const header = await read(handle, box.start, 8);
  const headerLength = header.readUInt32BE(0) === 1 ? 16 : 8;
  await handle.write('free', box.start + 4, 'latin1');
  await zero(handle, { start: box.start + headerLength, length: Math.max(0, box.length - headerLength) });
}

/** What an iPhone films differs from MP4 by little more than its brand, by which other players refuse it. */
async function renameBrand(handle: FileHandle): Promise<void> {
  const head = await read(handle, 0, 12);
  if (head.toString('latin1', 8, 12) === 'qt  ') await handle.write('mp42', 8, 'latin1');
}

/**
 * Takes out of an MP4, in place, what tells more than picture and sound: metadata boxes, tracks of other kinds (GPS,
 * motion) with their samples, and dates. Lengths stay, so that no offset changes.
 * @throws AppError UNSUPPORTED_TYPE when the file is cut off, malformed, a polyglot, or holds no picture track;
 * PAYLOAD_TOO_LARGE when it lasts too long
 */
export async function processVideo(path: string): Promise<ProcessedVideo> {
  const handle = await open(path, 'r+');
  try {
    const { size } = await handle.stat();
    const tail = await read(handle, Math.max(0, size - POLYGLOT_WINDOW), POLYGLOT_WINDOW);
    if (isPolyglot(await read(handle, 0, POLYGLOT_WINDOW), tail)) throw refusals.suspicious();
    let shown: ProcessedVideo | null = null;
    for (const box of await readTopBoxes(handle, size)) {
      if (box.type === 'moov' || box.type === 'moof') shown = (await cleanTables(handle, box, size)) ?? shown;
      else if (!KEPT_AT_TOP.has(box.type)) await freeTopBox(handle, box);
    }
    if (!shown) throw refusals.damaged();
    await renameBrand(handle);
    return shown;
  } catch (error) {
    // Node's reads beyond a buffer and our own checks: both mean that the file's lengths do not add up.
    if ((error as Error).name === 'RangeError') throw refusals.damaged(error);
    throw error;
  } finally {
    await handle.close();
  }
}
