import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import sharp, { type Metadata, type Sharp } from 'sharp';
import type { LngLat } from '@shared/geo';
import { UPLOAD_LIMITS } from '@shared/uploads/contract';
import { decodeHeic } from './decode-heic';
import type { ImageFormat } from './file-format';
import { isWhole } from './image-structure';
import { isPolyglot, POLYGLOT_WINDOW } from './polyglot';
import { readGps } from './read-gps';
import { refusals } from './refusals';
import { createSlots } from './slots';

export interface ProcessedImage {
  /** JPEG, upright, sRGB, no side over 2048 px, without any metadata. */
  full: Buffer;
  /** The same at 480 px. */
  thumb: Buffer;
  width: number;
  height: number;
  /** WGS-84, where the camera said it was. */
  takenAt: LngLat | null;
}

// 48-megapixel phones pass. Progressive pictures and HEIC are held in memory whole while they are decoded.
const MAX_PIXELS = 50_000_000;
const MAX_PIXELS_IN_MEMORY = 25_000_000;

// One libvips thread per picture and one picture per core but one: requests keep being answered meanwhile.
sharp.concurrency(1);
sharp.cache(false);
const slots = createSlots(Math.max(1, availableParallelism() - 1), 32, refusals.busy);
// HEIC takes seconds and, at 24 megapixels, 200 MB: one at a time, and no other photo waits for it.
const heicSlots = createSlots(1, 8, refusals.busy);

async function readHeader(file: Buffer): Promise<Metadata> {
  try {
    return await sharp(file, { limitInputPixels: false }).metadata();
  } catch (cause) {
    throw refusals.damaged(cause);
  }
}

function checkSize(header: Metadata, format: ImageFormat): void {
  const whole = header.isProgressive === true || format === 'heic';
  const pixels = header.width * header.height;
  if (pixels > (whole ? MAX_PIXELS_IN_MEMORY : MAX_PIXELS)) throw refusals.tooManyPixels();
}

async function open(file: Buffer, format: ImageFormat): Promise<Sharp> {
  if (format === 'heic') {
    const { data, width, height } = await decodeHeic(file);
    return sharp(data, { raw: { width, height, channels: 4 } });
  }
  // Some phones' JPEGs carry harmless warnings: only truncation and real errors refuse a photo.
  return sharp(file, { failOn: 'error', limitInputPixels: MAX_PIXELS }).autoOrient();
}

async function draw(picture: Sharp, hasAlpha: boolean): Promise<Omit<ProcessedImage, 'takenAt'>> {
  const side = UPLOAD_LIMITS.maxSidePx;
  const opaque = hasAlpha ? picture.flatten({ background: '#ffffff' }) : picture;
  // Metadata and colour profiles are left out by default; colours are converted to sRGB. Cubic and fixed Huffman
  // tables take two thirds of the default's time for 12 megapixels; nobody sees the difference at half the size.
  const { data: full, info } = await opaque
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true, kernel: 'cubic' })
    .jpeg({ quality: 82, optimiseCoding: false })
    .toBuffer({ resolveWithObject: true });
  const thumb = await sharp(full)
    .resize({
      width: UPLOAD_LIMITS.thumbPx,
      height: UPLOAD_LIMITS.thumbPx,
      fit: 'inside',
      withoutEnlargement: true,
    })
    .jpeg({ quality: 74 })
    .toBuffer();
  return { full, thumb, width: info.width, height: info.height };
}

/**
 * Makes what is kept of a photo. Refuses before decoding whatever its structure or header shows to be cut off, a
 * polyglot, or too large to decode.
 * @throws AppError UNSUPPORTED_TYPE, PAYLOAD_TOO_LARGE, or UNAVAILABLE when too many photos wait
 */
export async function processImage(path: string, format: ImageFormat): Promise<ProcessedImage> {
  return (format === 'heic' ? heicSlots : slots).run(async () => {
    const file = await readFile(path);
    if (!isWhole(file, format)) throw refusals.damaged();
    if (isPolyglot(file.subarray(0, POLYGLOT_WINDOW), file.subarray(-POLYGLOT_WINDOW)))
      throw refusals.suspicious();
    const header = await readHeader(file);
    checkSize(header, format);
    const picture = await open(file, format);
    const drawn = await draw(picture, header.hasAlpha || format === 'heic').catch((cause: unknown) => {
      throw refusals.damaged(cause);
    });
    return { ...drawn, takenAt: header.exif ? readGps(header.exif) : null };
  });
}
